# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines find their moments: in order, without overlap, the important ones first."""

import pytest

from builders import a_plan_of, a_segment
from hipmob_desktop.core.cues import (
    CHIME_MS,
    GAP_MS,
    PAUSE_MS,
    Anchor,
    Before,
    Chime,
    Cue,
    CueKind,
    EndingBefore,
    Follow,
    From,
    Line,
    place,
    script,
)

START_MS = 1_000
AT_ONCE = From(0)


def a_line(*wordings: str, kind: CueKind = CueKind.COUNT, anchor: Anchor = AT_ONCE) -> Line:
    return Line(kind, wordings, anchor)


def a_chime() -> Line:
    return Line(CueKind.CHIME, (), Follow(), Chime.NEXT)


def tenth_of_a_second_a_letter(text: str) -> int:
    return 100 * len(text)


def placed(*lines: Line, lasting_ms: int = 4_000) -> list[tuple[int, str]]:
    """When after its segment's start each line begins that found room."""
    segment = a_plan_of(a_segment(START_MS), a_segment(lasting_ms)).segments[1]
    cues = place(segment, lines, tenth_of_a_second_a_letter)
    return [(cue.at_ms - START_MS, cue.text) for cue in cues]


def test_lines_follow_each_other_with_a_pause():
    lines = [a_line("first", anchor=Follow()), a_line("second", anchor=Follow())]
    assert placed(*lines) == [(0, "first"), (500 + PAUSE_MS, "second")]


def test_a_line_can_ask_for_a_longer_silence_after_it():
    lines = [a_line("first", anchor=Follow(1_500)), a_line("second", anchor=Follow())]
    assert placed(*lines) == [(0, "first"), (2_000, "second")]


def test_a_line_that_finds_no_room_lets_the_next_one_have_its_place():
    lines = [a_line("much too long a line", anchor=Follow()), a_line("ok", anchor=Follow())]
    assert placed(*lines, lasting_ms=1_000) == [(0, "ok")]


def test_a_chime_takes_its_own_time():
    chimed = placed(a_chime(), a_line("words", anchor=Follow()))
    assert chimed == [(0, ""), (CHIME_MS[Chime.NEXT] + PAUSE_MS, "words")]


def test_words_need_not_wait_until_a_chime_has_died_away():
    assert set(CHIME_MS) == set(Chime)
    assert all(100 <= length_ms <= 1_200 for length_ms in CHIME_MS.values())


def test_a_line_begins_at_its_moment_in_the_segment():
    assert placed(a_line("one", anchor=From(700))) == [(700, "one")]
    assert placed(a_line("three", anchor=Before(3_000))) == [(1_000, "three")]
    assert placed(a_line("turn", anchor=EndingBefore(600))) == [(3_000, "turn")]


@pytest.mark.parametrize(
    ("lasting_ms", "is_said"), [(300 + GAP_MS, True), (299 + GAP_MS, False), (0, False)]
)
def test_a_line_is_said_only_if_a_gap_stays_before_the_next_segment(lasting_ms, is_said):
    assert bool(placed(a_line("one"), lasting_ms=lasting_ms)) == is_said


def test_a_line_never_begins_before_its_segment():
    assert placed(a_line("one", anchor=Before(4_001))) == []
    assert placed(a_line("one", anchor=Before(4_000))) == [(0, "one")]


def test_of_two_lines_at_one_moment_the_more_important_is_said():
    lines = [a_line("cue", kind=CueKind.COACHING), a_line("one", kind=CueKind.COUNT)]
    assert placed(*lines) == [(0, "one")]


def test_of_two_equally_important_lines_the_first_is_said():
    assert placed(a_line("one"), a_line("two")) == [(0, "one")]


def test_a_line_may_wait_for_another_as_long_as_its_slack_allows():
    one = a_line("one")
    for slack_ms, expected in ((420, [(0, "one"), (420, "hips")]), (419, [(0, "one")])):
        late = a_line("hips", kind=CueKind.COACHING, anchor=From(0, slack_ms))
        assert placed(one, late) == expected


def test_a_line_is_as_early_as_it_can_be_in_its_slack():
    lines = [a_line("one"), a_line("two", anchor=From(2_000))]
    late = a_line("hips", kind=CueKind.COACHING, anchor=From(0, 3_000))
    assert placed(*lines, late) == [(0, "one"), (420, "hips"), (2_000, "two")]


def test_a_line_is_never_moved_ahead_of_its_moment():
    line = a_line("hips", kind=CueKind.COACHING, anchor=From(1_000, 500))
    assert placed(a_line("one"), line) == [(0, "one"), (1_000, "hips")]


def test_between_two_cues_there_is_always_a_gap():
    first = a_line("one", kind=CueKind.SIDE, anchor=From(1_000))
    for at_ms, is_said in ((1_300 + GAP_MS, True), (1_299 + GAP_MS, False)):
        assert ((at_ms, "two") in placed(first, a_line("two", anchor=From(at_ms)))) == is_said
    for at_ms, is_said in ((700 - GAP_MS, True), (701 - GAP_MS, False)):
        assert ((at_ms, "two") in placed(first, a_line("two", anchor=From(at_ms)))) == is_said


def test_the_best_wording_that_fits_is_said():
    wordings = ("left, last one", "left, one", "left")
    for lasting_ms, said in ((2_000, wordings[0]), (1_200, wordings[1]), (600, wordings[2])):
        assert placed(a_line(*wordings), lasting_ms=lasting_ms) == [(0, said)]
    assert placed(a_line(*wordings), lasting_ms=500) == []


def test_cues_come_in_order_of_time_whatever_their_order_of_importance():
    lines = [a_line("last", kind=CueKind.MOVE, anchor=From(3_000)), a_line("first")]
    assert placed(*lines) == [(0, "first"), (3_000, "last")]


def test_a_cue_knows_its_kind_its_chime_and_its_end():
    segment = a_segment(4_000)
    (cue,) = place(segment, [a_chime()], tenth_of_a_second_a_letter)
    assert cue == Cue(0, 500, CueKind.CHIME, "", Chime.NEXT)
    assert cue.end_ms == 500


def test_a_script_goes_through_all_segments():
    plan = a_plan_of(a_segment(1_000), a_segment(1_000))
    said = script(plan, lambda _plan, index: (a_line("ab"[index]),), tenth_of_a_second_a_letter)
    assert [(cue.at_ms, cue.text) for cue in said] == [(0, "a"), (1_000, "b")]


def test_a_coaching_cue_that_was_said_last_is_left_out():
    plan = a_plan_of(*(a_segment(1_000) for _ in "aabba"))

    def lines_of(_plan, index):
        return (
            a_line("n"),
            a_line("aabba"[index], kind=CueKind.COACHING, anchor=From(0, 1_000)),
        )

    cues = script(plan, lines_of, tenth_of_a_second_a_letter)
    assert [cue.text for cue in cues] == ["n", "a", "n", "n", "b", "n", "n", "a"]


def test_a_count_may_come_twice_in_a_row():
    plan = a_plan_of(a_segment(1_000), a_segment(1_000))
    cues = script(plan, lambda *_: (a_line("left"),), tenth_of_a_second_a_letter)
    assert len(cues) == 2


def test_the_kinds_are_ranked_from_safety_to_encouragement():
    ranked = sorted(CueKind, key=lambda kind: kind.rank)
    assert [kind.value for kind in ranked] == [
        "safety",
        "move",
        "side",
        "side_change",
        "next",
        "count",
        "chime",
        "phase",
        "coaching",
        "encouragement",
    ]
    assert CueKind.SAFETY.rank == 0
