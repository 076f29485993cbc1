#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders every page of the window at many sizes, in every theme, into one folder.

    .venv/bin/python tools/contact_sheet.py FOLDER [--pages library,settings] [--quick]

Each picture is named after page, size, theme and type size; `sheet-*.png` shows all
pictures of one size and theme side by side. The device pixel ratio holds for a whole
process, so the script starts itself anew for the second one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStackedWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.core.journal import Summary
    from hipmob_desktop.core.phrases import Safety
    from hipmob_desktop.core.preferences import ThemeChoice
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.model import LibraryEntry, RoutineDetails
    from hipmob_desktop.ui.library.screen import LibraryScreen

FONT_PX = 16
SIZES = {1.0: ((1024, 600), (1366, 768), (1920, 1080), (3840, 2160)), 2.0: ((1920, 1080),)}
"""Window sizes in logical pixels, by device pixel ratio."""
THEMES: tuple[ThemeChoice, ...] = ("dark", "light", "high_contrast")
SCALES = (1.0, 2.0)
THUMB = QSize(640, 400)
SETTLING_ROUNDS = 60
SHEET_COLUMNS = 3


@dataclass(frozen=True)
class Studio:
    """What a page is made of."""

    style: StyleContext
    library: Library
    safety: Safety
    thumbnails: ThumbnailCache

    @cached_property
    def entries(self) -> tuple[LibraryEntry, ...]:
        """The list as somebody sees it who has used the program for a while."""
        return entries(self.library)

    def details(self, routine_id: str) -> RoutineDetails:
        """A routine as its page shows it to a body that can do everything."""
        from hipmob_desktop.ui.library.model import RoutineDetails

        routine = self.library.routine(routine_id)
        return RoutineDetails(routine=routine, total_ms=length_ms(routine))


Page = "Callable[[Studio], QWidget]"


def library_page(studio: Studio, wanted: str = "nilsson_seven") -> LibraryScreen:
    """The list with the page of one routine."""
    from hipmob_desktop.ui.library.screen import LibraryScreen

    screen = LibraryScreen(studio.style)
    screen.use_thumbnails(studio.thumbnails)
    screen.show_safety(studio.safety)
    screen.read_with(studio.details)
    screen.show_library(studio.entries)
    screen.highlight(wanted)
    return screen


def stand_ins_page(studio: Studio) -> QWidget:
    """The routine with stand-ins, all details unfolded, with both notices above."""
    screen = library_page(studio, "mitro_four")
    screen.open_page().unfold_all.click()
    screen.show_notice("Go on where you left off: Seven-move runner hips, left side, rep 5")
    screen.show_faults(['knees.toml, line 3, reps: expected a number, found "ten"'])
    return screen


def details_page(studio: Studio) -> QWidget:
    """The routine's page where there is room for one pane only."""
    screen = library_page(studio)
    screen.panes.show_right(shows=True)
    return screen


def settings_page(studio: Studio) -> QWidget:
    """All choices."""
    from hipmob_desktop.ui.pages.settings import SettingsScreen

    screen = SettingsScreen(studio.style)
    screen.show_safety(studio.safety)
    screen.show_voices((("gmw/en", "English (Great Britain)"), ("gmw/en-US", "English (America)")))
    return screen


def safety_page(studio: Studio) -> QWidget:
    """The rules."""
    from hipmob_desktop.ui.pages.information import SafetyScreen

    screen = SafetyScreen(studio.style)
    screen.show_safety(studio.safety)
    return screen


def welcome_page(studio: Studio) -> QWidget:
    """The first start."""
    from hipmob_desktop.ui.pages.information import WelcomeScreen

    screen = WelcomeScreen(studio.style)
    screen.show_safety(studio.safety)
    return screen


def sound_check_page(studio: Studio) -> QWidget:
    """A sound check with every kind of result."""
    from hipmob_desktop.ui.pages.sound_check import SoundCheckScreen

    screen = SoundCheckScreen(studio.style)
    screen.show_checks(
        (
            ("Speech engine", True, "eSpeak NG answers."),
            ("Voice", True, "English (Great Britain)"),
            ("Sound device", False, "None was found. Plug in headphones and check again."),
            ("A spoken line", None, ""),
        )
    )
    return screen


