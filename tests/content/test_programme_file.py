# SPDX-License-Identifier: GPL-3.0-or-later
"""Programmes are read whole or refused with the place that is wrong."""

from __future__ import annotations

from functools import partial

import pytest

from content.samples import SHIPPED, add_file, write
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.programme_file import (
    load_programmes,
    means_a_programme,
    read_programme,
)
from hipmob_desktop.content.reader import Source
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.programme import DoseChange, Slot, Variant

PROGRAMME = """\
title = "Mine"

[[weeks]]
theme = "one"

[[weeks.sessions]]
day = 1
routine = "pre_run"
changes = [{ move = "gate_opener", reps = 4, variant = "easier" }]
"""


@pytest.fixture
def routine_of(shipped):
    def find(library, id_):
        try:
            return library.routine(id_)
        except KeyError:
            return None

    return partial(find, shipped)


@pytest.fixture
def programmes(routine_of):
    return load_programmes([SHIPPED], routine_of)


def test_those_that_ship_are_whole(programmes):
    assert programmes.faults == ()
    assert [one.id for one in programmes.found] == [
        "desk_four_weeks", "gentle_four_weeks", "runner_four_weeks"
    ]  # fmt: skip
    assert all(len(one.weeks) == 4 for one in programmes.found)
    assert all(week.say for one in programmes.found for week in one.weeks)


def test_no_session_before_a_run_holds_anything(programmes, routine_of):
    for programme in programmes.found:
        for week in programme.weeks:
            for session in week.sessions:
                if session.slot is Slot.BEFORE_RUN:
                    doses = [item.dose for item in routine_of(session.routine).items]
                    assert not any(isinstance(dose, Hold) for dose in doses)


def test_each_ends_with_a_check_after_its_lighter_week(programmes):
    for programme in programmes.found:
        checks = [one for one in programme.weeks[-1].sessions if one.is_check]
        assert [check.is_optional for check in checks] == [False]


def test_each_has_one_slot_a_week_at_most_that_the_check_may_fill(programmes):
    weeks = [week for one in programmes.found for week in one.weeks]
    assert all(sum(one.takes_emphasis for one in week.sessions) <= 1 for week in weeks)
    for programme in programmes.found:
        assert any(one.takes_emphasis for week in programme.weeks for one in week.sessions)


def test_the_last_week_is_lighter_than_the_one_before(programmes, routine_of):
    def amount(week):
        return sum(
            (one.rounds or routine_of(one.routine).rounds) * one.times_a_day
            * len(routine_of(one.routine).items)
            for one in week.sessions if not one.is_check
        )  # fmt: skip

    for programme in programmes.found:
        assert amount(programme.weeks[3]) < amount(programme.weeks[2])


def test_one_of_ones_own_stands_beside_them(tmp_path, shipped, routine_of):
    add_file(write(tmp_path, "mine.toml", PROGRAMME), tmp_path / "own", shipped)
    found = load_programmes([SHIPPED, tmp_path / "own"], routine_of)
    mine = found.of("mine")
    assert mine.weeks[0].sessions[0].changes == (
        DoseChange(move="gate_opener", reps=4, variant=Variant.EASIER),
    )
    assert found.paths["mine"] == tmp_path / "own" / "programmes" / "mine.toml"
    assert found.of("none") is None


def test_a_name_that_is_taken_is_refused(tmp_path, shipped, routine_of):
    text = PROGRAMME.replace('title = "Mine"', 'title = "Mine"\nid = "desk_four_weeks"')
    own = tmp_path / "own" / "programmes"
    own.mkdir(parents=True)
    write(own, "desk_four_weeks.toml", text)
    found = load_programmes([SHIPPED, tmp_path / "own"], routine_of)
    assert found.of("desk_four_weeks").title != "Mine"
    assert "of its own" in str(found.faults[0])


def test_a_bad_one_hides_no_other(tmp_path, routine_of):
    own = tmp_path / "programmes"
    own.mkdir()
    write(own, "bad.toml", "weeks = 3")
    write(own, "mine.toml", PROGRAMME)
    found = load_programmes([tmp_path], routine_of)
    assert [one.id for one in found.found] == ["mine"]
    assert all("bad.toml" in str(fault) for fault in found.faults)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("pre_run", "pre_runn", "line 8, weeks #1, sessions #1, routine"),
        ('routine = "pre_run"\n', "", "weeks #1, sessions #1, routine"),
        ("gate_opener", "gate_openr", "changes #1, move"),
        ("reps = 4", "hold_s = 4", "changes #1, hold_s"),
        ("day = 1", "day = 8", "line 7, weeks #1, sessions #1, day"),
        ("day = 1", 'day = 1\nslot = "check"', "sessions #1, routine"),
        ("day = 1", "day = 1\ndaze = 2", "daze"),
        ('title = "Mine"', "", "title"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, shipped, old, new, place):
    path = write(tmp_path, "mine.toml", PROGRAMME.replace(old, new))
    with pytest.raises(ContentError) as refused:
        add_file(path, tmp_path / "own", shipped)
    assert place in str(refused.value)


def test_only_what_has_weeks_is_taken_for_a_programme(tmp_path):
    assert means_a_programme(Source.at(write(tmp_path, "x.toml", PROGRAMME)).table)
    assert not means_a_programme(Source.at(SHIPPED / "routines" / "pre_run.toml").table)


def test_an_easier_form_is_asked_only_of_a_move_that_has_one(tmp_path, routine_of):
    from dataclasses import replace

    base = routine_of("pre_run")
    items = tuple(replace(i, move=replace(i.move, easier="")) for i in base.items)
    source = Source.at(write(tmp_path, "mine.toml", PROGRAMME))
    assert read_programme(source, routine_of).weeks
    with pytest.raises(ContentError) as refused:
        read_programme(source, lambda _: replace(base, items=items))
    assert "changes #1, variant" in str(refused.value)
