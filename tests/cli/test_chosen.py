# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal plays, plans and renders for this person, unless it is told to be plain."""

import json

import pytest

from hipmob_desktop.cli.main import BAD_INPUT, OK, main


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def run(home, capsys):
    def run_it(*words):
        code = main(["--data-dir", str(home), *words])
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def settings(home):
    def choose(**chosen):
        (home / "config").mkdir(parents=True, exist_ok=True)
        table = {"version": 1, **chosen}
        (home / "config" / "settings.json").write_text(json.dumps(table), "utf-8")

    return choose


def plan(run, *words):
    code, out, err = run("plan", "nilsson_seven", "--estimate", "--json", *words)
    assert code == OK, err
    return json.loads(out)


def moves(planned):
    return {segment["move"] for segment in planned["segments"]} - {None}


def test_a_plan_follows_the_settings(run, settings):
    before = plan(run)["total_ms"]
    settings(pace=1.5)

    assert plan(run)["total_ms"] > before


def test_what_is_asked_for_this_once_goes_before_the_settings(run, settings):
    before = plan(run, "--pace", "1.2")["total_ms"]
    settings(pace=1.5)

    assert plan(run, "--pace", "1.2")["total_ms"] == before


def test_the_body_of_today_is_minded_and_what_is_left_out_is_said(run, settings):
    everything = moves(plan(run))
    settings(skip_tags=["knee"])
    code, out, err = run("plan", "nilsson_seven", "--estimate", "--json")
    left = moves(json.loads(out))

    assert code == OK
    assert everything - left
    assert err.count("hipmob-desktop: ") == len(err.splitlines()) > 0


def test_plain_is_the_same_for_everybody(run, settings):
    before = plan(run, "--plain")
    settings(pace=1.5, skip_tags=["knee", "thr"], first_side="right", level="names_and_counts")

    assert plan(run, "--plain") == before


def test_a_broken_settings_file_is_named_and_the_plan_made(run, home):
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text("{")
    code, _, err = run("plan", "nilsson_seven", "--estimate", "--json")

    assert code == OK
    assert "settings.json cannot be used" in err


def test_a_routine_of_which_nothing_is_left_says_so(run, settings, tmp_path):
    (tmp_path / "one.toml").write_text(
        'id = "one"\ntitle = "One"\nsummary = ""\ngoals = ["mobility"]\nwhen = ["any"]\n'
        'when_text = "any"\nlevel = "gentle"\ncredit = "ours"\norigin = "ours"\n\n'
        '[[items]]\nmove = "bouncing_lunge"\nreps = 2\n'
    )
    settings(skip_tags=["knee", "thr", "pregnancy", "lbp", "balance", "fai"])
    code, _, err = run("plan", str(tmp_path / "one.toml"), "--estimate")

    assert code == BAD_INPUT
    assert "suits your body" in err
