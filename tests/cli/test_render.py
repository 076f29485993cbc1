# SPDX-License-Identifier: GPL-3.0-or-later
"""A session as a sound file: what is heard when, what is written, and what is refused."""

import errno
import json
import re
import shutil
import subprocess
import sys
import wave
from array import array
from itertools import pairwise
from types import SimpleNamespace

import pytest

from cases import some_of
from hipmob_desktop.app.context import InputError, MachineError
from hipmob_desktop.cli import render
from hipmob_desktop.cli.chosen import chosen
from hipmob_desktop.cli.main import BAD_INPUT, CTRL_C, MACHINE_LACKS, OK, main
from hipmob_desktop.cli.parser import parsed
from hipmob_desktop.cli.render import _write_files, dry_run
from hipmob_desktop.voice.audio import RATE, silence
from hipmob_desktop.voice.clip import BEFORE_MS, Clip, encode

SAID_MS = 300
LOUD = array("h", [4_000]) * (SAID_MS * RATE // 1_000)
CLIP = encode(silence(BEFORE_MS * RATE // 1_000) + LOUD)
CHIME = encode(LOUD[: RATE // 10])
TIMES = re.compile(r"(\d+):(\d+):(\d+),(\d+) --> (\d+):(\d+):(\d+),(\d+)")


class FakeVoice:
    """Makes every text into the same short sound, unless it cannot."""

    def __init__(self, chime):
        self.chime_file = chime
        self.wanted, self.chimes = [], []
        self.can_speak = True
        self.said_ms = SAID_MS
        self.why = "No speech engine: install one."
        self.is_closed = False

    def wait(self, texts, _):
        self.wanted.extend(texts)
        return self.can_speak

    def length_ms(self, _):
        return BEFORE_MS + self.said_ms if self.can_speak else None

    def clip(self, _):
        return Clip(self.length_ms(""), data=CLIP)

    def chime(self, name):
        self.chimes.append(name)
        return self.chime_file

    def fault(self):
        return self.why

    def close(self):
        self.is_closed = True


@pytest.fixture
def voice(monkeypatch, tmp_path):
    voice = FakeVoice(tmp_path / "chime.wav")
    voice.chime_file.write_bytes(CHIME)
    monkeypatch.setattr("hipmob_desktop.cli.chosen.spoken_voice", lambda _: voice)
    return voice


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "sounds"
    folder.mkdir()
    return folder


@pytest.fixture
def run(voice, tmp_path, capsys):
    def run_it(out, *words):
        home = str(tmp_path / "home")
        code = main(["--data-dir", home, "render", "desk_break", "-o", str(out), *words])
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def planned(voice, tmp_path):
    """Gives the plan of what is rendered."""
    from hipmob_desktop.app.context import open_context
    from hipmob_desktop.paths import Paths

    def plan(*words):
        context = open_context(Paths.below(tmp_path / "home"))
        wanted = chosen(context, parsed(["plan", "desk_break", *words]))
        return dry_run(context, wanted, estimate=False).planned

    return plan


def heard_in(path):
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        samples = array("h")
        samples.frombytes(file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def captions_in(path):
    found = [tuple(map(int, each)) for each in TIMES.findall(path.read_text("utf-8"))]
    return [(_ms(*each[:4]), _ms(*each[4:])) for each in found]


def _ms(hours, minutes, seconds, ms):
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms


def test_the_sound_file_is_as_long_as_the_plan(run, planned, folder):
    code, out, err = run(folder / "desk.wav")

    assert (code, out, err) == (OK, f"{folder / 'desk.wav'}\n", "")
    assert len(heard_in(folder / "desk.wav")) == planned().plan.total_ms * RATE // 1_000


def test_every_word_and_chime_is_heard_at_its_moment_and_not_before(run, planned, folder):
    run(folder / "desk.wav")
    heard = heard_in(folder / "desk.wav")
    moments = [cue.at_ms for cue in planned().cues if cue.at_ms]

    assert len(moments) > 10
    assert all(heard[(at_ms + 2) * RATE // 1_000] for at_ms in moments)
    assert not any(heard[(at_ms - 2) * RATE // 1_000] for at_ms in moments)


def test_all_that_is_said_was_made_first_and_the_voice_is_closed(run, planned, voice, folder):
    run(folder / "desk.wav")

    assert {cue.text for cue in planned().cues if cue.text} <= set(voice.wanted)
    assert voice.is_closed


def test_with_chimes_only_no_word_is_asked_for(run, planned, voice, folder):
    code, _, _ = run(folder / "desk.wav", "--voice-level", "chimes")
    sounded = list(voice.chimes)
    cues = planned("--voice-level", "chimes").cues

    assert (code, voice.wanted) == (OK, [])
    assert sounded == [cue.chime for cue in cues]
    assert any(heard_in(folder / "desk.wav"))


def test_at_the_silent_level_there_is_only_silence(run, folder):
    code, _, _ = run(folder / "desk.wav", "--voice-level", "silent")

    assert code == OK
    assert not any(heard_in(folder / "desk.wav"))


def test_an_ending_in_capitals_will_do(run, folder):
    assert run(folder / "DESK.WAV")[0] == OK
    assert (folder / "DESK.WAV").is_file()


def test_captions_are_written_beside_it_and_named(run, folder):
    code, out, _ = run(folder / "desk.wav", "--captions")

    assert code == OK
    assert out.splitlines() == [str(folder / "desk.wav"), str(folder / "desk.srt")]
    assert sorted(path.name for path in folder.iterdir()) == ["desk.srt", "desk.wav"]


def test_captions_stand_from_their_first_word_and_never_two_at_once(run, planned, folder):
    run(folder / "desk.wav", "--captions")
    captions = captions_in(folder / "desk.srt")

    assert [begin for begin, _ in captions] == [c.at_ms for c in planned().cues if c.text]
    assert all(begin < end for begin, end in captions)
    assert all(before[1] <= after[0] for before, after in pairwise(captions))


@pytest.mark.parametrize("name", ["desk.ogg", "desk", "wav"])
def test_another_ending_is_refused_before_anything_is_made(run, voice, folder, name):
    code, out, err = run(folder / name)

    assert (code, out) == (BAD_INPUT, "")
    assert f"{folder / name}: expected a name that ends in .wav, .flac, .opus or .mp3" in err
    assert (voice.wanted, list(folder.iterdir())) == ([], [])


@pytest.mark.parametrize("ending", some_of([".flac", ".opus", ".mp3"], ".mp3"))
def test_another_sound_file_has_title_chapters_cover_and_the_stop_rule(
    run, planned, folder, ending
):
    out = folder / f"desk{ending}"
    code, printed, err = run(out)
    plan = planned().plan

    assert (code, printed, err) == (OK, f"{out}\n", "")
    if shutil.which("ffprobe") is None:
        pytest.skip("no ffprobe")
    told = probed(out)
    words = {key.lower(): text for key, text in told["tags"].items()}
    assert (words["title"], words["album"]) == (plan.routine.title,) * 2
    assert words["artist"] == plan.routine.credit
    assert words["comment"].startswith("Stop a move that hurts")
    assert told["chapters"] == [
        (item.start_ms if place else 0, item.move.name) for place, item in enumerate(plan.items)
    ]
    assert told["cover"] == ("png", 600, 600)
    assert told["seconds"] == pytest.approx(plan.total_ms / 1000, abs=0.1)


def test_a_terminal_sees_how_far_it_is_and_in_the_end_nothing_of_it(run, folder, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    code, _, err = run(folder / "desk.wav")

    assert (code, "desk.wav:  50%" in err or "desk.wav:  49%" in err) == (OK, True)
    assert err.endswith("\r\x1b[K")


def test_without_a_terminal_it_says_so_where_it_is_asked_to(run, folder):
    assert run(folder / "desk.wav")[2] == ""
    assert "100%" in run(folder / "desk.wav", "--progress")[2]


def test_ctrl_c_ends_it_at_once_and_leaves_no_half_file(run, folder, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    (folder / "desk.mp3").write_text("an older one")
    monkeypatch.setattr("hipmob_desktop.cli.render.wait", interrupt)

    assert run(folder / "desk.mp3")[0] == CTRL_C
    assert [path.read_text() for path in folder.iterdir()] == ["an older one"]


@pytest.mark.parametrize("lacks", ["the library", "the encoder"])
def test_a_missing_encoder_is_one_line_that_says_what_to_do(run, folder, monkeypatch, lacks):
    if lacks == "the library":
        monkeypatch.setitem(sys.modules, "soundfile", None)
    else:
        monkeypatch.setattr("soundfile.available_subtypes", lambda _: {})
    code, out, err = run(folder / "desk.mp3")

    assert (code, out, len(err.splitlines())) == (MACHINE_LACKS, "", 1)
    assert str(folder / "desk.mp3") in err
    assert ".wav always can" in err
    assert list(folder.iterdir()) == []


def probed(path):
    """What another program finds in a sound file."""
    words = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters"]
    found = json.loads(subprocess.check_output([*words, "-of", "json", path]))
    sound, picture = sorted(found["streams"], key=lambda one: one["codec_type"])
    return {
        "tags": found["format"].get("tags") or sound["tags"],
        "seconds": float(found["format"]["duration"]),
        "cover": (picture["codec_name"], picture["width"], picture["height"]),
        "chapters": [
            (round(float(one["start_time"]) * 1000), one["tags"]["title"])
            for one in found["chapters"]
        ],
    }


def assert_refused(result, out):
    code, printed, err = result
    assert (code, printed) == (BAD_INPUT, "")
    assert err.startswith(f"hipmob-desktop: {out} cannot be written: ")
    assert len(err.splitlines()) == 1


def test_a_folder_in_the_place_of_the_file_is_one_line(run, voice, folder):
    (folder / "desk.wav").mkdir()

    assert_refused(run(folder / "desk.wav"), folder / "desk.wav")
    assert list(folder.iterdir()) == [folder / "desk.wav"]
    assert voice.is_closed


def test_a_folder_that_is_not_there_is_one_line_and_is_not_made(run, folder):
    assert_refused(run(folder / "none" / "desk.wav"), folder / "none" / "desk.wav")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_the_disk_refuses_is_one_line_and_leaves_what_was_there(
    run, folder, monkeypatch, code
):
    def refuse(*_):
        raise OSError(code, "refused")

    (folder / "desk.wav").write_text("an older one")
    monkeypatch.setattr("hipmob_desktop.voice.render._Writer.finish", refuse)

    assert_refused(run(folder / "desk.wav"), folder / "desk.wav")
    assert [path.read_text() for path in folder.iterdir()] == ["an older one"]


@pytest.mark.parametrize(
    ("why", "said"), [("No speech engine.", "No speech engine."), (None, "try again")]
)
def test_words_that_cannot_be_made_are_what_the_machine_lacks(run, voice, folder, why, said):
    voice.can_speak, voice.why = False, why
    code, out, err = run(folder / "desk.wav")

    assert (code, out) == (MACHINE_LACKS, "")
    assert said in err
    assert list(folder.iterdir()) == []
    assert voice.is_closed


@pytest.mark.parametrize("each_ms", some_of([300, 1_500, 4_000, 7_000], 300, 7_000))
@pytest.mark.parametrize("minutes", some_of([3, 6, 12], 6))
def test_a_plan_goes_into_its_time_however_long_the_words_sound(voice, planned, each_ms, minutes):
    voice.said_ms = each_ms
    total_ms = planned("--minutes", str(minutes)).plan.total_ms

    assert total_ms <= minutes * 60_000


def test_one_that_comes_into_no_time_is_planned_as_it_was_tried_last(voice, planned, monkeypatch):
    monkeypatch.setattr(render, "MOST_FITTINGS", 1)
    voice.said_ms = 7_000

    assert planned("--minutes", "6").plan.total_ms > 6 * 60_000


def test_its_words_are_all_made_and_a_full_time_is_filled(voice, planned):
    total_ms = planned("--minutes", "12").plan.total_ms

    assert total_ms >= 0.9 * 12 * 60_000
    assert {cue.text for cue in planned("--minutes", "12").cues if cue.text} <= set(voice.wanted)


def test_a_session_that_is_rendered_goes_into_its_time_and_says_so(run, folder):
    code, out, err = run(folder / "desk.wav", "--minutes", "3")

    assert (code, out.split()) == (OK, [str(folder / "desk.wav")])
    assert err.startswith("hipmob-desktop: Fitted to 3 minutes")
    assert len(heard_in(folder / "desk.wav")) <= 3 * 60 * RATE


@pytest.mark.parametrize(("can_speak", "lengths"), [(True, "measured"), (False, "estimated")])
def test_a_plan_tells_whether_its_words_were_measured(voice, tmp_path, capsys, can_speak, lengths):
    voice.can_speak = can_speak
    code = main(["--data-dir", str(tmp_path), "plan", "desk_break", "--json"])

    assert code == OK
    assert f'"clip_lengths": "{lengths}"' in capsys.readouterr().out
    assert voice.is_closed


def test_a_plan_that_is_to_be_estimated_asks_no_voice(voice, tmp_path, capsys):
    main(["--data-dir", str(tmp_path), "plan", "desk_break", "--estimate", "--json"])

    assert '"clip_lengths": "estimated"' in capsys.readouterr().out
    assert voice.wanted == []


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (ValueError("changed since it was written"), MachineError, "damaged"),
        (FileNotFoundError(2, "No such file", "/elsewhere/clip.wav"), MachineError, "clip.wav"),
        (PermissionError(13, "Permission denied"), InputError, "cannot be written"),
    ],
)
def test_what_went_wrong_is_blamed_on_what_it_was(tmp_path, monkeypatch, trouble, error, words):
    def mix(*_, **_chosen):
        raise trouble

    monkeypatch.setattr("hipmob_desktop.voice.render.mix_session", mix)
    planned = SimpleNamespace(cues=(), plan=SimpleNamespace(total_ms=0))

    with pytest.raises(error, match=words):
        _write_files(planned, None, tmp_path / "x.wav", captions=False, sides_apart=False)


def test_captions_that_cannot_be_written_are_named_and_the_sound_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.voice.render.mix_session", lambda *_, **_chosen: None)
    (tmp_path / "x.srt").mkdir()
    planned = SimpleNamespace(cues=(), plan=SimpleNamespace(total_ms=0))

    with pytest.raises(InputError, match=r"x\.srt cannot be written"):
        _write_files(planned, None, tmp_path / "x.wav", captions=True, sides_apart=True)


def test_a_session_without_a_name_for_its_file_has_that_of_its_routine(
    voice, monkeypatch, tmp_path, capsys
):
    monkeypatch.chdir(tmp_path)
    words = ["--data-dir", str(tmp_path / "home"), "render", "desk_break"]
    assert main(words) == OK
    assert capsys.readouterr().out == "desk_break.wav\n"
    before = (tmp_path / "desk_break.wav").read_bytes()

    assert main(words) == BAD_INPUT
    assert "desk_break.wav is there already: name a file with -o" in capsys.readouterr().err
    assert (tmp_path / "desk_break.wav").read_bytes() == before
