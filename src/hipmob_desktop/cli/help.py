# SPDX-License-Identifier: GPL-3.0-or-later
"""A parser that helps: examples below each help, one line for a mistake, and the word meant."""

from __future__ import annotations

import argparse
from textwrap import fill
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BAD_USAGE = 2
WIDTH = 78
HELP = "help"
DATA_DIR = "--data-dir"
"""`help COMMAND` is `COMMAND --help`."""

EXIT_CODES: Mapping[int, str] = {
    0: "done",
    1: "the input is at fault",
    2: "wrong usage",
    3: "the machine lacks something",
    130: "ended by Ctrl-C",
    143: "ended by TERM",
    129: "ended by HUP",
}

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "": ("hipmob-desktop", "hipmob-desktop play desk_break", "hipmob-desktop help render"),
    "list": ("list", "list --json"),
    "show": ("show nilsson_seven", "show mine.toml"),
    "plan": ("plan desk_break", "plan nilsson_seven --pace 1.2 --first-side right"),
    "play": (
        "play desk_break",
        "play nilsson_seven --console --voice-level names_and_counts",
        "play --today",
    ),
    "render": (
        "render nilsson_seven",
        "render desk_break -o desk.mp3 --captions",
        "render desk_break --video -o desk.mp4",
    ),
    "check": ("check mine.toml", "check routines/*.toml"),
    "add": ("add mine.toml", "add --replace mine.toml"),
    "import": ("import list.txt", "import --dry-run list.txt"),
    "export": ("export desk_break", "export desk_break -o desk_break.toml"),
    "sheet": ("sheet desk_break -o desk.pdf", "sheet mine.toml --paper letter"),
    "voices": ("voices", "voices --try heart"),
    "programme": ("programme list", "programme start runner_four_weeks", "play --today"),
    "programme list": ("programme list", "programme list --json"),
    "programme show": ("programme show desk_four_weeks", "programme show mine --json"),
    "programme start": ("programme start gentle_four_weeks", "programme start mine --json"),
    "programme today": ("programme today", "programme today --json"),
    "programme pause": ("programme pause", "--data-dir trial programme pause"),
    "programme resume": ("programme resume", "programme resume --json"),
    "programme stop": ("programme stop", "--data-dir trial programme stop"),
    "programme calendar": ("programme calendar", "programme calendar -o weeks.ics"),
    "check-hips": ("check-hips", "check-hips --report", "check-hips --report --sources"),
    "journal": ("journal list", "journal export --format csv -o done.csv"),
    "journal list": ("journal list --since 2026-01-01", "journal list --for desk_break --json"),
    "journal show": ("journal show 7f3a", "journal show result.json"),
    "journal export": ("journal export -o done.ics", "journal export --for mine -o result.json"),
    "journal runs": ("journal runs", "journal runs --from runs.ics --since 2026-01-01"),
    "journal import": ("journal import other.json", "journal import other.json --json"),
    "backup": ("backup mine.zip", "backup --force mine.zip"),
    "restore": ("restore mine.zip", "--data-dir trial restore mine.zip"),
    "remind": ("remind", "--data-dir trial remind"),
    "install": ("install", "install --remove"),
    "doctor": ("doctor", "doctor --json"),
}
"""What people type, for each command; the program's name stands before it."""


GROUPS: Mapping[str, str] = {
    "list": "routines",
    "programme": "over the weeks",
    "check": "your own, in and out",
    "voices": "this computer",
}
"""What stands above the first of some commands that belong together."""


class Grouped(argparse.RawDescriptionHelpFormatter):
    """Shows the commands in groups."""

    def _format_action(self, action: argparse.Action) -> str:
        heading = GROUPS.get(action.dest)
        text = super()._format_action(action)
        return f"\n  {heading}:\n{text}" if heading else text


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, takes no part of a word for the word, shows examples."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own, of all kinds
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **settings)

    def parsed(self, words: Sequence[str]) -> argparse.Namespace:
        """What `words` ask for; where they cannot be understood this ends the program."""
        at = _first_after_folder(words)
        if words[at : at + 1] == [HELP]:
            words = [*words[:at], *words[at + 1 :], "--help"]
        arguments, unknown = self.parse_known_args(words)
        if unknown:
            self._deepest(arguments).refuse(unknown[0])
        return arguments

    def refuse(self, word: str) -> NoReturn:
        """End with a line on a word that this parser does not know."""
        options = [name for action in self._actions for name in action.option_strings]
        expected = "" if word.startswith("-") else "; nothing more is expected here"
        self.error(f"{word} is not known{meant(word, options) or expected}")

    def error(self, message: str) -> NoReturn:
        """End with one line and the code of wrong usage."""
        self.exit(BAD_USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - argparse's
        choices = [str(choice) for choice in action.choices or ()]
        if choices and value not in choices:
            hint = meant(str(value), choices) or f"; expected one of {', '.join(choices)}"
            raise argparse.ArgumentError(action, f"{value!r} is not known{hint}")

    def _deepest(self, arguments: argparse.Namespace) -> Parser:
        """The parser of the command, or of its action, that was named."""
        parser = self
        for inner in parser.inner():
            name = getattr(arguments, inner.dest, None)
            if name is not None:
                found: Parser = inner.choices[name]
                return found._deepest(arguments)
        return parser

    def inner(self) -> Iterable[Any]:
        """The choices of commands that this parser has: none or one."""
        # argparse has no public way to its sub-parsers; tools for manuals take this one too.
        return [one for one in self._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 - see above


def _first_after_folder(words: Sequence[str]) -> int:
    """Where the command stands: the only option with a word of its own may come before it."""
    at = 0
    while at < len(words) and words[at].split("=")[0] == DATA_DIR:
        at += 1 if "=" in words[at] else 2
    return at


def meant(word: str, known: Iterable[str]) -> str:
    """A question after the nearest of the words that are known; empty where none is near."""
    from difflib import get_close_matches  # only where something is misspelt

    near = get_close_matches(word, list(known))
    return f", did you mean {near[0]}?" if near else ""


def examples(name: str) -> str:
    """What stands below the help of a command."""
    lines = EXAMPLES.get(name, ())
    own = [
        line if line.startswith("hipmob-desktop") else f"hipmob-desktop {line}" for line in lines
    ]
    return "\n".join(["examples:", *(f"  {line}" for line in own)]) if own else ""


def exit_codes() -> str:
    """All of them in a line or two."""
    codes = ", ".join(f"{code} {text}" for code, text in EXIT_CODES.items())
    return fill(f"Exit codes: {codes}.", WIDTH)
