# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session in the window does to the world, whatever ends it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from builders import PHRASES, a_move, a_routine, a_two_sided_move
from fakes import FakeClock
from hipmob_desktop.app import session_manager
from hipmob_desktop.app.session_manager import SessionManager
from hipmob_desktop.app.session_request import SessionRequest
from hipmob_desktop.core.enums import Command, VoiceLevel
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import Coaching, PlanOptions, Preferences
from hipmob_desktop.core.programme import CHECK_ROUTINE
from hipmob_desktop.desktop.keep_awake import AwakeState
from hipmob_desktop.ui.keys import WindowAction
from hipmob_desktop.ui.main_window import MainWindow
from hipmob_desktop.ui.session.controller import VOICE_WAIT_MS
from hipmob_desktop.ui.session.presenter import SessionPresenter
from hipmob_desktop.ui.text import KEPT, MEASURED_KEPT, NOTHING_KEPT
from ui.session_driver import a_screen


class Keeper:
    """The file of the place."""

    def __init__(self, told):
        self.told = told
        self.point = None

    def keep(self, point):
        self.point = point
        self.told.append("place")

    def clear(self):
        self.point = None
        self.told.append("no place")


class Journal:
    """The journal: an entry takes the place of an earlier one of the same session."""

    def __init__(self, told):
        self.told = told
        self.entries = {}

    def keep(self, entry):
        self.entries[entry.started_at_ms] = entry
        self.told.append("entry")


class Awake:
    """The screen's hold."""

    state, fault = AwakeState.HELD, None

    def __init__(self):
        self.acts = []

    def hold(self):
        self.acts.append("hold")

    def hold_for(self, pause_ms):
        self.acts.append(f"hold for {pause_ms}")

    def let_go(self):
        self.acts.append("let go")


class Voices:
    """Gives the voice of a session; remembers which were to be silent."""

    def __init__(self):
        self.asked = []

    def voice_for(self, *, silent):
        self.asked.append(silent)
        return SilentVoice()


class World:
    """A window, with a manager whose clock stands until it is moved."""

    def __init__(self, qtbot, monkeypatch):
        self.clock = FakeClock()
        self.speeds = []
        monkeypatch.setattr(session_manager, "session_clock", self._clock_of)
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.screen = a_screen()
        self.window.add_page(self.screen, is_session=True)
        self.presenter = SessionPresenter(self.screen, parent=self.window)
        self.told = []
        self.keeper, self.journal = Keeper(self.told), Journal(self.told)
        self.awake, self.voices = Awake(), Voices()
        self.manager = SessionManager(
            PHRASES, self.presenter, self.voices, self.keeper, self.journal, self.awake
        )
        self.manager.choose(Preferences(awake_pause_ms=60_000))
        self.ended, self.paced = [], []
        self.manager.ended.connect(self.ended.append)
        self.manager.paced.connect(lambda *pace: self.paced.append(pace))

    def _clock_of(self, speed=1.0):
        self.speeds.append(speed)
        return self.clock

    def begin(self, *moves, **changes):
        routine = a_routine(*(moves or (a_move(),)))
        asked = {"routine": routine, "source_name": routine.id, "options": PlanOptions()}
        self.manager.begin(SessionRequest(**{**asked, **changes}))
        self.passes(VOICE_WAIT_MS)

    def passes(self, ms):
        self.clock.move(ms=ms)
        if self.presenter._controller is not None:
            self.presenter._controller._timer.timeout.emit()

    def runs(self, ms):
        for _ in range(ms // 1_000):
            self.passes(1_000)

    def give(self, command):
        self.presenter.act(command)

    @property
    def session(self):
        return self.presenter.session

    def run_past_reps(self, count):
        """Until so many reps are behind."""
        reps = [s for s in self.session.player.plan.segments if s.rep]
        self.runs(reps[count].start_ms - self.session.player.position_ms + 1_000)

    @property
    def reps_entered(self):
        return [sum(work.done for work in e.work) for e in self.journal.entries.values()]


@pytest.fixture
def world(qtbot, monkeypatch):
    world = World(qtbot, monkeypatch)
    yield world
    world.manager.leave()


def test_a_session_played_to_its_end_is_entered_once_and_leaves_no_place(world):
    world.begin()
    world.runs(world.session.player.plan.total_ms + 5_000)

    assert len(world.ended) == 1
    assert world.reps_entered == [20]
    assert world.keeper.point is None
    assert world.awake.acts[-1] == "let go"


def test_what_is_done_is_in_the_journal_while_the_session_goes_on(world):
    world.begin()
    world.run_past_reps(4)
    world.give(Command.PAUSE)

    assert world.reps_entered == [4]
    assert [entry.ended_at_ms for entry in world.journal.entries.values()] == [None]


def test_a_session_at_another_speed_is_kept_nowhere(world):
    world.begin(speed=10.0)
    world.runs(world.session.player.plan.total_ms // 10 + 5_000)

    assert world.reps_entered == []
    assert world.keeper.point is None


@pytest.mark.parametrize("changes", [{"is_silent": True}, {"speed": 2.0}])
def test_whoever_wants_no_voice_or_another_speed_hears_none(world, changes):
    world.begin(**changes)

    assert world.voices.asked == [True]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, KEPT),
        ({"speed": 2.0}, NOTHING_KEPT),
        ({"is_kept": False, "is_trial": True}, NOTHING_KEPT),
        ({"is_kept": False, "source_name": CHECK_ROUTINE}, MEASURED_KEPT),
    ],
)
def test_somebody_who_leaves_is_told_what_is_kept_and_what_is_not(world, changes, told):
    world.begin(**changes)
    text = world.screen.question._text.text
    world.presenter.act(WindowAction.LEAVE)
    assert text() == told
    world.screen.question.answer("stay")
    world.presenter.ask_to_replace("Desk break")
    assert text() == told
    world.presenter._count_down()
    assert text() == f"{told} Goes on in 9 s."


