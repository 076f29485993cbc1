# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is taken in checked, whole, under a safe name, or not at all."""

from __future__ import annotations

import os

import pytest

from content.samples import MOVE, ROUTINE, SHIPPED, add_file, check_file, write
from hipmob_desktop.content.import_file import AlreadyThereError, Intake
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.routine_file import export_routine
from hipmob_desktop.core.speakable import NOTES_UNSAID

SHORT = 'title = "Mine"\nmoves = ["Clamshell x5"]\n'


@pytest.fixture
def own(tmp_path):
    return tmp_path / "own"


def files_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def opened(own):
    return Library.load(SHIPPED, own)


def test_a_routine_is_found_in_the_library_once_it_is_added(tmp_path, own, shipped):
    added = add_file(write(tmp_path, "My own.toml", SHORT), own, shipped)
    assert added == own / "routines" / "my_own.toml"
    assert opened(own).routine("my_own").title == "Mine"
    assert files_below(own) == ["routines/my_own.toml"]


def test_a_move_is_added_beside_moves(tmp_path, own, shipped):
    add_file(write(tmp_path, "x.toml", MOVE), own, shipped)
    assert files_below(own) == ["moves/knee_lift.toml"]
    add_file(write(tmp_path, "short.toml", ROUTINE), own, opened(own))
    assert opened(own).routine("short").items[0].move.id == "knee_lift"


def test_an_exported_routine_can_be_added_where_its_moves_are_unknown(tmp_path, own, shipped):
    text = export_routine(shipped.routine("desk_break")).replace('"desk_break"', '"pause"')
    empty = Library.load(own)
    add_file(write(tmp_path, "from a friend.toml", text), own, empty)
    assert Library.load(own).routine("pause").title == "Desk break"


def test_what_is_there_stays_unless_it_may_be_replaced(tmp_path, own, shipped):
    path = write(tmp_path, "mine.toml", SHORT)
    add_file(path, own, shipped)
    write(tmp_path, "mine.toml", SHORT.replace("Mine", "Other"))
    with pytest.raises(AlreadyThereError, match="mine"):
        add_file(path, own, opened(own))
    assert opened(own).routine("mine").title == "Mine"
    add_file(path, own, opened(own), replace=True)
    assert opened(own).routine("mine").title == "Other"
    assert files_below(own) == ["routines/mine.toml"]


@pytest.mark.parametrize("replace", [True, False])
def test_a_shipped_id_is_refused_even_when_replacing(tmp_path, own, shipped, replace):
    path = write(tmp_path, "desk_break.toml", SHORT)
    with pytest.raises(ContentError, match="expected an id of its own") as raised:
        add_file(path, own, shipped, replace=replace)
    assert not isinstance(raised.value, AlreadyThereError)
    assert not own.exists()


@pytest.mark.parametrize("content", ["", "title = 1", SHORT.replace("Clamshell", "Burpees")])
def test_a_bad_file_leaves_nothing_behind(tmp_path, own, shipped, content):
    with pytest.raises(ContentError):
        add_file(write(tmp_path, "bad.toml", content), own, shipped)
    assert not own.exists()


@pytest.mark.parametrize("id_", ["../../up", "/etc/passwd", "..", "a/b", "C:\\x", "con", ""])
def test_no_id_leads_out_of_the_folder_or_to_a_device(tmp_path, own, shipped, id_):
    path = write(tmp_path, "bad.toml", f"id = '{id_}'\n" + SHORT)
    with pytest.raises(ContentError, match="id: expected"):
        add_file(path, own, shipped)
    assert not own.exists()


def test_a_file_name_of_a_device_is_refused(tmp_path, own, shipped):
    with pytest.raises(ContentError, match="an id that may name a file"):
        add_file(write(tmp_path, "LPT1.toml", SHORT), own, shipped)


