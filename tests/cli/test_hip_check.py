# SPDX-License-Identifier: GPL-3.0-or-later
"""The hip check in the terminal: asked, read back, kept test by test, and told honestly."""

import io
import json
import re
from contextlib import closing

import pytest

from cases import tried_with
from core.hip_checks import a_check, the_test
from fakes import RecordingVoice
from hipmob_desktop.cli import hip_check
from hipmob_desktop.cli.hip_check import number_in
from hipmob_desktop.cli.main import BAD_INPUT, OK, main
from hipmob_desktop.core.hip_check import Feel, Measure, Status, Where
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.journal import Journal

WELL = ["", "", "24", "25", "", "1", "46", "", "s", "", "30", "30", "", "1", "", "12", "13", "",
        "2", "", "60", "60", "", "1", ""]  # fmt: skip
"""The answers of somebody who leaves the ankle out and whom nothing hurts."""


@pytest.fixture
def run(tmp_path, capsys, monkeypatch, waited):
    """Runs the check with these answers, and lets no time pass; gives code, output, errors."""

    def run(*answers, options=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in answers)))
        code = main(["check-hips", "--no-voice", *options, "--data-dir", str(tmp_path)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def checks(tmp_path):
    def read():
        with closing(Journal(Paths.below(tmp_path).journal_file, pytest.fail)) as journal:
            return HipChecks(journal).all()

    return read


def test_a_whole_check_is_measured_kept_and_told(run, checks):
    code, out, err = run(*WELL)
    assert (code, err) == (OK, "")
    (check,) = checks()
    assert {id_: told.status for id_, told in check.results.items()} == {
        "inward_turn": Status.DONE, "knee_to_wall": Status.SKIPPED, "one_leg_stand": Status.DONE,
        "butterfly_height": Status.DONE, "one_leg_bridge": Status.DONE,
    }  # fmt: skip
    turn = check.results["inward_turn"]
    assert (turn.left, turn.right, turn.measure) == (24, 25, Measure.RULER)
    assert check.lower_leg_cm == 46
    assert check.results["butterfly_height"].feel is Feel.SOME
    assert not check.results["one_leg_bridge"].has_cramp
    assert "Left 24 cm, right 25 cm. Enter if that is right." in out
    assert "One check alone proves little." in out
    assert "Sources: H1" in out
    for one in map(the_test, ("inward_turn", "knee_to_wall", "butterfly_height")):
        needs = "".join(f"  {need}\n" for need in one.needs)
        measured = f"  You measure: {one.measured}; {one.value_rule}.\n"
        assert f"\n{one.title}\n{needs}{measured}" in out


def test_what_is_read_back_wrongly_is_asked_again(run, checks):
    run("", "", "24", "52", "35", "n", "24", "25", "", "1", "s", "q")
    turn = checks()[0].results["inward_turn"]
    assert (turn.left, turn.right) == (24, 25)


def test_what_hurt_has_no_number_and_is_asked_where(run, checks):
    run("", "", "h", "7", "1", "q")
    turn = checks()[0].results["inward_turn"]
    assert (turn.status, turn.where, turn.left) == (Status.HURT, Where.GROIN, None)
    _, out, _ = run("q", options=["--report"])
    assert "It hurt, so we stopped here." in out
    assert "My body today" in out


def test_that_it_hurt_can_also_be_how_it_felt(run, checks):
    run("", "", "24", "25", "", "4", "2", "q")
    assert checks()[0].results["inward_turn"].where is Where.OUTER_HIP


def test_a_number_that_cannot_be_is_asked_for_again_in_its_own_unit(run, checks):
    stand = WELL.index("30")
    _, out, _ = run(*WELL[:2], "xy", *WELL[2:stand], "xy", *WELL[stand : stand + 4], "q")
    assert re.findall(r"Expected \d+ to \d+ (\w+)\.\n", out) == ["centimetres", "seconds"]


def test_each_answer_stands_beside_the_number_that_gives_it(run, checks):
    _, out, _ = run("", "", "24", "25", "", "4", "2", "q")
    assert "(1 Groin, 2 Outer hip, 3 Knee, 4 Back, 5 Elsewhere)" in out
    assert checks()[0].results["inward_turn"].where is Where.OUTER_HIP


def test_once_more_is_explained(run):
    _, out, _ = run("", "", "r", "24", "25", "", "1", "s", "q")
    assert out.count("Get ready: Inward turn, sitting") == 2


def test_who_stops_keeps_what_was_done(run, checks):
    code, out, _ = run("", "", "24", "25", "", "1", "7", "s", "q")
    assert code == OK
    assert list(checks()[0].results) == ["inward_turn"]
    assert "Knee to wall" in out


def test_what_is_asked_is_asked_aloud_too(run, monkeypatch):
    voice = RecordingVoice()
    monkeypatch.setattr(hip_check, "_voice", lambda *_, **_is_silent: voice)
    _, out, _ = run("q")
    ((_, question),) = voice.said
    assert [question] == voice.prepared
    assert question in out
    assert voice.is_closed


def test_who_stops_at_once_has_measured_nothing(run, checks):
    _, out, _ = run("q")
    assert "Stop at any pain." in out
    assert "Nothing was measured." in out
    assert checks() == ()


def test_nothing_is_kept_of_a_look_at_another_speed(run, checks):
    code, out, _ = run(*WELL, options=["--speed", "900"])
    assert (code, checks()) == (OK, ())
    assert "Left 24 cm" in out


def test_a_report_needs_a_check_and_can_be_read_by_programs(run, tmp_path):
    code, _, err = run(options=["--report"])
    assert code == BAD_INPUT
    assert "no hip check was done yet" in err
    with closing(Journal(Paths.below(tmp_path).journal_file, pytest.fail)) as journal:
        HipChecks(journal).keep(a_check(0))
    _, out, _ = run(options=["--report", "--json"])
    (told,) = json.loads(out)
    assert told["results"]["inward_turn"]["left"] == 24


@pytest.mark.parametrize(
    ("answers", "cm"),
    [(["19", "19.9", "20"], 20), (["81", "80,1", "80"], 80), (["-20", "s"], None)],
)
def test_the_length_of_a_leg_is_asked_for_until_it_is_one_or_left_out(run, checks, answers, cm):
    _, out, _ = run("", "", "24", "25", "", "1", *answers, "q")
    assert checks()[0].lower_leg_cm == cm
    assert out.count("floor to the knee crease?") == len(answers)


@tried_with(
    ("answer", "number"),
    [("24", (24, None)), ("24.5", (24.5, None)), ("24,5", (24.5, None)), ("24 cm", (24, None)),
     ("6f", (12, Measure.FINGER)), ("2p", (16, Measure.PALM)), ("41", None), ("-1", None),
     ("x", None), ("", None), ("1e3", None), ("21f", None)],
)  # fmt: skip
def test_a_number_is_in_centimetres_whatever_it_was_measured_with(answer, number):
    assert number_in(answer, the_test("inward_turn")) == number


def test_seconds_are_not_measured_with_a_hand():
    assert number_in("6f", the_test("one_leg_stand")) is None
    assert number_in("30s", the_test("one_leg_stand")) == (30, None)


def test_the_sources_of_each_line_are_told_where_they_are_asked_for(run, tmp_path):
    with closing(Journal(Paths.below(tmp_path).journal_file, pytest.fail)) as journal:
        HipChecks(journal).keep(a_check(0))
    _, out, _ = run(options=["--report", "--sources"])
    assert "What was studied: " in out
    assert "H1  Krause et al. 2015" in out
    assert "What was studied" not in run(options=["--report"])[1]