def about_page(studio: Studio) -> QWidget:
    """Version, licence and thanks."""
    from hipmob_desktop import __version__
    from hipmob_desktop.ui.pages.information import AboutScreen

    screen = AboutScreen(studio.style)
    screen.show_version(__version__)
    return screen


def summary_page(studio: Studio) -> QWidget:
    """A session that was done to its end."""
    return _summary_screen(studio, is_complete=True)


def partial_summary_page(studio: Studio) -> QWidget:
    """A session that was left, with a move that hurt."""
    return _summary_screen(studio, is_complete=False)


def _summary_screen(studio: Studio, *, is_complete: bool) -> QWidget:
    from hipmob_desktop.ui.pages.summary import SummaryScreen

    screen = SummaryScreen(studio.style)
    title = studio.library.routine("nilsson_seven").title
    screen.show_summary(summary(studio.library, is_complete=is_complete), title)
    return screen


PAGES: dict[str, Callable[[Studio], QWidget]] = {
    "library": library_page,
    "stand-ins": stand_ins_page,
    "details": details_page,
    "settings": settings_page,
    "safety": safety_page,
    "welcome": welcome_page,
    "sound-check": sound_check_page,
    "about": about_page,
    "summary": summary_page,
    "summary-partial": partial_summary_page,
}
"""Every page by name; a further one is a function from a Studio to a widget."""


def entries(library: Library) -> tuple[LibraryEntry, ...]:
    """All routines with their lengths, one marked, one done."""
    return tuple(
        replace(
            entry_of(routine, length_ms(routine)),
            is_favourite=routine.id == "desk_break",
            last_done="yesterday" if routine.id == "nilsson_seven" else "",
            times_done=4,
        )
        for routine in library.routines
    )


def entry_of(routine: Routine, total_ms: int) -> LibraryEntry:
    """A routine as the list shows it to somebody who has not done it."""
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.text import stand_ins_text

    return LibraryEntry(
        id=routine.id,
        title=routine.title,
        credit=routine.credit,
        summary=routine.summary,
        total_ms=total_ms,
        equipment=routine.equipment,
        stand_ins=stand_ins_text(item.move.provenance.is_stand_in for item in routine.items),
        figures=tuple(item.move.id for item in routine.items),
    )


def length_ms(routine: Routine) -> int:
    """How long a routine lasts as it is written."""
    from hipmob_desktop.core.plan_builder import lay_out
    from hipmob_desktop.core.preferences import PlanOptions

    return lay_out(routine, PlanOptions()).total_ms


def summary(library: Library, *, is_complete: bool) -> Summary:
    """What was done of the seven moves."""
    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.core.journal import ItemSummary, Outcome, SideSummary, Summary

    partly = [Outcome.DONE, Outcome.DONE, Outcome.PARTLY, Outcome.DONE, Outcome.SKIPPED]
    outcomes = [Outcome.DONE] * 7 if is_complete else [*partly, *[Outcome.NOT_REACHED] * 2]
    items = []
    for item, outcome in zip(library.routine("nilsson_seven").items, outcomes, strict=True):
        hurts = outcome is Outcome.PARTLY
        left = SideSummary(side=Side.LEFT, done=10, asked=10, held_ms=0, is_hurt=False)
        right = SideSummary(side=Side.RIGHT, done=4, asked=10, held_ms=0, is_hurt=hurts)
        items.append(ItemSummary(move=item.move, round=1, outcome=outcome, sides=(left, right)))
    length_ms = 583_000 if is_complete else 252_000
    return Summary(items=tuple(items), active_ms=length_ms, is_complete=is_complete)


