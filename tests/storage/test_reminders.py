# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person chose about reminders outlives a restart, each value for itself."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.reminder_settings import Occasion, Reach, ReminderSettings
from hipmob_desktop.core.reminders import Reminder, ReminderState
from hipmob_desktop.storage.json_file import PartlyUnusableError
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.storage.reminders import ReminderFile, settings_of, settings_table
from hipmob_desktop.values import field_names

SETTINGS = st.builds(
    ReminderSettings,
    is_on=st.booleans(),
    days=st.frozensets(st.integers(0, 6)),
    times=st.lists(st.integers(0, 1439), max_size=4).map(tuple),
    time_routine=st.text(max_size=20),
    desk_minutes=st.integers(0, 300),
    desk_routine=st.text(max_size=20),
    run_minutes=st.integers(0, 300),
    run_routine=st.text(max_size=20),
    later_minutes=st.integers(0, 90),
    quiet_from=st.integers(0, 1439),
    quiet_until=st.integers(0, 1439),
    reach=st.sampled_from(Reach),
).map(ReminderSettings.clamped)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)
WAITS = Reminder(Occasion.RUN, "run 1795793400000", "2026-11-27", 1_795_793_400_000)
STATE = ReminderState(
    keys=("time 2026-11-27 15:00", "desk", "run -5"),
    shown_ms=1_795_791_600_000,
    later=WAITS,
    later_ms=1_795_792_200_000,
    passed=1,
    passed_day="2026-11-27",
    silent_day="2026-11-26",
    is_told=True,
)


@given(SETTINGS)
def test_choices_come_back_as_they_were(chosen):
    written = json.loads(json.dumps(settings_table(chosen)))
    assert settings_of(written) == chosen


def test_a_person_can_read_and_write_them():
    chosen = ReminderSettings(is_on=True, days=frozenset({0, 6}), times=(905,))
    table = settings_table(chosen)
    assert (table["days"], table["times"]) == (["monday", "sunday"], ["15:05"])
    assert settings_of({"on": True, "times": ["9:05"]}).times == (545,)


def test_what_is_lacking_is_the_default():
    assert settings_of({}) == ReminderSettings()


@tried_with(
    ("key", "value"),
    [
        ("on", 1),
        ("days", ["someday"]),
        ("days", "monday"),
        ("times", ["24:00"]),
        ("times", ["15.00"]),
        ("times", [900]),
        ("desk_minutes", "60"),
        ("desk_minutes", True),
        ("later_minutes", 9.5),
        ("quiet_from", "late"),
        ("reach", "everywhere"),
        ("time_routine", "a" * 201),
        ("run_routine", None),
    ],
)
def test_one_that_is_broken_is_told_of_and_the_others_stay(key, value):
    with pytest.raises(PartlyUnusableError) as broken:
        settings_of({"run_minutes": 20, key: value})
    assert broken.value.kept == ReminderSettings(run_minutes=20)


@tried_with("raw", [None, 1, "on", [], [1]])
def test_what_is_no_table_is_no_choice(raw):
    with pytest.raises(TypeError):
        settings_of(raw)


@given(st.dictionaries(st.sampled_from([*settings_table(ReminderSettings()), "other"]), JSON))
def test_nothing_that_a_file_says_can_do_harm(table):
    try:
        found = settings_of(table)
    except PartlyUnusableError as error:
        found = error.kept
    assert found == found.clamped()


ODD = [None, True, 1, 1.5, "", "x", "07:00", [], ["a"], [1], {}, {"a": 1}, "x" * 201]


@tried_with("key", settings_table(ReminderSettings()))
def test_whatever_stands_at_a_key_each_choice_is_of_its_kind(key):
    usual = ReminderSettings()
    for odd in ODD:
        try:
            found = settings_of({key: odd})
        except PartlyUnusableError as error:
            found = error.kept
        for name in field_names(ReminderSettings):
            assert type(getattr(found, name)) is type(getattr(usual, name))
        assert settings_of(json.loads(json.dumps(settings_table(found)))) == found


