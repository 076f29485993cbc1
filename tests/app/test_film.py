# SPDX-License-Identifier: GPL-3.0-or-later
"""A film is the stage at each of its moments, with the sound that belongs there, or no file."""

import errno
import os
import random
import signal
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext, suppress
from itertools import pairwise
from pathlib import Path

import pytest

from app.films import BEEP_MS, a_scene, a_track, needs_ffprobe, packets, probed
from cases import some_of, tried_with
from hipmob_desktop.app import film
from hipmob_desktop.app.film import make_film
from hipmob_desktop.app.film_file import FORMATS, SPAN
from hipmob_desktop.app.film_scene import SIZES, picture_ms
from hipmob_desktop.app.film_stage import FilmStage, open_screen

av = pytest.importorskip("av")
np = pytest.importorskip("numpy")

pytestmark = pytest.mark.timeout(240)
"""What draws stands behind all else that runs, and the other tests run beside these."""

TOTAL_MS = 5_010
"""A span and a bit, and no whole number of pictures."""

PICTURES = 151
A_PICTURE_S = 1 / 30
BEEPS = (1_000, 3_900, 4_500)
ALIKE = 2.5
"""So much of 255 may a film's picture differ from the stage's on average, for its codec."""

KINDS = some_of(FORMATS, ".mp4")
"""It takes many seconds to make a film of each kind."""

CODECS = {
    ".mp4": ("h264", "aac", "mov_text"),
    ".webm": ("vp9", "opus", "webvtt"),
    ".mkv": ("h264", "opus", "subrip"),
}


def _told(_):
    pass


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """One film of each kind, made when it is first asked for."""
    made = {}

    def film(ending):
        if ending not in made:
            folder = tmp_path_factory.mktemp("film")
            scene = a_scene(SIZES["720p"] if ending == ".mkv" else (640, 360), theme="light")
            track = a_track(folder, TOTAL_MS, BEEPS, scene, 2 if ending == ".mkv" else 1)
            file, told = folder / f"film{ending.upper()}", []
            make_film(scene, track, file, told.append)
            made[ending] = scene, track, file, told
        return made[ending]

    return film


def _picture(image):
    width, height = image.width(), image.height()
    return np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)[..., :3].copy()


def _shown(file):
    with av.open(str(file)) as container:
        for frame in container.decode(video=0):
            plain = frame.reformat(format="bgra", src_colorspace="ITU709")
            yield plain.to_ndarray()[..., :3]


def _difference(one, other):
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("ending", KINDS)
def test_each_picture_is_that_of_the_stage_at_its_moment(qapp, films, ending):
    scene, _, file, _ = films(ending)
    screen, theme_manager = open_screen(qapp)
    theme_manager.apply(scene.theme, scene.text_px)
    stage = FilmStage(scene, screen)
    chance = random.Random(ending)  # noqa: S311  # no secret
    wanted = set(chance.sample(range(PICTURES), 20)) | {0, SPAN, PICTURES - 1}
    shown = list(_shown(file))
    assert len(shown) == PICTURES
    for number in sorted(wanted):
        drawn = _picture(stage.picture(picture_ms(number)))
        assert _difference(shown[number], drawn) < ALIKE, number
    late = _picture(stage.picture(picture_ms(PICTURES + 720)))
    assert _difference(shown[0], late) > 2 * ALIKE
    screen.deleteLater()


@needs_ffprobe
@pytest.mark.parametrize("ending", KINDS)
def test_another_program_finds_what_is_inside(films, ending):
    scene, track, file, _ = films(ending)
    found = probed(file)
    kinds = [one["codec_name"] for one in found["streams"]][:3]
    picture = found["streams"][0]
    assert tuple(kinds) == CODECS[ending]
    assert (picture["width"], picture["height"]) == scene.size
    assert (picture["color_space"], picture["color_range"]) == ("bt709", "tv")
    assert picture["avg_frame_rate"] == "30/1"
    assert float(found["format"]["duration"]) == pytest.approx(TOTAL_MS / 1_000, abs=0.05)
    tags = {name.lower(): tag for name, tag in found["format"]["tags"].items()}
    assert (tags["title"], tags["artist"], tags["comment"]) == ("A title", "Somebody", "Stop.")
    chapters = [
        (float(one["start_time"]) * 1_000, float(one["end_time"]) * 1_000, one["tags"]["title"])
        for one in found["chapters"]
    ]
    assert chapters == [(c.start_ms, c.end_ms, c.title) for c in track.about.chapters]


@needs_ffprobe
@pytest.mark.parametrize("ending", KINDS)
def test_the_sound_is_within_a_picture_of_its_moment(films, ending):
    _, track, file, _ = films(ending)
    words = ["-v", "error", "-i", str(file), "-map", "0:a", "-ac", "1", "-ar", "8000"]
    sound = subprocess.run(
        ["ffmpeg", *words, "-f", "s16le", "-"], capture_output=True, check=True
    ).stdout
    loud = np.abs(np.frombuffer(sound, np.int16).astype(int)) > 3_000
    at_s = np.flatnonzero(loud) / 8_000
    for beep_ms in BEEPS:
        own = at_s[np.abs(at_s - beep_ms / 1_000) < 0.5]
        assert own.min() == pytest.approx(beep_ms / 1_000, abs=A_PICTURE_S)
        assert own.max() == pytest.approx((beep_ms + BEEP_MS) / 1_000, abs=A_PICTURE_S)
    assert len(sound) / 16_000 == pytest.approx(TOTAL_MS / 1_000, abs=0.05)
    streams = probed(file)["streams"]
    assert streams[1]["channels"] == (2 if ending == ".mkv" else 1)
    assert track.captions


