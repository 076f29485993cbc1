# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the command line: which there are and what each takes."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop import __version__
from hipmob_desktop.cli.help import DATA_DIR, Grouped, Parser, examples, exit_codes
from hipmob_desktop.core.enums import Counting, Side, VoiceLevel
from hipmob_desktop.core.preferences import (
    FASTEST_PACE,
    LEAST_MINUTES,
    LOOSE,
    MOST_MINUTES,
    SLOWEST_PACE,
)

FILM_SIZES = ("720p", "1080p")
"""The names of `app.film_scene.SIZES`, which takes longer to load than most commands."""

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    _Filler = Callable[[argparse.ArgumentParser], None]


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """What `words` ask for; where they cannot be understood this ends the program with 2."""
    return make_parser().parsed(list(words))


def make_parser() -> Parser:
    """The parser of all commands; the manual and the completions of shells are made of it too."""
    parser = Parser(
        prog="hipmob-desktop",
        formatter_class=Grouped,
        description="Guided hip mobility, followed hands-free. Without a command: the window.",
        epilog=f"{examples('')}\n\n{exit_codes()}\nStop a move that hurts.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"%(prog)s {__version__}")
    _add_data_dir(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    for name, text, *fillers in _commands():
        made = commands.add_parser(name, help=text, description=text, epilog=examples(name))
        _add_data_dir(made, default=argparse.SUPPRESS)
        for fill in fillers:
            fill(made)
    return parser


def _commands() -> tuple[tuple[str, str, *tuple[_Filler, ...]], ...]:
    """Each command: its name, what it does, and what gives its parser words and options."""
    return (
        ("list", "the routines there are", _add_plain, _add_json),
        (
            "show", "one routine with its moves, credit and origin",
            _add_routine, _add_plain, _add_json,
        ),
        ("plan", "the dry run: every segment and every cue with its time", _add_plan),
        ("play", "straight into the session", _add_play),
        ("render", "the whole session as a sound file or a film", _add_render),
        ("sheet", "a page or two to print, with pictures, doses and boxes to tick", _add_sheet),
        ("programme", "some weeks of sessions to follow, and today's", _add_programme),
        ("check-hips", "five tests of your own hips, spoken and counted", _add_check_hips),
        ("journal", "what was done: listed, shown, exported, imported", _add_journal),
        ("remind", "no window; reminders as you have chosen them in the settings"),
        ("check", "say what `add` would say of files", _add_files),
        ("add", "check files of your own and copy them into your library", _add_files),
        ("import", "make a routine of a list of moves, or of another app's file", _add_import),
        (
            "export", "one file with a routine and its moves, for somebody else",
            _add_routine, _add_output,
        ),
        ("backup", "all that is yours into one file: journal, settings, routines", _add_backup),
        ("restore", "put what a backup has into its places; keep what was there", _add_backup),
        ("voices", "the voices there are, the default one marked", _add_voices, _add_json),
        ("install", "into your menu, with its icon, its command and its manual", _add_install),
        ("doctor", "voice, sound, screen and folders: each ok, or what to do", _add_json),
    )  # fmt: skip


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write it; default: print it"
    )


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    _add_routine(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="a PDF file; default: the routine's id with .pdf, in this folder",
    )
    parser.add_argument("--paper", choices=["a4", "letter"], default="a4", help="default: a4")


def _add_voices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--try", dest="sample", metavar="ID", help="say a sentence in this one")


def _add_install(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", help="out of it again")


def _add_data_dir(parser: argparse.ArgumentParser, *, default: object) -> None:
    parser.add_argument(
        DATA_DIR,
        type=_folder,
        metavar="DIR",
        default=default,
        help="everything the program writes goes below DIR",
    )


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="routines, moves, programmes, tests of the hip check, in TOML",
    )
    parser.add_argument("--replace", action="store_true", help="replace a file of the same name")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="lines of text, or a file of Feeel or Just Another Workout Timer; - for what is "
        "piped in",
    )
    parser.add_argument("--title", metavar="T", help="default: what stands above the moves")
    parser.add_argument(
        "--yes",
        action="store_true",
        help="ask nothing: take the likeliest move, leave out what is none",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what was understood, and write nothing"
    )
    _add_json(parser)


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_routine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("routine", metavar="ROUTINE", help="an id from the list, or a file")


