# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs are found, ticked, removed and listed in the terminal, and leave with the journal."""

import csv
import io
import json
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from cli.test_journal import done, refused
from hipmob_desktop.cli.main import OK, main
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from storage.sessions import another

HOUR_MS = 3_600_000
ENDED_MS = unix_ms() - 6 * HOUR_MS
NEW = another(started_at_ms=ENDED_MS - 600_000, ended_at_ms=ENDED_MS, title="Hips, please")


@pytest.fixture
def run(tmp_path, capsysbinary):
    def run(*words):
        code = main([*map(str, words), "--data-dir", str(tmp_path)])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode().splitlines()

    return run


@pytest.fixture
def kept(tmp_path):
    paths = Paths.below(tmp_path)
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        journal.merge([NEW])
    return paths


@pytest.fixture
def ics(tmp_path):
    def write(*starts_ms, name="runs.ics", title="Easy run"):
        events = "".join(
            f"BEGIN:VEVENT\nUID:{at_ms}\nDTSTART:{moment(at_ms)}\nDURATION:PT45M\n"
            f"SUMMARY:{title}\nEND:VEVENT\n"
            for at_ms in starts_ms
        )
        path = tmp_path / name
        path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{events}END:VCALENDAR\n")
        return path

    return write


def moment(at_ms):
    return f"{datetime.fromtimestamp(at_ms / 1_000, UTC):%Y%m%dT%H%M%SZ}"


def told(run, *words):
    return json.loads(done(run("journal", "runs", "--json", *words)))["runs"]


def test_without_runs_it_is_said_where_to_get_some(run, kept):
    assert "--from" in done(run("journal", "runs"))
    assert told(run) == []


def test_runs_of_a_calendar_are_listed_with_the_session_before_them(run, kept, ics):
    path = ics(ENDED_MS + HOUR_MS, ENDED_MS - 30 * HOUR_MS, unix_ms() + HOUR_MS)
    text = done(run("journal", "runs", "--from", path))
    first, second, summary = text.splitlines()
    assert "45 min  Easy run, after Hips, please" in first
    assert "no session before it" in second
    assert summary.startswith(("Before 1 of", "No run yet"))
    assert [each["session_before"] for each in told(run)] == [None, NEW.id]


def test_own_words_are_looked_for(run, kept, ics):
    path = ics(ENDED_MS + HOUR_MS, title="Tempo")
    assert told(run, "--from", path) == []
    assert len(told(run, "--from", path, "--words", "tempo")) == 1


def test_the_settings_say_where_runs_are_and_what_they_are_called(run, kept, ics):
    path = ics(ENDED_MS + HOUR_MS, title="Tempo")
    kept.settings_file.parent.mkdir(parents=True, exist_ok=True)
    kept.settings_file.write_text(
        json.dumps({"version": 1, "runs_from": str(path), "run_words": "tempo"})
    )
    assert len(told(run)) == 1


def test_a_calendar_that_cannot_be_read_is_one_line(run, kept, tmp_path):
    (tmp_path / "odd.ics").write_text("hello")
    assert "no calendar file" in refused(run("journal", "runs", "--from", tmp_path / "odd.ics"))


def test_a_recording_that_cannot_be_read_is_said_and_the_rest_is_listed(run, kept, tmp_path):
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "odd.fit").write_text("hello")
    code, out, err = run("journal", "runs", "--json", "--from", folder)
    assert (code, json.loads(out)) == (OK, {"runs": []})
    (line,) = err
    assert "odd.fit" in line


def test_a_session_is_ticked_and_unticked(run, kept):
    (ticked,) = told(run, "--tick", NEW.id[:8])
    assert (ticked["session_before"], ticked["source"], ticked["ended"]) == (
        NEW.id, "ticked", None,
    )  # fmt: skip
    assert "Run, after Hips, please" in done(run("journal", "runs"))
    assert told(run, "--untick", NEW.id[:8]) == []
    assert "no session" in refused(run("journal", "runs", "--tick", "nothing"))


def test_a_run_is_removed_and_put_back(run, kept, ics):
    path = ics(ENDED_MS + HOUR_MS)
    (found,) = told(run, "--from", path)
    assert told(run, "--remove", found["id"][:8], "--from", path) == []
    assert len(told(run, "--put-back", found["id"])) == 1
    assert "no run begins" in refused(run("journal", "runs", "--remove", "nothing"))


def test_runs_of_some_days_are_listed(run, kept, ics):
    run("journal", "runs", "--from", ics(ENDED_MS + HOUR_MS, ENDED_MS - 30 * 24 * HOUR_MS))
    today = datetime.fromtimestamp(ENDED_MS / 1_000).astimezone().date()
    assert len(told(run)) == 2
    assert len(told(run, "--since", str(today - timedelta(days=2)))) == 1
    assert len(told(run, "--until", str(today - timedelta(days=2)))) == 1


def test_a_table_of_runs_defuses_formulas(run, kept, ics):
    run("journal", "runs", "--from", ics(ENDED_MS + HOUR_MS, title="=run()"))
    (row,) = csv.DictReader(io.StringIO(done(run("journal", "runs", "--csv"))))
    assert (row["title"], row["session_before"], row["all_day"]) == ("'=run()", NEW.id, "no")


def test_runs_go_out_and_in_with_the_journal(run, kept, ics, tmp_path):
    run("journal", "runs", "--from", ics(ENDED_MS + HOUR_MS), "--tick", NEW.id)
    out = tmp_path / "out.json"
    done(run("journal", "export", "-o", out))
    before = told(run)
    kept.journal_file.unlink()
    assert "runs: 2 new, 0 changed, 0 known" in done(run("journal", "import", out))
    assert "runs: 0 new, 0 changed, 2 known" in done(run("journal", "import", out))
    assert told(run) == before


def test_the_journal_of_an_earlier_version_has_no_runs_and_is_read(run, kept, tmp_path):
    path = tmp_path / "old.json"
    path.write_text('{"format": 1, "sessions": []}')
    assert "runs" not in done(run("journal", "import", path))
