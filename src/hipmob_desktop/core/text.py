# SPDX-License-Identifier: GPL-3.0-or-later
"""Times, doses, things and segments in words, for a window and a terminal alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SegmentKind, SetsOrder, Side, SideMode
from hipmob_desktop.core.ports import MINUTE_MS, SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hipmob_desktop.core.adapt import Change
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.move import Dose, Equipment, Move
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Segment
    from hipmob_desktop.core.routine import Reference, RoutineItem


FULL_STOPS = (
    ".。｡।॥።\N{FULLWIDTH FULL STOP}\N{ARABIC FULL STOP}\N{ARMENIAN FULL STOP}"
)  # fmt: skip
"""Full stops of the scripts that names and cues are written in."""

_ENDS = f"{FULL_STOPS}!?…؟\N{FULLWIDTH EXCLAMATION MARK}\N{FULLWIDTH QUESTION MARK}"
_BETWEEN_SENTENCES = re.compile(rf"(?<=[{re.escape(_ENDS)}])\s+")
_CLOSERS = "\"'”’»」』)]\N{FULLWIDTH RIGHT PARENTHESIS}"
NOTHING_LEFT = "Nothing in it suits your body today, so there is nothing to start."
LOSES_MOST = "Fewer than half of its moves suit your body today."


def capital(text: str) -> str:
    """The same text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The same text with a capital first letter and a full stop at its end."""
    text = capital(text.strip())
    said = text.rstrip(_CLOSERS) or text
    return text if not text or said[-1] in _ENDS else f"{text}."


def sentences(*parts: str) -> str:
    """These one after the other, each as a sentence; of an empty one nothing is left."""
    return " ".join(filter(None, map(sentence, parts)))


def each_sentence(text: str) -> tuple[str, ...]:
    """The sentences of a text, one by one."""
    return tuple(filter(None, _BETWEEN_SENTENCES.split(text.strip())))


def clause(text: str) -> str:
    """`text` as a part of a sentence: no capital at its start, no full stop at its end.

    A capital that no small letter follows stays, as in "T-shape".
    """
    text = text.strip().rstrip(FULL_STOPS)
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def clock_text(length_ms: int) -> str:
    """A length to the nearest second: "0:21", "9:43", "1:02:03"."""
    return _digits((max(0, length_ms) + SECOND_MS // 2) // SECOND_MS)


def left_text(left_ms: int) -> str:
    """What is left, in seconds that have begun: "0:01" until nothing is left."""
    return _digits(seconds_left(left_ms))


def seconds_left(left_ms: int) -> int:
    """How many seconds are left, the one that runs included."""
    return -(-max(0, left_ms) // SECOND_MS)


def minutes(length_ms: int) -> int:
    """The nearest whole number of minutes, at least one."""
    return max(1, (length_ms + MINUTE_MS // 2) // MINUTE_MS)


def _digits(seconds: int) -> str:
    whole_minutes, seconds = divmod(seconds, 60)
    hours, rest = divmod(whole_minutes, 60)
    if hours:
        return f"{hours}:{rest:02}:{seconds:02}"
    return f"{whole_minutes}:{seconds:02}"


def dose_text(item: RoutineItem) -> str:
    """How much is done: "10 each side", "2 sets of 12 times", "8 left, 12 right"."""
    left, right = (_amount_text(item.dose_of(side)) for side in (Side.LEFT, Side.RIGHT))
    if item.right is not None:
        words = f"{left} left, {right} right"
    elif item.side is not Side.BOTH:
        words = f"{left}, {item.side} only"
    elif item.move.side_mode is SideMode.BOTH:
        words = left if left.endswith(" s") else f"{left} times"
    else:
        words = f"{left} each side, in turn" if item.alternates else f"{left} each side"
    if item.dose.sets > 1:
        is_together = item.sets_order is SetsOrder.TOGETHER and len(item.sides()) > 1
        order = ", one side, then the other" if is_together else ""
        words = f"{item.dose.sets} sets of {words}{order}"
    return f"{words} (optional)" if item.is_optional else words


def _amount_text(dose: Dose) -> str:
    from hipmob_desktop.core.move import Hold  # the list, which is shown first, needs no move

    return f"{round(dose.hold_ms / SECOND_MS)} s" if isinstance(dose, Hold) else str(dose.count)


def segment_text(segment: Segment, move: Move, phrases: Phrases) -> str:
    """A segment in a few words: "Get ready: Clam", "Left 4 of 10", "Change sides: right"."""
    side = "" if segment.side is Side.BOTH else phrases.side(segment.side)
    heading = phrases.headings.of(segment.kind)
    match segment.kind:
        case SegmentKind.GET_READY | SegmentKind.TRANSITION:
            words = f"{heading}: {move.name}"
        case SegmentKind.SIDE_CHANGE:
            words = f"{heading}: {side}"
        case SegmentKind.REP | SegmentKind.HOLD:
            words = f"{side} {heading.format(rep=segment.rep, reps=segment.reps)}".strip()
        case SegmentKind.REST | SegmentKind.DONE:
            words = heading
    return capital(words)


def piece_text(piece: Equipment) -> str:
    """One thing with its purpose and what may stand in for it: "wall for balance, or a chair"."""
    text = f"{piece.item.words} {piece.note}".strip()
    if not piece.required:
        text += " (if you like)"
    return text + (f", or {piece.substitute}" if piece.substitute else "")


def source_lines(sources: Iterable[str], known: Mapping[str, Reference]) -> tuple[str, ...]:
    """What each of `sources` is, with its address; what is no code is told as it stands."""
    return tuple(_source_line(known[one]) if one in known else one for one in sources)


def _source_line(reference: Reference) -> str:
    return f"{reference.title}: {reference.address}" if reference.address else reference.title


def change_lines(changes: Sequence[Change], words: Mapping[SkipTag, str]) -> tuple[str, ...]:
    """A line for each change: why, which move, and what became of it."""
    return tuple(_line(change, words) for change in changes)


def loses_most_text(better: str) -> str:
    """What to say of a routine that today's body leaves little of; `better` may be empty."""
    return f"{LOSES_MOST} {better} suits you better today." if better else LOSES_MOST


def why(change: Change, words: Mapping[SkipTag, str]) -> str:
    """Why a move does not suit the body, in plain words."""
    return words.get(change.tag, change.tag.value)


def _line(change: Change, words: Mapping[SkipTag, str]) -> str:
    fate = f"swapped for {change.substitute.name}" if change.substitute else "left out"
    return sentence(f"{capital(why(change, words))}: {change.move.name} is {fate}")
