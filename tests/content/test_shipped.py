# SPDX-License-Identifier: GPL-3.0-or-later
"""Promises that every shipped move and routine keeps."""

from __future__ import annotations

import re
from dataclasses import astuple

import msgspec
import pytest
from make_schemas import schemas

from cases import tried_with
from content.samples import SHIPPED
from hipmob_desktop.content.coach_files import load_sources
from hipmob_desktop.core.enums import Position, PositionGroup, Side, SideMode, When
from hipmob_desktop.core.move import Hold, Move
from hipmob_desktop.core.text import sentence

MOVES = sorted((SHIPPED / "moves").glob("*.toml"))
ROUTINES = sorted((SHIPPED / "routines").glob("*.toml"))
FILES = [("move", path) for path in MOVES] + [("routine", path) for path in ROUTINES]
UNSPEAKABLE = re.compile(r"[0-9/()°&+=;:_*\"<>|\\]")


def id_of(value):
    return getattr(value, "stem", None)


def spoken_words(move: Move):
    yield move.spoken_name
    yield from (move.setup.left, move.setup.right, move.easier, move.harder)
    yield from move.cues
    yield from (text for phase in move.phases for text in (phase.say, phase.lead))
    for words in (move.voice.left, move.voice.right):
        yield from (re.sub("[:;] ", " ", text) for text in astuple(words))  # a pause


def test_every_shipped_file_loads(shipped):
    assert shipped.faults == ()
    assert len(shipped.moves) == len(MOVES)
    assert len(shipped.routines) == len(ROUTINES)


@pytest.fixture(scope="module")
def validators():
    """What judges files by the JSON schemas, for each kind of file."""
    import jsonschema  # it takes seconds, and each process that collects the tests would pay

    told = {name: msgspec.json.decode(text) for name, text in schemas().items()}
    for schema in told.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    return {name: jsonschema.Draft202012Validator(schema) for name, schema in told.items()}


@pytest.mark.sweep
@tried_with(("kind", "path"), FILES, ids=id_of)
def test_every_shipped_file_is_valid_by_its_json_schema(validators, kind, path):
    validators[f"{kind}.schema.json"].validate(msgspec.toml.decode(path.read_bytes()))


@pytest.mark.parametrize("name", ["move.schema.json", "routine.schema.json"])
def test_the_schema_files_are_in_step_with_the_formats(name):
    assert (SHIPPED / "schema" / name).read_text(encoding="utf-8") == schemas()[name]


def test_every_cue_has_eight_words_at_most(shipped):
    long = [cue for move in shipped.moves.values() for cue in move.cues if len(cue.split()) > 8]
    assert long == []


def test_every_move_has_three_cues_some_mistakes_and_ways_to_ease_and_harden_it(shipped):
    for move in shipped.moves.values():
        assert len(move.cues) == 3, move.id
        assert len(move.mistakes) >= 2, move.id
        assert move.easier, move.id
        assert move.harder, move.id
        assert move.works, move.id
        assert move.joint_motion, move.id


def test_no_word_for_the_voice_has_a_digit_or_a_sign_it_would_stumble_over(shipped):
    words = {word for move in shipped.moves.values() for word in spoken_words(move)}
    assert {word for word in words if UNSPEAKABLE.search(word)} == set()


def test_every_spoken_set_up_is_a_short_sentence(shipped):
    for move in shipped.moves.values():
        for side in Side:
            words = move.setup.words(side)
            assert len(words.split()) <= 14, words
            assert words == sentence(words)


def taught(move, side) -> tuple[str, ...]:
    """All that is said of how to do a move when that side works."""
    return (move.setup.words(side), *astuple(move.voice.of(side)))


def test_of_every_move_it_is_said_how_it_goes_where_it_is_felt_and_how_to_come_out(shipped):
    for move in shipped.moves.values():
        for words in (move.voice.left, move.voice.right):
            assert all((words.settle, words.how, words.again, words.feel, words.leave)), move.id


def test_where_one_side_follows_the_other_it_is_said_which_leg_works(shipped):
    for move in shipped.moves.values():
        takes_turns = move.side_mode is SideMode.ONE_THEN_OTHER
        assert (taught(move, Side.LEFT) != taught(move, Side.RIGHT)) == takes_turns, move.id
        assert bool(move.voice.left.over) == takes_turns, move.id


def test_what_is_said_for_the_right_is_what_is_said_for_the_left_mirrored(shipped):
    mirror = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    for move in shipped.moves.values():
        if move.side_mode is SideMode.ONE_THEN_OTHER:
            for left, right in zip(taught(move, Side.LEFT), taught(move, Side.RIGHT), strict=True):
                words = re.split(r"\b(left|right)\b", left, flags=re.IGNORECASE)
                assert "".join(mirror.get(word, word) for word in words) == right, move.id


def test_every_stand_in_says_so_to_the_person(shipped):
    stand_ins = [move for move in shipped.moves.values() if move.provenance.is_stand_in]
    assert {move.id for move in stand_ins} >= {"bridge_march", "side_lying_leg_lift"}
    assert all(move.provenance.note_to_user for move in stand_ins)


def test_every_move_says_where_it_comes_from(shipped):
    for move in shipped.moves.values():
        assert move.provenance.note, move.id
        assert move.provenance.sources, move.id
        assert move.credit, move.id


