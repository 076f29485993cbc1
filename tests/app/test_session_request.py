# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked for becomes a session: for this person, this body, this once."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_move, a_routine
from hipmob_desktop.app.context import InputError
from hipmob_desktop.app.session_request import SessionRequest, SessionRequests
from hipmob_desktop.core.adapt import AdaptedRoutine, Change
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.fit import Fit
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.desktop.start_request import Action, StartRequest

ROUTINE = a_routine(a_move("clamshell"), a_move("butterfly"), id="ours")
WHOLE = AdaptedRoutine(original=ROUTINE, routine=ROUTINE)
SORE = frozenset({SkipTag.KNEE})


class Shelf:
    """The library: one routine, and what is known of its moves."""

    hurt_moves = frozenset({"clamshell"})
    known_moves = frozenset({"clamshell"})

    def __init__(self):
        self.found, self.asked, self.is_gone = WHOLE, [], False

    def find(self, name, tags=None):
        self.asked.append((name, tags))
        if self.is_gone:
            raise InputError(f"{name}: there is no such routine")
        return self.found

    def suited(self, routine, tags):
        self.asked.append((routine, tags))
        return self.found

    def words_for(self, adapted):
        return tuple(f"changed {change.move.id}" for change in adapted.changes)


class Asker:
    def __init__(self, **chosen):
        self.shelf, self.fits = Shelf(), []
        now = replace(Preferences(), **chosen)
        self.requests = SessionRequests(self.shelf, SimpleNamespace(now=now), self._fit)

    def _fit(self, request, minutes, slower):
        self.fits.append((minutes, slower))
        fit = Fit(minutes=minutes, rounds=1, laps=(), items=())
        fitted = SimpleNamespace(fit=fit, words=f"Fitted to {minutes} minutes.")
        return replace(request, fitted=fitted)

    def of(self, adapted=WHOLE, **asked):
        return self.requests.of(adapted, ROUTINE, "ours", asked)


def swapped():
    change = Change(
        item=1, move=a_move("butterfly"), tag=SkipTag.KNEE, substitute=a_move("bridge")
    )
    return replace(WHOLE, changes=(change,))


def test_it_is_as_the_person_has_chosen_with_what_is_asked_for_this_once():
    asker = Asker(skip_tags=SORE)
    request, words = asker.of(pace=1.2, no_voice=True, speed=2, felt=4)
    assert request.options == replace(Preferences().plan_options, pace=1.2)
    assert (request.is_silent, request.speed, request.felt_before) == (True, 2.0, 4)
    assert (request.skip_tags, request.is_kept, words) == (SORE, True, ())
    assert (request.hurt_moves, request.new_moves) == ({"clamshell"}, {"butterfly"})


def test_a_plain_one_is_the_same_for_everybody_and_not_kept():
    request, _ = Asker(skip_tags=SORE, pace=1.3).of(plain=True)
    assert request.options == Preferences().plan_options
    assert not request.is_kept
    assert not request.skip_tags
    assert not request.hurt_moves
    assert not request.new_moves


@given(st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.lists(st.integers())))
def test_whatever_a_start_says_of_feeling_and_speed_it_can_be_played(said):
    request, _ = Asker().of(felt=said, speed=said, minutes=None)
    assert request.felt_before is None or 0 <= request.felt_before <= 9
    assert isinstance(request.speed, float)


@pytest.mark.parametrize(("asked", "minutes"), [(1, 2), (2, 2), (10, 10), (60, 60), (999, 60)])
def test_minutes_are_kept_to_those_that_a_routine_can_be_fitted_to(asked, minutes):
    asker = Asker()
    request, words = asker.of(swapped(), minutes=asked)
    assert asker.fits == [(minutes, 1.0)]
    assert words == (f"Fitted to {minutes} minutes.", "changed butterfly")
    assert request.stand_ins == (("bridge", "butterfly"),)


@pytest.mark.parametrize("asked", [None, True, "10", 2.5])
def test_what_is_no_number_of_minutes_asks_for_none(asked):
    asker = Asker()
    asker.of(minutes=asked)
    assert not asker.fits


@pytest.mark.parametrize(("rate", "slower"), [(120, Preferences().rate / 120), (240, 1.0)])
def test_a_slow_voice_is_given_its_time(rate, slower):
    asker = Asker(rate=rate)
    asker.of(minutes=5)
    assert asker.fits == [(5, slower)]


def test_what_stands_in_is_told_of_a_routine_from_the_list_too():
    asker = Asker(skip_tags=SORE)
    asker.shelf.found = swapped()
    assert asker.of()[0].stand_ins == (("bridge", "butterfly"),)
    other = replace(ROUTINE, title="By hand")
    assert asker.requests.of(WHOLE, other, "ours", {}).request.stand_ins == ()
    asker.shelf.is_gone = True
    assert asker.of()[0].stand_ins == ()


def test_a_start_finds_its_routine_for_todays_body_or_for_anybody():
    asker = Asker()
    asker.requests.find(StartRequest(action=Action.PLAY, routine="ours"))
    plain = StartRequest(action=Action.PLAY, routine="ours", options=(("plain", True),))
    asker.requests.find(plain)
    assert asker.shelf.asked == [("ours", None), ("ours", frozenset())]


def last(**how):
    options = Preferences().plan_options
    return SessionRequest(routine=ROUTINE, source_name="ours", options=options, **how)


def test_once_more_is_from_the_start_as_it_was_asked_for():
    asker, fit = Asker(), Fit(minutes=7, rounds=1, laps=(), items=())
    told = asker.requests.again(
        last(felt_before=3, fitted=SimpleNamespace(fit=fit, words="before"), speed=2.0)
    )
    assert told.request.felt_before is None
    assert told.request.speed == 2.0
    assert told.words == ("Fitted to 7 minutes.",)
    assert asker.shelf.asked == [("ours", None)]


def test_once_more_of_a_plain_one_is_for_the_body_that_it_was_for():
    asker = Asker()
    asker.requests.again(last(is_kept=False))
    assert asker.shelf.asked == [("ours", frozenset())]


def test_what_was_played_can_be_played_again_although_its_file_is_gone():
    asker = Asker()
    asker.shelf.is_gone = True
    assert asker.requests.again(last()).request.routine == ROUTINE
    assert asker.shelf.asked == [("ours", None), (ROUTINE, None)]


def test_where_nothing_is_left_for_todays_body_there_is_no_once_more():
    asker = Asker()
    asker.shelf.found = AdaptedRoutine(original=ROUTINE, routine=None)
    assert asker.requests.again(last()) is None


def test_of_a_trial_nothing_is_kept_and_it_leads_back():
    request, words = Asker(pace=1.2).requests.trial(ROUTINE)
    assert (request.is_trial, request.is_kept, request.options.pace) == (True, False, 1.2)
    assert words == ()