def test_what_stands_in_and_how_the_hips_felt_goes_with_the_session(world):
    world.begin(stand_ins=(("leg_lift", "squat"),), felt_before=3)
    world.run_past_reps(2)
    world.give(Command.PAUSE)

    (entry,) = world.journal.entries.values()
    assert entry.felt_before == 3
    assert {work.adapted_from for work in entry.work} == {"squat"}


def test_the_journal_has_what_was_done_before_the_place_is_cleared(world):
    world.begin()
    world.runs(world.session.player.plan.total_ms + 5_000)

    assert world.told.index("entry") < world.told.index("no place")


def test_the_place_is_kept_on_a_pause_and_the_screen_let_go_some_time_into_it(world):
    world.begin()
    world.run_past_reps(3)
    world.give(Command.PAUSE)

    assert world.keeper.point.position_ms == world.session.player.position_ms
    assert world.awake.acts[-1] == "hold for 60000"
    world.give(Command.RESUME)
    assert world.awake.acts[-1] == "hold"


def test_the_place_is_kept_while_it_runs(world):
    world.begin()
    world.run_past_reps(2)
    world.manager._timer.timeout.emit()

    assert world.keeper.point is not None


def test_a_start_in_the_middle_of_another_session_loses_nothing_of_that(world):
    world.begin()
    world.run_past_reps(4)
    world.begin(a_two_sided_move())

    assert world.reps_entered == [4]
    assert world.session.player.plan.items[0].move.id == "bridge"


def test_leaving_enters_what_was_done_and_keeps_the_place(world):
    world.begin()
    world.run_past_reps(4)
    world.manager.leave()

    assert world.reps_entered == [4]
    assert world.keeper.point.done
    assert not world.presenter.is_busy


def test_a_hurt_before_the_first_rep_ended_is_entered(world):
    world.begin()
    world.runs(world.session.player.plan.segments[1].start_ms)
    world.give(Command.HURTS)
    world.manager.leave()

    (entry,) = world.journal.entries.values()
    assert any(work.is_hurt for work in entry.work)


def test_what_was_found_unfinished_is_entered_and_cleared_when_nobody_wants_it(world):
    world.begin()
    world.run_past_reps(4)
    world.manager._timer.timeout.emit()
    world.give(Command.PAUSE)
    point = world.keeper.point
    world.manager.leave()
    world.journal.entries.clear()
    world.manager._log = session_manager.log.SessionLog(awake_pause_ms=0)  # another day
    world.manager.found(point)
    world.manager.dismiss()

    assert world.reps_entered == [4]
    assert world.keeper.point is None


