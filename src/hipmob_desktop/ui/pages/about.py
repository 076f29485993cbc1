# SPDX-License-Identifier: GPL-3.0-or-later
"""What this program is, whose work it stands on, and that it keeps to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.ui.kit.labels import Bullets, label
from hipmob_desktop.ui.kit.pages import SidePage
from hipmob_desktop.ui.kit.style import StyleContext

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.theme.icons import Icons
    from hipmob_desktop.ui.theme.manager import ThemeManager

_MEASURE_EM = 46.0
_PRIVACY = (
    "It uses no network and sends nothing anywhere: what you choose and what you did stays on "
    "this computer."
)
_LICENCE = (
    "Free software under the GNU General Public License, version 3 or later: use it, look into "
    "it, change it and pass it on. It comes without any warranty."
)
_WORKS = (
    "Qt and PySide6, for the window (LGPL)",
    "pyttsx3 with eSpeak NG, for the voice (MPL, GPL)",
    "miniaudio, for the sound (MIT)",
    "msgspec and platformdirs, for files and folders (BSD, MIT)",
    "Atkinson Hyperlegible Next, the typeface (SIL Open Font License)",
    "Lucide, the icons (ISC)",
)


class AboutScreen(SidePage):
    """The program's version, licence and thanks."""

    def __init__(
        self, icons: Icons, theme_manager: ThemeManager, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            StyleContext(icons, theme_manager), "About HipMob Desktop", _MEASURE_EM, parent
        )
        self._version = ""

    def build_column(self) -> None:
        self.version = label("", "quiet")
        for part in (self.version, label(_PRIVACY), label(_LICENCE)):
            self.column.addWidget(part)
        self.column.addWidget(Bullets("It stands on the work of others:", _WORKS))
        self.show_version(self._version)

    def show_version(self, version: str) -> None:
        """Show which version this is."""
        self._version = version
        if self.is_filled:
            self.version.setText(f"Version {version}")