def test_they_stand_in_the_settings_file_among_the_others(tmp_path):
    path = tmp_path / "settings.json"
    chosen = replace(Preferences(), reminders=ReminderSettings(is_on=True, times=(600, 1200)))
    assert PreferencesFile(path).save(chosen) is None
    assert PreferencesFile(path).load().preferences == chosen


def test_one_broken_choice_is_named_in_the_settings_file_and_costs_no_other(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"version": 1, "goal_days": 5, "reminders": {"on": true, "times": [5]}}')
    loaded = PreferencesFile(path).load()
    assert "reminders" in loaded.fault
    assert loaded.preferences.reminders.is_on
    assert loaded.preferences.goal_days == 5


# -- what came of them ---------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    return tmp_path / "reminders.json"


def test_what_came_of_them_outlives_a_restart(file):
    ReminderFile(file).save(STATE)
    assert ReminderFile(file).load() == STATE


def test_what_was_on_the_screen_is_not_there_any_more_after_it(file):
    ReminderFile(file).save(replace(STATE, waiting=WAITS))
    assert ReminderFile(file).load() == STATE


def test_without_a_file_nothing_has_been_shown(file):
    assert ReminderFile(file).load() == ReminderState()


@pytest.mark.parametrize(
    "change",
    [
        {"keys": ["run abc"]},
        {"keys": ["run 5 6"]},
        {"keys": "desk"},
        {"keys": {}},
        {"shown_ms": "now"},
        {"later": {"occasion": "war", "key": "desk", "day": "2026-11-27"}},
        {"later": 5},
        {"passed": 1.5},
        {"silent_day": "tomorrow"},
        {"is_told": "yes"},
    ],
)
def test_a_file_that_says_what_cannot_be_counts_for_nothing(file, change):
    ReminderFile(file).save(STATE)
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    assert ReminderFile(file).load() == ReminderState()


KEPT = ("keys", "shown_ms", "later", "later_ms", "passed", "passed_day", "silent_day", "is_told")


@pytest.mark.parametrize("key", KEPT)
def test_what_a_file_lacks_is_as_it_is_at_first_and_the_rest_as_it_was(file, key):
    ReminderFile(file).save(STATE)
    table = json.loads(file.read_text())
    del table[key]
    file.write_text(json.dumps(table))
    first = getattr(ReminderState(), key)
    assert ReminderFile(file).load() == replace(STATE, **{key: first})


@pytest.mark.parametrize(
    ("key", "is_one"),
    [
        ("desk", True), ("desk ", False), ("run 5", True), ("run -5", True),
        (f"run {'9' * 16}", True), (f"run {'9' * 17}", False), ("run ", False),
        ("time 2026-11-27 900", True), (f"time {'1' * 20}", True), (f"time {'1' * 21}", False),
        ("time a", False), ("", False),
    ],
)  # fmt: skip
def test_a_key_is_one_of_an_occasion(file, key, is_one):
    ReminderFile(file).save(replace(STATE, keys=(key,)))
    assert (ReminderFile(file).load().keys == (key,)) is is_one


@pytest.mark.parametrize(
    ("told", "minute"),
    [("0:00", 0), ("07:05", 425), ("23:59", 1_439), ("19:30", 1_170), ("24:00", None),
     ("7:5", None), ("12:60", None), ("12.30", None), (" 7:30", None), (730, None)],
)  # fmt: skip
def test_a_time_of_the_day_is_read_as_clocks_show_it(told, minute):
    if minute is None:
        with pytest.raises(PartlyUnusableError):
            settings_of({"quiet_from": told})
    else:
        assert settings_of({"quiet_from": told}).quiet_from == minute
        assert settings_of({"times": [told]}).times == (minute,)


@given(st.binary(max_size=60))
def test_no_bytes_in_the_file_stop_a_start(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "reminders.json"
    path.write_bytes(content)
    assert ReminderFile(path).load() == ReminderState()
