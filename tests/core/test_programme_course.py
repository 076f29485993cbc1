# SPDX-License-Identifier: GPL-3.0-or-later
"""A programme asks for one session at a time, never for more after a hurt, and keeps the place."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases import examples, some_of, tried_with
from core.programmes import (
    A_PROGRAMME,
    A_WEEK,
    START,
    a_deed,
    a_programme,
    a_session,
    a_week,
    at_noon,
    day,
    on,
    whole_weeks,
)
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import JournalEntry, WorkEntry
from hipmob_desktop.core.programme import SessionName, Slot
from hipmob_desktop.core.programme_course import (
    SPARED_FOR,
    Deed,
    Spared,
    Why,
    coming,
    deed_of,
    due,
    standing,
)

HOUR_MS = 3_600_000
YEARS = examples(0.15)


def due_on(number, *deeds, hour=18, **others):
    now = on(number, *deeds, **others)
    return due(now, at_noon(now.today) + (hour - 12) * HOUR_MS, hour)


def test_it_begins_with_the_first_session_of_the_first_week():
    now, first = on(0), due_on(0)
    assert (now.week, now.day, now.why) == (1, 1, Why.BEGUN)
    assert (str(first.name), first.place, first.of) == ("mine_w1_s1", 1, 3)


def test_a_day_without_a_session_asks_for_none():
    assert due_on(1) is None


def test_what_is_done_is_not_asked_for_again():
    assert due_on(0, a_deed(0)) is None


def test_a_missed_day_is_left_out_and_the_next_one_has_its_own_session_alone():
    assert due_on(2).name.number == 2


def test_the_same_routine_done_for_its_own_sake_on_the_day_counts():
    assert due_on(0, a_deed(0, "warm")) is None
    assert due_on(2, a_deed(1, "calm")).name.number == 2


def test_a_week_done_to_two_thirds_leads_to_the_next():
    now = on(7, a_deed(0), a_deed(2, "mine_w1_s2"))
    assert (now.week, now.begin, now.why) == (2, day(7), Why.ON)


def test_a_week_of_which_more_than_a_third_was_missed_comes_again():
    now = on(7, a_deed(4, "mine_w1_s3"))
    assert (now.week, now.begin, now.why) == (1, day(7), Why.MISSED)
    assert now.times_done == 0


def test_what_may_be_left_out_is_not_missed():
    spare = (a_session(day, "calm", is_optional=True) for day in (2, 3))
    week = a_week(a_session(1), *spare)
    now = on(7, a_deed(0), programme=a_programme(week, week))
    assert now.week == 2


def test_after_the_last_week_it_is_over_and_asks_for_nothing():
    deeds = whole_weeks(4)
    assert not on(27, *deeds).is_over
    assert on(28, *deeds).is_over
    assert due_on(28, *deeds) is None
    assert list(coming(on(28, *deeds))) == []
    assert on(90, *deeds).is_over


@tried_with(
    ("away", "week", "why"),
    [(6, 4, Why.ON), (7, 3, Why.ONE_BACK), (13, 3, Why.ONE_BACK), (14, 2, Why.TWO_BACK),
     (27, 2, Why.TWO_BACK), (28, 1, Why.ANEW), (400, 1, Why.ANEW)],
)  # fmt: skip
def test_after_days_without_any_session_it_goes_on_lower(away, week, why):
    deeds = whole_weeks(3)
    back = (deeds[-1].day - START).days + away + 1
    now = on(back, *deeds)
    assert (now.week, now.why) == (week, why)
    if away > 6:
        assert now.begin == now.today


def test_it_never_goes_back_behind_the_first_week():
    assert on(30, *whole_weeks(1)).week == 1


def test_who_has_done_nothing_yet_just_begins_whenever_that_is():
    now = on(50)
    assert (now.week, now.day, now.why) == (1, 1, Why.BEGUN)
    assert due_on(50).name.number == 1


def test_a_second_session_of_a_day_waits_for_an_hour():
    week = a_week(a_session(1, slot=Slot.DESK, times_a_day=2))
    programme = a_programme(week)
    deed = a_deed(0)
    now = on(0, deed, programme=programme)
    assert due(now, deed.at_ms + HOUR_MS - 1, 13) is None
    second = due(now, deed.at_ms + HOUR_MS, 13)
    assert (second.name.number, second.place, second.of) == (1, 2, 2)


def test_what_comes_after_a_run_waits_for_ten_minutes_only():
    week = a_week(a_session(1, slot=Slot.BEFORE_RUN), a_session(1, "calm", slot=Slot.AFTER_RUN))
    deed = a_deed(0)
    now = on(0, deed, programme=a_programme(week))
    assert due(now, deed.at_ms + 599_000, 12) is None
    assert due(now, deed.at_ms + 600_000, 12).name.number == 2


def test_what_is_for_the_evening_is_asked_for_then_and_stands_before_the_desk():
    week = a_week(a_session(1, slot=Slot.DESK), a_session(1, "calm", slot=Slot.EVENING))
    programme = a_programme(week)
    assert due_on(0, programme=programme, hour=10).session.slot is Slot.DESK
    assert due_on(0, programme=programme, hour=17).session.slot is Slot.EVENING
    assert due_on(0, a_deed(0), programme=programme, hour=16) is None


def test_a_clock_that_was_set_back_does_not_make_anybody_wait():
    week = a_week(a_session(1, times_a_day=2))
    deed = a_deed(0)
    now = on(0, deed, programme=a_programme(week))
    assert due(now, deed.at_ms - 5 * HOUR_MS, 7) is not None


def test_what_comes_is_in_order_and_after_today():
    found = list(coming(on(0)))
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert str(found[0].name) == "mine_w1_s2"
    assert found[0].day == day(2)
    assert len(found) == 2 + 3 * 3
    assert {one.name.week for one in coming(on(0), 1)} == {1, 2}


def test_a_move_that_hurt_is_left_out_for_three_sessions_and_then_tried_again():
    hurt = a_deed(0, hurt=(("clam", 8),))
    deeds = [hurt]
    for number in range(SPARED_FOR):
        assert on(number, *deeds).spared["clam"] == Spared(8, number)
        assert on(number, *deeds).spared["clam"].is_out
        deeds.append(a_deed(number + 1))
    assert not on(4, *deeds).spared["clam"].is_out
    assert on(5, *deeds, a_deed(5, well=frozenset({"clam"}))).spared == {}


def test_a_move_that_hurts_again_is_left_out_from_then_on_and_holds_nothing_back():
    deeds = [a_deed(0, hurt=(("clam", 8),)), *map(a_deed, (1, 2, 3))]
    deeds.append(a_deed(4, hurt=(("clam", 3),)))
    spared = on(4, *deeds).spared["clam"]
    assert (spared.is_out, spared.is_open, spared.most) == (True, False, 3)
    later = [a_deed(number) for number in range(5, 20)]
    assert on(20, *deeds, *later).spared["clam"].is_out


def test_a_week_with_an_open_hurt_comes_again():
    deeds = [*whole_weeks(1)[:2], a_deed(4, "mine_w1_s3", hurt=(("clam", 8),))]
    now = on(7, *deeds)
    assert (now.week, now.why) == (1, Why.HURT)


def test_a_hurt_does_not_hold_anybody_in_a_week_for_good():
    deeds = [a_deed(0, hurt=(("clam", 8),))]
    for number in range(1, 60):
        now = on(number, *deeds)
        if one := due(now, at_noon(now.today), 18):
            deeds.append(a_deed(number, str(one.name)))
    assert on(60, *deeds).is_over


def test_who_flew_home_over_the_date_line_is_not_asked_twice():
    assert due_on(1, a_deed(2, "mine_w1_s2")) is None
    assert on(1, a_deed(2, "mine_w1_s2")).today == day(2)


def test_before_the_start_it_is_its_first_day():
    assert on(-1).begin == START
    assert standing(A_PROGRAMME, day(400), [], day(0)).begin == day(0)


def entry(**changes):
    work = WorkEntry(move_id="clam", side=Side.LEFT, done=5, asked=10, held_ms=0, is_hurt=False)
    base = JournalEntry(
        routine="mine_w1_s1", title="Mine", started_at_ms=at_noon(START), played_ms=1,
        position_ms=1, total_ms=2, is_complete=False, offset_min=0,
        work=(work, replace(work, side=Side.RIGHT)),
    )  # fmt: skip
    return replace(base, **changes)


def test_a_session_counts_where_half_of_it_was_done_and_not_below():
    assert deed_of(entry()).is_done
    less = tuple(replace(work, done=4) for work in entry().work)
    assert not deed_of(entry(work=less)).is_done
    assert deed_of(entry(work=less, is_complete=True)).is_done
    assert not deed_of(entry(work=())).is_done


def test_the_day_is_that_on_the_wall_where_it_was_begun():
    assert deed_of(entry(offset_min=14 * 60)).day == START + timedelta(days=1)
    assert deed_of(entry(offset_min=-11 * 60)).day == START


def test_what_hurt_on_one_side_was_not_done_well_and_tells_how_much_was_asked():
    left, right = entry().work
    told = deed_of(entry(work=(replace(left, is_hurt=True), right)))
    assert told.hurt == (("clam", 10),)
    assert told.well == frozenset()
    held = replace(left, is_hurt=True, is_hold=True, planned_ms=20_000, asked=1)
    assert deed_of(entry(work=(held,))).hurt == (("clam", 20_000),)


def a_year(seed, days=365):
    """Somebody who misses days and weeks, is hurt, flies, and whose clock is wrong at times.

    Gives what happened each day: where they stood, what was due, what was done.
    """
    chance = random.Random(seed)  # noqa: S311 - a person, no secret
    keen, deeds, moves = chance.choice((0.5, 0.8, 1.0)), [], ("a", "b", "c")
    away = zone = 0
    for number in range(days):
        leaves = chance.random() < 0.04
        away = max(0, away - 1, chance.choice((0, 0, 8, 15, 30)) if leaves else 0)
        if chance.random() < 0.05:
            zone = chance.choice((-11, 0, 9, 14))
        wrong = chance.choice((-900, -30, 60, 4_000)) if chance.random() < 0.03 else 0
        for hour in (8, 12, 19):
            today = day(number + wrong)
            now = standing(A_PROGRAMME, START, deeds, today)
            now_ms = at_noon(today) + (hour - 12 - zone) * HOUR_MS
            one = due(now, now_ms, hour)
            yield today, wrong, now, one, tuple(deeds)
            if one is None or away or chance.random() > keen:
                continue
            out = {move for move, spare in now.spared.items() if spare.is_out}
            asked = [move for move in moves if move not in out]
            hurt = tuple((move, now.week * 10) for move in asked if chance.random() < 0.03)
            well = frozenset(asked) - dict(hurt).keys()
            name = str(one.name)
            deeds.append(Deed(routine=name, day=today, at_ms=now_ms, hurt=hurt, well=well))


@pytest.mark.parametrize("days", some_of([120, 365], 120))
@given(seed=st.integers(0, 2**32))
@YEARS
@example(seed=1)
def test_a_year_never_asks_for_two_sessions_at_once_nor_loses_the_place(days, seed):
    asked_on = {}
    for today, wrong, now, one, deeds in a_year(seed, days):
        assert 1 <= now.week <= len(A_PROGRAMME.weeks)
        assert now.begin <= now.today < now.begin + timedelta(days=7) or now.is_over
        if one is not None:
            assert one.name.of(A_PROGRAMME) is one.session
            assert one.session.day == now.day
            done = [
                deed for deed in deeds if deed.day == now.today and deed.routine == str(one.name)
            ]
            assert not done, "asked for what is done"
        if today + timedelta(days=1) < START:
            continue  # nothing was done then that this programme could know of
        # A look with a wrong clock, and what was done by it, change nothing for the right one.
        right = [deed for deed in deeds if START <= deed.day <= today + timedelta(days=1)]
        assert standing(A_PROGRAMME, START, right, today) == now
        if not wrong:
            asked_on.setdefault(now.today, set()).add(one.name if one else None)
    # One session a day is what this programme has: a missed one is never asked for beside it.
    assert all(len(names - {None}) <= 1 for names in asked_on.values())


@given(st.integers(0, 2**32))
@YEARS
def test_a_year_never_asks_for_a_later_week_while_something_that_hurt_is_open(seed):
    before = None
    for _today, wrong, now, _one, _deeds in a_year(seed):
        if wrong:
            continue
        is_open = any(each.is_open for each in now.spared.values())
        if before is not None and before.begin < now.begin and is_open:
            held = {id_ for id_, each in before.spared.items() if each.is_open}
            if held & {id_ for id_, each in now.spared.items() if each.is_open}:
                assert now.week <= before.week
        before = now


@given(st.integers(0, 2**32))
@YEARS
def test_nobody_is_kept_who_does_what_is_asked(seed):
    chance = random.Random(seed)  # noqa: S311 - a person, no secret
    deeds = []
    for number in range(28):
        now = on(number, *deeds)
        one = due(now, at_noon(now.today), 18)
        if one is not None and chance.random() < 1:
            deeds.append(a_deed(number, str(one.name)))
    assert on(28, *deeds).is_over
    assert len(deeds) == 4 * len(A_WEEK.sessions)


def test_a_session_of_another_week_done_by_hand_does_not_count_in_this_one():
    assert on(1, a_deed(0, str(SessionName("mine", 2, 1)))).times_done == 0


def test_a_check_counts_on_whichever_day_of_its_week_it_is_done():
    week = a_week(a_session(1), a_session(5, "", slot=Slot.CHECK))
    programme = a_programme(week, week)
    done = a_deed(2, "hip_check")
    assert due_on(4, programme=programme).session.is_check
    assert due_on(4, done, programme=programme) is None
    assert on(4, done, programme=programme).times_done == 1
