# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a wish in the window: a session, a question, a page or a sentence."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk import MINE
from builders import PHRASES, the_library
from cases import some_of, tried_with
from hipmob_desktop.core.enums import Command, Side, SkipTag
from hipmob_desktop.core.text import LOSES_MOST, NOTHING_LEFT
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.ui.keys import Answer, VoiceAction
from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

PAGES = {
    PageName.LIBRARY: "LibraryScreen",
    PageName.SETTINGS: "SettingsScreen",
    PageName.BODY: "BodyScreen",
    PageName.SAFETY: "SafetyScreen",
    PageName.SOUND_CHECK: "SoundCheckScreen",
    PageName.ABOUT: "AboutScreen",
    PageName.REMINDERS: "RemindersScreen",
    PageName.HISTORY: "HistoryScreen",
    PageName.EDITOR: "EditorScreen",
    PageName.FROM_LIST: "FromListScreen",
    PageName.PROGRAMMES: "ProgrammesScreen",
    PageName.HIP_CHECK: "HipCheckScreen",
}


@pytest.fixture
def opened(desk):
    """A desk whose window is open."""
    return desk.open()


@pytest.fixture
def mine(tmp_path):
    """A short routine of one's own."""
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    return file


def choose(desk, **changes):
    preferences = desk.running.preferences
    preferences.choose(replace(preferences.now, **changes))


def entries(desk):
    """How many sessions the journal has; the window has been closed."""
    with closing(sqlite3.connect(desk.paths.journal_file)) as journal:
        (count,) = journal.execute("select count(*) from session").fetchone()
    return count


def test_what_was_chosen_before_holds_from_the_first_session_on(desk):
    chosen = {"version": 1, "first_start_seen": True, "reduced_motion": True, "rate": 200}
    desk.paths.settings_file.write_text(json.dumps(chosen), "utf-8")
    desk.open().plays()
    assert desk.pages.animator.steps
    assert desk.spoken.rate == 200


def test_start_on_the_list_leads_to_the_stage_with_the_routine_that_was_highlighted(opened):
    opened.running.front.library.highlight("desk_break")
    opened.running.front.library.hero.start.click()
    assert opened.page == "SessionScreen"
    assert opened.plan.routine.title == "Desk break"
    assert opened.silences == [False]


def test_start_in_a_few_minutes_fits_the_routine_and_says_so(opened):
    library = opened.running.front.library
    opened.until(lambda: library.hero.time)
    library.highlight("nilsson_seven")
    library.hero.time.step(-7)
    minutes = library.minutes
    library.hero.start.click()

    assert opened.plan.total_ms <= minutes * 60_000
    assert f"Fitted to {minutes} minutes" in " ".join(opened.stage.told.parts)


@pytest.mark.parametrize("minutes", some_of([2, 6, 20], 2))
def test_another_start_may_ask_for_so_many_minutes(opened, minutes):
    opened.plays("pre_run", minutes=minutes)

    assert opened.plan.total_ms <= minutes * 60_000
    assert opened.plan.total_ms >= 0.9 * minutes * 60_000


@pytest.mark.parametrize("odd", some_of([True, "6", 6.5, None], "6"))
def test_what_is_no_number_of_minutes_asks_for_none(opened, odd):
    opened.plays("pre_run", minutes=odd)

    assert "Fitted" not in " ".join(opened.stage.told.parts)


@pytest.mark.sweep
def test_once_more_is_fitted_again_and_going_on_is_as_it_was_fitted(desk):
    desk.open().plays("pre_run", minutes=4)
    first = desk.plan.routine
    desk.passes(40_000)
    move = desk.session.moment.segment.item
    desk.stops()
    desk.pages.summary.again.click()
    assert desk.plan.routine == first
    desk.passes(40_000)
    desk.close()
    desk.open()
    desk.offer.action.click()

    assert desk.plan.routine == first
    assert desk.plan.total_ms <= 4 * 60_000
    assert desk.session.moment.segment.item == move


def test_another_start_plays_at_once_where_no_session_runs(opened):
    opened.plays("pre_run")
    assert opened.page == "SessionScreen"
    assert not opened.stage.question.isVisible()
    assert opened.plan.routine.id == "pre_run"


def test_another_start_asks_first_where_a_session_runs(opened):
    opened.plays("desk_break")
    opened.asks("pre_run")
    assert opened.stage.question.isVisible()
    assert the_library().routine("pre_run").title[:8] in opened.stage.question.accessibleName()
    assert opened.plan.routine.id == "desk_break"


