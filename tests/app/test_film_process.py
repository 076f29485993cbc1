# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that draws leaves when it is told to, and when whoever began it is gone."""

import subprocess
import sys
import textwrap
import time
from pathlib import Path
from threading import Event

import pytest

from app.films import a_scene
from hipmob_desktop.app import film_process
from hipmob_desktop.app.film_process import StoppedError
from hipmob_desktop.app.film_stage import FilmStage, open_screen
from hipmob_desktop.resources import data_dir

pytest.importorskip("av")

SLEEPER = """
import multiprocessing, os, sys, threading, time
from hipmob_desktop.app.film_process import _leave_with_parent

def wait():
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    print(os.getpid(), flush=True)
    time.sleep(120)

if __name__ == "__main__":
    multiprocessing.get_context("spawn").Process(target=wait).start()
    time.sleep(120)
"""


@pytest.fixture
def drawing(qapp):
    screen, _ = open_screen(qapp)
    scene, stop = a_scene((320, 180)), Event()
    stage = FilmStage(scene, screen)
    film_process._now[:] = [film_process._Drawing(qapp, stage, scene, ".mp4", stop)]
    yield stop
    film_process._now.clear()
    screen.deleteLater()


def test_a_span_is_as_many_pictures_as_it_has_numbers(drawing):
    found = film_process.draw(range(120, 135))
    assert sorted(one.pts for one in found) == list(range(120, 135))
    assert found[0].is_key
    assert not drawing.is_set()


def test_a_span_that_nobody_waits_for_is_left(drawing):
    drawing.set()
    with pytest.raises(StoppedError):
        film_process.draw(range(120, 135))


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_it_leaves_with_whoever_began_it_even_if_that_is_killed(tmp_path):
    script = tmp_path / "begin.py"
    script.write_text(textwrap.dedent(SLEEPER))
    source = str(data_dir().parent / "src")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": source},
    ) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 20
    while _is_there(child):
        assert time.monotonic() < until


def _is_there(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
