# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual and the completions of shells, from the parser: `python tools/make_command_docs.py`.

The manual is made by argparse-manpage, the completions by shtab.
"""

from __future__ import annotations

import os
import re
import sys
from argparse import Action, _SubParsersAction
from pathlib import Path
from unittest.mock import patch

from argparse_manpage.manpage import Manpage
from shtab import FILE, complete

from hipmob_desktop import __version__
from hipmob_desktop.cli.help import EXAMPLES, EXIT_CODES, Parser
from hipmob_desktop.cli.parser import make_parser

ASSETS = Path(__file__).resolve().parents[1] / "assets"
NAME = "hipmob-desktop"
SHELLS = ("bash", "fish", "zsh")
IDS = f"""{NAME} list --json 2>/dev/null | sed -n 's/^ *"id": "\\(.*\\)",$/\\1/p'"""
ROUTINES = {
    "bash": "_hipmob_routines",
    "zsh": "_hipmob_routines",
    "fish": f"({IDS})",
}
PREAMBLE = {
    "bash": f"""
_hipmob_routines() {{
  compgen -W "$({IDS})" -- "$1"
  compgen -f -- "$1"
}}
""",
    "zsh": f"""
_hipmob_routines() {{
  local -a ids
  ids=(${{(f)"$({IDS})"}})
  compadd -a ids
  _files
}}
""",
}


def texts() -> dict[str, str]:
    """Each file's place in the assets to what should stand in it."""
    made = {f"manual/{NAME}.1": _manual(make_parser())}
    for shell in SHELLS:
        parser = make_parser()
        for action in _all_actions(parser):
            _tell_what_completes(action)
        text = complete(parser, shell=shell, preamble=PREAMBLE.get(shell, ""))
        made[f"completions/{NAME}.{shell}"] = "\n".join(map(str.rstrip, text.splitlines())) + "\n"
    return made


def write(folder: Path) -> None:
    """Bring the files in `folder` in step with the parser."""
    for name, text in texts().items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _manual(parser: Parser) -> str:
    parser.epilog = None
    page = Manpage(parser)
    page.description = "guided hip mobility, followed hands-free"
    page.manual, page.source, page.date = "HipMob Desktop", f"{NAME} {__version__}", ""
    page.add_section("exit status", "=", _exit_status())
    page.add_section("examples", "=", _examples())
    page.add_section("safety", "=", "Stop a move that hurts. This is no medical advice.")
    with patch.dict(os.environ, COLUMNS="72"):  # else argparse wraps as wide as the terminal is
        text = "\n".join(map(str.rstrip, str(page).splitlines()))
    return re.sub(r"\n{2,}", "\n\n", text).replace("\n\n.", "\n.").strip() + "\n"


def _exit_status() -> str:
    return "\n".join(f".TP\n{code}\n{text}" for code, text in EXIT_CODES.items())


def _examples() -> str:
    lines = [line for examples in EXAMPLES.values() for line in examples]
    words = [line if line.startswith(NAME) else f"{NAME} {line}" for line in lines]
    text = "\n".join(words).replace("-", r"\-")
    return f".nf\n{text}\n.fi"


def _all_actions(parser: Parser) -> list[Action]:
    actions = list(parser._actions)  # noqa: SLF001 - argparse has no other way
    for action in parser._actions:  # noqa: SLF001 - see above
        if isinstance(action, _SubParsersAction):
            for child in action.choices.values():
                actions += _all_actions(child)
    return actions


def _tell_what_completes(action: Action) -> None:
    if action.dest == "routine":
        action.complete = ROUTINES  # type: ignore[attr-defined]  # shtab's way
    elif action.type is Path:
        action.complete = FILE  # type: ignore[attr-defined]  # shtab's way


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS)
