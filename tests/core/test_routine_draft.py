# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine while it is changed: items keep what is theirs, and every change can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_hold, a_move, a_routine
from core.strategies import routines
from hipmob_desktop.core.enums import SetsOrder, Side
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.routine import Circuit, RoutineItem
from hipmob_desktop.core.routine_draft import (
    MOST_STEPS,
    Draft,
    History,
    Sides,
    sides_of,
    with_sides,
)


def item(name):
    move = a_move(name)
    return RoutineItem(move=move, dose=move.dose)


@pytest.fixture
def draft():
    """Five items, of which b, c and d are a circuit."""
    circuit = Circuit(first=1, last=3, rounds=2, rest_ms=5_000)
    return Draft.of(a_routine(items=tuple(map(item, "abcde")), circuits=(circuit,)))


def names(draft):
    return "".join(each.move.id for each in draft.items)


def rings(draft):
    return [names(draft)[one.first : one.last + 1] for one in draft.routine.circuits]


def test_items_are_added_removed_moved_and_copied(draft):
    assert names(draft.inserted(0, item("x"))) == "xabcde"
    assert names(draft.inserted(5, item("x"))) == "abcdex"
    assert names(draft.removed([0, 3])) == "bce"
    assert names(draft.moved(0, 4)) == "bcdea"
    assert names(draft.moved(4, 1)) == "aebcd"
    assert names(draft.copied(2)) == "abccde"


def test_a_key_stays_with_its_item_and_is_never_given_twice(draft):
    changed = draft.moved(0, 4).removed([1]).copied(0).inserted(0, item("x"))

    assert len(set(changed.keys)) == len(changed.keys)
    assert {key for key in changed.keys if key > 4} == {5, 6}
    for key, each in zip(changed.keys, changed.items, strict=True):
        if key < 5:
            assert each is draft.items[key]


@pytest.mark.parametrize(
    ("change", "ring"),
    [
        (lambda draft: draft.inserted(2, item("x")), "bxcd"),
        (lambda draft: draft.inserted(1, item("x")), "bcd"),
        (lambda draft: draft.inserted(4, item("x")), "bcd"),
        (lambda draft: draft.moved(0, 2), "bcad"[:2] + "ad"),
        (lambda draft: draft.moved(2, 1), "cbd"),
        (lambda draft: draft.moved(3, 4), "bc"),
        (lambda draft: draft.moved(2, 0), "bd"),
        (lambda draft: draft.removed([1]), "cd"),
        (lambda draft: draft.copied(3), "bcd"),
        (lambda draft: draft.copied(1), "bbcd"),
    ],
)
def test_a_circuit_keeps_its_own_and_takes_in_what_comes_between(draft, change, ring):
    assert rings(change(draft)) == [ring]


def test_a_circuit_goes_with_the_last_of_its_items_and_with_a_single_round(draft):
    assert rings(draft.removed([1, 2, 3])) == []
    assert rings(draft.with_circuit(1, 3, rounds=1, rest_ms=0)) == []


def test_a_new_circuit_takes_items_from_an_old_one(draft):
    changed = draft.with_circuit(3, 4, rounds=3, rest_ms=0)

    assert rings(changed) == ["bc", "de"]
    assert [one.rounds for one in changed.routine.circuits] == [2, 3]
    assert rings(draft.with_circuit(0, 4, rounds=3, rest_ms=0)) == ["abcde"]


def test_a_picture_that_is_gone_is_no_picture(draft):
    with_picture = draft.changed(picture="b")

    assert with_picture.moved(1, 0).routine.picture == "b"
    assert with_picture.removed([1]).routine.picture == ""


@given(st.data())
def test_whatever_is_done_circuits_lie_apart_within_the_items(data):
    draft = Draft.of(data.draw(routines()))
    for _ in range(data.draw(st.integers(1, 6))):
        count = len(draft.items)
        place, other = (data.draw(st.integers(0, max(0, count - 1))) for _ in range(2))
        what = data.draw(st.sampled_from(["add", "remove", "move", "copy", "ring"]))
        if what == "add" or not count:
            draft = draft.inserted(place, item("x"))
        elif what == "remove":
            draft = draft.removed([place])
        elif what == "move":
            draft = draft.moved(place, other)
        elif what == "copy":
            draft = draft.copied(place)
        else:
            first, last = sorted((place, other))
            draft = draft.with_circuit(first, last, rounds=data.draw(st.integers(1, 3)), rest_ms=0)
        ends = [end for one in draft.routine.circuits for end in (one.first, one.last)]
        assert ends == sorted(ends)
        assert all(0 <= end < len(draft.items) for end in ends)
        assert len(draft.keys) == len(draft.items) == len(set(draft.keys))
        for before, after in zip(draft.routine.circuits, draft.routine.circuits[1:], strict=False):
            assert before.last < after.first


