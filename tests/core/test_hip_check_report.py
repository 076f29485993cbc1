# SPDX-License-Identifier: GPL-3.0-or-later
"""The report says what the rules allow, and never what they forbid."""

import re
from dataclasses import fields

from hypothesis import given

from builders import DATA, the_library
from cases import tried_with
from core.hip_checks import a_check, hip_tests, the_test, words
from core.test_hip_check_rules import RESULTS, person
from hipmob_desktop.content.coach_files import load_safety
from hipmob_desktop.core.hip_check_report import Named, number_text, report
from hipmob_desktop.core.hip_check_rules import evaluate

NAMED = Named(
    routines={entry.id: entry.title for entry in the_library().entries},
    moves={id_: move.name for id_, move in the_library().moves.items()},
    tags=load_safety(DATA / "safety.toml").skip_words,
)
NEVER = {
    "healthy, damaged, weak, at risk": r"healthy|damag|\bweak|dysfunction|\brisk",
    "an injury comes or is prevented": r"injur|prevent|protect",
    "a side difference is a fault": r"imbalance|asymmetr|must be level|correct",
    "a cause": r"because of|caused|\bbone\b|capsule|nerve|your age|from sitting|from running",
    "a diagnosis": r"impinge|labrum|labral|tendon|tendin|arthr|leg.length|tear\b|torn",
    "more range is better": r"\bbetter\b|improv|too stiff|too tight|should be|normal",
    "a comparison as a verdict": r"percent|hip age|grade|average person|than others|than most",
    "life span": r"life|longev|mortal|live longer",
    "a total score": r"score|total|points|sum of",
    "running speed": r"faster|speed|economy|performance",
    "a programme worked": r"worked|failed|success|effective",
}
"""What must never be concluded, by words that would do so."""


def told(checks, **who):
    found = evaluate(hip_tests(), checks, person(**who))
    said = report(found, checks, words(), NAMED, in_programme=True)
    lines = [line for test in said.tests for line in (*test.lines, test.numbers, test.noise)]
    return said, [*lines, *said.lines]


def concluded(text):
    return [what for what, pattern in NEVER.items() if re.search(pattern, text, re.IGNORECASE)]


ALLOWED = {
    # That there is no evidence for the choice is no comparison of people, nor of ranges.
    words().judgement,
}


def all_words():
    for field in fields(words()):
        value = getattr(words(), field.name)
        yield from value if isinstance(value, tuple) else (value,)


@tried_with("text", sorted(set(all_words()) - ALLOWED))
def test_no_sentence_says_what_must_never_be_concluded(text):
    assert concluded(text) == []


@tried_with("test", hip_tests(), ids=lambda test: test.id)
def test_no_script_nor_name_of_a_test_says_so_either(test):
    said = [line.say for part in (test.setup, test.first_side, test.between, test.second_side)
            for line in part]  # fmt: skip
    direction = [test.direction.say, test.direction.name] if test.direction else []
    for text in (*said, *test.explain, *direction, test.title, test.shows):
        assert concluded(text) == [], text


@given(first=RESULTS, second=RESULTS, third=RESULTS)
def test_no_report_of_any_three_checks_says_so(first, second, third):
    checks = [a_check(0, first), a_check(5, second), a_check(33, third)]
    for number in (1, 2, 3):
        _, lines = told(checks[:number])
        for line in lines:
            if line not in ALLOWED:
                assert concluded(re.sub(r"Your programme does this.*", "", line)) == [], line


def test_the_words_that_are_watched_for_are_found():
    assert concluded("Your weak hip is at risk of injury: your score is below average") != []


def test_the_first_check_proves_little_and_a_second_is_wanted():
    _, lines = told([a_check(0)])
    assert words().first in lines
    assert words().second_wanted in lines
    _, lines = told([a_check(0), a_check(5)])
    assert words().second_wanted not in lines


def test_a_check_in_which_nothing_stands_out_says_so_and_no_more():
    said, _ = told([a_check(0), a_check(5)])
    assert said.lines == (words().balanced,)
    assert said.tests[0].numbers == "Left 24 cm, right 25 cm"


def test_a_side_is_named_where_it_may_differ_and_each_change_with_its_side():
    _, lines = told([a_check(0, inward_turn=(14, 24)), a_check(5, inward_turn=(14, 24))])
    assert words().differs.format(side="Left") in lines
    checks = [a_check(0), a_check(5), a_check(33, inward_turn=(34, 25))]
    assert words().maybe_up.format(side="Left") in told(checks)[1]


def test_two_sides_that_stay_are_one_sentence():
    said, _ = told([a_check(0), a_check(5), a_check(33)])
    assert said.tests[0].lines.count(words().no_change) == 1


def test_what_hurt_asks_gently_and_has_no_numbers():
    hurt = {"status": "hurt", "where": "groin"}
    said, lines = told([a_check(0, inward_turn=hurt)])
    assert said.tests[0].lines == (words().hurt,)
    assert said.tests[0].numbers == ""
    assert any("My body today" in line for line in lines)
    _, lines = told([a_check(0, inward_turn=hurt), a_check(28, inward_turn=hurt)])
    assert any("hurt twice in a row" in line and "Inward turn" in line for line in lines)


def test_what_was_chosen_is_named_with_its_routine_and_that_it_is_our_judgement():
    _, lines = told([a_check(0, one_leg_bridge=(20, 20), butterfly_height=(12, 13))])
    assert any("Your programme does this once a week" in line for line in lines)
    assert words().judgement in lines


def test_the_noise_is_told_with_its_unit_and_seconds_of_one_leg_are_never_compared():
    said, _ = told([a_check(0)])
    by_title = {test.title: test.noise for test in said.tests}
    assert "more than 6 centimetres" in by_title["Inward turn, sitting"]
    assert "never compared" in by_title["One-leg stand, eyes open"]


def test_a_number_has_its_unit_and_none_is_a_dash():
    assert number_text(the_test("inward_turn"), 23.0) == "23 cm"
    assert number_text(the_test("one_leg_stand"), None) == "–"


def test_of_two_full_holds_nothing_more_is_told():
    said, _ = told([a_check(0), a_check(5), a_check(33)])
    by_title = {test.title: test.lines for test in said.tests}
    assert by_title["One-leg bridge hold"] == (words().full,)
