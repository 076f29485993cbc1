# SPDX-License-Identifier: GPL-3.0-or-later
"""Words in one language, as data: the coach's sentences and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import PauseReason, SegmentKind
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.enums import When

_TWENTY = 20
_HUNDRED = 100
_MINUTE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Number words: nought to nineteen, the tens from twenty, and the word for a hundred."""

    ones: tuple[str, ...]
    tens: tuple[str, ...]
    hundred: str

    def words(self, number: int) -> str:
        """`number` (0 to 9999) in words: 45 is "forty-five"."""
        if number < _TWENTY:
            return self.ones[number]
        if number < _HUNDRED:
            tens, one = divmod(number, 10)
            return self.tens[tens - 2] + (f"-{self.ones[one]}" if one else "")
        hundreds, rest = divmod(number, _HUNDRED)
        head = f"{self.words(hundreds)} {self.hundred}"
        return f"{head} {self.words(rest)}" if rest else head


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What stands over a segment of each kind; of a rep, `{rep}` of `{reps}`."""

    get_ready: str
    transition: str
    rep: str
    hold: str
    side_change: str
    rest: str
    done: str

    def of(self, kind: SegmentKind) -> str:
        """The heading of a segment of this kind."""
        return {
            SegmentKind.GET_READY: self.get_ready,
            SegmentKind.TRANSITION: self.transition,
            SegmentKind.REP: self.rep,
            SegmentKind.HOLD: self.hold,
            SegmentKind.SIDE_CHANGE: self.side_change,
            SegmentKind.REST: self.rest,
            SegmentKind.DONE: self.done,
        }[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Why a session stands still, for each reason, and the keys that matter then."""

    keys: str
    asked: str
    slept: str
    restored: str
    hurt: str

    def of(self, reason: PauseReason) -> str:
        """What is to be read in a pause for this reason."""
        return {
            PauseReason.ASKED: self.asked,
            PauseReason.SLEPT: self.slept,
            PauseReason.RESTORED: self.restored,
            PauseReason.HURT: self.hurt,
        }[reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Every sentence the coach can say, and what both faces show. Words in braces are filled in.

    `{move}` is a move's spoken name, `{count}` a number in words, `{side}` the
    word for a side, `{other}` that for the other one with its `{other_count}` or `{other_length}`,
    `{action}` and `{phase}` what is done in a breath or a phase, `{things}` what
    is needed, `{length}` seconds or minutes. `arrive` says for the group of positions of a move,
    and the one before it, how to get there; `closing` is said at the end of a routine that is
    meant for an occasion.
    An empty sentence is not said. `slow` are beginnings of texts that are said slowly.
    `pronounce` is what to write instead of a word so that every engine says it well;
    `phonemes` is how a word sounds, for the natural voice.
    """

    numbers: Numbers
    left: str
    right: str
    get_ready: str
    safety: str
    first_move: str
    next_move: str
    same_move_again: str
    first_move_unnamed: str
    next_move_unnamed: str
    same_move_unnamed: str
    reps_each_side: str
    reps_alternating: str
    reps_one_side: str
    reps_uneven: str
    reps_both: str
    rep_both: str
    hold_each_side: str
    hold_one_side: str
    hold_uneven: str
    hold_both: str
    rest_here: str
    second: str
    seconds: str
    minute: str
    minutes: str
    sets: str
    sets_together: str
    circuit: str
    circuit_of_one: str
    change_sides: str
    fetch: str
    fetch_first: str
    things: dict[str, str]
    list_and: str
    arrive: dict[str, dict[str, str]]
    ready: str
    rest: str
    rest_between_sets: str
    rest_between_rounds: str
    reverse: str
    lead_in: str
    lead_out: str
    last_rep: str
    reps_left: str
    side_count: str
    side_and_phase: str
    half_way: str
    breathe_in: str
    breathe_out: str
    breathe_steadily: str
    breaths_left: str
    last_breath: str
    where_side: str
    where_rep: str
    where_left: str
    lead_in_rep: str
    lead_in_side_rep: str
    lead_in_hold: str
    lead_in_side_hold: str
    lead_in_not_begun: str
    lead_in_other: str
    lead_in_side_other: str
    hurt: str
    hurt_over: str
    hurt_before: str
    space_starts: str
    summary: str
    summary_one: str
    summary_some: str
    summary_none: str
    praise: str
    praise_some: str
    closing: dict[str, str]
    all_well: str
    feel_before: str
    sound_check: str
    well_done: str
    hello: str
    hello_reason: str
    hello_spared: str
    how_hips_feel: str
    this_week: tuple[str, ...]
    this_week_more: str
    headings: Headings
    pauses: Pauses
    slow: tuple[str, ...]
    pronounce: dict[str, str]
    phonemes: dict[str, str]

    @property
    def opening(self) -> tuple[str, ...]:
        """What is said before a session's first move, whatever the routine."""
        return (self.get_ready, self.all_well, self.feel_before, self.safety, self.sound_check)

    def times_this_week(self, times: int) -> str:
        """How often something was done this week: "Third time this week."; empty for never."""
        if times <= 0:
            return ""
        if times <= len(self.this_week):
            return self.this_week[times - 1]
        words = self.this_week_more.format(count=self.numbers.words(times))
        return words[:1].upper() + words[1:]

    def closing_of(self, when: Sequence[When]) -> str:
        """What is said at the end of a routine that is meant for `when`."""
        for occasion in when:
            if self.closing.get(occasion.value):
                return self.closing[occasion.value]
        return self.closing["any"]

    def listed(self, words: Sequence[str]) -> str:
        """Several things in one phrase: "a band, a roller and a wall"."""
        *first, last = words
        return self.list_and.join((", ".join(first), last)) if first else last

    def length(self, length_ms: int) -> str:
        """`length_ms` in whole minutes if it is that, else in seconds: "ninety seconds"."""
        seconds = round(length_ms / SECOND_MS)
        minutes, rest = divmod(seconds, _MINUTE_S)
        if minutes and not rest:
            count, words = minutes, self.minute if minutes == 1 else self.minutes
        else:
            count, words = seconds, self.second if seconds == 1 else self.seconds
        return words.format(count=self.numbers.words(count))

    def side(self, side: str) -> str:
        """The word for "left" or "right"."""
        return self.right if side == "right" else self.left