def _add_plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        help="the same for everybody: no settings, no states of the body, no journal",
    )


def _add_options(parser: argparse.ArgumentParser, *, has_today: bool = False) -> None:
    if has_today:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "routine", metavar="ROUTINE", nargs="?", help="an id from the list, or a file"
        )
        what.add_argument("--today", action="store_true", help="what your programme asks for now")
    else:
        _add_routine(parser)
    _add_plain(parser)
    parser.add_argument(
        "--pace",
        type=_pace,
        metavar="P",
        help=f"time of the work, from {FASTEST_PACE} (quick) to {SLOWEST_PACE} (slow); "
        "default: as in the settings, there 1",
    )
    parser.add_argument(
        "--minutes",
        type=_minutes,
        metavar="N",
        help=f"in N minutes, {LEAST_MINUTES} to {MOST_MINUTES}: with smaller or larger doses, "
        "fewer moves or more rounds",
    )
    parser.add_argument(
        "--first-side",
        choices=[Side.LEFT.value, Side.RIGHT.value],
        help="the side that begins; default: as in the settings, there left",
    )
    parser.add_argument(
        "--voice-level",
        choices=[level.value for level in VoiceLevel],
        help="how much is said; default: as in the settings, there full, more while a move is new",
    )
    parser.add_argument(
        "--counting",
        choices=[counting.value for counting in Counting],
        help="which reps are counted aloud; default: as in the settings, there some",
    )


def _add_voice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--voice", metavar="ID", help="speak with this voice; `voices` lists those there are"
    )


def _add_plan(parser: argparse.ArgumentParser) -> None:
    _add_options(parser)
    _add_voice(parser)
    parser.add_argument(
        "--estimate", action="store_true", help="estimate the length of the words, make no clips"
    )
    _add_json(parser)


def _add_play(parser: argparse.ArgumentParser) -> None:
    _add_options(parser, has_today=True)
    parser.add_argument("--console", action="store_true", help="in the terminal")
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="S",
        help="S times as fast, from 0.1 to 1000, without a voice; kept nowhere (default: 1)",
    )
    parser.add_argument("--no-voice", action="store_true", help="captions only")
    parser.add_argument(
        "--felt",
        type=_felt,
        metavar="N",
        help="how your hips feel before it, from 0 (stiff) to 9 (loose), for the journal",
    )
    face = parser.add_mutually_exclusive_group()
    face.add_argument("--full-screen", action="store_true", help="fill the screen")
    face.add_argument("--small", action="store_true", help="in a small window on top of others")


def _add_render(parser: argparse.ArgumentParser) -> None:
    _add_options(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="a .wav, .flac, .opus or .mp3; all but the first with chapters and a cover; "
        "of a film, a .mp4, .webm or .mkv; default: the routine's id with .wav or .mp4, in this "
        "folder",
    )
    parser.add_argument(
        "--video",
        action="store_true",
        help="a film of the stage with its voice, with chapters and captions inside; takes an "
        "extra that `./run add-film` brings",
    )
    parser.add_argument("--size", choices=FILM_SIZES, help="how large a film is; default: 720p")
    _add_voice(parser)
    parser.add_argument(
        "--captions", action="store_true", help="write captions beside it, as .srt"
    )
    parser.add_argument(
        "--progress",
        action="store_true",
        help="say how far it is on standard error, also where that is no terminal",
    )