def test_a_link_in_the_place_of_the_new_file_is_not_followed(tmp_path, own, shipped):
    outside = write(tmp_path, "outside.txt", "untouched")
    (own / "routines").mkdir(parents=True)
    (own / "routines" / "mine.toml").symlink_to(outside)
    path = write(tmp_path, "mine.toml", SHORT)
    with pytest.raises(AlreadyThereError):
        add_file(path, own, shipped)
    add_file(path, own, shipped, replace=True)
    assert outside.read_text() == "untouched"
    assert not (own / "routines" / "mine.toml").is_symlink()


def test_who_was_quicker_keeps_the_name(tmp_path, own, shipped):
    path = write(tmp_path, "mine.toml", SHORT)
    write(own, "routines/mine.toml", "quicker")
    with pytest.raises(AlreadyThereError):
        add_file(path, own, shipped)
    assert files_below(own) == ["routines/mine.toml"]
    assert (own / "routines/mine.toml").read_text() == "quicker"


def test_a_file_system_without_links_will_do(tmp_path, own, shipped, monkeypatch):
    def no_link(*_args, **_options):
        raise PermissionError

    monkeypatch.setattr(os, "link", no_link)
    add_file(write(tmp_path, "mine.toml", SHORT), own, shipped)
    assert files_below(own) == ["routines/mine.toml"]


def test_what_is_written_is_what_was_checked_to_the_letter(tmp_path, own, shipped):
    text = SHORT.replace("\n", "\r\n") + "# \u00e9"
    path = write(tmp_path, "mine.toml", b"\xef\xbb\xbf" + text.encode())
    added = add_file(path, own, shipped)
    assert added.read_bytes() == text.encode()


@pytest.mark.parametrize("replace", [True, False])
def test_an_added_file_is_on_the_disk_before_it_has_its_name(
    tmp_path, own, shipped, monkeypatch, replace
):
    real, found = os.fsync, []

    def noted(handle):
        found.append(files_below(own))
        real(handle)

    monkeypatch.setattr(os, "fsync", noted)
    add_file(write(tmp_path, "mine.toml", SHORT), own, shipped, replace=replace)
    before, *_ = found
    assert len(before) == 1
    assert not before[0].endswith(".toml")
    assert files_below(own) == ["routines/mine.toml"]


def test_a_file_in_the_place_of_the_folder_is_an_error_of_the_disk(tmp_path, own, shipped):
    write(tmp_path, "own/routines", "a file")
    with pytest.raises(FileExistsError):
        add_file(write(tmp_path, "mine.toml", SHORT), own, shipped)


def test_a_file_is_checked_as_what_it_looks_like(home):
    library = Library.load(home)
    assert check_file(home / "moves/knee_lift.toml", library) == ()
    assert check_file(home / "routines/short.toml", library) == ()
    move = MOVE.replace('"knee_lift"', '"m"') + "x = 1"
    (fault,) = check_file(write(home, "m.toml", move), library)
    assert fault.line == 31
    assert fault.place == "provenance, x"
    assert fault.expected.startswith("one of name, dose, execution")


def said(act, paths):
    """What each of the files is answered with."""
    answers = []
    for path in paths:
        try:
            answers.append(act(path).target)
        except ContentError as error:
            answers.append(str(error))
    return answers


def tricky(tmp_path, own, shipped):
    """Files that an intake of one by one would judge otherwise than one of all together."""
    write(own, "routines/there.toml", "title = 5")
    write(own, "routines/same.toml", SHORT)
    write(own, "routines/Odd Name.toml", 'id = "another"\n' + SHORT)
    write(tmp_path, "desk_break.toml", export_routine(shipped.routine("desk_break")))
    for name in ("mine", "x/mine", "y/mine", "there", "same", "LPT1", "h\u00fcfte", "h\u00e4fte"):
        text = SHORT.replace("Mine", "Another") if name == "y/mine" else SHORT
        write(tmp_path, f"{name}.toml", text)
    write(tmp_path, "uses.toml", ROUTINE)
    write(tmp_path, "move.toml", MOVE)
    write(tmp_path, "uses_it.toml", ROUTINE)
    write(tmp_path, "other_name.toml", 'id = "given"\n' + SHORT)
    write(tmp_path, "bad.toml", "title = ")
    return [*tmp_path.glob("*.toml"), *tmp_path.glob("?/*.toml"), *own.rglob("*.toml")]


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("backwards", [True, False])
def test_a_trial_says_to_the_word_what_taking_in_says(tmp_path, own, shipped, replace, backwards):
    paths = sorted(tricky(tmp_path, own, shipped), reverse=backwards)
    before = files_below(own)
    library = opened(own)
    trial = said(Intake(own, library, replace=replace).look, paths)
    assert files_below(own) == before
    assert said(Intake(own, library, replace=replace).add, paths) == trial
    assert len(files_below(own)) > len(before)
    assert {type(answer) for answer in trial} == {str, type(own)}


