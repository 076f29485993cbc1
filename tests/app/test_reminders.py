# SPDX-License-Identifier: GPL-3.0-or-later
"""What is due is shown, its answer is taken, and what came of it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.reminded import TO_THREE_MS, Life, Shown
from hipmob_desktop.app.reminders import LONGEST_MS, STATE_FILE, Reminders
from hipmob_desktop.core.ports import MINUTE_MS, SECOND_MS
from hipmob_desktop.core.reminder_settings import WEEK, Occasion, ReminderSettings
from hipmob_desktop.core.reminders import ANSWER_MS
from hipmob_desktop.desktop.at_desk import Seen
from hipmob_desktop.desktop.start_request import Action, StartRequest

ON = ReminderSettings(is_on=True, days=WEEK, time_routine="desk_break")
AT_DESK = replace(ON, times=(), desk_minutes=60)


@pytest.fixture
def life(monkeypatch):
    return Life(monkeypatch)


@pytest.fixture
def reminders(qapp, life, tmp_path):
    made = Reminders(tmp_path, life.world, "file:///icon.svg")
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def screen(reminders):
    """What the desktop shows."""
    return Shown.last


@pytest.fixture
def look(reminders, qtbot):
    """Looks, and waits until all that comes of it has been done."""

    def look_now():
        # A look that finds something due asks the desk a second time.
        with qtbot.waitSignal(reminders.next_changed, timeout=5_000):
            reminders.look()
        while reminders._worker._jobs:
            qtbot.wait(1)
        qtbot.wait(20)

    return look_now


@pytest.fixture
def at_three(reminders, life, look):
    """It is three, and somebody has sat there for ten minutes."""
    reminders.follow(ON)
    look()
    life.moves(TO_THREE_MS - 2 * MINUTE_MS)
    look()
    life.moves(2 * MINUTE_MS)
    look()
    look()


def test_at_the_time_it_is_shown_with_its_buttons_and_the_routine(at_three, screen):
    (notice,) = screen.notices
    assert (notice.title, notice.body) == ("Time to move", "Desk break")
    assert notice.buttons == (("start", "Start"), ("later", "Later"))
    assert screen.icon == "file:///icon.svg"


def test_before_the_time_nothing_is_shown_and_the_next_one_is_told(reminders, screen, look):
    reminders.follow(ON)
    look()
    assert screen.notices == []
    assert reminders.next_words == "Next: today at 15:00."


def test_nothing_is_looked_at_while_it_is_switched_off(reminders, life, qtbot):
    reminders.follow(replace(ON, is_on=False))
    reminders.look()
    qtbot.wait(20)
    assert life.looks == []
    assert not reminders._timer.isActive()
    assert reminders.next_words == ""


def test_start_asks_for_the_routine_and_brings_what_lets_the_window_to_the_front(
    at_three, reminders, screen, qtbot
):
    with qtbot.waitSignal(reminders.asked) as asked:
        screen.answers("start", "token-1")
    wanted = StartRequest(action=Action.PLAY, routine="desk_break", activation="token-1")
    assert asked.args == [wanted]
    assert not reminders.is_waiting


def test_a_click_on_it_opens_the_window(at_three, reminders, screen, qtbot):
    with qtbot.waitSignal(reminders.asked) as asked:
        screen.answers("default")
    assert asked.args == [StartRequest()]


def test_later_shows_it_again_and_asks_for_nothing(at_three, reminders, screen, life, look, qtbot):
    with qtbot.assertNotEmitted(reminders.asked):
        screen.answers("later")
        qtbot.wait(20)
    assert reminders.next_words == "Next: today at 15:10."
    for _ in range(3):
        life.moves(4 * MINUTE_MS)
        look()
    look()
    assert len(screen.notices) == 2


def test_two_that_are_waved_away_are_enough_for_a_day(
    at_three, reminders, screen, life, look, qtbot
):
    screen.is_waved_away()
    qtbot.waitUntil(lambda: not reminders.is_waiting)
    reminders.follow(replace(ON, times=(900, 932)))
    for _ in range(9):
        life.moves(4 * MINUTE_MS)
        look()
    assert len(screen.notices) == 2
    screen.is_waved_away()
    qtbot.waitUntil(lambda: reminders.is_paused)
    assert reminders.next_words.startswith("Nothing more today.")


def test_one_that_nobody_answers_goes_from_the_screen(at_three, reminders, screen, life, look):
    assert screen.is_there
    for _ in range(ANSWER_MS // (4 * MINUTE_MS) + 1):
        life.moves(4 * MINUTE_MS)
        look()
    assert not screen.is_there
    assert not reminders.is_waiting


@pytest.mark.parametrize("seen", [Seen(0, is_taken=True), Seen(6 * MINUTE_MS)])
def test_whoever_is_in_a_call_or_away_is_told_when_that_is_over(
    reminders, screen, life, look, seen
):
    reminders.follow(ON)
    look()
    life.moves(3 * MINUTE_MS)
    look()
    life.seen = seen
    for _ in range(3):
        life.moves(3 * MINUTE_MS)
        look()
    assert screen.notices == []
    life.seen = Seen(0)
    life.moves(MINUTE_MS)
    look()
    look()
    assert len(screen.notices) == 1


def test_whoever_does_a_session_is_not_told(reminders, screen, life, look):
    life.is_busy = True
    reminders.follow(ON)
    for _ in range(4):
        look()
        life.moves(4 * MINUTE_MS)
    assert screen.notices == []


def test_a_session_that_was_begun_otherwise_takes_the_reminder_away(
    at_three, reminders, screen, life, look
):
    life.is_busy = True
    life.moves(MINUTE_MS)
    look()
    assert not screen.is_there
    assert not reminders.is_waiting


def test_a_session_in_the_journal_makes_it_needless(reminders, screen, life, look):
    life.session_ms = life.now_ms
    reminders.follow(ON)
    for _ in range(6):
        look()
        life.moves(4 * MINUTE_MS)
    assert screen.notices == []


def test_a_run_is_told_with_its_time(reminders, screen, life, look):
    life.runs = (life.now_ms + 40 * MINUTE_MS,)
    reminders.follow(replace(ON, times=(), run_minutes=30))
    for _ in range(4):
        look()
        life.moves(4 * MINUTE_MS)
    assert screen.notices[0].title == "Your run is at 15:30"


def test_the_calendar_is_read_only_where_somebody_wants_that(reminders, life, look):
    life.runs = (life.now_ms + 40 * MINUTE_MS,)
    reminders.follow(ON)
    look()
    assert reminders._runs == ()
    reminders.follow(replace(ON, times=(), run_minutes=30))
    look()
    assert reminders.next_words == "Next: before your run, today at 15:00."


def test_the_desk_is_asked_only_where_that_is_needed(reminders, life, look):
    reminders.follow(ON)
    look()
    assert life.looks == []
    reminders.follow(AT_DESK)
    look()
    assert set(life.looks) == {False}


def test_the_next_look_is_soon_enough_for_the_time_and_for_a_sleep(reminders, life, look):
    reminders.follow(ON)
    look()
    assert reminders._timer.interval() == LONGEST_MS
    life.moves(TO_THREE_MS - 20 * SECOND_MS)
    look()
    assert reminders._timer.interval() == 20 * SECOND_MS


def test_what_came_of_it_outlives_the_program(at_three, reminders, life, tmp_path):
    reminders.close()
    assert "15:00" in (tmp_path / STATE_FILE).read_text()
    again = Reminders(tmp_path, life.world)
    again.follow(ON)
    assert Shown.last.notices == []
    again.close()


def test_no_more_today_takes_away_what_is_shown(at_three, reminders, screen):
    reminders.pause(is_so=True)
    assert not screen.is_there
    assert reminders.is_paused
    assert not reminders.is_waiting
    reminders.pause(is_so=False)
    assert not reminders.is_paused


def test_switched_off_what_is_shown_goes(at_three, reminders, screen):
    reminders.follow(replace(ON, is_on=False))
    assert not screen.is_there
    assert not reminders.is_waiting


# -- a sample ------------------------------------------------------------------------------------


def test_a_sample_is_shown_as_they_are_and_nothing_of_it_is_kept(reminders, screen, qtbot):
    with qtbot.waitSignal(reminders.sampled) as sampled:
        reminders.show_sample()
    assert sampled.args == [True]
    assert screen.notices[0].title == "Time to move"
    screen.is_waved_away()
    screen.answers("later")
    qtbot.wait(20)
    assert not reminders.is_waiting
    assert reminders._state.passed == 0
    assert reminders._state.later is None


def test_its_start_starts(reminders, screen, qtbot):
    reminders.follow(replace(ON, is_on=False))
    reminders.show_sample()
    with qtbot.waitSignal(reminders.asked) as asked:
        screen.answers("start")
    assert asked.args[0].routine == "desk_break"


def test_where_it_cannot_be_shown_that_is_told(reminders, screen, qtbot):
    screen.fails = True
    with qtbot.waitSignal(reminders.sampled) as sampled:
        reminders.show_sample()
    assert sampled.args == [False]


def test_a_reminder_that_cannot_be_shown_is_handed_on(reminders, screen, life, look, qtbot):
    screen.fails = True
    reminders.follow(ON)
    look()
    for _ in range(2):
        life.moves(4 * MINUTE_MS)
        look()
    life.moves(2 * MINUTE_MS)
    with qtbot.waitSignal(reminders.unseen, timeout=5_000) as unseen:
        reminders.look()
    assert unseen.args == ["Time to move", "Desk break"]
    assert reminders.start_waiting() == StartRequest(action=Action.PLAY, routine="desk_break")
    assert not reminders.is_waiting


def test_that_they_go_on_is_told_once_for_all(reminders, screen, life, tmp_path):
    reminders.follow(ON)
    reminders.tell_once()
    reminders.tell_once()
    assert [notice.title for notice in screen.notices] == ["Reminders go on"]
    assert "Next: today at 15:00." in screen.notices[0].body
    reminders.close()
    again = Reminders(tmp_path, life.world)
    again.tell_once()
    assert Shown.last.notices == []
    again.close()


def test_a_sample_takes_the_place_of_a_reminder_which_counts_as_seen(
    at_three, reminders, screen, qtbot
):
    reminders.show_sample()
    assert not reminders.is_waiting
    assert reminders._state.passed == 0


@pytest.mark.parametrize(
    ("occasion", "options"),
    [
        (Occasion.TIME, ()),
        (Occasion.DESK, (("when", "desk"),)),
        (Occasion.RUN, (("when", "pre_run"),)),
    ],
)
def test_where_no_routine_was_chosen_what_suits_is_asked_for(reminders, occasion, options):
    wanted = StartRequest(action=Action.SUGGESTED, options=options)
    assert reminders.request(occasion) == wanted
