# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that was left can be gone on with; one that is over is not offered."""

from dataclasses import replace

import pytest

from builders import a_coach, a_move, a_plan, a_routine, a_two_sided_move
from fakes import FakeClock
from hipmob_desktop.app import resume_offer
from hipmob_desktop.app.context import InputError
from hipmob_desktop.app.resume_offer import ResumeOffer, place_text
from hipmob_desktop.core.adapt import AdaptedRoutine
from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.core.fit import fitted_for
from hipmob_desktop.core.resume import OFFERED_FOR_MS, fingerprint
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper
from storage.points import POINT

ROUTINE = a_plan(a_move()).routine
LEFT = replace(POINT, source=replace(POINT.source, fingerprint=fingerprint(ROUTINE), fit=None))


def adapted(routine):
    return AdaptedRoutine(original=ROUTINE, routine=routine)


class BusyDisk:
    """Comes to nothing of what it is given to do."""

    def do(self, key, job):
        """Leave it for later."""


@pytest.fixture
def keeper(tmp_path, monkeypatch):
    monkeypatch.setattr(resume_offer, "unix_ms", lambda: LEFT.saved_at_ms)
    file = ResumeFile(tmp_path)
    file.write(LEFT, is_safe=True)
    return ResumeKeeper(file, BusyDisk(), FakeClock(), on_fault=pytest.fail)


@pytest.fixture
def offer(keeper):
    return ResumeOffer(lambda *_: adapted(ROUTINE), keeper)


def test_what_another_run_of_the_program_left_is_offered(offer):
    assert offer.look().words is not None
    assert offer.routine() == ROUTINE


def test_a_session_that_has_just_ended_is_not_offered_while_the_disk_still_has_it(offer, keeper):
    keeper.clear()
    assert offer.look().words is None
    assert offer.routine() is None


def test_a_session_that_was_just_left_is_offered_from_where_it_was_left(offer, keeper):
    later = replace(LEFT, played_ms=LEFT.played_ms + 900)
    keeper.keep(later)
    assert offer.look().point == later


def test_very_long_names_are_one_line_among_others():
    place = replace(POINT.place, kind=SegmentKind.TRANSITION, side=Side.LEFT)
    words = place_text("My physiotherapist's routine " * 4, "A move with a name " * 5, place)
    assert words.startswith("My physiotherapist's routine")
    assert words.endswith(", left side")
    assert len(words) < 100


def test_before_anybody_looked_there_is_nothing_to_go_on_with(offer):
    assert offer.routine() is None


def test_what_is_too_old_is_unfinished_for_good(offer, monkeypatch):
    too_late_ms = LEFT.saved_at_ms + OFFERED_FOR_MS + 1
    monkeypatch.setattr(resume_offer, "unix_ms", lambda: too_late_ms)
    found = offer.look()

    assert (found.point, found.words) == (LEFT, None)
    assert offer.routine() is None


def no_routine(*_):
    raise InputError("no routine called 'a_routine'")


@pytest.mark.parametrize(
    "find",
    [
        no_routine,
        lambda *_: adapted(None),
        lambda *_: adapted(a_routine(a_two_sided_move())),
    ],
    ids=["gone", "nothing left of it", "changed"],
)
def test_a_routine_that_is_not_the_same_any_more_is_entered_but_not_offered(keeper, find):
    offer = ResumeOffer(find, keeper)
    found = offer.look()

    assert (found.point, found.words) == (LEFT, None)
    assert offer.routine() is None


def test_the_routine_is_asked_for_as_that_sessions_body_needed_it(keeper):
    asked = []

    def find(*wanted):
        asked.append(wanted)
        return adapted(ROUTINE)

    ResumeOffer(find, keeper).look()
    assert asked == [(LEFT.source.routine, LEFT.source.skip_tags)]


def fitted_point(found):
    shape = fingerprint(found.routine)
    return replace(LEFT, source=replace(LEFT.source, fingerprint=shape, fit=found.fit))


def test_a_session_that_was_fitted_to_a_time_goes_on_as_it_was_fitted(keeper):
    found = fitted_for(ROUTINE, 2, LEFT.source.options, a_coach())
    assert found.routine != ROUTINE
    keeper.keep(fitted_point(found))
    offer = ResumeOffer(lambda *_: adapted(ROUTINE), keeper)

    assert offer.look().words is not None
    assert offer.routine() == found.routine


def test_it_is_not_offered_where_its_routine_has_other_moves_by_now(keeper):
    longer = a_routine(a_move(), a_two_sided_move())
    keeper.keep(fitted_point(fitted_for(longer, 9, LEFT.source.options, a_coach())))
    offer = ResumeOffer(lambda *_: adapted(ROUTINE), keeper)

    assert offer.look().words is None
    assert offer.routine() is None


def test_a_file_that_cannot_be_read_is_said(offer, tmp_path):
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    for path in files:
        path.write_text("{")
    found = offer.look()

    assert (found.point, found.words) == (None, None)
    assert any(path.name in found.fault for path in files)


@pytest.mark.parametrize(
    ("move", "changes", "words"),
    [
        ("Lift", {"side": Side.LEFT, "rep": 5}, "Hips, Lift, left side, rep 5"),
        ("Lift", {"side": Side.BOTH, "rep": 5}, "Hips, Lift, rep 5"),
        ("Lift", {"kind": SegmentKind.HOLD, "side": Side.RIGHT}, "Hips, Lift, right side"),
        ("", {"side": Side.BOTH, "rep": 0}, "Hips"),
    ],
)
def test_a_place_is_told_by_what_a_person_knows_of_it(move, changes, words):
    place = replace(LEFT.place, **{"kind": SegmentKind.REP, "rep": 1, **changes})

    assert place_text("Hips", move, place) == words
