# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a person's own moves: copied from others, changed, written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import tomlkit

from hipmob_desktop.content.move_file import move_to_file
from hipmob_desktop.content.own_routines import FileChangedError, free_place
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import Source, read_move
from hipmob_desktop.content.routine_text import plain_told
from hipmob_desktop.content.toml_file import text_of
from hipmob_desktop.files import Outlives, create_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from hipmob_desktop.core.move import Move

MOVES = "moves"
MINE = "{}, my way"
MADE_FROM = "Made from “{}”."

_LONGEST_NAME, _LONGEST_NOTE = 200, 2_000


@dataclass(frozen=True, slots=True)
class OpenMove:
    """A move and the file that it was read from; `text` is None where there is no file yet."""

    path: Path
    text: str | None
    move: Move

    @classmethod
    def at(cls, path: Path) -> OpenMove:
        """Open the file at `path`.

        Raises:
            ContentError: It cannot be used.
        """
        source = Source.at(path)
        return cls(path, source.text, read_move(source))

    @classmethod
    def copy_of(cls, move: Move, taken: Container[str], data: Path) -> OpenMove:
        """A copy of a move, shown by the same figure, with a name and an id of its own."""
        name = MINE.format(move.name[: _LONGEST_NAME - len(MINE)])
        note = f"{MADE_FROM.format(move.name)} {move.provenance.note}".strip()[:_LONGEST_NOTE]
        place = free_place(name, taken, data, MOVES)
        copy = replace(
            move,
            id=place.stem,
            name=name,
            spoken_name=name,
            short_name="",
            aka=(),
            figure=move.figure_id,
            provenance=replace(move.provenance, note=note.strip()),
        )
        return cls(place, None, copy)

    def named(self, name: str, taken: Container[str], data: Path) -> OpenMove:
        """The same in a file named after `name`, if there is no file yet."""
        if self.text is not None:
            return self
        place = free_place(name, taken, data, MOVES)
        return replace(self, path=place, move=replace(self.move, id=place.stem))

    def told(self, move: Move) -> tuple[str, Move]:
        """What the file would hold for `move`, and the move that is read from that.

        What a person wrote into the file beside it stays, as far as it still can.

        Raises:
            ContentError: It could not be read again: with what is wrong.
        """
        move = replace(move, id=self.path.stem)
        if self.text is not None:
            with suppress(ContentError):
                text = _changed(self.text, self.move, move)
                if read_move(Source(self.path, text)) == move:
                    return text, move
        text = _new_text(move)
        return text, read_move(Source(self.path, text))

    def save(self, move: Move) -> OpenMove:
        """Write `move` into the file; the file as it is then.

        Raises:
            ContentError: It would be a file that cannot be read.
            FileChangedError: It was changed by something else since it was opened.
            OSError: It cannot be written; nothing was changed.
        """
        text, read = self.told(move)
        if self.text is None:
            create_file(self.path, text.encode(), outlives=Outlives.POWER_CUT)
        elif self._has_changed:
            raise FileChangedError(str(self.path))
        else:
            replace_file(self.path, text.encode(), outlives=Outlives.POWER_CUT)
        return OpenMove(self.path, text, read)

    @property
    def _has_changed(self) -> bool:
        try:
            return text_of(self.path) != self.text
        except ContentError:
            return True


def _new_text(move: Move) -> str:
    """The text of a file for `move`: single values first, then tables, then lists of these."""
    told: dict[str, Any] = plain_told(move_to_file(move))
    return tomlkit.dumps(dict(sorted(told.items(), key=lambda pair: _rank(pair[1]))))


def _rank(value: Any) -> int:  # noqa: ANN401 - tables, lists and texts
    return 2 if _is_tables(value) else 1 if isinstance(value, dict) else 0


def _is_tables(value: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _changed(text: str, old: Move, new: Move) -> str:
    """The text with what differs between two moves, and all else as it was."""
    document = tomlkit.parse(text)
    _write(document, plain_told(move_to_file(new)), plain_told(move_to_file(old)))
    return tomlkit.dumps(document)


def _write(table: Any, new: Mapping[str, Any], old: Mapping[str, Any]) -> None:  # noqa: ANN401 - tables of a file
    for key in (*new, *(one for one in old if one not in new)):
        value, before = new.get(key), old.get(key)
        if value == before:
            continue
        if key not in new:
            table.pop(key, None)
        elif isinstance(value, dict) and isinstance(before, dict) and key in table:
            _write(table[key], value, before)
        elif (
            isinstance(value, list)
            and isinstance(before, list)
            and _is_tables(value)
            and len(value) == len(before) == len(table.get(key, ()))
        ):
            for part, one, other in zip(table[key], value, before, strict=True):
                _write(part, one, other)
        else:
            table[key] = value
