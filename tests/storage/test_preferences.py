# SPDX-License-Identifier: GPL-3.0-or-later
"""PreferencesService outlive a stop, a bad edit, a full disk and a newer program."""

import json
import os
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import examples
from hipmob_desktop.core.enums import Counting, Item, Side, SkipTag, VoiceLevel
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.reminder_settings import ReminderSettings
from hipmob_desktop.storage.preferences import _READERS, Loaded, PreferencesFile

OTHER = Preferences(
    theme="dark",
    text_scale=1.5,
    reduced_motion=True,
    voice_id="english-mb-en1",
    rate=180,
    pitch=40,
    voice_volume=0.5,
    chime_volume=0.25,
    lower_other_sound=True,
    sides_apart=True,
    level=VoiceLevel.CHIMES,
    counting=Counting.LAST_THREE,
    breath_words=True,
    chimes=False,
    pace=1.25,
    first_side=Side.RIGHT,
    move_paces=(("bridge", 1.1), ("clam", 0.9)),
    skip_tags=frozenset({SkipTag.KNEELING, SkipTag.HIP_REPLACEMENT}),
    equipment=frozenset({Item.LOOP_BAND}),
    favourites=("nilsson_seven", "mitro_four"),
    awake_pause_ms=90_500,
    runs_from="/home/a/runs.ics",
    run_words="tempo",
    reminders=ReminderSettings(is_on=True, days=frozenset({6}), times=(75,)),
    goal_days=5,
    stage_screen="Samsung · TV @ HDMI-1",
    quiet_at_desk=True,
    first_start_seen=True,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "preferences.json"


@pytest.fixture
def written(path):
    """Puts a text, or a table with a version, where the choices are kept."""
    path.parent.mkdir(parents=True)

    def write(content):
        text = content if isinstance(content, str) else json.dumps({"version": 1, **content})
        path.write_text(text)
        return PreferencesFile(path)

    return write


def test_every_choice_comes_back_as_it_was_kept(path):
    assert PreferencesFile(path).save(OTHER) is None
    assert PreferencesFile(path).load().preferences == OTHER


def test_every_choice_differs_from_its_default_in_these_tests():
    usual = Preferences()
    assert not [f.name for f in fields(usual) if getattr(usual, f.name) == getattr(OTHER, f.name)]


def test_every_choice_can_be_read():
    assert _READERS.keys() == {field.name for field in fields(Preferences)}


def test_a_choice_that_older_versions_had_is_no_fault_and_is_left_in_the_file(written, path):
    file = written({"distance_m": 2.5, "theme": "light"})
    assert file.load() == Loaded(Preferences(theme="light"))
    file.save(OTHER)
    assert json.loads(path.read_text())["distance_m"] == 2.5


def test_choices_that_are_kept_outlive_the_power_going_off(path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    PreferencesFile(path).save(OTHER)
    assert synced


def test_a_first_start_has_the_defaults_and_nothing_to_say(path):
    loaded = PreferencesFile(path).load()
    assert (loaded.preferences, loaded.fault) == (Preferences(), None)


def test_the_file_is_one_that_a_person_can_read_and_change(path):
    PreferencesFile(path).save(OTHER)
    lines = path.read_text().splitlines()
    assert '  "theme": "dark",' in lines
    assert '  "awake_pause_s": 90.5,' in lines


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("theme", ["dark"]),
        ("pace", "fast"),
        ("pace", True),
        ("chimes", 1),
        ("level", "loud"),
        ("first_side", None),
        ("favourites", "nilsson_seven"),
        ("favourites", [1]),
        ("move_paces", [["bridge", 1.1]]),
        ("move_paces", {"bridge": "slow"}),
        ("awake_pause_s", "long"),
        ("rate", 1e999),
        ("voice_id", "v" * 2_000),
        ("voice_id", "\ud800"),
        ("equipment", {}),
    ],
)
def test_a_broken_value_falls_back_alone_and_is_named(written, key, value):
    loaded = written({key: value, "text_scale": 2.0}).load()
    assert loaded.preferences == Preferences(text_scale=2.0)
    assert loaded.fault.endswith(f"has values that cannot be used: {key}.")


ODD = [None, True, 1, 1.5, "", "x", [], ["a"], [1], {}, {"a": 1}, {"a": "b"}, {"a": True}]


@pytest.mark.parametrize("odd", ODD)
def test_whatever_stands_there_each_choice_is_of_its_kind(written, odd):
    keys = [name.removesuffix("_ms") + "_s" * name.endswith("_ms") for name in _READERS]
    loaded = written(dict.fromkeys(keys, odd)).load()
    for name in _READERS:
        found = getattr(loaded.preferences, name)
        assert type(found) is type(getattr(Preferences(), name))
        if isinstance(found, tuple | frozenset):
            assert {type(one) for one in found} <= {str, tuple, SkipTag, Item}


