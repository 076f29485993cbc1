# SPDX-License-Identifier: GPL-3.0-or-later
"""`render --video`: what is asked for is made, said or refused, and nothing half is left."""

import errno
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from hipmob_desktop.app.film_scene import SIZES
from hipmob_desktop.cli.main import BAD_INPUT, CTRL_C, MACHINE_LACKS, OK, main
from hipmob_desktop.cli.parser import FILM_SIZES
from hipmob_desktop.core.plan_builder import estimated_ms
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.voice.audio import RATE, silence
from hipmob_desktop.voice.clip import Clip, encode

CLIP = encode(silence(RATE // 2))


class FakeVoice:
    """Makes every text into a sound as long as it is estimated to be, or can say nothing."""

    def __init__(self, chime):
        self.chime_file = chime
        self.can_speak, self.is_closed = True, False

    def wait(self, _texts, _limit):
        return self.can_speak

    def length_ms(self, text):
        return estimated_ms(text) + 300 if self.can_speak else None

    def clip(self, text):
        return Clip(self.length_ms(text), data=CLIP)

    def chime(self, _name):
        return self.chime_file

    def fault(self):
        return "No speech engine: install one."

    def close(self):
        self.is_closed = True


@pytest.fixture
def voice(monkeypatch, tmp_path):
    voice = FakeVoice(tmp_path / "chime.wav")
    voice.chime_file.write_bytes(CLIP)
    monkeypatch.setattr("hipmob_desktop.cli.chosen.spoken_voice", lambda _: voice)
    return voice


@pytest.fixture
def asked(monkeypatch):
    """What would be filmed, instead of the film; it is said how far that is."""
    asked = []

    def make(scene, track, out, tell):
        tell(0.5)
        asked.append((scene, track, out, track.sound.stat().st_size))
        out.write_bytes(b"film")

    monkeypatch.setattr("hipmob_desktop.cli.film.make_film", make)
    monkeypatch.setattr("hipmob_desktop.cli.film.can_be_made", lambda: True)
    return asked


@pytest.fixture
def run(voice, tmp_path, capsys):
    folder = tmp_path / "films"
    folder.mkdir()

    def run_it(out, *words):
        named = ["-o", str(folder / out)] if out else []
        home = str(tmp_path / "home")
        code = main(["--data-dir", home, "render", "desk_break", *named, *words])
        assert voice.is_closed or code != OK
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err, folder

    return run_it


def test_what_is_drawn_is_the_session_that_is_heard(run, asked, voice):
    code, printed, error, folder = run("desk.mp4", "--video", "--plain")
    ((scene, track, out, sound_size),) = asked
    assert (code, printed, error) == (OK, [str(folder / "desk.mp4")], "")
    assert out == folder / "desk.mp4"
    assert scene.size == (1280, 720)
    assert scene.routine.id == "desk_break"
    assert scene.lengths
    assert all(ms == voice.length_ms(text) for text, ms in scene.lengths.items())
    assert {one.text for one in track.captions} <= set(scene.lengths)
    assert track.about.title == "Desk break"
    assert len(track.about.chapters) == len(scene.routine.items)
    assert track.about.chapters[-1].end_ms == track.total_ms
    assert sound_size == pytest.approx(track.total_ms * RATE * 2 / 1_000, rel=0.01)
    assert not track.sound.exists()


@pytest.mark.parametrize(
    ("words", "size", "text_px"),
    [((), (1280, 720), 16), (("--size", "1080p"), (1920, 1080), 20)],
)
def test_the_size_is_as_asked_for(run, asked, words, size, text_px):
    assert run("desk.webm", "--video", "--plain", *words)[0] == OK
    scene = asked[0][0]
    assert (scene.size, scene.text_px) == (size, text_px)
    assert tuple(SIZES) == FILM_SIZES


def test_theme_and_type_size_are_those_of_the_settings(run, asked, tmp_path):
    home = tmp_path / "home"
    run("a.mp4", "--video")
    assert asked[0][0].theme == "dark"
    PreferencesFile(Paths.below(home).settings_file).save(
        Preferences(theme="light", text_scale=2.0)
    )
    run("b.mp4", "--video")
    assert (asked[1][0].theme, asked[1][0].text_px) == ("light", 32)


def test_captions_are_written_beside_it_if_asked_for(run, asked):
    code, printed, _, folder = run("desk.mkv", "--video", "--captions")
    assert code == OK
    assert printed == [str(folder / "desk.mkv"), str(folder / "desk.srt")]
    assert asked[0][1].captions[0].text in (folder / "desk.srt").read_text()


def test_without_a_name_it_is_called_as_the_routine(run, asked, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(None, "--video")[1] == ["desk_break.mp4"]
    code, _, error, _ = run(None, "--video")
    assert code == BAD_INPUT
    assert "desk_break.mp4 is there already" in error
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("out", "words", "said"),
    [
        (
            "desk.avi",
            ["--video"],
            "expected a name that ends in .mp4, .webm or .mkv, found '.avi'",
        ),
        ("desk", ["--video"], "expected a name that ends in .mp4, .webm or .mkv, found ''"),
        ("desk.wav", ["--video"], "expected a name that ends in .mp4, .webm or .mkv"),
        ("desk.MP4", [], "a film is made with --video"),
        ("desk.wav", ["--size", "720p"], "--size: only a film has one"),
    ],
)
def test_what_cannot_be_meant_is_refused(run, asked, out, words, said):
    code, printed, error, folder = run(out, *words)
    assert (code, printed) == (BAD_INPUT, [])
    assert said in error
    assert len(error.splitlines()) == 1
    assert not asked
    assert not list(folder.iterdir())


def test_where_the_extra_is_missing_it_says_how_to_get_it(run, asked, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.cli.film.can_be_made", lambda: False)
    code, _, error, _ = run("desk.mp4", "--video")
    assert code == MACHINE_LACKS
    assert "./run add-film" in error
    assert len(error.splitlines()) == 1
    assert not asked


def test_without_the_extra_sound_files_are_written_as_ever(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    assert run("desk.wav")[0] == OK


def test_where_qt_cannot_be_loaded_it_says_so(run, asked, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    code, _, error, _ = run("desk.mp4", "--video")
    assert code == MACHINE_LACKS
    assert "the stage cannot be drawn here" in error
    assert not asked


def test_where_nothing_can_be_said_there_is_no_film(run, asked, voice):
    voice.can_speak = False
    code, _, error, _ = run("desk.mp4", "--video")
    assert (code, error) == (MACHINE_LACKS, "hipmob-desktop: No speech engine: install one.\n")
    assert not asked
    assert voice.is_closed


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (OSError(errno.ENOSPC, "No space"), BAD_INPUT, "cannot be written: the disk is full"),
        (BrokenProcessPool(), MACHINE_LACKS, "a process that draws it was ended"),
    ],
)
def test_what_went_wrong_is_told_in_a_line(run, asked, monkeypatch, fault, code, said):
    def fail(*_):
        raise fault

    monkeypatch.setattr("hipmob_desktop.cli.film.make_film", fail)
    found, printed, error, _ = run("desk.mp4", "--video")
    assert (found, printed) == (code, [])
    assert said in error
    assert "desk.mp4" in error
    assert len(error.splitlines()) == 1


def test_ctrl_c_says_nothing_and_leaves_nothing(run, asked, monkeypatch):
    def is_stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("hipmob_desktop.cli.film.make_film", is_stopped)
    code, printed, error, folder = run("desk.mp4", "--video")
    assert (code, printed, error) == (CTRL_C, [], "")
    assert not list(folder.iterdir())


FILMING = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import pytest
if __name__ == "__main__":
    from cli.test_film import FakeVoice, CLIP
    from pathlib import Path
    chime = Path(sys.argv[2]) / "chime.wav"
    chime.parent.mkdir()
    chime.write_bytes(CLIP)
    import hipmob_desktop.cli.chosen as chosen
    chosen.spoken_voice = lambda _: FakeVoice(chime)
    from hipmob_desktop.cli.main import main
    sys.exit(main())
"""


@pytest.mark.sweep
@pytest.mark.timeout(180)
@pytest.mark.skipif(sys.platform != "linux", reason="signals as Linux has them")
def test_ctrl_c_in_a_terminal_leaves_nothing_and_says_nothing(tmp_path):
    pytest.importorskip("av")
    script = tmp_path / "filming.py"
    script.write_text(FILMING)
    tests, out = str(Path(__file__).parents[1]), tmp_path / "out" / "film.mp4"
    out.parent.mkdir()
    words = ["--data-dir", str(tmp_path / "home"), "render", "nilsson_seven", "--video"]
    command = [sys.executable, str(script), tests, *words, "-o", str(out)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as filming:
        try:
            until = time.monotonic() + 60
            while not any(out.parent.iterdir()):
                assert time.monotonic() < until
                assert filming.poll() is None
                time.sleep(0.05)  # noqa: TID251  # another process is waited for
            os.killpg(filming.pid, signal.SIGINT)
            printed, error = filming.communicate(timeout=60)
        except BaseException:
            os.killpg(filming.pid, signal.SIGKILL)
            raise
    assert (filming.returncode, printed, error) == (CTRL_C, "", "")
    assert not list(out.parent.iterdir())
