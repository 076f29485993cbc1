# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the window as somebody sees it who has used the program for a while."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.core.journal import Summary, Week
    from hipmob_desktop.core.routine import Reference, Routine
    from hipmob_desktop.core.safety import Safety
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.model import LibraryEntry, RoutineDetails
    from hipmob_desktop.ui.library.screen import LibraryScreen
    from hipmob_desktop.ui.pages.history import HistoryScreen
    from hipmob_desktop.ui.pages.summary import SummaryScreen

FONT_PX = 16


@dataclass(frozen=True)
class Studio:
    """What a page is made of."""

    style: StyleContext
    library: Library
    safety: Safety
    thumbnails: ThumbnailCache

    def figure(self, move_id: str) -> Figure:
        """The figure of a move."""
        from hipmob_desktop.content.figure_file import load_figure
        from hipmob_desktop.resources import data_dir

        return load_figure(data_dir() / "figures" / f"{move_id}.toml")

    @cached_property
    def entries(self) -> tuple[LibraryEntry, ...]:
        """The list as somebody sees it who has used the program for a while."""
        return entries(self.library)

    @cached_property
    def references(self) -> dict[str, Reference]:
        """What the codes of sources stand for."""
        from hipmob_desktop.content.coach_files import load_sources
        from hipmob_desktop.resources import data_dir

        return load_sources(data_dir() / "sources.toml")

    def details(self, routine_id: str) -> RoutineDetails:
        """A routine as its page shows it to a body that can do everything."""
        from hipmob_desktop.core.text import source_lines
        from hipmob_desktop.ui.library.model import RoutineDetails

        routine = self.library.routine(routine_id)
        sources = source_lines(routine.sources, self.references)
        return RoutineDetails(routine=routine, total_ms=length_ms(routine), sources=sources)


def library_page(studio: Studio, wanted: str = "nilsson_seven") -> LibraryScreen:
    """The list with the page of one routine."""
    from hipmob_desktop.ui.library.screen import LibraryScreen

    screen = LibraryScreen(studio.style)
    screen.use_pictures(studio.thumbnails)
    screen.use_safety(lambda: studio.safety)
    screen.set_reader(studio.details)
    screen.show_library(studio.entries)
    screen.highlight(wanted)
    return screen


def stand_ins_page(studio: Studio) -> QWidget:
    """The routine with stand-ins, all details unfolded, with both notices above."""
    screen = library_page(studio, "mitro_four")
    screen.show_page()
    screen.show_notice("Go on where you left off: Seven-move runner hips, left side, rep 5")
    screen.show_faults(['knees.toml, line 3, reps: expected a number, found "ten"'])
    return screen


def details_page(studio: Studio) -> QWidget:
    """The routine's page where there is room for one pane only."""
    screen = library_page(studio)
    screen.show_page()
    return screen


def settings_page(studio: Studio) -> QWidget:
    """All choices."""
    from hipmob_desktop.ui.pages.settings import SettingsScreen

    screen = SettingsScreen(studio.style)
    screen.show_voices((("gmw/en", "English (Great Britain)"), ("gmw/en-US", "English (America)")))
    return screen


def safety_page(studio: Studio) -> QWidget:
    """The rules."""
    from hipmob_desktop.ui.pages.information import SafetyScreen

    screen = SafetyScreen(studio.style)
    screen.show_safety(studio.safety)
    return screen


def reminders_page(studio: Studio) -> QWidget:
    """All that can be chosen about reminders, switched on."""
    from hipmob_desktop.core.reminder_settings import Reach, ReminderSettings
    from hipmob_desktop.ui.pages.reminders import RemindersScreen

    screen = RemindersScreen(studio.style)
    screen.show_routines([(routine.id, routine.title) for routine in studio.library.routines])
    chosen = ReminderSettings(
        is_on=True, times=(540, 900), desk_minutes=90, run_minutes=30, reach=Reach.LOGIN
    )
    screen.show_settings(chosen)
    screen.show_run_fault("No calendar is chosen yet: Settings, Runs asks for one.")
    screen.show_next("Next: today at 15:00. And whenever you have sat for 1 hour and 30 minutes.")
    return screen


