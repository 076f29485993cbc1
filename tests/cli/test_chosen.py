# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal plays, plans and renders for this person, unless it is told to be plain."""

import json
from dataclasses import replace

import pytest

from hipmob_desktop.app.context import find_routine, open_context
from hipmob_desktop.cli.chosen import chosen, length_of
from hipmob_desktop.cli.main import BAD_INPUT, OK, main
from hipmob_desktop.cli.parser import parsed
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.text import LOSES_MOST
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.voice.voice import SpokenVoice
from storage.sessions import SESSION, WORK, another


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


@pytest.mark.parametrize("minutes", ["2", "6", "20"])
def test_a_plan_goes_into_the_minutes_there_are(run, minutes):
    planned = plan(run, "--minutes", minutes)

    assert planned["total_ms"] <= int(minutes) * 60_000
    assert planned["fit"]["minutes"] == int(minutes)
    assert {each["move"] for each in planned["fit"]["items"]} == moves(planned)
    assert not moves(planned) & set(planned["fit"]["left_out"])


def test_without_any_it_is_not_fitted(run):
    assert plan(run)["fit"] is None


def test_it_is_fitted_as_it_will_be_said(run, settings):
    settings(rate=80)
    slow = plan(run, "--minutes", "8")
    settings(rate=160)
    usual = plan(run, "--minutes", "8")
    brief = plan(run, "--minutes", "8", "--voice-level", "names_and_counts")

    assert slow["fit"] != usual["fit"] != brief["fit"]


def test_a_plan_says_in_its_first_line_what_was_left_out(run):
    out = run("plan", "nilsson_seven", "--estimate", "--minutes", "2")[1]
    assert out.startswith("Fitted to 2 minutes, without ")

    assert "Fitted" not in run("plan", "nilsson_seven", "--estimate")[1]


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


def test_a_routine_of_which_little_is_left_says_so_and_names_another(run, settings):
    settings(skip_tags=["balance"])
    code, _, err = run("plan", "no_floor", "--estimate", "--json")

    assert code == OK
    first = err.splitlines()[0]
    assert first == f"hipmob-desktop: {LOSES_MOST} Gentle start suits you better today."


def test_where_nothing_is_left_another_routine_is_named_all_the_same(run, settings):
    settings(skip_tags=["balance"])
    code, _, err = run("plan", "pre_run", "--estimate")

    assert code == BAD_INPUT
    assert f"{LOSES_MOST} Seven-move runner hips suits you better today." in err


class HeardVoice(SpokenVoice):
    """Remembers how it is to speak, and makes nothing."""

    def __init__(self):
        self.manner, self.volumes = [], []

    def set_voice(self, voice=None, **manner):
        self.manner.append((voice, manner))

    def set_volumes(self, voice, chimes):
        self.volumes.append((voice, chimes))

    def set_sides_apart(self, *, apart):
        self.are_sides_apart = apart


@pytest.fixture
def context(home):
    return open_context(Paths.below(home))


@pytest.fixture
def voice(monkeypatch):
    voice = HeardVoice()
    monkeypatch.setattr("hipmob_desktop.cli.chosen.spoken_voice", lambda _: voice)
    return voice


def choice(context, *words):
    return chosen(context, parsed(["plan", "nilsson_seven", *words]))


def test_the_voice_speaks_as_the_settings_say(context, voice, settings):
    settings(voice_id="heart", rate=180, voice_volume=0.5, chime_volume=0.2)
    choice(context).voice(context)
    ((id_, manner),) = voice.manner

    assert (id_, manner["rate"], manner["is_gradual"]) == ("heart", 180, False)
    assert voice.volumes == [(0.5, 0.2)]


def test_a_voice_that_is_asked_for_goes_before_that_of_the_settings(context, voice, settings):
    settings(voice_id="heart")
    choice(context, "--voice", "gmw/en").voice(context)

    assert [id_ for id_, _ in voice.manner] == ["gmw/en"]


