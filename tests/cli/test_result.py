# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done of a routine comes back to who wrote it, and mixes with nothing there."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

from hipmob_desktop.cli.main import BAD_INPUT, OK, main
from hipmob_desktop.core.enums import Side
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.journal_format import json_pieces
from storage.sessions import WORK, another

WRITTEN = """
format = 2
title = "For my left hip"
how_often = "twice a day"
until = 2030-01-31
pain = "Up to three of ten is all right."

[[items]]
move = "clamshell"
reps_left = 8
reps_right = 12
note = "Only as far as we said."

[[items]]
move = "glute_bridge"
reps = 10
"""
FRIDAY_MS, DAY_MS = 1_777_651_380_000, 86_400_000  # 1 May 2026, 18:03 where it is two hours ahead
CLAM = replace(WORK, move_id="clamshell", side=Side.LEFT, done=8, asked=8, planned_ms=None)
OTHER_CLAM = replace(CLAM, side=Side.RIGHT, done=5, asked=12, is_hurt=True)
BRIDGE = replace(CLAM, move_id="glute_bridge", side=Side.BOTH, done=10, asked=10)


def a_session(day=0, **changes):
    return another(
        **{
            "routine": "mine",
            "title": "For my left hip",
            "started_at_ms": FRIDAY_MS + day * DAY_MS,
            "offset_min": 120,
            "played_ms": 390_000,
            "felt_before": 3,
            "felt_after": 6,
            "work": (CLAM, OTHER_CLAM, BRIDGE),
            **changes,
        }
    )


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run_it(who, *words):
        code = main(["--data-dir", str(tmp_path / who), *map(str, words)])
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def shown(run, tmp_path):
    """Gives the lines that are shown of a file with these sessions."""

    def show(*sessions, words=()):
        (tmp_path / "result.json").write_text("".join(json_pieces(sessions)), encoding="utf-8")
        code, out, err = run("hers", "journal", "show", "result.json", *words)
        assert (code, err) == (OK, "")
        return out

    return show


def test_a_physiotherapist_gives_a_routine_away_and_gets_back_what_was_done(run, tmp_path):
    (tmp_path / "mine.toml").write_text(WRITTEN)
    assert run("hers", "check", "mine.toml")[0] == OK
    assert run("hers", "add", "mine.toml")[0] == OK
    assert run("hers", "export", "mine", "-o", "for_you.toml")[0] == OK

    assert run("his", "add", "for_you.toml")[0] == OK
    ids = [each["id"] for each in json.loads(run("his", "list", "--json")[1])]
    (given,) = (id_ for id_ in ids if id_ in ("mine", "for_you"))
    told = run("his", "show", given)[1]
    assert "8 left, 12 right" in told
    assert "Only as far as we said." in told
    journal = Paths.below(tmp_path / "his").journal_file
    with closing(Journal(journal, pytest.fail)) as kept:
        kept.merge([a_session(routine=given), another(routine="desk_break")])
    assert run("his", "journal", "export", "--for", given, "-o", "result.json")[0] == OK

    code, out, err = run("hers", "journal", "show", "result.json")
    assert (code, err) == (OK, "")
    assert "Clamshell (right): 5 of 12, hurt" in out
    assert "desk" not in out.lower()
    assert not Paths.below(tmp_path / "hers").journal_file.exists()
    assert run("hers", "journal", "list")[1] == ""


def test_it_begins_with_what_all_sessions_come_to(shown):
    lines = shown(a_session(), a_session(1), a_session(1, started_at_ms=FRIDAY_MS + DAY_MS + 1))
    head = lines.split("\n\n")[0].splitlines()

    assert head == [
        "For my left hip",
        "  3 sessions on 2 days, 1 May 2026 to 2 May 2026",
        "  Clamshell (left): in full 3 of 3 times",
        "  Clamshell (right): in full 0 of 3 times; hurt on 1 May, 2 May",
        "  Glute bridge: in full 3 of 3 times",
    ]


def test_a_session_has_its_day_and_hour_where_it_was_done_and_how_it_felt(shown):
    lines = shown(a_session(note="stiff\n\nthen soft")).split("\n\n")[1].splitlines()

    assert lines[0] == "  Fri 1 May 2026, 18:03: 6.5 min, felt 3 → 6 of 9"
    assert lines[1:3] == ["    “stiff”", "    “then soft”"]
    assert lines[3:] == [
        "    Clamshell (left): 8 of 8",
        "    Clamshell (right): 5 of 12, hurt",
        "    Glute bridge (both): 10 of 10",
    ]


def test_sessions_come_in_the_order_of_their_days_and_removed_ones_not_at_all(shown):
    lines = shown(a_session(3), a_session(), a_session(2, is_removed=True))

    assert lines.index("1 May 2026, 18") < lines.index("4 May 2026, 18")
    assert "3 May" not in lines
    assert "2 sessions on 2 days" in lines


def test_what_was_left_early_is_said(shown):
    unfinished = replace(BRIDGE, done=0, is_skipped=False)
    lines = shown(a_session(work=(CLAM, unfinished), is_complete=False))

    assert "1 session on 1 day, 1 May 2026; 1 left before the end" in lines
    assert "6 of 9, left before its end" in lines


def test_what_was_asked_for_and_not_begun_was_not_done_in_full(shown):
    nothing = replace(CLAM, done=0, asked=0)
    assert "Clamshell (left): in full 0 of 1 time" in shown(a_session(work=(nothing,)))


def test_each_routine_of_a_whole_journal_stands_by_itself(shown):
    lines = shown(a_session(), a_session(1, routine="desk_break", title="Desk break"))

    assert lines.count("1 session on 1 day") == 2
    assert lines.index("For my left hip") < lines.index("Desk break")


def test_a_move_that_is_not_known_here_is_called_by_its_id(shown):
    assert "his_own_move (left): 8 of 8" in shown(
        a_session(work=(replace(CLAM, move_id="his_own_move"),))
    )


def test_scripts_get_the_sessions_as_they_are(shown):
    told = json.loads(shown(a_session(), a_session(1, is_removed=True), words=("--json",)))

    assert [each["routine"] for each in told["sessions"]] == ["mine"]
    assert told["sessions"][0]["items"][1]["hurt"] is True


def test_a_file_with_nothing_in_it_is_a_line(run, tmp_path):
    (tmp_path / "result.json").write_text("".join(json_pieces(())))

    assert run("hers", "journal", "show", "result.json") == (
        OK, "", "hipmob-desktop: result.json: no session is in it\n",
    )  # fmt: skip


@pytest.mark.parametrize("text", [None, "", "{}", '{"format": 99}', "[[items]]"])
def test_another_file_or_none_is_a_line_that_names_it(run, tmp_path, text):
    if text is not None:
        (tmp_path / "result.json").write_text(text)
    code, out, err = run("hers", "journal", "show", "result.json")

    assert (code, out, len(err.splitlines())) == (BAD_INPUT, "", 1)
    assert "result.json: " in err


def test_an_export_by_another_name_is_read_too(run, tmp_path):
    (tmp_path / "from him").write_text("".join(json_pieces([a_session()])))

    assert "Clamshell" in run("hers", "journal", "show", "from him")[1]
