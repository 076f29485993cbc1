# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions of a programme have names of their own and an order in their week."""

from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from core.programmes import A_PROGRAMME, a_session, a_week
from hipmob_desktop.core.programme import SessionName, Slot

SLUG = st.from_regex(r"[a-z0-9_]{1,20}", fullmatch=True)


@given(programme=SLUG, week=st.integers(1, 26), number=st.integers(1, 60))
def test_a_session_is_found_again_by_its_name(programme, week, number):
    name = SessionName(programme, week, number)
    assert SessionName.read(str(name)) == name


@tried_with("text", ["pre_run", "x_w0_s1", "x_w1_s0", "x_w1", "X_w1_s1", "", "x/_w1_s1"])
def test_a_routine_is_not_taken_for_a_session(text):
    assert SessionName.read(text) is None


def test_a_name_is_of_its_programme_alone_and_of_a_session_that_it_has():
    assert SessionName("other", 1, 1).of(A_PROGRAMME) is None
    assert SessionName("mine", 9, 1).of(A_PROGRAMME) is None
    assert SessionName("mine", 1, 9).of(A_PROGRAMME) is None
    assert SessionName("mine", 1, 2).of(A_PROGRAMME) is A_PROGRAMME.weeks[0].sessions[1]


def test_what_is_before_a_run_comes_before_what_is_after_it_and_the_check_last():
    day = [a_session(1, "x", slot=slot) for slot in (Slot.CHECK, Slot.AFTER_RUN, Slot.BEFORE_RUN)]
    week = a_week(a_session(2, "y"), *day)
    assert [number for number, _ in week.in_order] == [4, 3, 2, 1]


def test_a_week_counts_each_session_as_often_as_it_is_done():
    assert a_week(a_session(1, "x", times_a_day=3), a_session(2, "y")).times == 4


def test_a_programme_names_each_routine_once_and_no_check():
    assert A_PROGRAMME.routines == ("warm", "calm")
