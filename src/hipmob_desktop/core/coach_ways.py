# SPDX-License-Identifier: GPL-3.0-or-later
"""What the coach says while nothing works: on the way into a move, to the other side, in rests.

A way in names the move, says how much of it, how to get there and how it goes; a way out how to
come out, and what to take along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.coach_holds import has_room_in_hold
from hipmob_desktop.core.coach_reps import has_room_to_feel
from hipmob_desktop.core.coach_words import dose_words, filled
from hipmob_desktop.core.cues import Before, Chime, Follow, Line, Purpose
from hipmob_desktop.core.enums import Item, SegmentKind, SideMode, VoiceLevel
from hipmob_desktop.core.move import things_to_fetch
from hipmob_desktop.core.speakable import can_be_said
from hipmob_desktop.core.text import clause, sentence, sentences

if TYPE_CHECKING:
    from hipmob_desktop.core.coach_words import Teacher
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Plan, PlannedItem, Segment

READY_MS = 3_000
BREATHER_MS = 8_000
"""A rest between sets that is asked to be shorter is to stay so: "7 s on, 3 s off"."""


def way_in_lines(plan: Plan, index: int, teacher: Teacher, *, hurts_before: bool) -> list[Line]:
    """On the way into the move of the segment at `index`, which hurt when it was last done."""
    segment, phrases = plan.segments[index], teacher.phrases
    item = plan.items[segment.item]
    is_first = segment.kind is SegmentKind.GET_READY
    before = None if is_first else plan.items[segment.item - 1].move
    if before is None:
        rules = filter(None, (phrases.safety, sentence(plan.routine.pain)))
        lines = [chime(Chime.START), *(follow(Purpose.SAFETY, rule) for rule in rules)]
        lines += _fetch(phrases, phrases.fetch_first, _things(before, item.move))
    else:
        lines = [chime(Chime.NEXT)]
    if circuit := _circuit_words(plan, item, phrases):
        lines.append(follow(Purpose.NAME, circuit))
    lines.append(follow(Purpose.NAME, _name(before, item.move, phrases)))
    if hurts_before:
        lines.append(follow(Purpose.SAFETY, phrases.hurt_before))
    lines.append(follow(Purpose.DOSE, dose_words(plan.segments[index + 1], item.asked, phrases)))
    lines += _told([(Purpose.NOTE, item.asked.note)], segment, phrases)
    return [*lines, *_arrival(plan, index, before, teacher), _ready(phrases)]


def _circuit_words(plan: Plan, item: PlannedItem, phrases: Phrases) -> str:
    """That the next moves are done several times, on the way into the first of them."""
    circuit = plan.routine.circuit_of(item.number)
    if circuit is None or item.number != circuit.first or item.lap > 1:
        return ""
    moves = circuit.last + 1 - circuit.first
    words = phrases.circuit if moves > 1 else phrases.circuit_of_one
    number = phrases.numbers.words
    return sentence(words.format(rounds=number(circuit.rounds), moves=number(moves)))


def _name(before: Move | None, move: Move, phrases: Phrases) -> str:
    if before is None:
        name, unnamed = phrases.first_move, phrases.first_move_unnamed
    elif before is move:
        name, unnamed = phrases.same_move_again, phrases.same_move_unnamed
    else:
        name, unnamed = phrases.next_move, phrases.next_move_unnamed
    if not can_be_said(move.spoken_name):
        return sentence(unnamed)
    return sentence(name.format(move=clause(move.spoken_name)))


def _arrival(plan: Plan, index: int, before: Move | None, teacher: Teacher) -> list[Line]:
    """How to get into position, and what to do there; last of all, the routine's own cue."""
    segment, phrases = plan.segments[index], teacher.phrases
    item = plan.items[segment.item].asked
    move = item.move
    words = move.voice.of(segment.side)
    came_from = before.position.group.value if before else "start"
    way = phrases.arrive[move.position.group.value].get(came_from, "")
    told = [(Purpose.ARRIVE, way), (Purpose.ARRIVE, move.setup.words(segment.side))]
    if teacher.teaches_all:
        told.append((Purpose.ARRIVE, words.settle))
    told.append((Purpose.HOW, words.how))
    told += [*_feel(plan, index, teacher), (Purpose.HOW, item.cue)]
    return _told(told, segment, phrases)


def _feel(plan: Plan, index: int, teacher: Teacher) -> list[tuple[Purpose, str]]:
    """Where it should be felt, if the work after `index` has no room to say it."""
    segment, work = plan.segments[index : index + 2]
    if work.kind is SegmentKind.HOLD:
        has_room = has_room_in_hold(work, teacher)
    else:
        has_room = has_room_to_feel(plan, index + 1)
    if has_room or segment.set_number > 1:
        return []
    return [(Purpose.FEEL, plan.items[segment.item].move.voice.of(segment.side).feel)]


def _told(told: list[tuple[Purpose, str]], segment: Segment, phrases: Phrases) -> list[Line]:
    return [
        follow(purpose, sentence(filled(text, segment, phrases))) for purpose, text in told if text
    ]


def _ready(phrases: Phrases) -> Line:
    """A word just before the work begins."""
    return Line(Purpose.COUNTDOWN, (phrases.ready,), Before(READY_MS))


