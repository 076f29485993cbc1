# SPDX-License-Identifier: GPL-3.0-or-later
"""A test is played like any session: every word has its room, and a count its own seconds."""

from itertools import pairwise

import pytest

from builders import PHRASES
from core.hip_checks import hip_tests, the_test
from hipmob_desktop.core.cues import GAP_MS, Chime, Purpose
from hipmob_desktop.core.enums import SegmentKind, Side, VoiceLevel
from hipmob_desktop.core.hip_check import ScriptLine
from hipmob_desktop.core.hip_check_script import (
    CALL_EVERY_MS,
    CheckCoach,
    check_options,
    check_routine,
)
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.text import sentence

OPTIONS = check_options(PlanOptions())
ALL = pytest.mark.parametrize("test", hip_tests(), ids=lambda test: test.id)
SLOW = [lambda text: estimated_ms(text) * 2, estimated_ms, lambda text: 300 + 0 * len(text)]


def played(*tests, explained=(), opening=(), length_of=estimated_ms):
    coach = CheckCoach(
        PHRASES,
        OPTIONS.coaching,
        tests={test.id: test for test in tests},
        explained=frozenset(explained),
        opening=opening,
    )
    return build_plan(check_routine(tests, "Hip check"), OPTIONS, coach, length_of)


def said(planned):
    return [cue.text for cue in planned.cues if cue.text]


def words_of(test):
    """All that is to be said of a test, left first."""
    for part, side, other in (
        (test.setup, "left", "right"), (test.first_side, "left", "right"),
        (test.between, "right", "left"), (test.second_side, "right", "left"),
    ):  # fmt: skip
        for line in part:
            for words in line.calls or (line.say,):
                yield sentence(words.replace("{side}", side).replace("{other}", other))


@ALL
@pytest.mark.parametrize("length_of", SLOW, ids=["slow", "usual", "quick"])
def test_every_word_is_said_in_its_order_and_none_is_cut_nor_on_another(test, length_of):
    planned = played(test, length_of=length_of)
    assert said(planned)[1:] == list(words_of(test))
    for cue, after in pairwise(planned.cues):
        assert cue.end_ms + GAP_MS <= after.at_ms
    assert planned.cues[-1].end_ms <= planned.plan.total_ms
    segments = planned.plan.segments
    for cue in planned.cues:
        segment = segments[planned.plan.index_at(cue.at_ms)]
        assert cue.end_ms <= segment.end_ms


@ALL
def test_each_wait_of_the_script_is_there_before_the_next_word(test):
    cues = [cue for cue in played(test).cues if cue.text][1:]
    script = [*test.setup, *test.first_side]
    for line, cue, after in zip(script[:-1], cues, cues[1:], strict=False):
        if line.count_ms:
            break
        assert after.at_ms - cue.end_ms >= line.wait_ms


@pytest.mark.parametrize("id_", ["one_leg_stand", "one_leg_bridge"])
def test_a_count_begins_with_a_chime_and_calls_each_five_seconds_to_its_end(id_):
    test = the_test(id_)
    planned = played(test)
    holds = [s for s in planned.plan.segments if s.kind is SegmentKind.HOLD]
    assert [hold.side for hold in holds] == [Side.LEFT, Side.RIGHT]
    for hold in holds:
        inside = [cue for cue in planned.cues if hold.start_ms <= cue.at_ms < hold.end_ms]
        assert (inside[0].chime, inside[0].at_ms) == (Chime.START, hold.start_ms)
        calls = [cue for cue in inside if cue.purpose is Purpose.COUNT]
        assert [cue.at_ms - hold.start_ms for cue in calls] == [
            number * CALL_EVERY_MS for number in range(1, test.most // 5 + 1)
        ]


def test_it_is_explained_only_where_that_is_asked_for():
    test = the_test("inward_turn")
    assert not set(test.explain) & set(said(played(test)))
    assert set(test.explain) <= set(said(played(test, explained=[test.id])))


def test_what_comes_before_a_check_is_said_first_with_its_time():
    march = ScriptLine(say="March on the spot.", wait_ms=60_000)
    planned = played(the_test("inward_turn"), opening=(march,))
    first, second = [cue for cue in planned.cues if cue.text][:2]
    assert first.text == march.say
    assert second.at_ms >= first.end_ms + 60_000


def test_the_left_side_is_first_for_everybody_and_all_words_are_said():
    silent = Coaching(level=VoiceLevel.CHIMES, chimes=False)
    options = check_options(PlanOptions(first_side=Side.RIGHT, pace=1.4, coaching=silent))
    assert (options.first_side, options.pace) == (Side.LEFT, 1.0)
    assert options.coaching.level is VoiceLevel.FULL
    assert not options.coaching.chimes


def test_all_tests_can_be_played_one_after_the_other():
    planned = played(*hip_tests())
    names = [cue.text for cue in planned.cues if cue.purpose is Purpose.NAME]
    assert names == [f"{t.spoken_name[0].upper()}{t.spoken_name[1:]}." for t in hip_tests()]
    assert 6 * 60_000 < planned.plan.total_ms < 11 * 60_000


def test_a_key_tells_all_about_a_test():
    test = the_test("inward_turn")
    coach = CheckCoach(PHRASES, OPTIONS.coaching, tests={test.id: test})
    plan = played(test).plan
    assert coach.description(plan, 0) == ("Inward turn.", *test.explain)
