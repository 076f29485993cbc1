# SPDX-License-Identifier: GPL-3.0-or-later
"""Which routine to begin with, by what somebody tells of themselves, and what goes well next."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.core.enums import SkipTag, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine


class Reason(StrEnum):
    """What brings somebody here."""

    RUN = "run"
    DESK = "desk"
    STIFF = "stiff"


class Spared(StrEnum):
    """What somebody has to be careful with, in the few words of a first start."""

    KNEE = "knee"
    GROIN = "groin"
    BACK = "back"
    WRIST = "wrist"
    PREGNANT = "pregnant"
    OPERATION = "operation"


TAGS = {
    Spared.KNEE: frozenset({SkipTag.KNEE, SkipTag.KNEELING}),
    Spared.GROIN: frozenset({SkipTag.HIP_IMPINGEMENT}),
    Spared.BACK: frozenset({SkipTag.LOW_BACK_PAIN}),
    Spared.WRIST: frozenset({SkipTag.WRIST}),
    Spared.PREGNANT: frozenset({SkipTag.PREGNANT_ON_BACK}),
    Spared.OPERATION: frozenset({SkipTag.HIP_REPLACEMENT}),
}
"""The states of the body that each of them stands for; the page of the body has them all."""

FIRST_ROUTINES = {
    Reason.RUN: ("nilsson_seven", "pre_run_floor", "pre_run", "gentle_start", "no_floor"),
    Reason.DESK: ("desk_break", "no_floor"),
    Reason.STIFF: ("gentle_start", "no_floor", "desk_break"),
}
"""The routines to choose a first one from, the best first; they need what is in every home."""


def tags_of(spared: Iterable[Spared]) -> frozenset[SkipTag]:
    """The states of a body that has to be careful with all of `spared`."""
    return frozenset[SkipTag]().union(*(TAGS[each] for each in spared))


def first_routine(
    candidates: Sequence[Routine], tags: frozenset[SkipTag], moves: Mapping[str, Move]
) -> Routine | None:
    """The first of the candidates of which a body with `tags` keeps half at least.

    Where there is none, the one that stays longest; None where nothing of any is left. It is
    given as it is in its file.
    """
    from hipmob_desktop.core.adapt import adapt  # the first screen needs no moves

    left = [made for made in (adapt(each, tags, moves) for each in candidates) if made.routine]
    kept = next((made for made in left if not made.loses_most), None)
    kept = kept or max(
        left, key=lambda made: len(made.routine.items) if made.routine else 0, default=None
    )
    return kept.original if kept else None


class Occasion(NamedTuple):
    """A time at which a routine goes well, in words, and the routine's id."""

    words: str
    routine: str


_AFTER_RUN = Occasion("After your run", "post_run")
_TONIGHT = Occasion("Before bed", "evening_unwind")
_AT_WORK = Occasion("In an hour or two", "desk_break")
_BEFORE_RUN = Occasion("Before your next run", "nilsson_seven")
_NEXT = {
    When.PRE_RUN: (_AFTER_RUN, _TONIGHT),
    When.POST_RUN: (_TONIGHT, _BEFORE_RUN),
    When.DESK: (_AT_WORK, _TONIGHT),
    When.EVENING: (_BEFORE_RUN,),
    When.REST_DAY: (_TONIGHT, _BEFORE_RUN),
    When.ANY: (_TONIGHT, _BEFORE_RUN),
}


def goes_well_next(done: Routine) -> tuple[Occasion, ...]:
    """What would go well after a routine, the best first; never that routine itself."""
    when = done.when[0] if done.when else When.ANY
    found = (*_NEXT[when], *_NEXT[When.ANY])
    return tuple(dict.fromkeys(each for each in found if each.routine != done.id))