def test_every_routine_is_complete(shipped):
    for routine in shipped.routines:
        assert routine.summary, routine.id
        assert routine.why, routine.id
        assert routine.goals, routine.id
        assert routine.when, routine.id
        assert routine.when_text, routine.id
        assert routine.credit, routine.id
        assert routine.origin, routine.id
        assert routine.sources, routine.id


def test_no_routine_promises_fewer_injuries_or_more_speed(shipped):
    boast = re.compile(r"injur|faster|prevent|cure|heal|guarante", re.IGNORECASE)
    texts = [f"{r.title} {r.summary} {r.why} {r.when_text}" for r in shipped.routines]
    assert [text for text in texts if boast.search(text)] == []


ARTICLES = {
    "nilsson_seven": (
        *("Madeleine Nilsson", "personal trainer and run coach", "video", "before every run"),
        *("five times a week", "ten minutes", "in sync with the breath", "surprisingly hard"),
        *("day at a desk", "lower back", "no faster", "whole range", "hip flexors", "no promise"),
        *("2025", "not at hand", "Ours:"),
    ),
    "mitro_four": (
        *("Dr. Lisa Mitro", "physical therapist", "reconstructed", "post", "home or in the gym"),
        *("no equipment", "couple of towels or a blanket", "just above the knees", "standing"),
        *("stable surface behind you", "balance", "between knee and wall", "small cushion"),
        *("ball-and-socket", "lower back", "mid-stance", "weak push-off", "intervals or weights"),
        *("2025", "not at hand", "Ours:", "the pause in the bridge", "our suggestion"),
    ),
}


@pytest.mark.parametrize(("id_", "facts"), ARTICLES.items(), ids=ARTICLES)
def test_an_article_routine_carries_what_its_article_tells(shipped, id_, facts):
    routine = shipped.routine(id_)
    told = (routine.summary, routine.why, routine.when_text, routine.credit, routine.origin)
    text = " ".join(told)
    assert [fact for fact in facts if fact not in text] == []


def test_every_code_of_a_source_is_known_and_each_that_is_known_is_used(shipped):
    used = {code for routine in shipped.routines for code in routine.sources}
    used |= {code for move in shipped.moves.values() for code in move.provenance.sources}
    for file in (*(SHIPPED / "checks").glob("*.toml"), SHIPPED / "hip_check.toml"):
        used |= set(re.findall(r"\bH\d+\b", file.read_text("utf-8")))
    assert used == set(load_sources(SHIPPED / "sources.toml"))


def test_no_routine_for_before_a_run_has_a_hold_of_more_than_thirty_seconds(shipped):
    for routine in shipped.routines:
        if When.PRE_RUN in routine.when:
            holds = [item.dose for item in routine.items if isinstance(item.dose, Hold)]
            assert all(hold.hold_ms <= 30_000 for hold in holds), routine.id


def test_the_article_routines_come_first_with_their_moves_and_doses_in_order(shipped):
    nilsson, mitro = shipped.routines[:2]
    assert [(item.move.id, item.dose.count) for item in nilsson.items] == [
        ("side_lying_hip_circles", 10),
        ("ninety_ninety_switch", 5),
        ("rocking_figure_4", 10),
        ("bouncing_lunge", 10),
        ("seated_knee_drops", 10),
        ("supine_hip_circles", 10),
        ("supine_knee_hugs", 10),
    ]
    assert [(item.move.id, item.dose.count * item.dose.sets) for item in mitro.items] == [
        ("bridge_march", 8),
        ("side_lying_leg_lift", 10),
        ("standing_hydrant_wall", 10),
        ("roller_wall_lunge", 8),
    ]
    assert [move.id for move in mitro.stand_ins] == ["bridge_march", "side_lying_leg_lift"]


def test_no_swap_leads_into_the_same_trouble(shipped):
    for move in shipped.moves.values():
        for tag, other in move.swaps:
            assert tag not in shipped.moves[other].skip_tags, (move.id, tag, other)


def test_a_move_that_is_no_trouble_on_the_floor_needs_a_mat_and_a_standing_one_does_not(shipped):
    lying = {PositionGroup.SUPINE, PositionGroup.SIDE}
    for move in shipped.moves.values():
        mats = [piece for piece in move.equipment if piece.item == "mat"]
        if move.position.group in lying:
            assert mats, move.id
        if move.position in {Position.STANDING, Position.CHAIR}:
            assert not mats, move.id


def test_no_two_moves_can_be_taken_for_each_other_by_name(shipped):
    names: list[str] = []
    for move in shipped.moves.values():
        own = (move.id, move.name, move.spoken_name, *move.aka)
        names += {word.casefold() for word in own}
    assert sorted(names) == sorted(set(names))


def test_a_routine_without_the_floor_keeps_off_it(shipped):
    for id_ in ("desk_break", "no_floor", "pre_run"):
        groups = {item.move.position.group for item in shipped.routine(id_).items}
        assert groups <= {PositionGroup.STAND, PositionGroup.CHAIR}


def test_every_move_is_used_by_a_routine(shipped):
    used = {item.move.id for routine in shipped.routines for item in routine.items}
    assert used == set(shipped.moves)