def test_a_plain_voice_is_that_of_the_machine_whatever_the_settings(context, voice, settings):
    settings(voice_id="heart", rate=180, voice_volume=0.5)
    choice(context, "--plain").voice(context)
    ((id_, manner),) = voice.manner

    assert (id_, manner["rate"], voice.volumes[0][0]) == (None, 160, 1.0)


def test_a_change_while_it_speaks_is_made_gradually(context, voice):
    wanted = choice(context)
    now = wanted.preferences.with_voice_changed(volume=0, rate=1)
    wanted.speak_as(voice, now, is_gradual=True)
    ((_, manner),) = voice.manner

    assert (manner["is_gradual"], manner["rate"]) == (True, now.rate)


def test_sides_are_heard_apart_where_that_is_chosen(context, voice):
    wanted = choice(context)
    for apart in (True, False):
        wanted.speak_as(voice, replace(wanted.preferences, sides_apart=apart))
        assert voice.are_sides_apart is apart


def test_a_voice_that_says_nothing_takes_any_manner(context):
    wanted = choice(context)
    silent = SilentVoice()
    wanted.speak_as(silent, wanted.preferences)

    assert silent.fault() is None


@pytest.fixture
def hurt_before(context):
    journal = Journal(context.paths.journal_file, lambda _: None)
    hurt = replace(WORK, move_id="bouncing_lunge", done=1, is_hurt=True)
    journal.add(replace(SESSION, work=(hurt, replace(WORK, move_id="supine_knee_hugs"))))
    journal.close()


@pytest.mark.usefixtures("hurt_before")
def test_what_hurt_the_last_time_is_known_unless_it_is_plain(context):
    assert choice(context).coach(context).hurt_moves == {"bouncing_lunge"}
    assert choice(context, "--plain").coach(context).hurt_moves == frozenset()


def test_moves_that_were_done_in_three_sessions_are_not_new(context):
    journal = Journal(context.paths.journal_file, lambda _: None)
    known = replace(WORK, move_id="supine_knee_hugs")
    for day in range(3):
        work = (known, replace(WORK, move_id="bouncing_lunge")) if day else (known,)
        journal.add(another(started_at_ms=day, work=work))
    journal.close()
    new = choice(context).coach(context).new_moves

    assert "bouncing_lunge" in new
    assert "supine_knee_hugs" not in new
    assert choice(context, "--plain").coach(context).new_moves == frozenset()


def test_who_knows_the_moves_needs_less_time_and_plainly_everybody_the_same(context):
    routine = find_routine(context, "nilsson_seven")
    learning, plain = (
        length_of(context, is_plain=is_plain)(routine) for is_plain in (False, True)
    )
    journal = Journal(context.paths.journal_file, lambda _: None)
    work = tuple(replace(WORK, move_id=item.move.id) for item in routine.items)
    for day in range(3):
        journal.add(another(started_at_ms=day, work=work))
    journal.close()
    assert length_of(context, is_plain=False)(routine) < learning
    assert length_of(context, is_plain=True)(routine) == plain < learning


def test_to_somebody_without_a_journal_every_move_is_new(context):
    wanted = choice(context)
    ids = {item.move.id for item in wanted.routine.items}

    assert wanted.coach(context).new_moves == ids


def test_without_a_journal_nothing_has_hurt_and_none_is_made(context):
    assert choice(context).coach(context).hurt_moves == frozenset()
    assert not context.paths.journal_file.exists()


def test_a_journal_that_cannot_be_read_is_said_and_nothing_has_hurt(context, capsys):
    context.paths.journal_file.mkdir(parents=True)

    assert choice(context).coach(context).hurt_moves == frozenset()
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("hipmob-desktop: ")


def test_a_routine_is_remembered_by_its_id_and_a_file_by_its_whole_path(
    context, tmp_path, monkeypatch
):
    path = tmp_path / "mine.toml"
    path.write_text('title = "Mine"\nmoves = ["Couch stretch 30 s"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)

    assert choice(context).source_name == "nilsson_seven"
    assert chosen(context, parsed(["plan", "mine.toml"])).source_name == str(path)
