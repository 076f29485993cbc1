# SPDX-License-Identifier: GPL-3.0-or-later
"""The hip check: its tests as files have them, and what somebody measured.

A test is done on each side. It measures centimetres, or the seconds that a position is held, and
says what its numbers may be taken for: which change or difference is more than chance.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hipmob_desktop.core.enums import Position, SkipTag
    from hipmob_desktop.core.programme import Emphasis

FINGER_CM = 2.0
PALM_CM = 8.0
"""The width of a finger and of a palm, where nobody has measured their own."""


class Unit(StrEnum):
    """What a test measures."""

    CM = "cm"
    SECONDS = "s"


class Measure(StrEnum):
    """What somebody measured with."""

    RULER = "ruler"
    FINGER = "finger"
    PALM = "palm"
    CLOCK = "clock"

    @property
    def cm(self) -> float:
        """How many centimetres one of them is; a second is one as well."""
        return {Measure.FINGER: FINGER_CM, Measure.PALM: PALM_CM}.get(self, 1.0)

    @property
    def coarser_by(self) -> float:
        """How much more a change must be to count, in centimetres: hands are no rulers."""
        return FINGER_CM if self in (Measure.FINGER, Measure.PALM) else 0.0


class Better(StrEnum):
    """Whether a higher number is more of what a test measures, or a lower one."""

    HIGHER = "higher"
    LOWER = "lower"


class Status(StrEnum):
    """What became of a test."""

    DONE = "done"
    HURT = "hurt"
    SKIPPED = "skipped"
    UNSAFE = "unsafe"


class Feel(StrEnum):
    """How a test felt."""

    EASY = "easy"
    SOME = "some"
    STRONG = "strong"


class Where(StrEnum):
    """Where a test hurt."""

    GROIN = "groin"
    OUTER_HIP = "outer_hip"
    KNEE = "knee"
    BACK = "back"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """Something said in a test, with so much time after it; or a count, which has `calls`.

    `{side}` and `{other}` in it are the words for the sides. Of a count a call comes each five
    seconds, the last of them at its end.
    """

    say: str = ""
    wait_ms: int = 0
    count_ms: int = 0
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What was published of a test, or of one like it, with the codes of its sources."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Where a number is low or in the middle; no limits of health.

    `low_angle_below_deg` holds in place of `low_below` where the lower leg's length is known.
    """

    low_below: float | None = None
    low_above: float | None = None
    mid_below: float | None = None
    low_angle_below_deg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What somebody may do more of, going by a test: moves, and a routine for each occasion."""

    id: str
    name: str
    say: str
    moves: tuple[str, ...]
    routines: Mapping[Emphasis, str]
    why: str
    grade: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HipTest:
    """One test of the check.

    `change_over` and `side_over` are what a change, and a difference between the sides, must
    exceed to be more than chance; None where neither is ever told from its numbers.
    """

    id: str
    title: str
    spoken_name: str
    order: int
    is_optional: bool
    shows: str
    does_not_show: str
    position: Position
    needs: tuple[str, ...]
    unit: Unit
    step: int
    least: int
    most: int
    better: Better
    measured: str
    value_rule: str
    explain: tuple[str, ...]
    end_early: tuple[str, ...]
    errors: tuple[str, ...]
    skip_tags: tuple[SkipTag, ...]
    caution_tags: tuple[SkipTag, ...]
    setup: tuple[ScriptLine, ...]
    first_side: tuple[ScriptLine, ...]
    between: tuple[ScriptLine, ...]
    second_side: tuple[ScriptLine, ...]
    change_over: float | None
    side_over: float | None
    basis: str
    levels: Levels
    level_note: str
    studied: str
    studies: tuple[Study, ...]
    typical: str
    typical_sources: tuple[str, ...]
    hurt_tags: Mapping[Where, SkipTag]
    direction: Direction | None

    @property
    def is_timed(self) -> bool:
        """Whether it counts seconds."""
        return self.unit is Unit.SECONDS

    @property
    def sources(self) -> tuple[str, ...]:
        """The codes of all its sources, each once."""
        codes = [code for study in self.studies for code in study.sources]
        codes += [*self.typical_sources, *(self.direction.sources if self.direction else ())]
        return tuple(dict.fromkeys(codes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one test; a side that has no number is None.

    Numbers are in centimetres or seconds whatever was measured with.
    """

    left: float | None = None
    right: float | None = None
    status: Status = Status.DONE
    where: Where | None = None
    feel: Feel = Feel.EASY
    has_cramp: bool = False
    measure: Measure = Measure.RULER

    def of(self, side: Side) -> float | None:
        """The number of a side; none where the test hurt or was left out."""
        if self.status is not Status.DONE:
            return None
        return self.right if side is Side.RIGHT else self.left

    @property
    def is_whole(self) -> bool:
        """Whether both sides have a number."""
        return self.of(Side.LEFT) is not None and self.of(Side.RIGHT) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The results of one day by the id of their test, and when it was, in Unix time."""

    at_ms: int
    day: date
    results: Mapping[str, Result]
    lower_leg_cm: float | None = None