def body_page(studio: Studio) -> QWidget:
    """The states of the body, two of them chosen."""
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.ui.pages.body import BodyScreen

    screen = BodyScreen(studio.style)
    screen.show_safety(studio.safety)
    screen.show_tags(frozenset({SkipTag.KNEE, SkipTag.WRIST}))
    return screen


def welcome_page(studio: Studio, step: int = 0) -> QWidget:
    """A screen of the first start."""
    from hipmob_desktop.core.guidance import Spared
    from hipmob_desktop.ui.figure.portrait import breathing
    from hipmob_desktop.ui.pages.welcome import Step, WelcomeScreen

    screen = WelcomeScreen(studio.style)
    screen.show_safety(studio.safety)
    screen.use_thumbnails(studio.thumbnails)
    screen.ensure_built()
    screen.figure.steps = True
    screen.figure.show_figure(breathing(studio.figure("standing_march")), "A person.")
    for _ in range(step):
        screen.go_on()
    if screen.step is Step.SPARED:
        screen.spared[Spared.KNEE].click()
    return screen


def from_list_page(studio: Studio) -> QWidget:
    """A list with a plain line, one that was guessed, one that nobody has a move for."""
    from hipmob_desktop.ui.pages.from_list import FromListScreen, ReadLine

    screen = FromListScreen(studio.style)
    moves = tuple((move.id, move.name) for move in studio.library.moves.values())
    lines = (
        ReadLine(text="1. 10 clamshells each side", says="Clamshell, 10 each side"),
        ReadLine(text="3 x 12 claim shells", says="Clamshell, 3 sets of 12 each side",
                 words="claim shells", choices=moves, chosen="clamshell", is_guess=True),
        ReadLine(text="20 burpees", words="burpees", choices=moves),
    )  # fmt: skip
    screen.show_text("\n".join(line.text for line in lines))
    waits = "One line waits for you to say which move it is."
    screen.show_lines(lines, title="Evening hips", status=waits, can_save=False)
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


def _summary_screen(studio: Studio, *, is_complete: bool) -> SummaryScreen:
    from hipmob_desktop.ui.pages.summary import SummaryScreen

    screen = SummaryScreen(studio.style)
    title = studio.library.routine("nilsson_seven").title
    screen.show_summary(
        summary(studio.library, is_complete=is_complete),
        title,
        week=a_week(),
        times="Third time this week.",
        goes_well=("After your run", "Post-run cool-down"),
    )
    return screen


def quiet_page(studio: Studio) -> QWidget:
    """The quiet before it: the figure rests."""
    from hipmob_desktop.ui.figure.portrait import breathing

    screen = _summary_screen(studio, is_complete=True)
    screen.quiet.figure.steps = True
    screen.rest(breathing(studio.figure("supine_knee_hugs")), None)
    return screen


def a_week() -> Week:
    """A week with something done on three days up to a Thursday."""
    from datetime import date

    from hipmob_desktop.core.journal import week_of

    done = [date(2026, 11, day) for day in (23, 24, 26)]
    return week_of(date(2026, 11, 26), 0, done)


def history_page(studio: Studio) -> HistoryScreen:
    """Two years with rest days, and three weeks of holidays."""
    return _history_screen(studio, [day for day in range(730) if day % 7 in (0, 2, 3, 5)])


def history_tables_page(studio: Studio) -> QWidget:
    """The same, its plots as tables."""
    screen = history_page(studio)
    screen.as_tables.box.click()
    return screen


def three_days_page(studio: Studio) -> QWidget:
    """Three days after the start."""
    return _history_screen(studio, [0, 1, 3])


def no_history_page(studio: Studio) -> QWidget:
    """Before the first session."""
    return _history_screen(studio, [])


def _history_screen(studio: Studio, days_ago: list[int]) -> HistoryScreen:
    from sheet_history import history_of

    return history_of(studio.style, studio.library.routine("nilsson_seven").title, days_ago)


def history_session_page(studio: Studio) -> QWidget:
    """One session of another day, with a side that hurt and a move that was skipped."""
    from sheet_history import a_session

    from hipmob_desktop.ui.pages.history_session import HistorySessionScreen

    screen = HistorySessionScreen(studio.style, lambda id_: studio.library.move(id_).name)
    screen.show_session(a_session(studio.library.routine("nilsson_seven")))
    return screen


