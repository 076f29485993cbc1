# SPDX-License-Identifier: GPL-3.0-or-later
"""What every face of the program is built of, and how a routine is found by what was typed."""

from pathlib import Path

import pytest

from builders import the_library
from hipmob_desktop.app import context
from hipmob_desktop.app.context import (
    MOST_NAMED,
    AppContext,
    InputError,
    MachineError,
    find_routine,
    library_cache_file,
    open_context,
    source_name,
    spoken_voice,
)
from hipmob_desktop.paths import Paths

MINE = 'title = "Mine"\nmoves = ["Couch stretch 30 s", "Standing march x5"]\n'


@pytest.fixture
def paths(tmp_path):
    paths = Paths.below(tmp_path / "home")
    (paths.data / "routines").mkdir(parents=True)
    return paths


@pytest.fixture
def world(paths):
    return AppContext(paths, the_library())


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_what_ships_and_what_the_person_added_are_in_one_library(paths):
    (paths.data / "routines" / "mine.toml").write_text(MINE, encoding="utf-8")
    entries = {entry.id: entry.is_own for entry in open_context(paths).library.entries}

    assert (entries["mine"], entries["nilsson_seven"]) == (True, False)


def test_what_was_read_is_kept_for_the_next_start(paths):
    first = open_context(paths)
    assert library_cache_file(paths).is_file()

    again = open_context(paths, reads_all=False)
    assert again.library.entries == first.library.entries


def test_a_routine_is_found_by_its_id(world):
    assert find_routine(world, "nilsson_seven") == the_library().routine("nilsson_seven")


def test_a_routine_is_found_by_the_path_of_its_file(world, mine):
    assert find_routine(world, str(mine)).title == "Mine"


def test_a_file_is_found_without_an_ending_too(world, mine):
    plain = mine.rename(mine.with_suffix(""))

    assert find_routine(world, str(plain)).title == "Mine"


def test_a_file_that_cannot_be_used_is_named(world, mine):
    mine.write_text("title = 3\n", encoding="utf-8")

    with pytest.raises(InputError) as refused:
        find_routine(world, str(mine))
    assert str(mine) in str(refused.value)


def test_a_routine_that_was_damaged_since_is_named_by_its_file(paths):
    file = paths.data / "routines" / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    world = open_context(paths)
    file.write_text("title = 3\n", encoding="utf-8")

    with pytest.raises(InputError) as refused:
        find_routine(world, "mine")
    assert str(file) in str(refused.value)


def test_a_slip_of_the_finger_is_told_what_was_nearly_meant(world):
    with pytest.raises(InputError, match=r"'nilson_seven': did you mean nilsson_seven\?"):
        find_routine(world, "nilson_seven")


def test_who_is_far_off_is_told_what_there_is(world):
    with pytest.raises(InputError, match=r"'xyzzy': there are .*nilsson_seven"):
        find_routine(world, "xyzzy")


def test_of_very_many_routines_only_some_are_named():
    ids = [f"r{number}" for number in range(MOST_NAMED + 2)]

    assert context._some(ids).endswith(f"r{MOST_NAMED - 1} and 2 more")
    assert "more" not in context._some(ids[:MOST_NAMED])


def test_a_routine_is_remembered_by_its_id(world):
    assert source_name(world, "nilsson_seven") == "nilsson_seven"


def test_a_file_is_remembered_so_that_it_is_found_from_anywhere(world, mine, monkeypatch):
    monkeypatch.chdir(mine.parent)

    assert Path(source_name(world, mine.name)) == mine


def test_words_that_cannot_be_read_are_the_machines_fault(world, tmp_path, monkeypatch):
    monkeypatch.setattr(context, "data_dir", lambda: tmp_path)

    with pytest.raises(MachineError) as refused:
        _ = world.phrases
    assert str(tmp_path / "phrases" / "en.toml") in str(refused.value)


def test_the_codes_of_sources_are_explained(world):
    assert "Lisa Mitro" in world.references["A2"].title


def test_without_the_list_of_sources_their_codes_stand_as_they_are(world, monkeypatch, tmp_path):
    monkeypatch.setattr(context, "data_dir", lambda: tmp_path)
    assert world.references == {}


def test_what_people_type_is_understood_or_taken_as_it_stands(world, monkeypatch, tmp_path):
    assert world.search_words.alike

    bare = AppContext(world.paths, world.library)
    monkeypatch.setattr(context, "data_dir", lambda: tmp_path)
    assert bare.search_words.alike == ()


def test_the_voice_keeps_its_clips_below_the_cache_and_starts_nothing(world, paths):
    voice = spoken_voice(world)
    assert voice.cache.folder == paths.cache / "voice"
    assert (voice.speech_pid, voice.sound_pid) == (None, None)
    voice.close()
    voice.join()
    assert not paths.cache.exists()