def test_a_state_of_the_body_that_is_not_known_is_told_and_the_others_stay(written):
    loaded = written({"skip_tags": ["kneel", "elbow"]}).load()
    assert loaded.preferences.skip_tags == {SkipTag.KNEELING}
    assert "skip_tags" in loaded.fault


def test_a_number_out_of_range_is_brought_into_it_without_a_word(written):
    loaded = written({"pace": 99, "rate": -5}).load()
    assert (loaded.preferences, loaded.fault) == (Preferences(pace=1.5, rate=80), None)


def test_a_file_of_an_older_version_is_written_as_one_of_this(written, path, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.storage.preferences.VERSION", 2)
    file = written({"goal_days": 5})
    file.save(file.load().preferences)
    assert json.loads(path.read_text())["version"] == 2


def test_names_that_are_not_known_are_still_there_after_saving(written, path):
    file = written({"colour_of_the_mat": {"rgb": [1, 2, 3]}, "awake_pause_ms": 7})
    file.load()
    file.save(OTHER)
    table = json.loads(path.read_text())
    assert table["colour_of_the_mat"] == {"rgb": [1, 2, 3]}
    assert (table["awake_pause_ms"], table["awake_pause_s"]) == (7, 90.5)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{'pace': 1}", "{}", '{"version": "1"}', '{"version": 0}', "[" * 5_000],
)
def test_a_file_that_cannot_be_used_is_set_aside_and_the_person_told(written, path, text):
    file = written(text)
    loaded = file.load()
    aside = path.with_name("preferences.broken-1.json")
    assert loaded.preferences == Preferences()
    assert str(path) in loaded.fault
    assert aside.name in loaded.fault
    assert aside.read_text() == text
    assert file.save(OTHER) is None


def test_no_file_that_was_set_aside_is_ever_written_over(written, path):
    for text in ("first", "second"):
        path.write_text(text) if path.parent.exists() else written(text)
        PreferencesFile(path).load()
    kept = {each.name: each.read_text() for each in path.parent.iterdir()}
    assert kept == {
        "preferences.broken-1.json": "first",
        "preferences.broken-2.json": "second",
    }


def test_a_huge_file_is_not_read(written, path):
    loaded = written(" " * 2_000_000).load()
    assert "larger than" in loaded.fault


def test_a_folder_in_its_place_is_set_aside(path):
    path.mkdir(parents=True)
    loaded = PreferencesFile(path).load()
    assert "cannot be used" in loaded.fault
    assert PreferencesFile(path).save(OTHER) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_its_place_does_not_hold_the_start_up(path):
    path.parent.mkdir()
    os.mkfifo(path)
    assert "a pipe or a device" in PreferencesFile(path).load().fault


def test_the_file_of_a_newer_program_is_neither_used_nor_changed(written, path):
    text = '{"version": 2, "pace": 1.2}'
    file = written(text)
    loaded = file.load()
    assert loaded.preferences == Preferences()
    assert "newer version" in loaded.fault
    assert file.save(OTHER) == loaded.fault
    assert path.read_text() == text


def test_no_folder_to_write_into_is_a_sentence_not_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    file = PreferencesFile(tmp_path / "file" / "preferences.json")
    assert file.load().preferences == Preferences()
    assert "a file stands where a folder is needed" in file.save(OTHER)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_a_sentence_and_the_old_choices_stay(path, monkeypatch):
    file = PreferencesFile(path)
    file.save(OTHER)
    full = os.open("/dev/full", os.O_WRONLY)
    monkeypatch.setattr(os, "open", lambda *_: os.dup(full))
    said = file.save(Preferences())
    monkeypatch.undo()
    os.close(full)
    assert (
        said == f"The settings file {path} cannot be written: the disk is full: free some space."
    )
    assert file.load().preferences == OTHER
    assert list(path.parent.iterdir()) == [path]


def test_a_link_to_the_file_stays_a_link(path, tmp_path):
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere.json")
    PreferencesFile(path).save(OTHER)
    assert path.is_symlink()
    assert PreferencesFile(path).load().preferences == OTHER


def test_what_a_killed_process_left_half_written_is_cleared_away(written, path):
    file = written({})
    path.with_name("preferences.json.4711.part").write_text('{"vers')
    file.load()
    assert list(path.parent.iterdir()) == [path]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from([*_READERS, "awake_pause_s", "version"]) | st.text()


@examples(2.5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.dictionaries(KEYS, JSON, max_size=6))
def test_whatever_the_file_says_the_choices_can_be_used_and_kept(tmp_path, table):
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"version": 1, **table}))
    file = PreferencesFile(path)
    chosen = file.load().preferences
    assert chosen == chosen.clamped()
    if file.save(chosen) is None:
        assert PreferencesFile(path).load().preferences == chosen


@given(content=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_at_all_can_stop_the_start_up(tmp_path, content):
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    assert PreferencesFile(path).load().preferences.clamped()
