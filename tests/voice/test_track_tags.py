# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sound file tells of itself is read by another program as it was meant."""

import json
import shutil
import subprocess

import pytest

from cases import some_of
from hipmob_desktop.core.chapters import Chapter
from hipmob_desktop.voice.render import mix_session
from hipmob_desktop.voice.track_tags import About

pytestmark = pytest.mark.skipif(not shutil.which("ffprobe"), reason="no ffprobe")
ENDINGS = (".flac", ".opus", ".mp3")
LONG = "Side-lying straight-leg raise with the heel at the wall, as slowly as you can"
TITLES = ("Clam", LONG, "Ça – 髋", "D", *(f"Move {number}" for number in range(5, 120)))
CHAPTERS = tuple(Chapter(20 * place, 20 * place + 20, title) for place, title in enumerate(TITLES))


def told(path):
    words = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters"]
    found = json.loads(subprocess.check_output([*words, "-of", "json", path]))
    tags = found["format"].get("tags") or found["streams"][0].get("tags", {})
    found["tags"] = {key.lower(): text for key, text in tags.items()}
    return found


@pytest.mark.parametrize("ending", some_of(ENDINGS, ".mp3"))
def test_chapters_come_in_their_order_with_their_times_and_names(tmp_path, ending):
    out = tmp_path / f"session{ending}"
    mix_session([], 2_400, out, about=About(title="All", chapters=CHAPTERS))

    found = [(one["start_time"], one["tags"]["title"]) for one in told(out)["chapters"]]
    assert found == [(f"{each.start_ms / 1000:.6f}", each.title) for each in CHAPTERS]


@pytest.mark.parametrize("ending", some_of(ENDINGS, ".mp3"))
def test_an_hour_is_more_than_its_minutes(tmp_path, ending):
    late = (Chapter(0, 3_723_004, "One"), Chapter(3_723_004, 3_800_000, "Two"))
    out = tmp_path / f"session{ending}"
    mix_session([], 1_000, out, about=About(title="All", chapters=late))

    assert told(out)["chapters"][1]["start_time"] == "3723.004000"


@pytest.mark.parametrize("ending", some_of(ENDINGS, ".mp3"))
def test_words_are_found_and_what_is_empty_is_not_there(tmp_path, ending):
    out = tmp_path / f"session{ending}"
    mix_session([], 500, out, about=About(title="Zwölf – 髋", artist="A. Person", comment="Stop."))
    tags = told(out)["tags"]

    assert (tags["title"], tags["artist"], tags["comment"]) == ("Zwölf – 髋", "A. Person", "Stop.")
    assert "album" not in tags
    assert told(out)["chapters"] == []
    assert [one["codec_type"] for one in told(out)["streams"]] == ["audio"]