def _add_programme(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        epilog = examples(f"programme {name}")
        made = actions.add_parser(name, help=text, description=text, epilog=epilog)
        _add_data_dir(made, default=argparse.SUPPRESS)
        return made

    _add_json(action("list", "the programmes there are, the one that you follow marked"))
    show = action("show", "one programme, week by week")
    start = action("start", "follow one from today on; again: from its first week")
    for named in (show, start):
        named.add_argument("programme", metavar="ID", help="its id from the list")
    today = action("today", "where you are, and what is asked for now; `play --today` plays it")
    action("pause", "have it rest, when you are ill or away")
    resume = action("resume", "go on after a rest")
    for told in (show, start, today, resume):
        _add_json(told)
    action("stop", "follow none any more; what you did stays in the journal")
    _add_output(action("calendar", "the weeks to come as an ICS file"))


def _add_check_hips(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", action="store_true", help="what was found so far")
    parser.add_argument("--sources", action="store_true", help="with where each line comes from")
    parser.add_argument("--json", action="store_true", help="all results as JSON")
    parser.add_argument("--no-voice", action="store_true", help="captions only")
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="S",
        help="S times as fast, without a voice: to look at it (default: 1)",
    )


def _add_journal(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        epilog = examples(f"journal {name}")
        made = actions.add_parser(name, help=text, description=text, epilog=epilog)
        _add_data_dir(made, default=argparse.SUPPRESS)
        return made

    list_ = action("list", "the sessions, the last one first")
    _add_sessions(list_)
    _add_json(list_)
    show = action("show", "one session with each side of each move, or a result that was sent")
    show.add_argument(
        "id",
        metavar="ID",
        help="its id from the list, or how that begins; or a file that `journal export` wrote "
        "as JSON, of which nothing is kept here",
    )
    _add_json(show)
    export = action("export", "all sessions in a form that other programs read")
    export.add_argument(
        "--format", choices=["csv", "json", "ics", "fit"], help="default: by the ending of FILE"
    )
    _add_sessions(export)
    export.add_argument("--session", metavar="ID", help="this session alone")
    _add_output(export)
    _add_runs(action("runs", "the runs, and which of them had a session before them"))
    import_ = action("import", "bring in a journal that was exported as JSON")
    import_.add_argument("file", metavar="FILE", type=Path, help="as `journal export` writes it")
    _add_json(import_)


def _add_runs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="PATH",
        help="a calendar (.ics) or a folder of FIT and GPX files; default: as in the settings",
    )
    parser.add_argument(
        "--words", metavar="WORDS", help='what a calendar calls a run, as "run, jog, *lauf"'
    )
    _add_days(parser)
    changes = parser.add_mutually_exclusive_group()
    changes.add_argument("--tick", metavar="ID", help="there was a run after this session")
    changes.add_argument("--untick", metavar="ID", help="there was none after it")
    changes.add_argument("--remove", metavar="ID", help="what was found is no run")
    changes.add_argument("--put-back", metavar="ID", help="it is one after all")
    forms = parser.add_mutually_exclusive_group()
    _add_json(forms)
    forms.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")


def _add_sessions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--for", dest="routine", metavar="ROUTINE", help="of this routine alone")
    _add_days(parser)


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=_day, metavar="DAY", help="from DAY on, as 2026-01-31")
    parser.add_argument("--until", type=_day, metavar="DAY", help="up to DAY, that one too")


def _add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup, a zip file")
    parser.add_argument("--force", action="store_true", help="replace what is there")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a day as 2026-01-31, found {text!r}") from None


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError(f"expected a folder, found {text!r}")
    return Path(text)


def _felt(text: str) -> int:
    return round(_number(text, 0, LOOSE))


def _pace(text: str) -> float:
    return _number(text, FASTEST_PACE, SLOWEST_PACE)


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"expected whole minutes, as 6, found {text!r}")
    return round(_number(text, LEAST_MINUTES, MOST_MINUTES))


def _speed(text: str) -> float:
    return _number(text, 0.1, 1000)


def _number(text: str, low: float, high: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"expected a number from {low} to {high}, found {text!r}")
    return number
