# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages that only inform: the rules of safety, and what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.labels import Bullets, label
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, card_frame, set_spacing

if TYPE_CHECKING:
    from hipmob_desktop.core.safety import Safety, SafetyRule

_SAFETY_EM = 84.0
_RULE_EM = 27.0
_MOST_COLUMNS = 3
_ABOUT_EM = 46.0
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
    "libsndfile by soundfile, LAME, Opus and mutagen, for sound files (LGPL, BSD, GPL)",
    "msgspec and platformdirs, for files and folders (BSD, MIT)",
    "Atkinson Hyperlegible Next, the typeface (SIL Open Font License)",
    "Lucide, the icons (ISC)",
)


class SafetyScreen(SidePage):
    """Shows every rule with its reasons."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Safety", _SAFETY_EM)
        self._safety: Safety | None = None

    def build_column(self) -> None:
        self._rules = Columns(_RULE_EM, _MOST_COLUMNS)
        self.column.addWidget(self._rules)
        if self._safety:
            self.show_safety(self._safety)

    def show_safety(self, safety: Safety) -> None:
        """Show these rules."""
        self._safety = safety
        if self.is_built:
            self._rules.show_cards([_rule_card(rule) for rule in safety.rules])
            self.area.to_top()
            self.measure()


def _rule_card(rule: SafetyRule) -> QWidget:
    card = card_frame()
    card.setAccessibleName(rule.title)
    column = QVBoxLayout(card)
    set_spacing(column, 0.4, (1.0, 0.9, 1.0, 1.0))
    column.addWidget(label(rule.title, "heading"))
    column.addWidget(label(rule.text))
    return card


class AboutScreen(SidePage):
    """The program's version, licence and thanks."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "About HipMob Desktop", _ABOUT_EM, back_to=PageName.SETTINGS)
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
        if self.is_built:
            self.version.setText(f"Version {version}")
