# SPDX-License-Identifier: GPL-3.0-or-later
"""Two journals make one, in whatever order and however often; a change is one state more."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import session_id
from hipmob_desktop.core.journal_merge import (
    Edit,
    id_of,
    knowing,
    latest,
    merged,
    plain,
    put_back,
    table_of,
)
from storage.sessions import SESSION, WORK, another

IDS = [session_id("a", number) for number in range(3)]
STATES = st.builds(
    lambda **changes: replace(SESSION, **changes),
    id=st.sampled_from(IDS),
    revision=st.integers(1, 3),
    is_removed=st.booleans(),
    played_ms=st.sampled_from([1_000, 60_000]),
    felt_after=st.sampled_from([None, 3, 9]),
    note=st.sampled_from(["", "stiff", "better"]),
)
JOURNALS = st.lists(STATES, max_size=6)


def told(journal):
    """What all sessions of a journal tell, by id."""
    return {id_: table_of(entry) for id_, entry in journal.items()}


def joined(*journals):
    return told(merged(journals))


@given(journal=JOURNALS)
def test_a_journal_brought_in_twice_is_as_once(journal):
    assert joined(journal, journal) == joined(journal)


@given(one=JOURNALS, other=JOURNALS)
def test_it_does_not_matter_which_journal_comes_first(one, other):
    assert joined(one, other) == joined(other, one)


@given(one=JOURNALS, two=JOURNALS, three=JOURNALS)
def test_it_does_not_matter_which_are_brought_together_first(one, two, three):
    left = merged([merged([one, two]).values(), three])
    right = merged([one, merged([two, three]).values()])
    assert told(left) == told(right)


@given(one=JOURNALS, other=JOURNALS)
def test_no_session_is_lost(one, other):
    assert joined(one, other).keys() == {id_of(each) for each in one + other}


def test_a_later_change_holds_against_an_earlier_one_and_a_removal():
    removed = Edit(is_removed=True).applied_to(SESSION)
    back = Edit(is_removed=False).applied_to(removed)
    assert latest(removed, SESSION) == removed
    assert latest(back, removed) == latest(removed, back) == back


def test_of_two_changes_at_the_same_time_a_removal_holds():
    removed = Edit(is_removed=True).applied_to(SESSION)
    noted = Edit(note="stiff").applied_to(SESSION)
    assert latest(noted, removed) == removed


def test_of_a_session_that_went_on_the_longer_state_holds():
    earlier = replace(SESSION, played_ms=5_000)
    assert latest(SESSION, earlier) == latest(earlier, SESSION) == SESSION


def test_each_change_has_a_revision_of_its_own_and_no_change_has_none():
    felt = Edit(felt_after=7, note="warm").applied_to(SESSION)
    assert (felt.felt_after, felt.note, felt.revision) == (7, "warm", 2)
    assert Edit(felt_after=7).applied_to(felt) is felt
    assert Edit(felt_after=None).applied_to(felt).felt_after is None


def test_what_is_put_back_is_as_it_was_with_a_later_revision():
    changed = Edit(note="oops", is_removed=True).applied_to(SESSION)
    back = put_back(changed, SESSION)
    assert back == replace(SESSION, revision=3)
    assert latest(changed, back) == back


@pytest.mark.parametrize("felt", [-1, 11])
@pytest.mark.parametrize("when", ["felt_before", "felt_after"])
def test_hips_feel_from_0_to_10(when, felt):
    with pytest.raises(ValueError, match=f"expected 0 to 10, found {felt}"):
        Edit(**{when: felt})
    assert Edit(**{when: 0}).applied_to(SESSION).revision == 2


def test_a_table_has_what_the_contract_names_and_nothing_else():
    table = table_of(SESSION)
    assert list(table) == [
        "id", "routine", "title", "started", "ended", "minutes", "felt_before", "felt_after",
        "note", "revision", "removed", "items",
    ]  # fmt: skip
    assert list(table["items"][0]) == [
        "move", "side", "reps", "reps_planned", "seconds", "seconds_planned", "skipped", "hurt",
        "adapted_from", "pace",
    ]  # fmt: skip
    assert json.loads(json.dumps(table)) == table


def test_a_start_is_told_as_the_clock_on_the_wall_was():
    table = table_of(SESSION)
    assert table["started"] == "2023-11-14T23:13:20.000+01:00"
    assert datetime.fromisoformat(table["ended"]).utcoffset().total_seconds() == 3_600
    assert table_of(replace(SESSION, ended_at_ms=None))["ended"] is None


def test_reps_are_counted_and_holds_are_timed():
    hold = replace(WORK, is_hold=True, held_ms=30_000, planned_ms=60_000, side=Side.RIGHT)
    reps = replace(WORK, held_ms=0, planned_ms=0)
    first, second = table_of(replace(SESSION, work=(hold, reps)))["items"]
    assert (first["reps"], first["seconds"], first["seconds_planned"]) == (None, 30.0, 60.0)
    assert (second["reps"], second["reps_planned"], second["seconds"]) == (10, 10, None)


def test_what_only_this_journal_knows_stays_with_the_same_work_alone():
    told_of = replace(SESSION, note="new", revision=2, is_complete=False, position_ms=0)
    assert knowing(told_of, SESSION) == replace(SESSION, note="new", revision=2)
    other = replace(told_of, played_ms=1)
    assert knowing(other, SESSION) == other


def test_a_session_has_one_id_wherever_it_is_entered():
    assert session_id("a", 1) == session_id("a", 1)
    assert len({session_id("a", 1), session_id("a", 2), session_id("b", 1)}) == 3
    assert id_of(replace(SESSION, id="")) == SESSION.id == id_of(another())


def test_a_name_that_is_no_unicode_is_told_all_the_same():
    assert plain("a\udcff") == "a\\udcff"
    assert session_id("a\udcff", 1) == session_id(plain("a\udcff"), 1)