def programmes_page(studio: Studio, *, is_followed: bool = True) -> QWidget:
    """A week of a programme, or all of them to choose from."""
    from sheet_programmes import programmes_of

    return programmes_of(studio.style, is_followed=is_followed)


def hip_check_page(studio: Studio, *, is_done: bool = True) -> QWidget:
    """The hip check with what the last one came to, or before the first."""
    from sheet_programmes import check_of

    return check_of(studio.style, is_done=is_done)


def hip_check_entry_page(studio: Studio) -> QWidget:
    """A number that is being typed after a test."""
    from sheet_programmes import entry_of_check

    return entry_of_check(studio.style)


def editor_page(studio: Studio, shows: str = "item") -> QWidget:
    """A routine that is being made."""
    from sheet_editor import editor_of

    return editor_of(studio, shows)


PAGES: dict[str, Callable[[Studio], QWidget]] = {
    "library": library_page,
    "stand-ins": stand_ins_page,
    "details": details_page,
    "settings": settings_page,
    "body": body_page,
    "reminders": reminders_page,
    "safety": safety_page,
    "welcome": welcome_page,
    "welcome-reason": partial(welcome_page, step=1),
    "welcome-spared": partial(welcome_page, step=2),
    "sound-check": sound_check_page,
    "from-list": from_list_page,
    "editor": editor_page,
    "editor-empty": partial(editor_page, shows="empty"),
    "editor-fault": partial(editor_page, shows="fault"),
    "editor-whole": partial(editor_page, shows="whole"),
    "editor-move": partial(editor_page, shows="move"),
    "about": about_page,
    "summary": summary_page,
    "summary-partial": partial_summary_page,
    "quiet": quiet_page,
    "history": history_page,
    "history-tables": history_tables_page,
    "history-three-days": three_days_page,
    "history-empty": no_history_page,
    "history-session": history_session_page,
    "hip-check": hip_check_page,
    "hip-check-first": partial(hip_check_page, is_done=False),
    "hip-check-entry": hip_check_entry_page,
    "programmes": programmes_page,
    "programmes-none": partial(programmes_page, is_followed=False),
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
    from hipmob_desktop.app.library_rows import OUR_OWN
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.text import stand_ins_text

    return LibraryEntry(
        id=routine.id,
        title=routine.title,
        credit="" if routine.credit == OUR_OWN else routine.credit,
        summary=routine.summary,
        total_ms=total_ms,
        equipment=routine.equipment,
        stand_ins=stand_ins_text(item.move.provenance.is_stand_in for item in routine.items),
        figures=tuple(item.move.id for item in routine.items),
    )


def length_ms(routine: Routine) -> int:
    """How long a routine lasts with all its words, for somebody who knows its moves."""
    from hipmob_desktop.content.coach_files import load_phrases
    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.lengths import RoutineLengths
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.resources import data_dir

    coach = Coach(load_phrases(data_dir() / "phrases" / "en.toml"))
    return RoutineLengths(PlanOptions(), coach).of(routine)


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
    from hipmob_desktop.ui.figure.thumbnail import Thumbnail, ThumbnailCache, move_of
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.fonts import load_fonts
    from hipmob_desktop.ui.theme.icons import Icons
    from hipmob_desktop.ui.theme.manager import ThemeManager

    family = load_fonts(assets_dir() / "fonts")
    theme_manager = ThemeManager(app, assets_dir(), family)
    theme_manager.apply("dark", FONT_PX)
    library = Library.load(data_dir())
    figures = {path.stem: path for path in (data_dir() / "figures").glob("*.toml")}

    def make(picture: str) -> Thumbnail:
        id_, on_right = move_of(picture)
        return Thumbnail(
            card_frame(load_figure(figures[id_]), library.move(id_).side_mode, on_right=on_right)
        )

    return Studio(
        style=StyleContext(Icons(assets_dir() / "icons"), theme_manager),
        library=library,
        safety=load_safety(data_dir() / "safety.toml"),
        thumbnails=ThumbnailCache(figures, make, app),
    )
