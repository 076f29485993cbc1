# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that was left can be gone on with; one that is over is not offered."""

from dataclasses import replace

import pytest

from builders import a_move, a_plan
from fakes import FakeClock
from hipmob_desktop.app import resume_offer
from hipmob_desktop.app.resume_offer import ResumeOffer
from hipmob_desktop.core.adapt import AdaptedRoutine
from hipmob_desktop.core.resume import fingerprint
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper
from storage.points import POINT

ROUTINE = a_plan(a_move()).routine
LEFT = replace(POINT, source=replace(POINT.source, fingerprint=fingerprint(ROUTINE)))


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
    return ResumeOffer(lambda *_: AdaptedRoutine(ROUTINE, ()), keeper)


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
