# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person asks for is said while the session waits, and then it goes on."""

from itertools import pairwise

import pytest

from builders import a_coach, a_move, a_routine
from fakes import RecordingVoice
from hipmob_desktop.core.cues import Cue, Purpose
from hipmob_desktop.core.enums import Ask, Command, PauseReason, VoiceLevel
from hipmob_desktop.core.player import Finished, LeadIn, Paused, Ready, Running
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.session import Session
from hipmob_desktop.core.telling import Told, last_sentence

FIRST_REP = 6


class Asking:
    """A session in mid-work, whoever asks it, and its clock."""

    def __init__(self, *moves, level="full", lengths=None):
        self.voice = RecordingVoice(lengths)
        coach = a_coach(level=VoiceLevel(level))
        self.session = Session(a_routine(*moves), PlanOptions(), coach, self.voice)
        self.now_ms = 100_000

    def begin(self):
        self.session.do(Command.START, self.now_ms)
        reps = [one for one in self.session.player.plan.segments if one.kind == "rep"]
        self.run(reps[FIRST_REP - 1].start_ms + 500)
        return self

    def run(self, ms):
        for _ in range(ms // 50):
            self.now_ms += 50
            self.session.do(Command.TICK, self.now_ms)

    def ask(self, ask):
        return self.session.ask(ask, self.now_ms)

    def do(self, command):
        self.session.do(command, self.now_ms)

    @property
    def state(self):
        return self.session.player.state

    @property
    def words(self):
        return [text for _, text in self.voice.said]


@pytest.fixture
def asking():
    return Asking(a_move(easier="Keep the leg bent."), a_move("next_one")).begin()


def test_what_is_told_no_more_is_read_no_more(asking):
    asking.ask(Ask.WHERE)
    assert asking.session.caption
    asking.session.stop_telling()
    assert asking.session.caption == ""


def test_where_one_is_is_said_at_once_and_the_session_waits(asking):
    said = len(asking.words)
    asking.ask(Ask.WHERE)
    assert isinstance(asking.state, Paused)
    assert asking.session.caption == "Leg lift."
    asking.run(12_000)

    name, side, rep, left, *_ = asking.words[said:]
    assert (name, side, rep) == ("Leg lift.", "Left side.", "Rep six of ten.")
    assert left.endswith("minutes left.")


def test_all_parts_of_where_one_is_are_made_ahead(asking):
    plan, coach = asking.session.player.plan, asking.session._coach
    for position_ms in range(0, plan.total_ms + 1, 777):
        assert set(coach.where(plan, position_ms)) <= set(asking.voice.prepared)


def test_the_session_goes_on_with_its_lead_in_when_all_is_said(asking):
    here = asking.session.player.position_ms
    asking.ask(Ask.WHERE)
    asking.run(14_000)

    assert isinstance(asking.state, LeadIn | Running)
    assert "Left side, from rep six." in asking.words
    assert asking.session.player.position_ms - here < 10_000


def test_a_description_is_told_part_by_part_none_before_the_other_is_over(asking):
    parts = ("Leg lift.", "Lie down.", "Keep the leg bent.")
    asking.voice.lengths |= dict.fromkeys(parts, 2_000)
    said = len(asking.voice.said)
    asking.ask(Ask.DESCRIBE)
    asking.run(12_000)
    told = [(at, text) for at, text in asking.voice.said[said:] if text in parts]

    assert tuple(text for _, text in told) == parts
    assert all(after - before >= 2_000 for (before, _), (after, _) in pairwise(told))


def test_words_that_must_first_be_made_have_a_second_more(asking):
    asking.voice.lengths["Leg lift."] = 2_000
    asking.ask(Ask.DESCRIBE)
    made = asking.session._telling.begun_ms
    asking.session.stop_telling()
    del asking.voice.lengths["Leg lift."]
    asking.ask(Ask.DESCRIBE)

    assert asking.session._telling.begun_ms == made + 1_000


def test_what_was_paused_stays_paused(asking):
    asking.do(Command.PAUSE)
    asking.ask(Ask.WHERE)
    asking.run(20_000)

    assert isinstance(asking.state, Paused)
    assert not asking.session.is_telling


def test_asking_again_meanwhile_begins_anew_and_still_goes_on(asking):
    asking.ask(Ask.DESCRIBE)
    asking.run(500)
    asking.ask(Ask.WHERE)
    assert asking.session.goes_on
    asking.run(14_000)

    assert isinstance(asking.state, LeadIn | Running)


@pytest.mark.parametrize(
    "command", [Command.NEXT, Command.BACK, Command.AGAIN, Command.MORE, Command.SLOWER]
)
def test_any_other_command_calls_it_off_and_the_session_stays_paused(asking, command):
    asking.ask(Ask.DESCRIBE)
    stops = asking.voice.stops
    asking.do(command)
    asking.run(30_000)

    assert asking.voice.stops > stops
    assert isinstance(asking.state, Paused)


def test_space_goes_on_at_once(asking):
    asking.ask(Ask.DESCRIBE)
    asking.do(Command.TOGGLE)

    assert isinstance(asking.state, LeadIn)
    assert asking.words[-1] == "Left side, from rep six."


def test_a_computer_that_slept_meanwhile_is_found_paused(asking):
    asking.ask(Ask.WHERE)
    asking.now_ms += 60_000
    asking.do(Command.TICK)
    asking.run(10_000)

    assert isinstance(asking.state, Paused)


def test_a_computer_that_slept_before_the_key_is_found_paused(asking):
    asking.now_ms += 60_000
    asking.ask(Ask.WHERE)
    asking.run(20_000)

    assert asking.state.reason is PauseReason.SLEPT


def test_nothing_is_said_before_the_start_and_after_the_end(asking):
    fresh = Asking(a_move())
    assert fresh.ask(Ask.WHERE) == ()
    assert isinstance(fresh.state, Ready)
    asking.do(Command.STOP)
    said = list(asking.words)
    assert asking.ask(Ask.WHERE) == ()
    assert isinstance(asking.state, Finished)
    assert asking.words == said


def test_the_last_sentence_is_said_again(asking):
    asking.ask(Ask.AGAIN)

    cues = [cue for cue in asking.session._cues if cue.at_ms <= asking.session.player.position_ms]
    assert asking.words[-1] in {cue.text for cue in cues}
    assert asking.words[-1] not in {"Six.", "Five."}


def test_what_was_told_is_the_last_sentence_until_the_session_goes_on(asking):
    asking.ask(Ask.WHERE)
    where = asking.words[-1]
    asking.ask(Ask.AGAIN)
    assert asking.words[-1] == where
    asking.run(15_000)
    asking.ask(Ask.AGAIN)
    assert asking.words[-1] != where


def test_counts_and_breaths_are_no_sentences():
    cues = [Cue(0, 900, Purpose.HOW, "Lift."), Cue(2_000, 300, Purpose.COUNT, "Three.")]

    assert last_sentence(cues, 5_000, Told()) == "Lift."
    assert last_sentence(cues, 5_000, Told("Here.", 1_000)) == "Here."
    assert last_sentence(cues[1:], 5_000, Told()) == ""


def test_where_there_was_no_sentence_yet_nothing_happens():
    silent = Asking(a_move(), level="chimes").begin()
    assert silent.ask(Ask.AGAIN) == ()
    assert isinstance(silent.state, Running)


def test_with_chimes_alone_it_goes_on_without_a_word():
    chimes = Asking(a_move(), level="chimes").begin()
    chimes.do(Command.PAUSE)
    chimes.do(Command.RESUME)
    chimes.run(1_000)
    assert isinstance(chimes.state, LeadIn)
    assert [said for said in chimes.words if not said.startswith("(")] == []


def test_what_is_asked_for_is_said_where_only_chimes_are_to_be_heard():
    chimes = Asking(a_move(), level="chimes").begin()
    chimes.ask(Ask.WHERE)
    assert chimes.words[-1] == "Leg lift."


def test_nothing_is_said_where_nothing_is_to_be_said_but_it_can_be_read():
    silent = Asking(a_move(), level="silent").begin()
    silent.ask(Ask.WHERE)
    assert silent.session.caption == "Leg lift."
    silent.run(20_000)
    silent.do(Command.HURTS)
    assert "Press" in silent.session.caption
    assert silent.words == []


def test_after_a_side_that_hurt_the_keys_are_told_and_others_when_the_move_is_over():
    asking = Asking(a_move()).begin()
    phrases = asking.session.phrases
    asking.do(Command.HURTS)
    assert asking.words[-1] == phrases.hurt
    asking.do(Command.HURTS)
    assert asking.words[-1] == phrases.hurt_over


def test_what_cannot_be_said_is_left_to_be_read_in_the_time_it_would_take(asking):
    asking.do(Command.PAUSE)
    said, words = list(asking.voice.said), "Согните колено."
    asking.session.tell((words,), asking.now_ms)

    assert asking.voice.said == said
    assert words not in asking.voice.prepared
    assert asking.session.caption == words
    asking.run(500)
    assert asking.session.is_telling


def test_words_that_an_engine_still_makes_are_waited_for(asking):
    asking.voice.lengths[asking.session.phrases.hurt] = 3_000
    said = len(asking.voice.said)
    asking.ask(Ask.AGAIN)
    where = asking.session.caption
    asking.run(3_000)
    assert asking.voice.said[said:] == []
    asking.voice.lengths[where] = 4_000
    asking.run(50)
    assert asking.voice.said[said:] == [(asking.now_ms + 150, where)]
    asking.run(4_000)
    assert isinstance(asking.state, Paused)
    asking.run(1_000)
    assert isinstance(asking.state, LeadIn)


def test_a_question_that_is_still_made_is_asked_when_it_is(asking):
    first = asking.session._first_words[0]
    asking.voice.lengths[first] = 2_000
    asking.do(Command.HURTS)
    hurt = asking.session.phrases.hurt
    assert hurt not in asking.words
    asking.voice.lengths[hurt] = 3_000
    asking.run(100)
    assert asking.words[-1] == hurt


def test_words_that_are_never_made_are_not_waited_for_for_ever(asking):
    asking.voice.lengths[asking.session.phrases.hurt] = 3_000
    asking.ask(Ask.AGAIN)
    asking.run(12_000)

    assert isinstance(asking.state, LeadIn | Running)
