# SPDX-License-Identifier: GPL-3.0-or-later
"""Where somebody stands, in words."""

from dataclasses import replace
from datetime import date, timedelta

from cases import tried_with
from core.programmes import A_PROGRAMME, a_deed, a_session, at_noon, day, on, whole_weeks
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.programme import Slot
from hipmob_desktop.core.programme_course import Spared, due
from hipmob_desktop.core.programme_text import (
    about,
    day_text,
    place_text,
    session_text,
    spared_text,
    tags_text,
    why_text,
)

NAMES = {"clam": "Clamshell", "bridge": "Bridge"}


def test_the_place_is_the_week_and_the_session():
    now = on(2)
    assert place_text(now, due(now, at_noon(day(2)), 12)) == "Week 1 of 4 · session 2 of 3"
    assert place_text(now, None) == "Week 1 of 4"
    assert "done" in place_text(on(28, *whole_weeks(4)), None)


def test_a_week_that_comes_again_says_why_and_one_that_is_next_says_nothing():
    assert why_text(on(7)) == ""
    assert "again" in why_text(on(7, a_deed(4, "mine_w1_s3")))
    assert "hurt" in why_text(
        on(7, *whole_weeks(1)[:2], a_deed(4, "mine_w1_s3", hurt=(("a", 1),)))
    )
    assert "one week back" in why_text(on(21, *whole_weeks(2)[:4]))


def test_a_session_says_what_it_is_how_often_and_when():
    titles = {"warm": "Warm up"}
    assert session_text(a_session(1, slot=Slot.ANY), titles) == "Warm up"
    often = a_session(1, slot=Slot.DESK, times_a_day=2, is_optional=True)
    assert session_text(often, titles) == "Warm up, 2 times, at the desk, if you like"
    assert session_text(a_session(1, "", slot=Slot.CHECK), titles) == "Hip check"
    assert session_text(a_session(1, "gone"), titles) == "gone"


def test_a_programme_says_for_whom_it_is_and_what_it_needs():
    told = list(about(replace(A_PROGRAMME, needs=("mat", "chair"))))
    assert told == ["For anybody.", "Not for nobody.", "4 weeks: 3.", "Needs: mat, chair."]


def test_what_is_spared_is_told_by_name_for_now_for_good_or_back():
    spared = {"clam": Spared(8), "bridge": Spared(8, is_again=True), "gone": Spared(8, 3)}
    told = spared_text(spared, NAMES)
    assert told.split(". ")[0].endswith("Clamshell")
    assert "now on, since it hurt again: Bridge" in told
    assert told.endswith("easier form: gone.")
    assert spared_text({}, NAMES) == ""


def test_a_kind_of_moves_that_hurt_is_asked_about_in_its_own_words():
    assert tags_text((), {}) == ""
    assert "a sore knee" in tags_text((SkipTag.KNEE,), {SkipTag.KNEE: "a sore knee"})


@tried_with(
    ("away", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "Wednesday"),
        (7, "Monday 9 March"),
        (-1, "Sunday 1 March"),
    ],
)
def test_a_day_is_named_by_how_far_it_is(away, words):
    today = date(2026, 3, 2)
    assert day_text(today + timedelta(days=away), today) == words
