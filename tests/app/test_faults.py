# SPDX-License-Identifier: GPL-3.0-or-later
"""Trouble is told when somebody listens at last, once, and again when it comes anew."""

from threading import Thread

import pytest

from hipmob_desktop.app.faults import Notices


@pytest.fixture
def notices(qapp):
    notices = Notices()
    notices.heard = []
    notices.told.connect(notices.heard.append)
    return notices


def test_what_was_told_before_anybody_listened_still_stands(qapp):
    notices = Notices()
    notices.tell("journal", "The journal cannot be kept.")

    assert notices.standing == ("The journal cannot be kept.",)


def test_the_same_is_told_once_and_anew_after_it_was_well(notices):
    for sentence in ("Full.", "Full.", None, "Full."):
        notices.tell("disk", sentence)

    assert notices.heard == ["Full.", "Full."]


def test_each_kind_of_trouble_stands_for_itself_and_goes_when_it_is_mended(notices):
    notices.tell("disk", "Full.")
    notices.teller("settings")("Broken.")
    notices.tell("disk", None)

    assert notices.standing == ("Broken.",)


def test_another_sentence_of_a_kind_takes_the_place_of_the_first(notices):
    notices.tell("disk", "Nearly full.")
    notices.tell("disk", "Full.")

    assert notices.standing == ("Full.",)


def test_it_may_be_told_from_any_thread(notices, qtbot):
    thread = Thread(target=notices.tell, args=("disk", "Full."))
    with qtbot.waitSignal(notices.changed):
        thread.start()
    thread.join()

    assert notices.standing == ("Full.",)
