# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done is listed, shown, taken out and brought in, each with its exit code."""

import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest

from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal_merge import Edit, table_of
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from storage.sessions import SESSION, WORK, another, sessions_in

BAD_USAGE = 2
FELT = replace(SESSION, felt_before=4, felt_after=2, note="warm\nand soft", revision=3)
HURT = another(
    routine="desk_break",
    title="Desk break",
    started_at_ms=SESSION.started_at_ms + 86_400_000,
    is_complete=False,
    work=(
        replace(WORK, is_hurt=True, done=3),
        replace(WORK, side=Side.RIGHT, is_hold=True, held_ms=20_000, planned_ms=30_000),
        replace(WORK, move_id="clam", done=0, is_skipped=True, adapted_from="squat"),
    ),
)


@pytest.fixture
def paths(tmp_path):
    return Paths.below(tmp_path)


@pytest.fixture
def kept(paths):
    """A journal with two sessions and one that was removed."""
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        journal.merge([FELT, HURT, another(started_at_ms=1)])
        journal.change(another(started_at_ms=1).id, Edit(is_removed=True))
    return paths


@pytest.fixture
def run(tmp_path, capsysbinary):
    """Runs a command; gives its exit code, what it printed, and its error lines."""

    def run(*words):
        try:
            code = main([*map(str, words), "--data-dir", str(tmp_path)])
        except SystemExit as leaving:
            code = leaving.code
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode().splitlines()

    return run


def done(answer):
    code, out, err = answer
    assert (code, err) == (OK, [])
    return out


def refused(answer, code=BAD_INPUT):
    assert answer[:2] == (code, "")
    (line,) = answer[2]
    return line


def test_before_the_first_session_that_is_said_and_no_file_is_made(run, paths):
    assert run("journal", "list") == (OK, "", ["hipmob-desktop: nothing was done yet"])
    assert json.loads(done(run("journal", "list", "--json"))) == {"format": 1, "sessions": []}
    assert json.loads(done(run("journal", "export", "--format", "json")))["sessions"] == []
    assert "no session" in refused(run("journal", "show", "a"))
    assert not paths.data.exists()


def test_a_list_has_a_line_for_each_session_the_last_first(run, kept):
    first, second = done(run("journal", "list")).splitlines()
    assert first.split("  ")[:2] == [HURT.id[:8], "2023-11-15 23:13"]
    assert first.endswith("9.7 min  Desk break  (left early, hurt)")
    assert second.endswith("Seven “hips”  (felt 4 → 2)")


def test_a_list_as_json_has_what_the_contract_says(run, kept):
    told = json.loads(done(run("journal", "list", "--json")))
    assert told == {"format": 1, "sessions": [table_of(FELT), table_of(HURT)]}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--for", "desk_break"], [HURT]),
        (["--since", "2023-11-15"], [HURT]),
        (["--until", "2023-11-14"], [FELT]),
        (["--for", "mitro_five"], []),
    ],
)
def test_sessions_are_chosen_by_routine_and_day(run, kept, words, expected):
    if words[1] == "mitro_five":
        routines = json.loads(done(run("list", "--json")))
        unused = {each["id"] for each in routines} - {FELT.routine, HURT.routine}
        words = ["--for", sorted(unused)[0]]
    told = json.loads(done(run("journal", "list", "--json", *words)))
    assert [each["id"] for each in told["sessions"]] == [each.id for each in expected]


def test_a_routine_that_there_never_was_is_refused(run, kept):
    assert "no routine called 'desk_brake'" in refused(
        run("journal", "list", "--for", "desk_brake")
    )


def test_a_routine_of_which_only_the_journal_knows_is_found(run, paths):
    gone = another(routine="/gone/mine.toml")
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        journal.add(gone)
    told = json.loads(done(run("journal", "list", "--json", "--for", "/gone/mine.toml")))
    assert [each["routine"] for each in told["sessions"]] == ["/gone/mine.toml"]


def test_a_session_is_shown_by_how_its_id_begins(run, kept):
    lines = done(run("journal", "show", HURT.id[:8])).splitlines()
    assert lines == [
        "Desk break",
        f"  {HURT.id}",
        "  2023-11-15 23:13, 9.7 minutes",
        "  Left before its end",
        "  bridge (left): 3 of 10, hurt",
        "  bridge (right): 20 of 30 s",
        "  clam (left): 0 of 10, skipped, instead of squat",
    ]
    felt = done(run("journal", "show", FELT.id)).splitlines()
    assert felt[3:6] == ["  Felt 4 → 2, of 9", "  warm", "  and soft"]
    assert json.loads(done(run("journal", "show", FELT.id, "--json"))) == {
        "format": 1,
        "sessions": [table_of(FELT)],
    }


def test_an_id_that_is_none_or_several_is_refused(run, kept, paths):
    assert "no session 'x'" in refused(run("journal", "show", "x"))
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        journal.merge(another(started_at_ms=at_ms) for at_ms in range(2, 40))
    assert "more than one session begins with" in refused(run("journal", "show", FELT.id[:1]))


def test_an_export_of_everything_has_what_was_removed(run, kept):
    told = json.loads(done(run("journal", "export", "--format", "json")))["sessions"]
    assert [each["removed"] for each in told] == [True, False, False]
    one = json.loads(done(run("journal", "export", "--format", "json", "--for", "desk_break")))
    assert [each["id"] for each in one["sessions"]] == [HURT.id]


