# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the text of a file when what it holds is changed, a little at a time."""

from __future__ import annotations

from dataclasses import replace
from difflib import ndiff
from pathlib import Path
from typing import TYPE_CHECKING

from course_routines import changed

from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.own_moves import OpenMove
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import Source, read_move, read_routine
from hipmob_desktop.content.routine_text import WrittenRoutine
from hipmob_desktop.core.enums import Breath
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.routine_draft import Draft
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hipmob_desktop.core.move import Move

STEPS = 25


def edited_routine(text: str, moves: Mapping[str, Move]) -> Iterator[str]:
    """The text of a routine after each of some changes, where it is another than before."""
    for number in range(STEPS):
        routine, _ = read_routine(Source(Path("mine.toml"), text), MoveNames(moves))
        draft, what = changed(Draft.of(routine), number)
        if number % 2:  # in one of two the words and the doses, too
            item = draft.items[0]
            draft = draft.with_item(0, replace(item, note=what, dose=dosed(item.dose, number)))
            draft = draft.changed(summary=what, rounds=1 + number % 3, get_ready_ms=5_500)
        new = WrittenRoutine(text, routine).after(draft, moves)
        yield f"edit {number} {what}:"
        yield from difference(text, new)
        text = new


def dosed(dose: Hold | Reps, number: int) -> Hold | Reps:
    """Another dose of the same kind."""
    sets, rest_ms = 1 + number % 2, 1_000 * (number % 4)
    if isinstance(dose, Hold):
        return replace(dose, hold_ms=7_500 + 1_000 * number, sets=sets, rest_ms=rest_ms)
    return replace(dose, count=3 + number, sets=sets, rest_ms=rest_ms)


def difference(old: str, new: str) -> Iterator[str]:
    """The lines that went and came."""
    for line in ndiff(old.splitlines(), new.splitlines()):
        if line[0] in "+-":
            yield f"  {line}"


CHANGES: dict[str, Callable[[Move], Move]] = {
    "nothing": lambda move: move,
    "name": lambda move: replace(move, name="Other name", spoken_name="other"),
    "dose": lambda move: replace(move, dose=dosed(move.dose, 2)),
    "other dose": lambda move: replace(move, dose=Reps(count=5, sets=2)),
    "no cues": lambda move: replace(move, cues=(), aka=("one", "two")),
    "set-up": lambda move: replace(move, setup=replace(move.setup, text="Stand.", left="so")),
    "phase": lambda move: replace(
        move, phases=(replace(move.phases[0], breath=Breath.EASY), *move.phases[1:])
    ),
    "fewer phases": lambda move: replace(move, phases=move.phases[-1:]),
    "no things": lambda move: replace(move, equipment=(), skip_tags=(), swaps=()),
    "times": lambda move: replace(move, side_change_ms=9_500, reverses=not move.reverses),
}


def edited_move(name: str) -> Iterator[str]:
    """The text of a shipped move after each of some changes, and that of one without a file."""
    path = data_dir() / "moves" / f"{name}.toml"
    source = Source.at(path)
    move = read_move(source)
    for what, change in CHANGES.items():
        try:
            text, read = OpenMove(Path(path.name), source.text, move).told(change(move))
        except ContentError as error:
            yield f"change {name} {what}: {error}"
            continue
        yield f"change {name} {what}: {read == change(move)}"
        yield from difference(source.text, text)
    text, _ = OpenMove(Path(path.name), None, move).told(move)
    yield f"new {name}:"
    yield from (f"  {line}" for line in text.splitlines())
    copy = OpenMove.copy_of(move, {f"my_{name}"}, Path("nowhere"))
    again = copy.named("Clamshell", {"clamshell"}, Path("nowhere"))
    yield f"copy: {copy.path.name} {copy.move.name} {copy.move.provenance.note} {again.move.id}"