def open_studio(app: QApplication) -> Studio:
    """Everything that ships, read once."""
    from hipmob_desktop.content.coach_files import load_safety
    from hipmob_desktop.content.figure_file import load_figure
    from hipmob_desktop.content.library import Library
    from hipmob_desktop.figure.frame import card_frame
    from hipmob_desktop.resources import assets_dir, data_dir
    from hipmob_desktop.ui.figure.thumbnail import Thumbnail, ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.fonts import load_fonts
    from hipmob_desktop.ui.theme.icons import Icons
    from hipmob_desktop.ui.theme.manager import ThemeManager

    family = load_fonts(assets_dir() / "fonts")
    theme_manager = ThemeManager(app, assets_dir(), family)
    theme_manager.apply("dark", FONT_PX)
    library = Library.load(data_dir())
    figures = {path.stem: path for path in (data_dir() / "figures").glob("*.toml")}

    def make(id_: str) -> Thumbnail:
        return Thumbnail(card_frame(load_figure(figures[id_]), library.move(id_).side_mode))

    return Studio(
        style=StyleContext(Icons(assets_dir() / "icons"), theme_manager),
        library=library,
        safety=load_safety(data_dir() / "safety.toml"),
        thumbnails=ThumbnailCache(figures, make, app),
    )


def picture(app: QApplication, page: QWidget, size: QSize) -> QImage:
    """A page as it looks in a window of that size."""
    window = QStackedWidget()  # as in the program, whose ground it paints
    window.addWidget(page)
    window.resize(size)
    window.show()
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(SETTLING_ROUNDS):
        app.processEvents()
    if window.size() != size:
        print(f"{page}: wants {window.size().toTuple()}, not {size.toTuple()}", file=sys.stderr)
    image = window.grab().toImage()
    window.close()
    window.deleteLater()
    return image


def render(folder: Path, pages: list[str], ratio: float, *, is_quick: bool) -> None:
    """Write all pictures for one device pixel ratio."""
    from hipmob_desktop.app.startup import text_px

    app = QApplication(["contact_sheet"])
    studio = open_studio(app)
    for theme in THEMES[:1] if is_quick else THEMES:
        for width, height in SIZES[ratio]:
            for scale in SCALES:
                studio.style.theme_manager.apply(theme, text_px(FONT_PX, height, scale))
                key = f"{width}x{height}@{ratio:g}-{theme}-{scale:.0%}".replace("%", "")
                shots = []
                for name in pages:
                    image = picture(app, PAGES[name](studio), QSize(width, height))
                    image.save(str(folder / f"{name}-{key}.png"))
                    shots.append(image)
                sheet(shots).save(str(folder / f"sheet-{key}.png"))


def sheet(shots: list[QImage]) -> QImage:
    """All pictures, small, side by side."""
    rows = -(-len(shots) // SHEET_COLUMNS)
    image = QImage(
        THUMB.width() * SHEET_COLUMNS, THUMB.height() * rows, QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.gray)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for shot, box in zip(shots, _boxes(), strict=False):
            small = shot.scaled(
                box.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(1.0)
            painter.drawImage(box.topLeft(), small)
    return image


def _boxes() -> Iterator[QRect]:
    number = 0
    while True:
        row, column = divmod(number, SHEET_COLUMNS)
        yield QRect(
            column * THUMB.width() + 8,
            row * THUMB.height() + 8,
            THUMB.width() - 16,
            THUMB.height() - 16,
        )
        number += 1


def main() -> int:
    """Render what was asked for; 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", default=",".join(PAGES))
    parser.add_argument("--quick", action="store_true", help="the dark theme only")
    parser.add_argument("--ratio", type=float, choices=tuple(SIZES))
    wish = parser.parse_args()
    wish.folder.mkdir(parents=True, exist_ok=True)
    if wish.ratio:
        render(wish.folder, wish.pages.split(","), wish.ratio, is_quick=wish.quick)
        return 0
    for ratio in SIZES:
        environment = os.environ | {"QT_SCALE_FACTOR": f"{ratio:g}"}
        command = [sys.executable, __file__, *sys.argv[1:], "--ratio", str(ratio)]
        subprocess.run(command, env=environment, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