def test_every_change_can_be_taken_back_and_done_again(draft):
    history = History(draft, draft)
    one = draft.copied(0)
    two = one.removed([2])
    history = history.done(one, "copy").done(two, "remove")

    assert (history.now, history.undo_name, history.is_saved) == (two, "remove", False)
    back = history.undone()
    assert (back.now, back.undo_name, back.redo_name) == (one, "copy", "remove")
    assert back.undone().now == draft
    assert back.undone().is_saved
    assert back.undone().undone() == back.undone()
    assert back.undone().redone().redone().now == two
    assert history.redone() == history


def test_after_another_change_what_was_taken_back_is_gone(draft):
    history = History(draft, draft).done(draft.copied(0), "copy").undone()

    assert history.done(draft.removed([0]), "remove").redo_name == ""


def test_letters_of_a_word_are_one_step_and_saving_ends_it(draft):
    history = History(draft, draft)
    for word in ("M", "My", "My r"):
        history = history.done(draft.changed(title=word), "title", merge="title")
    assert history.undone().now == draft

    kept = history.kept()
    more = kept.done(draft.changed(title="My ro"), "title", merge="title")
    assert (kept.is_saved, more.is_saved) == (True, False)
    assert more.undone().now == kept.now


def test_another_field_is_another_step(draft):
    history = History(draft, None).done(draft.changed(title="A"), "title", merge="title")
    both = history.done(history.now.changed(summary="B"), "summary", merge="summary")

    assert both.undone().now == history.now
    assert not both.is_saved


def test_a_change_that_changes_nothing_is_none(draft):
    history = History(draft, draft)

    assert history.done(draft.with_item(0, replace(draft.items[0])), "dose") == history


def test_very_many_changes_are_not_all_kept(draft):
    history = History(draft, draft)
    for number in range(MOST_STEPS + 10):
        history = history.done(draft.changed(title=str(number)), "title")
    assert len(history.past) == MOST_STEPS


@given(st.data())
def test_sides_that_are_chosen_are_those_it_has(data):
    each = data.draw(st.sampled_from(data.draw(routines()).items))
    wanted = data.draw(st.sampled_from(Sides))
    made = with_sides(each, wanted)

    # As long as both have as much, uneven sides are even ones.
    is_even = wanted is Sides.UNEVEN and made.right is None
    assert sides_of(made) is (Sides.EVEN if is_even else wanted)
    assert with_sides(made, wanted) == made
    assert made.settled() == made
    assert (made.move, made.note, made.cue) == (each.move, each.note, each.cue)


@pytest.mark.parametrize(
    ("sides", "count"), [(Sides.LEFT, 10), (Sides.RIGHT, 12), (Sides.EVEN, 10)]
)
def test_a_side_that_stays_alone_keeps_its_own_reps(sides, count):
    uneven = item("a").with_amounts(10, 12)

    made = with_sides(uneven, sides)
    assert (made.dose.count, made.right) == (count, None)


def test_a_hold_that_only_the_right_keeps_is_that_of_the_right():
    move = a_hold("h")
    uneven = RoutineItem(move=move, dose=move.dose).with_amounts(10_000, 12_000)

    assert isinstance(uneven.dose, Hold)
    assert with_sides(uneven, Sides.RIGHT).dose.hold_ms == 12_000


def test_where_no_side_comes_after_another_nothing_is_said_of_a_change():
    both = replace(item("a"), rest_sides_ms=5_000, sets_order=SetsOrder.TOGETHER)
    assert both.settled() == both

    one = replace(both, side=Side.LEFT).settled()
    assert (one.rest_sides_ms, one.sets_order) == (0, SetsOrder.SIDES)


def test_another_form_of_a_move_is_in_every_step_and_changes_no_dose(draft):
    history = History(draft, draft).done(draft.copied(1), "copy b").done(draft, "back").undone()
    other = a_move("b", name="Other")
    changed = history.with_move(other)

    drafts = [changed.now, changed.saved, *(step.draft for step in changed.past + changed.future)]
    assert len(drafts) == 4
    for each in drafts:
        assert {one.move.name for one in each.items if one.move.id == "b"} == {"Other"}
        assert [one.dose for one in each.items] == [a_move().dose] * len(each.items)
    assert names(changed.now) == names(history.now)
    assert changed.is_saved == history.is_saved