def side_change_lines(plan: Plan, index: int, teacher: Teacher) -> list[Line]:
    """On the way to the other side of a move."""
    segment, phrases = plan.segments[index], teacher.phrases
    words = plan.items[segment.item].move.voice.of(segment.side)
    told = [(Purpose.HOW, words.again or words.how)]
    if teacher.teaches_all:
        told = [(Purpose.ARRIVE, words.settle), (Purpose.HOW, words.how)]
        told += _feel(plan, index, teacher)
    change = follow(Purpose.CHANGE, _over(plan, segment, teacher))
    return [chime(Chime.SIDE), change, *_told(told, segment, phrases), _ready(phrases)]


def _over(plan: Plan, segment: Segment, teacher: Teacher) -> str:
    """How to get to the other side, which is named one way or another."""
    move, phrases = plan.items[segment.item].move, teacher.phrases
    over = move.voice.of(segment.side).over
    is_brief = teacher.coaching.level is VoiceLevel.NAMES_AND_COUNTS
    if over and not is_brief:
        return sentence(filled(over, segment, phrases))
    over, side = move.setup.words(segment.side), phrases.side(segment.side)
    if is_brief or not can_be_said(over):
        return sentences(phrases.change_sides, side)
    if move.side_mode is SideMode.ALTERNATING:
        # Its set-up is the same for both sides, which take turns where a routine does not part
        # them.
        named = phrases.where_side.format(side=side)
        return sentences(phrases.change_sides, named, filled(over, segment, phrases))
    return sentences(phrases.change_sides, filled(over, segment, phrases))


def rest_lines(plan: Plan, index: int, teacher: Teacher) -> list[Line]:
    """In a rest between sets, sides, moves or rounds, or while a move is left."""
    phrases = teacher.phrases
    if plan.segments[index].is_leaving:
        return _leaving(plan, index, phrases)
    following = plan.segments[index + 1]
    number = phrases.numbers.words
    lines = [chime(Chime.NEXT)]
    if is_breather(plan, index):
        return [*lines, follow(Purpose.REST, phrases.rest)]
    if following.kind.is_work:
        words = phrases.rest_between_sets.format(
            count=number(following.set_number), sets=number(following.sets)
        )
        leave = _leave(plan, index, phrases) or [follow(Purpose.REST, phrases.rest)]
        voice = plan.items[following.item].move.voice.of(following.side)
        again = _told([(Purpose.HOW, voice.again)], following, phrases)
        return [*lines, *leave, follow(Purpose.REST, words), *again, _ready(phrases)]
    if following.kind is SegmentKind.TRANSITION:
        words = _between_moves(plan, following.item, phrases)
        return [*lines, follow(Purpose.REST, words)]
    return [*lines, *_leave(plan, index, phrases), follow(Purpose.REST, phrases.rest)]


def is_breather(plan: Plan, index: int) -> bool:
    """Whether the rest at `index` is too short to be told anything in before the next set."""
    following = plan.segments[index + 1]
    asked_ms = plan.items[following.item].dose.rest_ms
    return following.kind.is_work and 0 < asked_ms < BREATHER_MS


def _between_moves(plan: Plan, number: int, phrases: Phrases) -> str:
    """What is said in the rest before the item at `number`: which round is over, if one is."""
    before, item = plan.items[number - 1 : number + 1]
    words, count = phrases.numbers.words, (0, 0)
    if before.round != item.round:
        count = (before.round, plan.routine.rounds)
    elif item.begins_lap(before):
        count = (before.lap, before.laps)
    else:
        return phrases.rest
    return phrases.rest_between_rounds.format(count=words(count[0]), rounds=words(count[1]))


def _leaving(plan: Plan, index: int, phrases: Phrases) -> list[Line]:
    """How to come out of a move, and what to take along for the next one."""
    item = plan.segments[index].item
    lines = _leave(plan, index, phrases)
    if item + 1 < len(plan.items):
        here, following = plan.items[item].move, plan.items[item + 1].move
        lines += _fetch(phrases, phrases.fetch, _things(here, following))
    return lines


def _leave(plan: Plan, index: int, phrases: Phrases) -> list[Line]:
    worked = plan.segments[index - 1]
    words = plan.items[worked.item].move.voice.of(worked.side).leave
    return _told([(Purpose.LEAVE, words)], worked, phrases)


def _fetch(phrases: Phrases, words: str, things: tuple[Item, ...]) -> list[Line]:
    """That `things` are needed, where there are any."""
    if not things:
        return []
    listed = phrases.listed([phrases.things[item.value] for item in things])
    return [follow(Purpose.FETCH, sentence(words.format(things=listed)))]


def _things(before: Move | None, move: Move) -> tuple[Item, ...]:
    """What a person has to fetch for `move`; at the beginning the mat, too."""
    things = things_to_fetch(before, move)
    needs_mat = any(piece.item is Item.MAT and piece.required for piece in move.equipment)
    return (Item.MAT, *things) if before is None and needs_mat else things


def chime(sound: Chime) -> Line:
    """A sound that comes before the words."""
    return Line(Purpose.CHIME, (), Follow(), sound)


def follow(purpose: Purpose, text: str) -> Line:
    """Words that come after those before them."""
    return Line(purpose, (text,), Follow())