def test_a_resumed_session_keeps_its_beginning_and_is_one_entry(world):
    world.begin()
    world.run_past_reps(4)
    world.give(Command.PAUSE)
    point = world.keeper.point
    world.manager.leave()
    world.begin(resume=point)
    world.runs(world.session.player.plan.total_ms + 9_000)

    assert list(world.journal.entries) == [point.source.started_at_ms]
    assert world.reps_entered == [20]


def test_each_session_has_a_clock_of_its_own(world):
    world.begin(speed=10.0)
    world.manager.leave()
    world.begin()

    assert world.speeds == [10.0, 1.0]
    assert world.voices.asked == [True, False]


def test_a_pace_is_remembered_when_it_is_asked_for_and_not_guessed(world):
    world.begin()
    world.runs(world.session.player.plan.segments[1].start_ms + 1_000)
    world.give(Command.MORE)
    assert world.paced == []
    world.give(Command.SLOWER)

    ((move, factor),) = world.paced
    assert (move, factor > 1.0) == ("lifts", True) or factor > 1.0


class Speech(QObject):
    """Stands for a spoken voice: what it says and which faults it has."""

    speech_fault = sound_fault = natural_fault = others_fault = None
    is_running = True
    nothing = Signal()

    def __init__(self):
        super().__init__()
        self.said = []

    def prepare(self, texts):
        """Everything is made at once."""

    def warm(self):
        """It is always warm."""

    def length_ms(self, _):
        return 500

    def say(self, text, _at_ms, _side=""):
        self.said.append(text)

    def sound(self, name, _at_ms, _side=""):
        self.said.append(f"({name})")

    def stop(self):
        """Nothing sounds on."""

    def fault(self):
        return self.speech_fault or self.sound_fault


@pytest.fixture
def speech(world, monkeypatch):
    speech = Speech()
    monkeypatch.setattr(session_manager, "SpokenVoice", Speech)
    monkeypatch.setattr(session_manager, "draining_battery", lambda: None)
    monkeypatch.setattr(world.voices, "voice_for", lambda **_: speech)
    return speech


def checks(world):
    return {item.name: item for item in world.manager._look()}


def prepare(world):
    routine = a_routine(a_move(), a_two_sided_move())
    world.manager.begin(
        SessionRequest(routine=routine, source_name=routine.id, options=PlanOptions())
    )


def test_a_start_is_answered_at_once(world, speech):
    prepare(world)

    assert speech.said[:2] == ["(start)", PHRASES.get_ready]


def test_the_simple_voice_in_place_of_the_natural_is_said_and_holds_nothing_up(world, speech):
    speech.natural_fault = "The natural voice does not start: the simple one speaks."
    prepare(world)
    voice = checks(world)["Voice"]

    assert (voice.is_well, voice.is_needed) == (False, False)
    assert voice.sentence == speech.natural_fault


def test_that_other_programs_stay_loud_is_said_before_the_session(world, speech):
    speech.others_fault = "Other programs cannot be made quieter: install pactl."
    prepare(world)

    assert checks(world)["Others"].sentence == speech.others_fault


def test_what_was_left_out_for_the_time_there_is_is_said_before_the_session(world, speech):
    routine = a_routine(a_move(), a_two_sided_move())
    request = SessionRequest(routine=routine, source_name=routine.id, options=PlanOptions())
    fitted = world.manager.fitted(request, 2, slower=1.0)
    world.manager.begin(fitted)
    time = checks(world)["Time"]

    assert (time.sentence, time.is_well) == (fitted.fitted.words, True)
    assert "Fitted to 2 minutes" in time.sentence
    assert world.presenter.preflight.is_active


