# SPDX-License-Identifier: GPL-3.0-or-later
"""A session of a programme: the week's doses, what is spared, and never more after a hurt."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_hold, a_move, a_routine
from core.programmes import a_session
from hipmob_desktop.core.enums import Position, Side, SkipTag, When
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.programme import DoseChange, SessionName, Slot, Variant
from hipmob_desktop.core.programme_course import SPARED_FOR, Spared
from hipmob_desktop.core.programme_session import (
    Choice,
    easier_form,
    routine_id,
    routine_of_session,
    tags_to_ask_for,
)
from hipmob_desktop.core.routine import Circuit, RoutineItem

NAME = SessionName("mine", 1, 1)
CLAM = a_move("clam", easier="Lie against a wall.", swaps=((SkipTag.KNEE, "bridge"),))
LEAN = a_hold("lean", swaps=((SkipTag.KNEE, "couch"),))
BRIDGE = a_move("bridge")
COUCH = a_hold("couch")
MOVES = {move.id: move for move in (CLAM, LEAN, BRIDGE, COUCH)}
BASE = replace(
    a_routine(CLAM, LEAN),
    id="base",
    items=(
        RoutineItem(move=CLAM, dose=Reps(count=10, sets=2, rest_ms=5_000)),
        RoutineItem(move=LEAN, dose=Hold(hold_ms=30_000)),
    ),
    picture="clam",
)


def made(session=None, spared=None, base=BASE, **choice):
    session = session or a_session(1, "base")
    return routine_of_session(NAME, session, base, MOVES, spared or {}, Choice(**choice))


def doses(routine):
    return {item.move.id: item.dose for item in routine.items}


def test_it_is_the_routine_under_the_name_of_the_session():
    routine = made()
    assert routine.id == "mine_w1_s1"
    assert (routine.title, routine.items) == (BASE.title, BASE.items)


def test_the_week_changes_doses_and_leaves_the_rest_of_them():
    changes = (DoseChange(move="clam", reps=6), DoseChange(move="lean", hold_ms=20_000, sets=2))
    found = doses(made(a_session(1, "base", changes=changes, rounds=2)))
    assert found == {
        "clam": Reps(count=6, sets=2, rest_ms=5_000),
        "lean": Hold(hold_ms=20_000, sets=2),
    }
    assert made(a_session(1, "base", rounds=2)).rounds == 2


def test_the_easier_form_is_said_with_how_the_move_is_done_on_both_sides():
    changes = (DoseChange(move="clam", variant=Variant.EASIER),)
    (clam, _) = made(a_session(1, "base", changes=changes)).items
    for words in (clam.move.voice.left, clam.move.voice.right):
        assert words.how.endswith("Lie against a wall.")


def test_a_move_without_an_easier_form_stays_as_it_is():
    assert easier_form(LEAN) is LEAN


def test_a_long_way_to_say_it_gives_way_to_the_easier_form():
    long = replace(CLAM.voice.left, how="Lift it slowly. " * 12)
    move = easier_form(replace(CLAM, voice=replace(CLAM.voice, left=long)))
    assert move.voice.left.how == "Lie against a wall."


def test_a_move_that_hurt_gives_way_to_its_substitute_or_is_left_out():
    assert list(doses(made(spared={"clam": Spared(10)}))) == ["bridge", "lean"]
    twice = {"clam": Spared(10), "bridge": Spared(5)}
    assert list(doses(made(spared=twice))) == ["lean"]


def test_nothing_is_left_where_all_of_it_hurt():
    session = a_session(1, "base", slot=Slot.BEFORE_RUN)
    base = replace(BASE, items=BASE.items[1:])
    assert made(session, {"lean": Spared(30_000)}, base) is None


@pytest.mark.parametrize("slot", [Slot.BEFORE_RUN, Slot.ANY])
def test_no_hold_comes_in_before_a_run(slot):
    base = replace(BASE, when=(When.PRE_RUN,)) if slot is Slot.ANY else BASE
    found = doses(made(a_session(1, "base", slot=slot), {"lean": Spared(30_000)}, base))
    assert list(found) == ["clam"]


def test_a_move_is_put_in_for_one_other_at_most():
    both = replace(BASE, items=(BASE.items[0], replace(BASE.items[0], move=a_clam("other"))))
    found = [
        item.move.id
        for item in made(base=both, spared={"clam": Spared(9), "other": Spared(9)}).items
    ]
    assert found == ["bridge"]


def a_clam(id_):
    return replace(CLAM, id=id_)


def test_when_it_is_back_it_is_in_the_easier_form_and_half_as_much():
    back = {"clam": Spared(20, SPARED_FOR), "lean": Spared(30_000, SPARED_FOR)}
    routine = made(spared=back)
    assert doses(routine) == {"clam": Reps(count=5), "lean": Hold(hold_ms=15_000)}
    assert "Lie against a wall." in routine.items[0].move.voice.left.how


@given(
    most=st.integers(1, 60),
    planned=st.integers(1, 60),
    rounds=st.integers(1, 5),
    sets=st.integers(1, 5),
)
def test_it_never_comes_back_with_more_than_was_asked_when_it_hurt(most, planned, rounds, sets):
    changes = (DoseChange(move="clam", reps=planned, sets=sets),)
    session = a_session(1, "base", changes=changes, rounds=rounds)
    dose = doses(made(session, {"clam": Spared(most, SPARED_FOR)}))["clam"]
    assert dose.count * dose.sets * rounds <= max(most, rounds)
    assert dose.count >= 1


def test_the_check_puts_its_routine_into_its_own_slot_alone():
    choice = Choice(routine="other")
    assert routine_id(a_session(1, "base", takes_emphasis=True), choice) == "other"
    assert routine_id(a_session(1, "base"), choice) == "base"
    assert routine_id(a_session(1, "base", takes_emphasis=True), Choice()) == "base"


def test_a_routine_that_the_check_chose_has_its_own_doses():
    changes = (DoseChange(move="clam", reps=6),)
    session = a_session(1, "base", takes_emphasis=True, changes=changes, rounds=3)
    other = replace(BASE, id="other")
    assert made(session, base=other, routine="other").items == BASE.items
    assert made(session, base=other, routine="other").rounds == BASE.rounds


def test_a_light_move_is_added_once_and_only_in_the_slot_of_the_check():
    slot = a_session(1, "base", takes_emphasis=True)
    assert list(doses(made(slot, light_move="bridge"))) == ["clam", "lean", "bridge"]
    assert list(doses(made(slot, light_move="clam"))) == ["clam", "lean"]
    assert list(doses(made(light_move="bridge"))) == ["clam", "lean"]
    assert list(doses(made(slot, {"bridge": Spared(5)}, light_move="bridge"))) == ["clam", "lean"]


def test_standing_moves_or_some_moves_can_be_asked_for_in_their_easier_form():
    standing = replace(CLAM, position=Position.STANDING)
    base = replace(BASE, items=(replace(BASE.items[0], move=standing),))
    assert made(base=base).items[0].move is standing
    for choice in ({"is_easier_standing": True}, {"easier": frozenset({"clam"})}):
        assert "wall" in made(base=base, **choice).items[0].move.voice.left.how


def test_a_picture_that_is_left_out_is_nobodys_picture():
    assert made().picture == "clam"
    assert made(spared={"clam": Spared(10)}).picture == ""


def test_moves_of_one_kind_that_hurt_ask_for_its_tag_unless_that_is_told():
    knee = {SkipTag.KNEE, SkipTag.GROIN}
    moves = {id_: replace(CLAM, id=id_, skip_tags=tuple(sorted(knee))) for id_ in ("a", "b")}
    moves["b"] = replace(moves["b"], skip_tags=(SkipTag.KNEE,))
    spared = {"a": Spared(1), "b": Spared(1), "gone": Spared(1)}
    assert tags_to_ask_for(spared, moves, frozenset()) == (SkipTag.KNEE,)
    assert tags_to_ask_for(spared, moves, frozenset({SkipTag.KNEE})) == ()


WAYS = replace(
    BASE,
    items=(
        replace(BASE.items[0], right=14, rest_after_ms=9_000, note="slowly"),
        replace(BASE.items[1], side=Side.LEFT, cue="lean in"),
    ),
    circuits=(Circuit(first=0, last=1, rounds=2, rest_ms=5_000),),
)


def test_sides_rests_notes_and_circuits_stay_as_the_routine_has_them():
    assert made(base=WAYS).items == WAYS.items
    assert made(base=WAYS).circuits == WAYS.circuits
    more = made(a_session(1, "base", takes_emphasis=True), base=WAYS, light_move="bridge")
    assert (more.items[2].move, more.circuits) == (BRIDGE, WAYS.circuits)


def test_what_the_week_asks_for_is_asked_of_both_sides():
    changes = (DoseChange(move="clam", reps=6),)
    (clam, _) = made(a_session(1, "base", changes=changes), base=WAYS).items
    assert (clam.dose.count, clam.right, clam.note) == (6, None, "slowly")
    changes = (DoseChange(move="clam", sets=1),)
    (clam, _) = made(a_session(1, "base", changes=changes), base=WAYS).items
    assert (clam.dose.count, clam.dose.sets, clam.right) == (10, 1, 14)


def test_a_circuit_follows_when_a_move_is_left_out():
    spared = {"lean": Spared(most=1_000_000, is_again=True)}
    moves = {id_: move for id_, move in MOVES.items() if id_ != "couch"}
    routine = routine_of_session(NAME, a_session(1, "base"), WAYS, moves, spared)
    assert [item.move.id for item in routine.items] == ["clam"]
    assert routine.circuits == (Circuit(first=0, last=0, rounds=2, rest_ms=5_000),)


def test_a_substitute_works_on_the_side_that_was_asked_for():
    spared = {"lean": Spared(most=1_000_000, is_again=True)}
    (_, couch) = made(spared=spared, base=WAYS).items
    assert (couch.move, couch.dose, couch.side) == (COUCH, COUCH.dose, Side.LEFT)
    assert couch.cue == ""


def test_half_as_much_is_half_on_each_side_and_no_more_than_hurt_in_all_rounds():
    (clam, _) = made(spared={"clam": Spared(most=1_000, since=SPARED_FOR)}, base=WAYS).items
    assert (clam.dose, clam.right) == (Reps(count=5), 7)
    (clam, _) = made(spared={"clam": Spared(most=12, since=SPARED_FOR)}, base=WAYS).items
    assert (clam.dose, clam.right) == (Reps(count=5), 6)


def test_a_session_that_is_not_the_checks_keeps_its_doses_though_the_check_chose_its_routine():
    changes = (DoseChange(move="clam", reps=6),)
    routine = made(a_session(1, "base", changes=changes), routine="base")
    assert doses(routine)["clam"].count == 6
