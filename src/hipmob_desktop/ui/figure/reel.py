# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine told by the figure in a few seconds a move: a rep of each, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.figure.frame import PosedFigure, at_work, frame_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure

HOLD_MS = 1_600
"""A hold is shown so long, whatever its dose says."""

MOST_REP_MS = 4_200
"""A rep that takes longer is shown faster."""

FADE_MS = 240
"""A move comes out of the ground and goes into it for so long, where another follows."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a reel; `shown` (0 to 1) is how much of it has come out of the ground."""

    frame: Frame
    shown: float


@dataclass(frozen=True, slots=True)
class _Take:
    """A rep of a move on a side; `ends_ms` are when its phases end, from its start on."""

    figure: Figure
    side: Side
    ends_ms: tuple[float, ...]

    @property
    def length_ms(self) -> float:
        return self.ends_ms[-1]

    def at(self, ms: float) -> PosedFigure:
        began = 0.0
        for phase, end in enumerate(self.ends_ms):
            if ms < end:
                return at_work(self.figure, self.side, phase, (ms - began) / (end - began))
            began = end
        return at_work(self.figure, self.side, len(self.ends_ms) - 1, 1.0)


class Reel:
    """Goes round and round through `moves`; those without a figure are passed over.

    A move by itself is shown rep after rep. A reel of no figure at all is empty. `only` says of
    each move which side alone does it, or both; of those that it does not reach, both do.
    """

    def __init__(
        self,
        moves: Sequence[Move],
        figure_of: Callable[[str], Figure | None],
        only: Sequence[Side] = (),
    ) -> None:
        sides = chain(only, repeat(Side.BOTH))
        self._takes = [
            take
            for move, side in zip(moves, sides, strict=False)
            for take in _takes(move, figure_of(move.figure_id), side)
        ]
        self._starts = [0.0, *accumulate(take.length_ms for take in self._takes)]
        self._cuts = len({take.figure.move_id for take in self._takes}) > 1

    @property
    def length_ms(self) -> int:
        """How long all of it takes once; 0 if it is empty."""
        return round(self._starts[-1])

    def at(self, ms: int) -> Shot:
        """The picture `ms` after its beginning.

        Raises:
            ValueError: the reel is empty.
        """
        if not self._takes:
            raise ValueError("an empty reel has no picture")
        into: float = ms % max(1, self.length_ms)
        number = next(
            place for place in reversed(range(len(self._takes))) if self._starts[place] <= into
        )
        take = self._takes[number]
        into -= self._starts[number]
        return Shot(frame_of(take.at(into)), self._shown(number, into, take.length_ms - into))

    def stills(self) -> list[Frame]:
        """A picture of each move in the pose that shows it best."""
        figures = {take.figure.move_id: take for take in self._takes}
        return [still_frame(take.figure, take.side) for take in figures.values()]

    def _shown(self, number: int, into: float, left: float) -> float:
        shown = 1.0
        if self._cuts and self._begins(number):
            shown = min(shown, into / FADE_MS)
        if self._cuts and self._begins((number + 1) % len(self._takes)):
            shown = min(shown, left / FADE_MS)
        return shown

    def _begins(self, number: int) -> bool:
        """Whether another move than before is shown from there on."""
        return self._takes[number].figure is not self._takes[number - 1].figure


def still_frame(figure: Figure, side: Side) -> Frame:
    """The figure in the key that shows its move best, with room for all that it does."""
    return frame_of(PosedFigure(figure, side, figure.on(side).keys[figure.still]))


def _sides(mode: SideMode, only: Side) -> tuple[Side, ...]:
    """The sides that a move is shown on; the left one is enough where the other does the same."""
    if mode is SideMode.BOTH:
        return (Side.BOTH,)
    if only is not Side.BOTH:
        return (only,)
    return (Side.LEFT, Side.RIGHT) if mode is SideMode.ALTERNATING else (Side.LEFT,)


def _takes(move: Move, figure: Figure | None, only: Side) -> Iterator[_Take]:
    if figure is None or len(figure.paths) != len(move.phases):
        return
    lengths = [HOLD_MS if phase.is_hold else max(1, phase.duration_ms) for phase in move.phases]
    pace = min(1.0, MOST_REP_MS / sum(lengths))
    ends = tuple(accumulate(length * pace for length in lengths))
    for side in _sides(move.side_mode, only):
        yield _Take(figure, side, ends)
