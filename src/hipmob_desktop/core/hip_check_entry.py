# SPDX-License-Identifier: GPL-3.0-or-later
"""Entering what a test came to, key by key: left, right, read back, how it felt, where it hurt.

A value without a window: each key gives the next one, so that a page only shows it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Position
from hipmob_desktop.core.hip_check import Feel, HipTest, Measure, Result, Status, Where
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTER, BACK = "enter", "back"
HURT, LEFT_OUT, AGAIN, UNSAFE, HAND = "h", "s", "r", "u", "m"
"""What keys stand for, beside the digits: it hurt, left out, once more, felt unsafe, with what."""

LEG_CM = (20, 80)
"""From the floor to the crease of the knee, in any grown-up."""

_MOST_DIGITS = 4
_HANDS = (Measure.RULER, Measure.FINGER, Measure.PALM)


class Step(StrEnum):
    """What is asked now."""

    LEFT = "left"
    RIGHT = "right"
    CONFIRM = "confirm"
    FEEL = "feel"
    WHERE = "where"
    CRAMP = "cramp"
    LEG = "leg"
    DONE = "done"
    AGAIN = "again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How far the answers for a test have come; `typed` is the number that is being typed.

    `asks_leg`: the length of the lower leg is asked for at its end, once in a life.
    """

    test: HipTest
    step: Step = Step.LEFT
    typed: str = ""
    left: float | None = None
    right: float | None = None
    measure: Measure = Measure.RULER
    status: Status = Status.DONE
    where: Where | None = None
    feel: Feel = Feel.EASY
    has_cramp: bool = False
    asks_leg: bool = False
    leg_cm: float | None = None
    is_odd: bool = False
    """Whether the last number was none that this test can have."""

    @classmethod
    def of(cls, test: HipTest, *, is_hurt: bool = False, knows_leg: bool = True) -> Entry:
        """The first question after a test; where it hurt, that is known already.

        A test that is judged by an angle needs the lower leg, where nobody `knows_leg`.
        """
        measure = Measure.CLOCK if test.is_timed else Measure.RULER
        asks_leg = not knows_leg and test.levels.low_angle_below_deg is not None
        entry = cls(test=test, measure=measure, asks_leg=asks_leg)
        return entry.pressed(HURT) if is_hurt else entry

    @property
    def result(self) -> Result | None:
        """What the answers come to, when all are given."""
        if self.step is not Step.DONE:
            return None
        if self.status is not Status.DONE:
            return Result(status=self.status, where=self.where)
        return Result(
            left=self.left,
            right=self.right,
            feel=self.feel,
            has_cramp=self.has_cramp,
            measure=self.measure,
        )

    @property
    def asks_number(self) -> bool:
        """Whether a number is asked for."""
        return self.step in (Step.LEFT, Step.RIGHT, Step.LEG)

    @property
    def can_be_unsafe(self) -> bool:
        """Whether it may have felt unsafe: on one leg."""
        return self.test.position is Position.SINGLE_LEG_STAND

    def pressed(self, key: str) -> Entry:
        """The same after a key; one that means nothing now changes nothing."""
        ended = _ENDINGS.get(key)
        if ended is not None and self.step in _MEASURING:
            if ended is Status.UNSAFE and not self.can_be_unsafe:
                return self
            step = Step.WHERE if ended is Status.HURT else Step.DONE
            return replace(self, status=ended, step=step, typed="", is_odd=False)
        if key == AGAIN and self.step in _MEASURING:
            return replace(self, step=Step.AGAIN)
        if self.step is Step.LEG and key == LEFT_OUT:
            return replace(self, step=Step.DONE, typed="", is_odd=False)
        if self.asks_number:
            return self._number(key)
        return self._choice(key)

    def _number(self, key: str) -> Entry:
        if key == HAND and not self.test.is_timed and self.step is not Step.LEG:
            hand = _HANDS[(_HANDS.index(self.measure) + 1) % len(_HANDS)]
            return replace(self, measure=hand, is_odd=False)
        if key == BACK and not self.typed and self.step is Step.RIGHT:
            return replace(self, step=Step.LEFT, typed="", is_odd=False)
        if key == BACK:
            return replace(self, typed=self.typed[:-1], is_odd=False)
        if key == ENTER:
            return self._entered()
        is_more = key.isdecimal() or (key == "." and "." not in self.typed and self.typed)
        if is_more and len(self.typed) < _MOST_DIGITS:
            return replace(self, typed=self.typed + key, is_odd=False)
        return self

    def _entered(self) -> Entry:
        if not self.typed:
            return self
        if self.step is Step.LEG:
            return self._measured_leg(float(self.typed))
        value = float(self.typed) * self.measure.cm
        if not self.test.least <= value <= self.test.most:
            return replace(self, typed="", is_odd=True)
        if self.step is Step.LEFT:
            return replace(self, left=value, step=Step.RIGHT, typed="", is_odd=False)
        return replace(self, right=value, step=Step.CONFIRM, typed="", is_odd=False)

    def _measured_leg(self, leg_cm: float) -> Entry:
        least, most = LEG_CM
        if not least <= leg_cm <= most:
            return replace(self, typed="", is_odd=True)
        return replace(self, leg_cm=leg_cm, step=Step.DONE, typed="", is_odd=False)

    def _choice(self, key: str) -> Entry:
        match self.step:
            case Step.CONFIRM if key == ENTER:
                return replace(self, step=Step.FEEL)
            case Step.CONFIRM if key == BACK:
                return replace(self, step=Step.LEFT, left=None, right=None)
            case Step.FEEL if key in _FEELS:
                felt = _FEELS[key]
                if felt is None:
                    return replace(self, status=Status.HURT, step=Step.WHERE)
                end = Step.LEG if self.asks_leg else Step.DONE
                return replace(self, feel=felt, step=Step.CRAMP if self._may_cramp else end)
            case Step.WHERE if key in _WHERES:
                return replace(self, where=_WHERES[key], step=Step.DONE)
            case Step.CRAMP if key in ("1", "2"):
                return replace(self, has_cramp=key == "1", step=Step.DONE)
        return self

    @property
    def _may_cramp(self) -> bool:
        return self.test.is_timed and self.test.position is Position.SUPINE


_MEASURING = (Step.LEFT, Step.RIGHT, Step.CONFIRM)
_ENDINGS: Mapping[str, Status] = {
    HURT: Status.HURT,
    LEFT_OUT: Status.SKIPPED,
    UNSAFE: Status.UNSAFE,
}
_FEELS: Mapping[str, Feel | None] = {
    **{str(number): feel for number, feel in enumerate(Feel, 1)},
    str(len(Feel) + 1): None,
}
_WHERES: Mapping[str, Where] = {str(number): where for number, where in enumerate(Where, 1)}
