# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sound file tells of itself is read by another program as it was meant."""

import base64
import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3
from mutagen.oggopus import OggOpus

from cases import some_of
from hipmob_desktop.core.chapters import Chapter
from hipmob_desktop.voice.render import mix_session
from hipmob_desktop.voice.track_tags import About

needs_ffprobe = pytest.mark.skipif(not shutil.which("ffprobe"), reason="no ffprobe")
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


@needs_ffprobe
@pytest.mark.parametrize("ending", some_of(ENDINGS, ".mp3"))
def test_chapters_come_in_their_order_with_their_times_and_names(tmp_path, ending):
    out = tmp_path / f"session{ending}"
    mix_session([], 2_400, out, about=About(title="All", chapters=CHAPTERS))

    found = [(one["start_time"], one["tags"]["title"]) for one in told(out)["chapters"]]
    assert found == [(f"{each.start_ms / 1000:.6f}", each.title) for each in CHAPTERS]


@needs_ffprobe
@pytest.mark.parametrize("ending", some_of(ENDINGS, ".mp3"))
def test_an_hour_is_more_than_its_minutes(tmp_path, ending):
    late = (Chapter(0, 3_723_004, "One"), Chapter(3_723_004, 3_800_000, "Two"))
    out = tmp_path / f"session{ending}"
    mix_session([], 1_000, out, about=About(title="All", chapters=late))

    assert told(out)["chapters"][1]["start_time"] == "3723.004000"


@needs_ffprobe
@pytest.mark.parametrize("ending", some_of(ENDINGS, ".mp3"))
def test_words_are_found_and_what_is_empty_is_not_there(tmp_path, ending):
    out = tmp_path / f"session{ending}"
    mix_session([], 500, out, about=About(title="Zwölf – 髋", artist="A. Person", comment="Stop."))
    tags = told(out)["tags"]

    assert (tags["title"], tags["artist"], tags["comment"]) == ("Zwölf – 髋", "A. Person", "Stop.")
    assert "album" not in tags
    assert told(out)["chapters"] == []
    assert [one["codec_type"] for one in told(out)["streams"]] == ["audio"]


ALL = About(
    title="Seven",
    artist="A. Person",
    album="Hips",
    comment="Stop.",
    chapters=(Chapter(0, 3_723_004, "One"), Chapter(3_723_004, 3_800_500, "A long two")),
    cover=b"picture",
    cover_px=640,
)
WORDS = {
    "title": ["Seven"], "artist": ["A. Person"], "album": ["Hips"], "comment": ["Stop."],
    "genre": ["Speech"], "chapter001": ["00:00:00.000"], "chapter001name": ["One"],
    "chapter002": ["01:02:03.004"], "chapter002name": ["A long two"],
}  # fmt: skip


@pytest.fixture
def made(tmp_path):
    def make(ending, about):
        out = tmp_path / f"session{ending}"
        mix_session([], 200, out, about=about)
        return out

    return make


def seen(picture):
    size = (picture.width, picture.height, picture.depth)
    return (picture.type, picture.mime, picture.data, *size)


def test_in_a_flac_file_stands_all_that_is_told(made):
    flac = FLAC(made(".flac", ALL))
    assert dict(flac.tags.as_dict()) == WORDS
    assert [seen(one) for one in flac.pictures] == [(3, "image/png", b"picture", 640, 640, 24)]
    assert FLAC(made(".flac", replace(ALL, cover=b""))).pictures == []


def test_in_an_opus_file_stands_all_that_is_told(made):
    told = OggOpus(made(".opus", ALL)).tags.as_dict()
    picture = Picture(base64.b64decode(told.pop("metadata_block_picture")[0]))
    told.pop("encoder", None)
    assert told == WORDS
    assert seen(picture) == (3, "image/png", b"picture", 640, 640, 24)
    bare = OggOpus(made(".opus", replace(ALL, cover=b""))).tags.as_dict()
    assert "metadata_block_picture" not in bare


def test_in_an_mp3_file_stands_all_that_is_told(made):
    tags = ID3(made(".mp3", ALL), translate=False)
    frames = ("TIT2", "TPE1", "TALB", "TCON", "COMM::eng")
    assert [tags[name].text for name in frames] == [
        ["Seven"], ["A. Person"], ["Hips"], ["Speech"], ["Stop."],
    ]  # fmt: skip
    assert tags.version == (2, 3, 0)
    (cover,) = tags.getall("APIC")
    assert (cover.mime, cover.type, cover.data) == ("image/png", 3, b"picture")
    (contents,) = tags.getall("CTOC")
    names = contents.child_element_ids
    assert (contents.element_id, int(contents.flags), names) == (
        "contents", 3, [f"chapter001{'.' * 14}", "chapter002"],
    )  # fmt: skip
    nowhere = 0xFFFFFFFF
    chapters = {one.element_id: one for one in tags.getall("CHAP")}
    assert [
        (
            one.start_time,
            one.end_time,
            one.start_offset,
            one.end_offset,
            one.sub_frames["TIT2"].text,
        )
        for one in map(chapters.get, names)
    ] == [
        (0, 3_723_004, nowhere, nowhere, ["One"]),
        (3_723_004, 3_800_500, nowhere, nowhere, ["A long two"]),
    ]


def test_in_an_mp3_file_stands_nothing_that_is_not_told(made):
    tags = ID3(made(".mp3", About(title="Seven")))
    assert sorted(frame[:4] for frame in tags) == ["TCON", "TIT2"]