def test_a_time_is_kept_by_the_clips_there_are_and_by_a_slow_voice(world, speech, monkeypatch):
    routine = a_routine(a_move(), a_two_sided_move())
    request = SessionRequest(routine=routine, source_name=routine.id, options=PlanOptions())
    made = world.manager.fitted(request, 2, slower=2.0)
    monkeypatch.setattr(speech, "length_ms", lambda _: None)
    usual, slow = (world.manager.fitted(request, 2, slower=each) for each in (1.0, 3.0))

    assert len({each.fitted.routine for each in (made, usual, slow)}) > 1
    assert slow.fitted.total_ms <= 120_000


def test_a_start_that_is_taken_back_lets_the_screen_go_and_keeps_nothing(world, speech):
    cancelled = []
    world.manager.cancelled.connect(lambda: cancelled.append(True))
    prepare(world)
    world.presenter.preflight.cancelled.emit()

    assert cancelled
    assert world.awake.acts[-1] == "let go"
    assert world.told == []


def test_a_sound_that_goes_in_mid_session_is_said_once(world, speech):
    prepare(world)
    world.presenter.preflight.passed.emit()
    world.passes(VOICE_WAIT_MS)
    shown = []
    world.presenter.notify = shown.append
    speech.sound_fault = "No sound device answers: connect one."
    for _ in range(3):
        world.give(Command.NEXT)
        world.give(Command.BACK)

    assert shown == [speech.sound_fault]


def test_the_battery_is_named_where_it_will_not_last(world, speech, monkeypatch):
    battery = SimpleNamespace()
    monkeypatch.setattr(session_manager, "draining_battery", lambda: battery)
    monkeypatch.setattr(session_manager, "battery_fault", lambda *_: "Plug it in.")
    prepare(world)

    assert checks(world)["Power"].sentence == "Plug it in."


def test_what_is_not_well_before_a_session_is_said_once(world, speech, monkeypatch):
    monkeypatch.setattr(session_manager, "draining_battery", SimpleNamespace)
    monkeypatch.setattr(session_manager, "battery_fault", lambda *_: "Plug it in.")
    prepare(world)
    assert speech.said.count("Plug it in. Space starts.") == 1
    world.manager._confirm()
    assert speech.said[-2:] == [PHRASES.all_well, PHRASES.feel_before]


@pytest.mark.parametrize("level", [VoiceLevel.CHIMES, VoiceLevel.SILENT])
def test_where_no_words_are_wanted_none_are_said_before_a_session(world, speech, level):
    routine = a_routine(a_move())
    options = PlanOptions(coaching=Coaching(level=level))
    request = SessionRequest(routine=routine, source_name=routine.id, options=options)
    world.manager.begin(request)

    assert world.manager._confirm() == 0
    assert set(speech.said) <= {"(start)"}


def test_how_much_pain_is_all_right_is_shown_before_the_session(world, speech):
    routine = a_routine(a_move(), pain="Up to three of ten.")
    request = SessionRequest(routine=routine, source_name=routine.id, options=PlanOptions())
    world.manager.begin(request)

    assert world.presenter.preflight._pain == "Up to three of ten."


def test_how_the_hips_feel_before_it_is_kept_with_the_session(world, speech):
    prepare(world)
    world.presenter.preflight.felt.emit(3)
    world.presenter.preflight.felt.emit(4)
    world.presenter.preflight.passed.emit()
    assert world.manager.source.felt_before == 4


def test_it_is_asked_once_and_only_where_it_is_kept():
    routine = a_routine(a_move())
    request = SessionRequest(routine=routine, source_name="a", options=PlanOptions())
    assert request.asks_feel_before
    for other in (
        replace(request, is_kept=False),
        replace(request, speed=2.0),
        replace(request, resume=object()),
    ):
        assert not other.asks_feel_before


def test_a_digit_without_a_session_that_is_about_to_begin_is_nothing(world, speech):
    world.presenter.preflight.felt.emit(3)
    assert world.manager.source is None


def test_memory_is_given_back_between_sides_and_at_the_end_and_while_nobody_moves(world):
    tidy, during = world.manager._tidy, []
    world.begin(a_two_sided_move())
    plan = world.session.player.plan
    while world.session is not None:
        if tidy.isActive():
            during.append(plan.at(world.session.player.position_ms).segment.kind)
            tidy.stop()
        world.passes(1_000)
    assert len(during) >= 2
    assert not any(kind.is_work for kind in during)
    assert tidy.isActive()