@pytest.mark.parametrize(
    ("ending", "begins"), [("csv", "id,routine"), ("ics", "BEGIN:VCALENDAR"), ("json", "{")]
)
def test_an_export_goes_by_the_ending_of_its_file(run, kept, tmp_path, ending, begins):
    path = tmp_path / f"out.{ending}"
    assert done(run("journal", "export", "-o", path)) == ""
    text = path.read_bytes().decode()
    assert text.startswith(begins)
    assert done(run("journal", "export", "--format", ending)) == text


def test_one_activity_is_a_file_and_many_are_a_zip_file(run, kept, tmp_path):
    path = tmp_path / "out.fit"
    assert done(run("journal", "export", "-o", path, "--session", HURT.id[:8])) == ""
    assert path.read_bytes()[8:12] == b".FIT"
    assert "holds one session" in refused(run("journal", "export", "-o", path))
    assert path.read_bytes()[8:12] == b".FIT"
    many = tmp_path / "out.zip"
    assert done(run("journal", "export", "--format", "fit", "-o", many)) == ""
    with zipfile.ZipFile(many) as archive:
        assert len(archive.namelist()) == 2
    none = run("journal", "export", "--format", "fit", "--since", "2030-01-01")
    assert "no session to write" in refused(none)


def test_an_activity_from_before_there_were_watches_is_refused(run, paths):
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        journal.add(another(started_at_ms=1))
    assert "begin with the year 1990" in refused(run("journal", "export", "--format", "fit"))


@pytest.mark.parametrize("words", [[], ["-o", "out.txt"], ["--format", "xml"]])
def test_without_a_known_form_the_usage_is_wrong(run, words):
    refused(run("journal", "export", *words), BAD_USAGE)


@pytest.mark.parametrize("words", [["journal"], ["journal", "list", "--since", "yesterday"]])
def test_words_that_mean_nothing_are_wrong_usage(run, words):
    refused(run(*words), BAD_USAGE)


def test_a_file_that_cannot_be_written_is_named(run, kept, tmp_path):
    told = refused(run("journal", "export", "-o", tmp_path / "no" / "out.csv"))
    assert "out.csv cannot be written" in told


def test_what_was_exported_is_imported_elsewhere_once(run, kept, tmp_path, capsysbinary):
    path, other = tmp_path / "out.json", tmp_path / "other"
    done(run("journal", "export", "-o", path))
    words = ["journal", "import", str(path), "--data-dir", str(other)]
    assert main(words) == main([*words, "--json"]) == OK
    first, second = capsysbinary.readouterr().out.decode().splitlines()
    assert first == "3 new, 0 changed, 0 known already"
    assert json.loads(second) == {"added": 0, "changed": 0, "same": 3}
    again = tmp_path / "again.json"
    assert main(["journal", "export", "-o", str(again), "--data-dir", str(other)]) == OK
    assert again.read_bytes() == path.read_bytes()


def test_what_is_no_journal_is_not_imported(run, kept, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"format": 1, "sessions": [{}]}')
    assert f"{path}: it is no journal" in refused(run("journal", "import", path))
    assert len(sessions_in(kept.journal_file)) == 3


@pytest.mark.parametrize(
    "words", [["journal", "list"], ["journal", "export", "--format", "csv"], ["journal", "import"]]
)
def test_a_journal_that_cannot_be_used_is_what_the_machine_lacks(run, kept, tmp_path, words):
    path = tmp_path / "out.json"
    done(run("journal", "export", "-o", path))
    with closing(sqlite3.connect(kept.journal_file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    code, _, err = run(*words, *([path] if words[-1] == "import" else []))
    assert code == MACHINE_LACKS
    assert "written by a newer version" in err[0]


def test_everything_is_backed_up_and_restored(run, kept, tmp_path):
    path = tmp_path / "all.zip"
    assert done(run("backup", path)) == f"{path}: 1 files\n"
    assert path.stat().st_mode & 0o077 == 0
    assert "is there already" in refused(run("backup", path))
    assert done(run("backup", path, "--force"))
    assert "would be replaced" in refused(run("restore", path))
    with closing(Journal(kept.journal_file, pytest.fail)) as journal:
        journal.add(another(started_at_ms=2))
    told = done(run("restore", path, "--force"))
    before = kept.data / "backup.before-restore-1.zip"
    assert told.splitlines() == [f"what was there is in {before}", "1 files restored"]
    assert len(sessions_in(kept.journal_file)) == 3
    done(run("restore", before, "--force"))
    assert len(sessions_in(kept.journal_file)) == 4


def test_a_backup_goes_where_nothing_is_without_a_question(run, kept, tmp_path, capsysbinary):
    path = tmp_path / "all.zip"
    done(run("backup", path))
    other = tmp_path / "other"
    assert main(["restore", str(path), "--data-dir", str(other)]) == OK
    assert len(sessions_in(Paths.below(other).journal_file)) == 3


def test_what_is_no_backup_is_refused(run, tmp_path):
    path = tmp_path / "all.zip"
    path.write_text("no zip")
    assert "it is no backup" in refused(run("restore", path))
    assert "cannot be written" in refused(run("backup", tmp_path / "no" / "all.zip"))