@needs_ffprobe
@pytest.mark.parametrize("ending", KINDS)
def test_the_captions_are_those_of_the_session(films, ending):
    _, track, file, _ = films(ending)
    assert len(track.captions) > 1
    found = [
        (float(one["pts_time"]), float(one["duration_time"]))
        for one in packets(file, "s:0")
        if int(one["size"]) > 2  # between captions an MP4 has empty ones
    ]
    wanted = [
        (one.start_ms / 1_000, (one.end_ms - one.start_ms) / 1_000) for one in track.captions
    ]
    assert found == [pytest.approx(one, abs=A_PICTURE_S) for one in wanted]
    words = ["-v", "error", "-i", str(file), "-map", "0:s:0", "-f", "webvtt", "-"]
    told = subprocess.run(["ffmpeg", *words], capture_output=True, text=True, check=True).stdout
    assert [line for line in told.splitlines() if line and "-->" not in line][1:] == [
        one.text for one in track.captions
    ]


@needs_ffprobe
@pytest.mark.parametrize("ending", KINDS)
def test_pictures_follow_each_other_evenly_and_one_can_begin_at_each_span(films, ending):
    _, _, file, _ = films(ending)
    found = packets(file, "v:0")
    times = sorted(float(one["pts_time"]) for one in found)
    assert all(b - a == pytest.approx(A_PICTURE_S, abs=0.0011) for a, b in pairwise(times))
    keys = [float(one["pts_time"]) for one in found if one["flags"].startswith("K")]
    assert keys == [pytest.approx(at_s, abs=0.0011) for at_s in (0, 4)]
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        container.seek(round(4.5 / stream.time_base), stream=stream)
        assert float(next(container.decode(stream)).pts * stream.time_base) == pytest.approx(4)


@pytest.mark.parametrize("ending", KINDS)
def test_how_far_it_is_is_told_up_to_the_end(films, ending):
    *_, told = films(ending)
    assert told == sorted(told)
    assert told[-1] == 1
    assert SPAN / PICTURES in told


class _EnoughError(Exception):
    pass


def _failed(fault):
    drawing = Future()
    drawing.set_exception(fault)
    return drawing


@pytest.mark.parametrize("fault", [BrokenProcessPool(), _EnoughError()])
def test_where_it_cannot_be_drawn_the_file_is_as_it_was(tmp_path, monkeypatch, fault):
    out = tmp_path / "film.mp4"
    out.write_bytes(b"an older film")
    monkeypatch.setattr("hipmob_desktop.app.film._drawn", lambda *_: nullcontext([_failed(fault)]))
    with pytest.raises(type(fault)):
        make_film(a_scene((320, 180)), a_track(tmp_path, 4_000), out, _told)
    assert out.read_bytes() == b"an older film"
    assert {path.name for path in tmp_path.iterdir()} == {"sound.wav", "film.mp4"}


@pytest.mark.sweep
@pytest.mark.parametrize("before", [None, b"an older film"])
def test_one_that_is_stopped_leaves_what_was_there(tmp_path, before):
    out = tmp_path / "film.mp4"
    if before:
        out.write_bytes(before)

    def stop(share):
        if share:
            raise _EnoughError

    track = a_track(tmp_path, 60_000)
    with pytest.raises(_EnoughError):
        make_film(a_scene((320, 180)), track, out, stop)
    assert (out.read_bytes() if out.exists() else None) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"sound.wav", "film.mp4"}


def _children():
    """The processes that this one has begun; its threads may end while they are looked at."""
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):
            yield from (task / "children").read_text().split()


def _draws(pid):
    try:
        return "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.sweep
@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_where_a_process_that_draws_is_ended_nothing_stays(tmp_path):
    track, ended = a_track(tmp_path, 60_000), []

    def end_one(_):
        if not ended and (drawing := next(filter(_draws, _children()), None)):
            ended.append(drawing)
            os.kill(int(drawing), signal.SIGKILL)

    with pytest.raises(BrokenProcessPool):
        make_film(a_scene((320, 180)), track, tmp_path / "film.mp4", end_one)
    assert [path.name for path in tmp_path.iterdir()] == ["sound.wav"]


@tried_with(("allowed", "cores"), [({1, 5, 7}, 3), (None, 4)])
def test_all_cores_that_this_process_may_use_draw(monkeypatch, allowed, cores):
    """Where the system does not tell which these are, all that there are."""
    if allowed:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: allowed, raising=False)
    else:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert film._cores() == cores


def test_where_the_disk_is_full_it_says_so(tmp_path, monkeypatch):
    track = a_track(tmp_path, 4_000)
    monkeypatch.setattr("hipmob_desktop.app.film._drawn", lambda *_: nullcontext([Future()]))
    monkeypatch.setattr("hipmob_desktop.app.film.output_file", _FullDisk)
    with pytest.raises(OSError) as error:  # noqa: PT011  # the number says which
        make_film(a_scene((320, 180)), track, tmp_path / "film.mp4", _told)
    assert error.value.errno == errno.ENOSPC


class _FullDisk:
    """A file for which there is no room."""

    def __init__(self, _path, **_):
        self.name = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def write(self, _):
        raise OSError(errno.ENOSPC, "No space left on device")

    def seek(self, *_):
        return 0

    def tell(self):
        return 0

    def flush(self):
        pass
