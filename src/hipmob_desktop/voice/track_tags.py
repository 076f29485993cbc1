# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sound file says of itself: title, chapters, cover. The rest of it is left as it is.

Vorbis comments have chapters as players agreed on long ago, ID3 has frames for them.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hipmob_desktop.core.ports import SECOND_MS

if TYPE_CHECKING:
    from io import BytesIO

    from hipmob_desktop.core.chapters import Chapter

_FRONT = 3
_BITS = 24
_FROM_FILE_START = 0xFFFFFFFF
"""In place of a byte's place in the file: the time holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose a sound file is, what to say beside it, and the PNG that stands for it, if any."""

    title: str
    artist: str = ""
    album: str = ""
    comment: str = ""
    chapters: tuple[Chapter, ...] = ()
    cover: bytes = b""
    cover_px: int = 0

    def lines(self) -> dict[str, str]:
        """The words by their names in Vorbis comments; empty ones are left out."""
        found = {
            "TITLE": self.title,
            "ARTIST": self.artist,
            "ALBUM": self.album,
            "COMMENT": self.comment,
            "GENRE": "Speech",
        }
        return {name: text for name, text in found.items() if text}


def tag_flac(file: BytesIO, about: About) -> None:
    """Tell it in a FLAC file."""
    from mutagen.flac import FLAC

    flac = FLAC(file)
    if flac.tags is None:
        flac.add_tags()
    flac.update(_comments(about))
    if about.cover:
        flac.add_picture(_picture(about))
    file.seek(0)
    flac.save(file)


def tag_opus(file: BytesIO, about: About) -> None:
    """Tell it in an Opus file."""
    from mutagen.oggopus import OggOpus

    opus = OggOpus(file)
    opus.update(_comments(about))
    if about.cover:
        told = base64.b64encode(_picture(about).write()).decode("ascii")
        opus["METADATA_BLOCK_PICTURE"] = [told]
    file.seek(0)
    opus.save(file)


def tag_mp3(file: BytesIO, about: About) -> None:
    """Tell it at the beginning of an MP3 file, in the version of ID3 that Windows reads too."""
    from mutagen import id3

    tags = id3.ID3()
    told = about.lines()
    for frame, name in ((id3.TIT2, "TITLE"), (id3.TPE1, "ARTIST"), (id3.TALB, "ALBUM")):
        if name in told:
            tags.add(frame(text=[told[name]]))
    tags.add(id3.TCON(text=[told["GENRE"]]))
    if about.comment:
        tags.add(id3.COMM(lang="eng", desc="", text=[about.comment]))
    if about.cover:
        tags.add(id3.APIC(mime="image/png", type=_FRONT, desc="", data=about.cover))
    if about.chapters:
        names = _names(about.chapters)
        tags.add(id3.CTOC(element_id="contents", flags=3, child_element_ids=names))
        for name, chapter in zip(names, about.chapters, strict=True):
            tags.add(_id3_chapter(name, chapter))
    tags.update_to_v23()
    file.seek(0)
    tags.save(file, v2_version=3)


def _names(chapters: tuple[Chapter, ...]) -> list[str]:
    """What ID3 knows chapters by.

    Short titles get long ones: mutagen writes frames by their size, and players that do not read
    the table of contents take chapters as they stand.
    """
    sizes = [len(chapter.title.encode("utf-16")) for chapter in chapters]
    return [
        f"chapter{number:03}{'.' * (max(sizes) - size)}" for number, size in enumerate(sizes, 1)
    ]


def _id3_chapter(name: str, chapter: Chapter) -> Any:  # noqa: ANN401 - mutagen has no types
    from mutagen import id3

    return id3.CHAP(
        element_id=name,
        start_time=chapter.start_ms,
        end_time=chapter.end_ms,
        start_offset=_FROM_FILE_START,
        end_offset=_FROM_FILE_START,
        sub_frames=[id3.TIT2(text=[chapter.title])],
    )


def _comments(about: About) -> dict[str, list[str]]:
    found = {name: [text] for name, text in about.lines().items()}
    for number, chapter in enumerate(about.chapters, 1):
        found[f"CHAPTER{number:03}"] = [_moment(chapter.start_ms)]
        found[f"CHAPTER{number:03}NAME"] = [chapter.title]
    return found


def _moment(ms: int) -> str:
    seconds, rest = divmod(ms, SECOND_MS)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"


def _picture(about: About) -> Any:  # noqa: ANN401 - mutagen has no types
    from mutagen.flac import Picture

    picture = Picture()
    picture.type, picture.mime, picture.data = _FRONT, "image/png", about.cover
    picture.width = picture.height = about.cover_px
    picture.depth = _BITS
    return picture