def test_a_file_that_is_in_its_place_is_taken_as_it_is(own, shipped):
    path = write(own, "routines/Mine.TOML", SHORT)
    assert add_file(path, own, opened(own)) == path
    assert add_file(SHIPPED / "routines/desk_break.toml", own, shipped).parent.parent == SHIPPED
    assert files_below(own) == ["routines/Mine.TOML"]


def test_in_its_place_a_file_goes_by_its_name(own):
    path = write(own, "routines/mine.toml", 'id = "other"\n' + SHORT)
    with pytest.raises(ContentError, match='expected "mine", as the file is named'):
        add_file(path, own, opened(own))


def test_what_was_added_before_may_be_added_again(tmp_path, own, shipped):
    path = write(tmp_path, "mine.toml", SHORT)
    added = add_file(path, own, shipped)
    assert add_file(path, own, opened(own)) == added


def test_two_files_of_one_id_cannot_replace_each_other(tmp_path, own, shipped):
    intake = Intake(own, shipped, replace=True)
    first = write(tmp_path, "mine.toml", SHORT)
    intake.add(first)
    other = write(tmp_path, "x/mine.toml", SHORT.replace("Mine", "Other"))
    with pytest.raises(ContentError, match=f'found "mine", which {first} has'):
        intake.add(other)
    assert opened(own).routine("mine").title == "Mine"


def test_a_routine_finds_the_move_that_comes_with_it(tmp_path, own, shipped):
    intake = Intake(own, shipped)
    intake.add(write(tmp_path, "knee_lift.toml", MOVE))
    intake.add(write(tmp_path, "short.toml", ROUTINE))
    assert opened(own).routine("short").items[0].move.id == "knee_lift"


def test_a_test_of_the_hip_check_is_added_beside_checks(tmp_path, own, shipped):
    from content.test_check_file import TEST

    path = write(tmp_path, "mine.toml", TEST)
    assert add_file(path, own, shipped) == own / "checks" / "mine.toml"
    assert add_file(path, own, shipped) == own / "checks" / "mine.toml"
    other = write(tmp_path, "other.toml", TEST.replace('"Mine"', '"Other"'))
    with pytest.raises(AlreadyThereError):
        add_file(other, own, shipped)


@pytest.mark.parametrize(
    ("kind", "id_"), [("checks", "inward_turn"), ("programmes", "desk_four_weeks")]
)
def test_the_name_of_one_that_ships_is_taken(tmp_path, own, shipped, kind, id_):
    text = (SHIPPED / kind / f"{id_}.toml").read_text("utf-8")
    path = write(tmp_path, f"{id_}.toml", text)
    with pytest.raises(ContentError, match="of its own"):
        Intake(own, shipped, shipped=SHIPPED).look(path)


def test_what_the_voice_cannot_say_of_a_routine_is_noted(tmp_path, own, shipped):
    text = (
        ROUTINE.replace("knee_lift", "clamshell")
        + 'note = "\u043c\u0435\u0434\u043b\u0435\u043d\u043d\u043e"\n'
    )
    (note,) = Intake(own, shipped).look(write(tmp_path, "slow.toml", text)).notes
    assert NOTES_UNSAID in note
