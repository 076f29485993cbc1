# SPDX-License-Identifier: GPL-3.0-or-later
"""A session is heard: what is said, when it is silenced, and what is laid out anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_circle,
    a_coach,
    a_hold,
    a_move,
    a_routine,
    a_two_sided_move,
    a_voice,
    an_alternating_move,
)
from fakes import RecordingVoice
from hipmob_desktop.core.cues import During, Follow
from hipmob_desktop.core.enums import Command, PauseReason, SegmentKind, SideMode
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms, with_script
from hipmob_desktop.core.player import Finished, IllegalCommandError, Paused, Player, Running
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.replan import with_dose
from hipmob_desktop.core.resume import ResumePoint, SessionSource, fingerprint, point_of
from hipmob_desktop.core.session import Session


def a_point(player: Player) -> ResumePoint:
    """What is kept of a player."""
    routine = player.plan.routine
    source = SessionSource(
        routine=routine.id, fingerprint=fingerprint(routine), options=PlanOptions()
    )
    return point_of(player, source, saved_at_ms=0)


class Playing:
    """A session with its voice and its clock."""

    def __init__(self, *moves, voice: RecordingVoice | None = None, **begun) -> None:
        self.voice = voice or RecordingVoice()
        self.session = Session(a_routine(*moves), PlanOptions(), a_coach(), self.voice, **begun)
        self.now_ms = 100_000

    def do(self, command: Command) -> None:
        self.session.do(command, self.now_ms)

    def run(self, ms: int) -> None:
        for _ in range(ms // 50):
            self.now_ms += 50
            self.do(Command.TICK)

    def run_to(self, kind: SegmentKind) -> None:
        """Up to the first millisecond of the next segment of this kind, to within a tick."""
        plan = self.session.player.plan
        here = self.session.player.position_ms
        starts = (s.start_ms for s in plan.segments if s.kind is kind and s.start_ms > here)
        self.run(next(starts) - here + 50)

    @property
    def words(self) -> list[str]:
        return [text for _, text in self.voice.said]


def started(*moves, voice: RecordingVoice | None = None) -> Playing:
    playing = Playing(*moves, voice=voice)
    playing.do(Command.START)
    return playing


def test_every_clip_is_ordered_before_the_start():
    playing = Playing(a_move())
    assert playing.voice.prepared[0] == "Move in comfort, and stop if anything hurts."
    words = {"Ten each side, left first.", "Breathe out, lift.", "Three.", "Last one."}
    assert words <= set(playing.voice.prepared)
    assert a_coach().phrases.hurt in playing.voice.prepared
    assert playing.voice.said == []


def test_what_is_played_is_what_the_script_says():
    playing = started(a_move())
    playing.run(200_000)
    built = build_plan(a_routine(a_move()), PlanOptions(), a_coach(), estimated_ms)
    script = [(100_000 + cue.at_ms, cue.text or f"({cue.chime})") for cue in built.cues]
    assert playing.voice.said == script
    assert isinstance(playing.session.player.state, Finished)


def test_a_pause_silences_and_going_on_says_where():
    playing = started(a_two_sided_move())
    playing.run(playing.session.player.plan.segments[3].start_ms + 500)
    playing.do(Command.PAUSE)
    assert playing.voice.stops == 1
    assert "From rep three." in playing.voice.prepared
    playing.run(60_000)
    said = len(playing.voice.said)
    playing.do(Command.RESUME)
    assert playing.words[said:] == ["From rep three."]
    assert playing.session.caption == "From rep three."


def test_after_the_lead_in_the_script_goes_on():
    playing = started(a_two_sided_move(cues=()))
    playing.run(playing.session.player.plan.segments[3].start_ms + 500)
    playing.do(Command.TOGGLE)
    playing.do(Command.TOGGLE)
    said = len(playing.voice.said)
    left_ms = playing.session.moment.left_in_segment_ms
    playing.run(3_000 + left_ms + 3 * 4_000)
    assert playing.words[said:] == ["Half way."]


def test_the_sound_device_is_opened_before_the_first_word_and_after_a_pause():
    playing = Playing(a_move())
    assert playing.voice.is_warm
    playing.do(Command.START)
    playing.do(Command.PAUSE)
    playing.voice.is_warm = False
    playing.do(Command.RESUME)
    assert playing.voice.is_warm


def test_a_jump_silences_what_was_being_said():
    playing = started(a_move("one"), a_move("two"))
    playing.run(2_000)
    playing.do(Command.NEXT)
    assert playing.voice.stops == 1
    said = len(playing.voice.said)
    playing.run(3_000)
    assert playing.words[said - 1 :][:2] == ["(next)", "Next: two."]


def test_going_back_says_what_was_said_before():
    playing = started(a_move("one"), a_move("two"))
    playing.run(20_000)
    playing.do(Command.AGAIN)
    said = len(playing.voice.said)
    playing.run(1_000)
    assert playing.words[said - 1 :] == [
        "(start)",
        "Move in comfort, and stop if anything hurts.",
    ]


def test_a_side_that_hurts_is_answered_at_once():
    playing = started(a_move())
    playing.run(20_000)
    playing.do(Command.HURTS)
    assert playing.words[-1] == a_coach().phrases.hurt
    assert playing.session.caption == a_coach().phrases.hurt
    assert playing.session.player.state == Paused(
        playing.session.player.position_ms, PauseReason.HURT
    )


def test_a_stop_silences():
    playing = started(a_move())
    playing.run(1_000)
    playing.do(Command.STOP)
    assert playing.voice.stops == 1


def test_the_end_is_heard_to_its_last_word():
    playing = started(a_two_sided_move(dose=Reps(count=1)))
    playing.run(60_000)
    assert playing.voice.stops == 0
    assert playing.words[-1] == a_coach().phrases.closing["any"]


def test_slower_says_nothing_twice_and_leaves_nothing_out():
    playing = started(a_two_sided_move(cues=()))
    playing.run_to(SegmentKind.REP)
    playing.run(9_000)
    playing.do(Command.SLOWER)
    playing.run(80_000)
    counts = ("Three.", "Half way.", "Three more.", "Two more.", "Last one.")
    assert [word for word in playing.words if word in counts] == list(counts)


def test_words_that_a_change_brings_are_ordered_too():
    playing = started(a_hold())
    playing.do(Command.MORE)
    assert "Forty seconds on each side, left first." in playing.voice.prepared


def test_words_that_a_change_brings_are_given_room_when_they_are_made():
    """The side that does not hurt does its sets alone, with rests that nobody had before."""
    playing = started(a_hold(dose=Hold(hold_ms=10_000, sets=3)))
    playing.voice.lengths = dict.fromkeys(playing.voice.prepared, 500)
    playing.run(20_000)
    playing.do(Command.HURTS)
    rests = {f"Then set {number} of three." for number in ("two", "three")}
    assert rests <= set(playing.voice.prepared)
    playing.voice.lengths |= dict.fromkeys(playing.voice.prepared, 500)
    playing.voice.lengths |= dict.fromkeys(rests, 30_000)
    playing.run(50)
    segments = playing.session.player.plan.segments
    rests = [s for s in segments if s.kind is SegmentKind.REST and not s.is_leaving]
    assert all(segment.duration_ms > 30_000 for segment in rests)
    assert rests


def test_the_caption_is_what_is_being_said():
    playing = started(a_move())
    playing.run(2_000)
    assert playing.session.caption == "Move in comfort, and stop if anything hurts."


def test_a_session_may_start_when_its_first_words_are_made():
    playing = Playing(a_move())
    assert not playing.session.is_ready_to_speak
    playing.voice.lengths = dict.fromkeys(playing.voice.prepared, 900)
    assert playing.session.is_ready_to_speak


def test_a_voice_with_a_fault_is_not_waited_for():
    playing = Playing(a_move())
    playing.voice.trouble = "No voice."
    assert playing.session.is_ready_to_speak


def test_when_all_clips_are_made_what_is_to_come_is_laid_out_with_their_lengths():
    playing = started(a_move("one"), a_move("two"))
    plan = playing.session.player.plan
    playing.run(1_000)
    playing.voice.lengths = {text: 2 * estimated_ms(text) for text in playing.voice.prepared}
    playing.run(50)
    later = playing.session.player.plan
    assert later.segments[0].duration_ms > plan.segments[0].duration_ms
    assert later.items[1].end_ms > plan.items[1].end_ms
    assert playing.session.player.position_ms == 1_050


def test_a_segment_that_is_nearly_over_keeps_its_length():
    playing = started(a_move("one"), a_move("two"))
    plan = playing.session.player.plan
    playing.run(plan.segments[0].duration_ms - 2_000)
    playing.voice.lengths = {text: estimated_ms(text) for text in playing.voice.prepared}
    playing.voice.lengths["Ready."] = 300
    playing.run(50)
    assert playing.session.player.plan.segments[0] == plan.segments[0]


def test_clips_that_are_shorter_than_was_estimated_give_their_time_back():
    playing = started(a_move("one"), a_move("two"))
    plan = playing.session.player.plan
    playing.run(1_000)
    playing.voice.lengths = dict.fromkeys(playing.voice.prepared, 100)
    playing.run(50)
    assert playing.session.player.plan.total_ms < plan.total_ms


def test_a_change_made_before_the_clips_are_known_is_kept():
    playing = started(a_move())
    playing.run(1_000)
    playing.do(Command.MORE)
    playing.voice.lengths = {text: 2 * estimated_ms(text) for text in playing.voice.prepared}
    playing.run(50)
    assert playing.session.player.plan.segments[1].reps == 11


def test_clips_that_were_known_from_the_start_change_nothing():
    texts = a_coach().all_texts(Playing(a_move()).session.player.plan)
    playing = started(a_move(), voice=RecordingVoice(dict.fromkeys(texts, 700)))
    plan = playing.session.player.plan
    playing.run(1_000)
    assert playing.session.player.plan is plan


def test_another_voice_that_is_quicker_gives_time_back_also_when_the_first_one_fitted():
    playing = Playing(a_move("one"), a_move("two"))
    playing.voice.lengths = {text: estimated_ms(text) for text in playing.voice.prepared}
    playing.do(Command.START)
    before_ms = playing.session.player.plan.total_ms
    playing.session.speak_anew()
    playing.voice.lengths = dict.fromkeys(playing.voice.prepared, 100)
    playing.run(50)
    assert playing.session.player.plan.total_ms < before_ms


def test_a_kept_session_stands_still_where_it_was_left():
    playing = Playing(a_two_sided_move())
    plan = playing.session.player.plan
    third = Player(plan, Paused(plan.segments[3].start_ms, PauseReason.ASKED))
    playing = Playing(a_two_sided_move(), resume=a_point(third))
    playing.do(Command.RESUME)
    playing.run(3_000 + 500)
    assert playing.words[:2] == ["From rep three.", "Three."]
    assert isinstance(playing.session.player.state, Running)


def test_what_was_changed_in_a_kept_session_is_said_and_made():
    plan = Playing(a_move("one"), a_move("two")).session.player.plan
    more, position_ms = with_dose(plan, plan.items[1].start_ms - 1_000, more=True)
    changed, position_ms = with_dose(more, more.items[1].start_ms + 1_000, more=True)
    player = Player(changed, Paused(position_ms, PauseReason.ASKED))
    playing = Playing(a_move("one"), a_move("two"), resume=a_point(player))
    assert "Eleven each side, left first." in playing.voice.prepared
    playing.do(Command.RESUME)
    playing.do(Command.AGAIN)
    playing.run(10_000)
    assert "Eleven each side, left first." in playing.words


def test_a_session_of_a_fast_clock_does_not_take_a_gap_for_a_sleep():
    playing = Playing(a_move(), max_gap_ms=50_000)
    playing.do(Command.START)
    playing.now_ms += 49_000
    playing.do(Command.TICK)
    assert isinstance(playing.session.player.state, Running)
    kept = Playing(a_move(), resume=a_point(playing.session.player), max_gap_ms=50_000)
    assert kept.session.player.max_gap_ms == 50_000


def test_a_command_that_means_nothing_now_is_refused():
    with pytest.raises(IllegalCommandError):
        Playing(a_move()).do(Command.NEXT)


def test_every_answer_to_a_key_is_made_before_the_start():
    playing = Playing(a_two_sided_move(), a_hold(easier="Sit on a cushion."))
    plan = playing.session.player.plan
    lead_ins = {a_coach().lead_in(plan, segment.start_ms) for segment in plan.segments}

    assert {*lead_ins, a_coach().phrases.hurt, "Sit on a cushion."} <= set(playing.voice.prepared)


def test_a_start_waits_for_the_first_words_alone_and_the_proof_of_the_voice_for_all():
    playing = Playing(a_move())
    assert not playing.session.is_ready_to_speak
    playing.voice.lengths[playing.voice.prepared[0]] = 2_000
    assert playing.session.is_ready_to_speak
    assert not playing.session.has_proved_the_voice
    playing.voice.lengths |= dict.fromkeys(playing.voice.prepared, 500)

    assert playing.session.has_proved_the_voice


def test_in_another_voice_what_comes_next_is_made_first_and_fitted_again():
    playing = started(a_move(), a_hold())
    playing.voice.lengths |= dict.fromkeys(playing.voice.prepared, 400)
    playing.run_to(SegmentKind.REP)
    before = playing.session.player.plan
    playing.voice.prepared.clear()
    playing.session.speak_anew()
    first = playing.voice.prepared[0]
    playing.voice.lengths |= dict.fromkeys(playing.voice.prepared, 6_000)
    playing.run(100)

    here = before.index_at(playing.session.player.position_ms)
    assert first == a_coach().lines(before, here)[0].wordings[0]
    assert playing.session.player.plan.total_ms > before.total_ms


COMMANDS = (Command.SLOWER, Command.FASTER, Command.MORE, Command.LESS, Command.HURTS)


def words_that_do_not_fit(playing: Playing) -> list[str]:
    """The words of what follows that find no room: of led reps, and of the ways in and out."""
    session = playing.session
    plan = session.player.plan
    here = plan.index_at(session.player.position_ms)
    coach = a_coach()
    said = {(cue.at_ms, cue.text) for cue in with_script(plan, coach, estimated_ms).cues}
    texts = {text for _, text in said}
    missing = []
    for index in range(here + 1, len(plan.segments)):
        for line in coach.lines(plan, index):
            start_ms = plan.segments[index].start_ms
            if isinstance(line.anchor, During):
                if (start_ms + line.anchor.start_ms, line.wordings[0]) not in said:
                    missing += line.wordings
            elif isinstance(line.anchor, Follow) and line.wordings:
                missing += set(line.wordings) - texts
    return missing


TAUGHT = (
    a_move("one", voice=a_voice(), dose=Reps(count=3, sets=2, rest_ms=5_000)),
    a_circle("two", voice=a_voice(), dose=Reps(count=4)),
    an_alternating_move("three", voice=a_voice(), dose=Reps(count=3)),
    a_hold("four", voice=a_voice(), hold_ms=12_000),
)


@given(
    st.permutations(TAUGHT),
    st.lists(st.tuples(st.integers(0, 120_000), st.sampled_from(COMMANDS)), max_size=5),
)
def test_whatever_is_changed_the_words_of_what_follows_fit(moves, changes):
    playing = started(*moves)
    for after_ms, command in changes:
        playing.run(after_ms)
        if playing.session.player.accepts(command):
            playing.do(command)
        if playing.session.player.accepts(Command.RESUME):
            playing.do(Command.RESUME)
        assert words_that_do_not_fit(playing) == []


@given(st.permutations(TAUGHT), st.integers(0, 300_000))
def test_wherever_a_session_goes_on_the_words_from_there_on_fit(moves, position_ms):
    plan = Playing(*moves).session.player.plan
    left = Player(plan, Paused(min(position_ms, plan.total_ms), PauseReason.ASKED))
    playing = Playing(*moves, resume=a_point(left))
    assert words_that_do_not_fit(playing) == []
    here, there = (each.plan.at(each.position_ms) for each in (left, playing.session.player))
    assert (here.segment.item, here.segment.kind) == (there.segment.item, there.segment.kind)


def test_a_led_rep_that_is_gone_back_to_has_room_for_its_own_words():
    circle = a_circle(side_mode=SideMode.BOTH)
    plan = Playing(circle).session.player.plan
    second = plan.segments[2]
    assert second.duration_ms > 4_000
    left = Player(plan, Paused(second.start_ms, PauseReason.ASKED))
    playing = Playing(circle, resume=a_point(left))
    playing.do(Command.RESUME)
    playing.run(3_000 + second.duration_ms)
    led = ["Breathe in, forward and up.", "Breathe out, back and down."]
    assert playing.words[1:3] == led
