# SPDX-License-Identifier: GPL-3.0-or-later
"""One's own moves: written as they were made, with what their files held beside that."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from builders import the_library
from content.strategies import move_tables, words
from hipmob_desktop.content.move_file import move_from_file
from hipmob_desktop.content.own_moves import OpenMove
from hipmob_desktop.content.own_routines import FileChangedError
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import Source, read_move
from hipmob_desktop.content.schema import MoveFile
from hipmob_desktop.core.move import Hold, MoveVoice

MOVES = the_library().moves
COUCH = MOVES["couch_stretch"]


@pytest.fixture
def mine(tmp_path):
    """A copy that was saved, with what a person wrote into it since."""
    file = OpenMove.copy_of(COUCH, MOVES, tmp_path)
    file.save(file.move)
    text = f"# from the clinic\nx_seen = true\n{file.path.read_text('utf-8')}"
    file.path.write_text(text, "utf-8")
    return OpenMove.at(file.path)


def test_a_copy_has_a_name_and_an_id_of_its_own_and_keeps_its_figure(tmp_path):
    file = OpenMove.copy_of(COUCH, MOVES, tmp_path)
    assert file.path == tmp_path / "moves" / "couch_stretch_my_way.toml"
    assert file.move.id == file.path.stem
    assert file.move.name == file.move.spoken_name == "Couch stretch, my way"
    assert file.move.figure_id == "couch_stretch"
    assert file.move.phases == COUCH.phases
    assert COUCH.name in file.move.provenance.note
    assert not file.path.exists()
    again = OpenMove.copy_of(file.move, MOVES, tmp_path)
    assert again.move.figure_id == "couch_stretch"


def test_a_new_file_has_its_single_values_first_then_its_tables_then_lists_of_them(tmp_path):
    file = OpenMove.copy_of(COUCH, MOVES, tmp_path)
    text = file.save(file.move).path.read_text("utf-8")
    heads = [line for line in text.splitlines() if line.startswith("[")]
    tables = [head for head in heads if not head.startswith("[[")]
    assert heads[: len(tables)] == tables
    assert len(tables) < len(heads)


def test_no_name_that_something_has_is_taken(tmp_path):
    file = OpenMove.copy_of(COUCH, MOVES, tmp_path)
    assert file.named("Couch stretch", MOVES, tmp_path).path.stem == "couch_stretch_2"
    saved = file.save(file.move)
    assert saved.named("Another", MOVES, tmp_path) is saved  # a file that is there stays there
    assert OpenMove.copy_of(COUCH, MOVES, tmp_path).path != saved.path
    with pytest.raises(FileExistsError):
        file.save(file.move)


@pytest.mark.parametrize("id_", sorted(MOVES))
def test_every_move_there_is_can_be_made_ones_own(id_, tmp_path):
    file = OpenMove.copy_of(MOVES[id_], MOVES, tmp_path)
    assert file.save(file.move).move == file.move == OpenMove.at(file.path).move


def test_what_a_person_wrote_beside_it_stays(mine):
    dose = replace(mine.move.dose, hold_ms=45_000)
    saved = mine.save(replace(mine.move, dose=dose, cues=("Breathe",)))
    assert saved.text.startswith("# from the clinic\nx_seen = true\n")
    assert saved.move.dose == Hold(hold_ms=45_000)
    assert saved.move.cues == ("Breathe",)
    assert OpenMove.at(mine.path) == saved


def test_what_another_program_wrote_is_not_written_over(mine):
    mine.path.write_text(mine.text + "# more\n", "utf-8")
    with pytest.raises(FileChangedError):
        mine.save(mine.move)
    assert mine.path.read_text("utf-8").endswith("# more\n")
    mine.path.unlink()
    with pytest.raises(FileChangedError):
        mine.save(mine.move)


def test_what_could_not_be_read_is_not_written(mine):
    with pytest.raises(ContentError, match="setup, left"):
        mine.save(replace(mine.move, setup=replace(mine.move.setup, left="")))
    assert mine.path.read_text("utf-8") == mine.text


def _move(table):
    wrong = []
    move = move_from_file(convert(table, MoveFile), wrong)
    assert wrong == []
    return move


@given(st.data())
def test_a_changed_move_is_read_back_as_it_was_made(tmp_path_factory, data):
    """Whatever its words, dose and phases were, and whatever they become."""
    path = tmp_path_factory.getbasetemp() / "one.toml"
    old, other = (replace(_move(data.draw(move_tables())), id="one") for _ in range(2))
    text, read = OpenMove(path, None, old).told(old)
    assert read == old == read_move(Source(path, text))

    said = " ".join(data.draw(words).split())
    changed = replace(
        old,
        name=said,
        setup=other.setup,
        voice=data.draw(st.sampled_from([other.voice, MoveVoice(), old.voice])),
        cues=other.cues,
        phases=tuple(replace(phase, say=said) for phase in old.phases),
        figure=data.draw(st.sampled_from(["", "couch_stretch"])),
    )
    text, read = OpenMove(path, f"# mine\n{text}", old).told(changed)
    assert read == changed == read_move(Source(path, text))
    assert text.startswith("# mine\n")


def test_words_that_both_sides_share_can_be_given_up_on_one(mine):
    """The file says once what is the same: one side's silence is not the other's words."""
    text = mine.text.replace("[voice.left]\n", '[voice.left]\nleave = "Off you come."\n')
    mine.path.write_text(text, "utf-8")
    opened = OpenMove.at(mine.path)
    left = replace(opened.move.voice.left, leave="")
    changed = replace(opened.move, voice=replace(opened.move.voice, left=left))
    assert opened.save(changed).move == changed == OpenMove.at(mine.path).move
