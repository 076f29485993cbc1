# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that somebody types, in one situation after another, for `make_commands_said.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from somebodys_files import (
    choose,
    follow_one_that_is_gone,
    keep_checks,
    keep_sessions,
    session,
    spoil,
    write_files,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hipmob_desktop.paths import Paths


@dataclass(frozen=True)
class Typed:
    """A command, the lines that are answered, and the keys pressed so long after its start."""

    words: str
    answers: tuple[str, ...] = ()
    keys: Mapping[int, str] = field(default_factory=dict)
    is_live: bool = False
    """Whether it writes to a terminal."""


@dataclass(frozen=True)
class Situation:
    """What somebody has, and what they type after each other, in a folder of their own."""

    name: str
    typed: tuple[Typed | str, ...]
    prepare: Callable[[Paths, Path], None] = lambda _paths, _folder: None


WRONG = (
    "dance",
    "help dance",
    "help lst",
    "journal lst",
    "list --jsn",
    "shw desk_break",
    "show",
    "show desk_brake",
    "show nothing_like_it --json",
    "show none.toml",
    "show knee_lift.toml",
    "show .",
    "plan desk_break --pace 9",
    "plan desk_break --pace nan",
    "plan desk_break --minutes 1.5",
    "plan desk_break --minutes 0",
    "plan desk_break --minutes 5000",
    "plan desk_break --first-side up",
    "plan desk_break --voice-level loud",
    "play",
    "play desk_break --today",
    "play desk_break --felt 10",
    "play desk_break --felt -1",
    "play desk_break --speed 0",
    "play desk_break --speed 1001",
    "play desk_break --small --full-screen",
    "play --today --console",
    "check",
    "check none.toml unknown_move.toml no_number.toml no_toml.toml empty.toml list.txt",
    "check short_one.toml mine.toml knee_lift.toml",
    "add short_one.toml list.txt",
    "export desk_brake",
    "export desk_break -o none/x.toml",
    "sheet desk_brake",
    "sheet desk_break --paper a5",
    "render desk_break -o x.txt",
    "render desk_break -o x.mp4",
    "render desk_break --size 720p",
    "render desk_break --video -o x.wav",
    "journal",
    "journal list",
    "journal list --since yesterday",
    "journal list --for desk_brake",
    "journal show x",
    "journal show none.json",
    "journal show odd.json",
    "journal show empty.json",
    "journal export",
    "journal export -o x.txt",
    "journal export --format fit",
    "journal export -o none/x.csv",
    "journal import none.json",
    "journal import odd.json",
    "journal import empty.json --json",
    "journal runs",
    "journal runs --from none.ics",
    "journal runs --from odd.ics",
    "journal runs --tick x",
    "journal runs --remove x",
    "journal runs --tick x --remove x",
    "journal runs --json --csv",
    "backup none/x.zip",
    "restore none.zip",
    "restore odd.zip",
    "programme",
    "programme today",
    "programme stop",
    "programme calendar",
    "programme show none",
    "programme start gentle_for_weeks",
    "check-hips --report",
    "import none.txt",
    "import list.txt",
    "import nothing.txt",
    "--data-dir",
    "list --data-dir ''",
    "--version",
)
SHOWN = (
    "help",
    "help list",
    "list --help",
    "journal list --help",
    "list",
    "list --plain",
    "show desk_break",
    "show desk_break --json",
    "show mitro_four",
    "plan desk_break --estimate",
    "plan desk_break --estimate --voice-level silent --first-side right --pace 1.2",
    "plan nilsson_seven --estimate --minutes 4 --voice-level chimes",
    "export desk_break",
    "programme list",
    "programme show desk_four_weeks",
)
OWN = (
    "list",
    "show short_one",
    "show short_one --json",
    "show short_one --plain",
    "plan short_one --estimate",
    "plan short_one --estimate --plain --counting every --voice-level learning",
    "plan short_one --estimate --minutes 2 --voice-level silent --json",
    "plan post_run --estimate --minutes 3 --voice-level chimes",
    "add short_one.toml knee_lift.toml",
    "add --replace short_one.toml",
    "journal runs",
    "journal runs --csv",
    "journal runs --from runs.ics --words ada",
    "backup all_there_is.zip",
    "restore all_there_is.zip",
    "restore all_there_is.zip --force",
)
DONE = (
    "journal list",
    "journal list --for desk_break --since 2026-02-01",
    "journal list --until 2026-03-02",
    "journal list --since 2026-03-05",
    "journal list --json --since 2026-03-03",
    f"journal show {session(50).id[:8]}",
    f"journal show {session(20, routine='gentle_start').id}",
    f"journal show {session(30).id}",
    "journal show a",
    "journal export --format csv",
    "journal export --format ics --for gentle_start",
    "journal export --format fit",
    f"journal export --session {session(50).id[:8]} --format json",
    "journal export -o all.json",
    "journal show all.json",
    "journal import all.json --data-dir other",
    "journal import all.json --data-dir other --json",
    "journal export -o all.zip",
    "journal runs --from runs.ics",
    f"journal runs --tick {session(400).id[:8]}",
    "journal runs --json --since 2026-02-26",
    "journal runs --until 2026-02-27",
    f"journal runs --untick {session(400).id[:8]}",
    "journal export -o runs.json",
    "journal import runs.json",
    "backup all_there_is.zip",
    "backup all_there_is.zip",
    "backup all_there_is.zip --force",
    "restore all_there_is.zip",
    "restore all_there_is.zip --force",
    "restore all_there_is.zip --data-dir new",
)
FOLLOWED = (
    "programme start gentle_four_weeks",
    "programme today --json",
    "programme list",
    "programme list --json",
    "programme pause",
    "programme today",
    "play --today --console",
    "programme resume --json",
    "add mine.toml",
    "programme start mine",
    "programme calendar",
    "programme show mine --json",
    Typed("play --today --console --speed 100"),
    "programme stop",
    "programme stop",
)
LISTED = (
    "import list.txt --dry-run",
    "import list.txt --dry-run --json",
    "import plain.txt",
    "import plain.txt --title 'For Monday'",
    "import two_lists.txt",
    "import list.txt --yes --json",
    Typed("import list.txt --yes", answers=("n", "n", "n")),
    Typed("import list.txt --dry-run", answers=("n", "n", "n")),
    Typed("import list.txt", answers=("n", "y", "2", "y", "Mine")),
    Typed("import list.txt", answers=("y", "3", "n", "", "n")),
    Typed("import list.txt", answers=("what", "Y", "")),
    Typed("import list.txt", answers=("so", "so", "so", "so", "so", "y", "1", "y", "")),
    Typed("import list.txt", answers=("y", "9", "9", "9", "9", "9", "1", "y", "")),
    Typed("import list.txt", answers=("so", "so", "so", "so", "y", "1", "y", "")),
    Typed("import plain.txt", answers=("",)),
)
PLAYED = (
    Typed("play desk_break --console --no-voice --plain --speed 10", is_live=True),
    Typed(
        "play short_one --console --no-voice",
        keys={
            3: "w", 9: "d", 16: "l", 22: " ", 24: " ", 26: "[", 30: "n", 34: "b", 38: "r", 42: "+",
            44: "-", 46: "]", 48: "9", 49: "0", 50: ".", 51: ",", 52: "z", 53: "q",
        },
    ),
    Typed(
        "play short_one --console --no-voice --plain",
        keys={20: "asleep 4", 30: "asleep 6", 40: "asleep 3600", 3_650: " ", 3_655: "q"},
    ),
    Typed(
        "play short_one --console --no-voice --plain --speed 0.5",
        keys={20: "asleep 9", 30: "asleep 11", 45: "q"},
    ),
    Typed("play short_one --console --no-voice", keys={20: "h", 24: "e", 60: "h", 64: "s"}),
    Typed("play short_one --console --no-voice", keys={20: "h", 24: "s", 60: "h", 64: "x"}),
    Typed(
        "play short_one --console --no-voice --plain --minutes 2",
        keys={12: " ", 13: "w", 14: " ", 20: "9", 21: "h", 22: " ", 23: "q"},
        is_live=True,
    ),
    "journal list",
)  # fmt: skip
SPOKEN = (
    Typed("play short_one --console --felt 4"),
    Typed(
        "play short_one --console --minutes 2",
        keys={3: "9", 4: "9", 5: "0", 6: ".", 7: ",", 8: " ", 9: "w", 10: " ", 14: "q"},
    ),
    Typed("play short_one --console --plain", keys={4: "9", 5: "q"}),
    Typed("check-hips", answers=("", "", "24", "25", "", "1", "q")),
    "plan short_one --voice gmw/en --minutes 2 --json",
    "plan short_one --minutes 2",
    "plan short_one --plain --minutes 3 --voice-level names_and_counts",
    "render short_one --captions --minutes 2",
    "render short_one",
    "render short_one -o x.mp3 --plain --voice-level names_and_counts --progress",
    "render desk_break --video --size 1080p --captions -o desk.MKV",
    "render desk_break --video --progress --plain --voice-level chimes",
    "voices",
    "voices --json",
    "voices --try gmw/en",
    "voices --try hart",
    "voices --try x",
)  # fmt: skip
CHECKED = (
    Typed(
        "check-hips --no-voice",
        answers=(
            *("", "", "24", "52", "35", "n", "24,5 cm", "6f", "", "9", "1", "what", "46"),
            *("", "h", "7", "3"),
            *("", "30", "r", "x", "20s", "30", "", "2"),
            *("s", "", "u"),
        ),
    ),
    "check-hips --report",
    Typed("check-hips --no-voice", answers=("q",)),
    Typed("check-hips --no-voice --speed 50", answers=("", "", "24", "25", "", "4", "2")),
)
FOUND = (
    "check-hips --report",
    "check-hips --report --sources",
    "check-hips --report --json",
    "programme start runner_four_weeks",
    "programme today",
    "programme today --json",
    Typed("check-hips --no-voice", answers=("", "", "r", "24", "1p", "", "1", "q")),
)
SPOILT = (
    "list",
    "journal list",
    "journal list --json",
    "journal export --format csv",
    "journal import empty.json",
    "journal runs",
    "journal show a",
    "backup all_there_is.zip",
    "restore odd.zip --force",
    "programme list",
    "programme today",
    "plan desk_break --estimate --voice-level silent",
    Typed("play desk_break --console --no-voice", keys={8: "[", 9: "q"}),
    "check-hips --report",
    Typed("check-hips --no-voice", answers=("", "s", "s", "s", "s", "s")),
)
SITUATIONS = (
    Situation("nothing was done yet", SHOWN),
    Situation("what is typed is wrong", WRONG, write_files),
    Situation("a list of moves", LISTED, write_files),
    Situation("files, settings and a body of their own", OWN, choose),
    Situation("a journal", DONE, keep_sessions),
    Situation("files that cannot be used", SPOILT, spoil),
    Situation("two hip checks", FOUND, keep_checks),
    Situation("a programme", FOLLOWED, write_files),
    Situation(
        "a programme that is gone",
        ("programme today", "programme list", "programme stop"),
        follow_one_that_is_gone,
    ),
    Situation("sessions in the terminal", PLAYED, choose),
    Situation("a voice", SPOKEN, choose),
    Situation("a hip check", CHECKED),
)