def test_what_somebody_asks_of_a_window_that_is_hidden_brings_it_to_the_front(opened):
    opened.plays("desk_break")
    opened.window.showMinimized()
    opened.running.controller._media.raise_asked.emit()
    assert not opened.window.isMinimized()
    opened.window.showMinimized()
    opened.running.controller.play(StartRequest(action=Action.PLAY, routine="pre_run"))
    assert not opened.window.isMinimized()


@pytest.mark.sweep
def test_a_yes_gives_the_stage_to_the_session_that_waited_with_its_options(opened):
    opened.plays("desk_break")
    opened.asks("pre_run", pace=1.4)
    opened.stage.question.answer(Answer.REPLACE)
    assert opened.plan.routine.id == "pre_run"
    assert opened.running.controller._last.options.pace == 1.4


def test_a_yes_to_what_is_gone_meanwhile_says_so_and_the_session_stays(opened, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    opened.plays("desk_break")
    opened.asks(file)
    file.unlink()
    opened.stage.question.answer(Answer.REPLACE)
    assert opened.plan.routine.id == "desk_break"
    assert file.name in " ".join(opened.stage.told.parts)


def test_a_no_leaves_the_session_that_runs(opened):
    opened.plays("desk_break")
    opened.asks("pre_run")
    opened.stage.question.answer(Answer.STAY)
    assert opened.plan.routine.id == "desk_break"


def test_what_is_asked_of_one_session_holds_for_that_one_alone(opened):
    opened.plays(speed=4.0, pace=1.4, first_side="right", no_voice=True)
    options = opened.running.controller._last.options
    assert (options.pace, options.first_side) == (1.4, Side.RIGHT)
    opened.stops()
    opened.plays()
    options = opened.running.controller._last.options
    assert (options.pace, options.first_side) == (1.0, Side.LEFT)
    assert opened.speeds == [4.0, 1.0]
    assert opened.silences == [True, False]
    assert opened.running.preferences.now.pace == 1.0


@pytest.mark.sweep
def test_what_the_person_has_chosen_holds_where_nothing_is_asked(opened):
    choose(opened, pace=1.3, first_side=Side.RIGHT)
    opened.plays(no_voice=True)
    options = opened.running.controller._last.options
    assert (options.pace, options.first_side) == (1.3, Side.RIGHT)


def test_a_plain_session_knows_nothing_of_the_person_and_leaves_nothing(opened):
    choose(opened, pace=1.3, skip_tags=frozenset({SkipTag.BALANCE}))
    opened.plays(plain=True, no_voice=True)
    plain = opened.plan.routine
    assert opened.running.controller._last.options.pace == 1.0
    opened.stops()
    assert opened.offer.isHidden()
    opened.plays(no_voice=True)
    assert opened.plan.routine != plain


@pytest.mark.sweep
def test_a_session_may_fill_the_screen_until_it_ends(opened):
    opened.plays(full_screen=True)
    assert opened.window.isFullScreen()
    opened.stops()
    assert not opened.window.isFullScreen()


def test_once_more_is_as_it_was_asked_for_from_its_start(opened):
    opened.plays(speed=4.0, pace=1.4, no_voice=True)
    opened.passes(20_000)
    opened.stops()
    opened.pages.summary.again.click()
    assert opened.page == "SessionScreen"
    assert opened.running.controller._last.options.pace == 1.4
    assert (opened.speeds, opened.silences) == ([4.0, 4.0], [True, True])
    assert opened.session.player.position_ms == 0


@pytest.mark.sweep
def test_once_more_plays_what_was_played_though_its_file_has_gone(opened, mine):
    opened.plays(mine)
    opened.stops()
    mine.unlink()
    opened.pages.summary.again.click()
    assert opened.plan.routine.title == "Mine"


@pytest.mark.sweep
def test_once_more_minds_a_body_that_is_another_by_now(opened):
    opened.plays()
    first = opened.plan.routine
    opened.stops()
    choose(opened, skip_tags=frozenset({SkipTag.BALANCE}))
    opened.pages.summary.again.click()
    assert opened.plan.routine != first


@pytest.mark.sweep
def test_once_more_is_nothing_where_nothing_was_played(opened):
    opened.pages.summary.again_requested.emit()
    assert opened.page == "LibraryScreen"


def test_a_session_that_was_left_is_offered_by_the_name_of_its_move(opened):
    opened.plays()
    opened.passes(20_000)
    opened.stops()
    assert opened.offer.accessibleName().startswith("Unfinished: Desk break, Standing march")


def test_going_on_resumes_where_it_was_left_on_another_day(desk):
    desk.open().plays(pace=1.4)
    desk.passes(20_000)
    left_ms = desk.session.player.position_ms
    move = desk.session.moment.segment.item
    desk.close()
    desk.open()
    desk.offer.action.click()
    assert desk.page == "SessionScreen"
    assert desk.running.controller._last.options.pace == 1.4
    assert 0 < desk.session.player.position_ms <= left_ms
    assert desk.session.moment.segment.item == move


@pytest.mark.sweep
def test_an_offer_that_is_dismissed_is_not_made_again(desk):
    desk.open().plays()
    desk.passes(20_000)
    desk.stops()
    desk.offer.dismissal.click()
    desk.running.controller.offer_unfinished()
    assert desk.offer.isHidden()
    desk.close()
    assert desk.open().offer.isHidden()


@pytest.mark.sweep
def test_an_offer_that_is_no_more_begins_nothing(opened):
    opened.offer.accepted.emit()
    assert opened.page == "LibraryScreen"


def test_a_place_that_cannot_be_read_is_said_on_the_list(desk):
    desk.paths.data.mkdir()
    (desk.paths.data / "resume.json").write_text("{", "utf-8")
    desk.open()
    desk.until(lambda: "The place in your last session" in desk.faults)
    assert desk.offer.isHidden()


def test_a_routine_that_nobody_knows_is_said_on_the_list(opened):
    opened.asks("desk_brake")
    assert "no routine called 'desk_brake'" in opened.faults
    assert opened.page == "LibraryScreen"


def test_a_routine_of_which_nothing_is_left_is_said_on_the_list(opened):
    choose(opened, skip_tags=frozenset(SkipTag))
    opened.asks("desk_break")
    assert NOTHING_LEFT in opened.faults
    assert opened.page == "LibraryScreen"


def test_what_the_body_of_today_changes_is_told_on_the_stage(opened):
    choose(opened, skip_tags=frozenset({SkipTag.BALANCE}))
    opened.asks("desk_break")
    assert "Standing march" in " ".join(opened.stage.told.parts)


def test_that_little_is_left_is_told_on_the_stage_and_where_nothing_is_on_the_list(opened):
    choose(opened, skip_tags=frozenset({SkipTag.BALANCE}))
    opened.asks("pre_run")
    assert f"{LOSES_MOST} Seven-move runner hips suits you better today." in opened.faults
    opened.asks("no_floor")
    assert " ".join(opened.stage.told.parts).startswith(f"{LOSES_MOST} Gentle start suits you")


def test_a_plain_session_is_plain_again(opened, mine):
    choose(opened, skip_tags=frozenset({SkipTag.BALANCE}))
    opened.plays(mine, plain=True)
    before = opened.plan.routine
    opened.plays_to_the_end()
    opened.pages.summary.again_requested.emit()
    assert opened.plan.routine == before


VOICE_KEYS = [
    (VoiceAction.SOFTER, 0.4, 160, "Voice: 40%"),
    (VoiceAction.LOUDER, 0.6, 160, "Voice: 60%"),
    (VoiceAction.FASTER, 0.5, 170, "Voice: 170 words a minute"),
    (VoiceAction.SLOWER, 0.5, 150, "Voice: 150 words a minute"),
]


@pytest.mark.parametrize(
    ("action", "volume", "rate", "told"),
    some_of(VOICE_KEYS, VOICE_KEYS[1], are_several=True),
)
def test_a_key_for_the_voice_changes_it_shows_it_and_is_kept(desk, action, volume, rate, told):
    choose(desk.open(), voice_volume=0.5)
    desk.plays()
    desk.window.acted.emit(action)
    assert (desk.spoken.volume, desk.spoken.rate) == (volume, rate)
    assert desk.stage.told.parts == (told,)
    desk.close()
    now = desk.open().running.preferences.now
    assert (now.voice_volume, now.rate) == (volume, rate)


def test_words_made_for_an_earlier_choice_serve_within_a_session_alone(opened):
    opened.plays()
    choose(opened, rate=200)
    assert opened.spoken.is_gradual
    opened.stops()
    choose(opened, rate=150)
    assert not opened.spoken.is_gradual


def test_the_end_shows_what_was_done_and_offers_nothing(opened, mine):
    opened.plays(mine)
    opened.plays_to_the_end()
    assert opened.page == "SummaryScreen"
    assert "Mine" in opened.pages.summary.line.text()
    assert opened.offer.isHidden()
    opened.pages.summary.done.click()
    assert opened.page == "LibraryScreen"


@tried_with("name", PageName)
def test_every_page_that_others_lead_to_opens(opened, name):
    opened.running.front.library.page_requested.emit(name)
    assert opened.page == PAGES[name]


def test_whoever_opens_the_settings_has_the_voices_looked_for(opened, monkeypatch):
    asked = []
    sound_check = opened.running.controller._sound_check
    monkeypatch.setattr(sound_check, "ask_for_voices", lambda: asked.append("voices"))
    opened.running.controller.open(PageName.SETTINGS)
    assert asked == ["voices"]


def test_the_page_of_the_body_shows_what_is_chosen_now_and_changes_it(opened):
    choose(opened, skip_tags=frozenset({SkipTag.KNEE}))
    opened.running.controller.open(PageName.BODY)
    tiles = opened.pages.body.tags
    assert [tag for tag, tile in tiles.items() if tile.isChecked()] == [SkipTag.KNEE]
    tiles[SkipTag.WRIST].click()
    assert opened.running.preferences.now.skip_tags == {SkipTag.KNEE, SkipTag.WRIST}


def test_a_session_is_kept_and_entered_when_the_window_closes(desk):
    desk.open().plays()
    desk.passes(60_000)
    desk.close()
    assert entries(desk) == 1
    assert (desk.paths.data / "resume.json").exists()
    assert desk.spoken.is_closed


def test_the_welcome_is_said_and_a_key_on_it_ends_that(desk, paths):
    paths.settings_file.unlink()
    desk.open()
    desk.until(lambda: desk.running.first_start._has_settled)
    speaker = desk.running.controller._speaker
    assert speaker._rest
    assert all(sentence[-1] in ".?!" for sentence in speaker._rest)
    desk.running.first_start.page.skip.click()
    assert not speaker._rest


@pytest.mark.parametrize("level", some_of(["chimes", "silent"], "chimes"))
def test_no_welcome_is_said_to_somebody_who_wants_no_words(desk, paths, level):
    paths.settings_file.write_text(json.dumps({"version": 1, "level": level}), "utf-8")
    desk.open()
    assert desk.page == "WelcomeScreen"
    desk.until(lambda: desk.running.first_start._has_settled)
    assert not desk.running.controller._speaker._rest


def speaks_after_the_end(desk, mine, **options):
    """What is about to be said on the last page of a session that was played so."""
    desk.plays(mine, **options)
    desk.spoken.lengths.clear()
    desk.running.controller._presenter.preflight.passed.emit()
    desk.plays_to_the_end()
    desk.pages.summary.quiet.end()
    return tuple(desk.running.controller._speaker._rest)


def test_the_end_says_what_was_done(opened, mine):
    done, times, question = speaks_after_the_end(opened, mine)
    assert "One move. Well done." in done
    assert times == "First time this week."
    assert question.startswith("How do your hips feel?")


@pytest.mark.sweep
@pytest.mark.parametrize(
    "options",
    some_of([{"no_voice": True}, {"speed": 2.0}, {"voice_level": "chimes"}], {"speed": 2.0}),
)
def test_the_end_of_a_session_without_words_says_none(opened, mine, options):
    assert speaks_after_the_end(opened, mine, **options) == ()


@pytest.mark.sweep
def test_to_somebody_new_every_move_is_new_and_known_ones_are_not_after_three_days(opened, mine):
    for day in range(4):
        opened.plays(mine, no_voice=True)
        new = opened.running.controller._last.new_moves
        assert bool(new) is (day < 3)
        opened.plays_to_the_end()
        opened.until(
            lambda day=day: opened.running.library._known.last_done() and _days(opened) > day
        )


def _days(desk):
    uses = desk.running.library._known.uses
    return max((use.times for use in uses.values()), default=0)


def was_hurt_by_the_second_move(desk):
    """Leave a session in whose second move something hurt, and open the window anew."""
    desk.open().plays()
    while desk.session.moment.segment.item < 1 or not desk.session.moment.segment.kind.is_work:
        desk.passes(1_000)
    desk.running.controller._presenter._controller.give(Command.HURTS)
    desk.stops()
    desk.close()
    desk.open()
    desk.until(lambda: desk.running.controller._library.hurt_moves)


def is_warned(desk):
    """Whether a warning of what hurt last time was made ready to be said since this last asked."""
    told, desk.spoken.prepared = desk.spoken.prepared, []
    return PHRASES.hurt_before in told


def test_what_hurt_last_time_is_announced_with_a_warning_but_not_in_a_plain_session(desk):
    was_hurt_by_the_second_move(desk)
    assert not is_warned(desk)
    desk.plays(plain=True)
    assert not is_warned(desk)
    desk.stops()
    desk.plays()
    assert is_warned(desk)


@pytest.mark.sweep
def test_whoever_goes_on_is_warned_of_what_hurt_in_an_earlier_session(desk):
    was_hurt_by_the_second_move(desk)
    desk.plays()
    desk.passes(20_000)
    desk.close()
    is_warned(desk)
    desk.open()
    desk.until(lambda: desk.running.controller._library.hurt_moves)
    desk.offer.action.click()
    assert desk.page == "SessionScreen"
    assert is_warned(desk)


def test_the_history_is_not_built_before_somebody_wants_it(opened):
    controller = opened.running.controller
    assert "history" not in vars(controller)
    controller.open(PageName.HISTORY)
    assert opened.page == "HistoryScreen"
    opened.until(controller.on_demand.history.screen.begin.isVisible)
    QTest.keyClick(controller.on_demand.history.screen.begin, Qt.Key.Key_Escape)
    assert opened.page == "LibraryScreen"


def test_a_session_that_was_played_can_be_opened_corrected_removed_and_had_again(opened):
    opened.plays()
    opened.passes(60_000)
    opened.stops()
    QTest.keyClick(opened.pages.summary.done, Qt.Key.Key_Escape)
    library = opened.running.front.library
    QTest.keyClick(library, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    history = opened.running.controller.on_demand.history
    opened.until(lambda: history.screen.lines_shown == 1)
    history.screen.focus_list()
    QTest.keyClick(history.screen.list, Qt.Key.Key_Return)
    opened.until(lambda: opened.page == "HistorySessionScreen")
    assert history.session.header.title.text() == "Desk break"
    history.session.note.setPlainText("Loose.")
    history.session.remove.click()
    assert opened.page == "HistoryScreen"
    opened.until(history.screen.removed.isVisible)
    opened.until(lambda: history.screen.lines_shown == 0)
    history.screen.removed.action.click()
    opened.until(lambda: history.screen.lines_shown == 1)
    assert "with a note" in history.screen.list.model().index(0, 0).data()


@pytest.mark.sweep
def test_who_comes_back_from_a_session_is_in_the_list_where_it_was(opened):
    opened.plays()
    opened.passes(60_000)
    opened.stops()
    controller = opened.running.controller
    controller.open(PageName.HISTORY)
    opened.until(lambda: controller.on_demand.history.screen.lines_shown == 1)
    controller.on_demand.history.screen.list.chosen.emit(0)
    opened.until(lambda: opened.page == "HistorySessionScreen")
    QTest.keyClick(controller.on_demand.history.session.area, Qt.Key.Key_Escape)
    assert opened.page == "HistoryScreen"
    assert opened.window.focusWidget() is controller.on_demand.history.screen.list


@pytest.mark.sweep
def test_a_goal_chosen_on_the_page_is_the_one_of_the_settings(opened, monkeypatch):
    controller = opened.running.controller
    controller.open(PageName.HISTORY)
    shown_for = []
    monkeypatch.setattr(controller.on_demand.history, "refresh", shown_for.append)
    controller.on_demand.history.screen.goal.combo.activated.emit(4)
    assert shown_for == [5]
    assert opened.running.preferences.now.goal_days == 5
    controller.open(PageName.SETTINGS)
    assert opened.pages.settings.fields["goal_days"].value == 5


@pytest.mark.sweep
def test_a_start_may_say_how_the_hips_feel_before_it(opened):
    opened.plays(felt=0)
    request = opened.running.controller._last
    assert request.felt_before == 0
    assert not request.asks_feel_before


@pytest.mark.parametrize("felt", some_of([None, 12, -1, "9"], 12))
def test_what_is_no_such_number_says_nothing(opened, felt):
    opened.plays(**({} if felt is None else {"felt": felt}))
    assert opened.running.controller._last.felt_before is None


def test_what_was_restored_holds_in_the_window_at_once(opened):
    opened.running.preferences.choose(replace(opened.running.preferences.now, rate=200))
    opened.until(opened.paths.settings_file.exists)
    controller = opened.running.controller
    controller.open(PageName.SETTINGS)
    opened.running._disk.close()
    opened.paths.settings_file.write_text('{"version": 1, "rate": 120, "first_start_seen": true}')
    controller._backups.restored.emit()
    assert opened.running.preferences.now.rate == 120
    assert controller.pages.settings.fields["rate"].value == 120
