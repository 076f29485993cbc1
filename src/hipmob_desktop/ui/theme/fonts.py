# SPDX-License-Identifier: GPL-3.0-or-later
"""The typeface that comes with the program, and type whose digits do not jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from hipmob_desktop.logs import logger

if TYPE_CHECKING:
    from pathlib import Path

FONT_FILES = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-SemiBold.ttf")

_TABULAR = QFont.Tag("tnum")
_MEASURED_PX = 200  # large enough that hinting does not round the ratio


def load_fonts(folder: Path) -> str:
    """Make the shipped typeface known to Qt and return its family.

    Where a file is missing or broken the system's own family is returned and
    one line is logged; nothing raises. Needs a QGuiApplication.
    """
    families = [_family_of(folder / name) for name in FONT_FILES]
    if all(families):
        return families[0]
    fallback = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    broken = ", ".join(
        name for name, family in zip(FONT_FILES, families, strict=True) if not family
    )
    logger(__name__).warning("%s: cannot load %s; using the system's %s", folder, broken, fallback)
    return fallback


def _family_of(path: Path) -> str:
    """The family that a font file adds, or nothing if it adds none."""
    if not path.is_file():
        return ""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else ""


def stage_font(
    family: str, px: int, weight: QFont.Weight = QFont.Weight.DemiBold, *, tabular: bool = True
) -> QFont:
    """A font of `px` pixels; `tabular` gives every digit the same width."""
    font = QFont(family)
    font.setPixelSize(max(1, px))
    font.setWeight(weight)
    if tabular:
        font.setFeature(_TABULAR, 1)
    return font


def cap_height_ratio(family: str, weight: QFont.Weight = QFont.Weight.DemiBold) -> float:
    """The height of a capital letter as a share of the font's pixel size."""
    return QFontMetricsF(stage_font(family, _MEASURED_PX, weight)).capHeight() / _MEASURED_PX
