# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes of somebody's list, or of another program's file, to the lists in it."""

from __future__ import annotations

import codecs
import io
import json
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from hipmob_desktop.content.listed import MOST_LINES, read_list
from hipmob_desktop.content.other_programs import lists_of
from hipmob_desktop.content.problems import ContentError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hipmob_desktop.content.list_lines import LineReader
    from hipmob_desktop.content.listed import Listed

MOST_BYTES = 256 * 1024
"""The largest list that is read; who writes a line a minute is at it for a week."""

_MOST_FILES = 200
_MARKS = (  # the longer ones first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_NO_TEXT = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "formatted text (RTF)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_ZIP = b"PK\x03\x04"
_COPY = "copy the lines out of it, or save it as plain text"


def lists_in(
    content: bytes, name: str, reader: LineReader, feeel: Mapping[int, str]
) -> tuple[Listed, ...]:
    """The lists in `content`, which is that of a file called `name`; there is one at least.

    `feeel` says what the numbers in files of Feeel stand for.

    Raises:
        ContentError: There is none in it.
    """
    if len(content) > MOST_BYTES:
        size = f"{len(content) / 1024:.0f} KiB"
        raise _refusal(name, f"at most {MOST_BYTES // 1024} KiB", size)
    if content.startswith(_ZIP):
        return _unpacked(content, name, reader, feeel)
    text = _text(content, name)
    if text.lstrip()[:1] in ("{", "["):
        found = _from_json(text, name, reader, feeel)
    else:
        if len(text.splitlines()) > MOST_LINES:
            raise _refusal(name, f"at most {MOST_LINES} lines", str(len(text.splitlines())))
        found = (read_list(text, reader),)
    if not any(listed.move_lines for listed in found):
        raise _refusal(name, "a list of moves, one a line", "none that we know")
    return tuple(listed for listed in found if listed.move_lines)


def _text(content: bytes, name: str) -> str:
    """The text, in whichever of the usual encodings it is."""
    for start, kind in _NO_TEXT:
        if content.startswith(start):
            raise _refusal(name, "plain text", kind, _COPY)
    encodings = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in encodings or ["utf-8", "cp1252", "latin-1"]:
        with suppress(UnicodeError):
            text = content.decode(encoding)
            if "\0" not in text:
                return text
    raise _refusal(name, "plain text", "bytes that are none", _COPY)


def _from_json(
    text: str, name: str, reader: LineReader, feeel: Mapping[int, str]
) -> tuple[Listed, ...]:
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        line = text.count("\n", 0, error.pos) + 1
        raise _refusal(name, "whole JSON", error.msg.lower(), line=line) from None
    except (RecursionError, ValueError):
        raise _refusal(name, "JSON of a few levels", "an absurd one") from None
    try:
        return lists_of(table, reader, feeel)
    except ValueError as error:
        raise _refusal(name, str(error), "other JSON") from None


def _unpacked(
    content: bytes, name: str, reader: LineReader, feeel: Mapping[int, str]
) -> tuple[Listed, ...]:
    """The lists in each file of an archive, such as Feeel makes of all workouts."""
    try:
        parts = list(_parts(content, name))
    except ContentError:
        raise
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        raise _refusal(name, "a whole archive", "a damaged or locked one") from None
    if any(part.startswith("word/") or part == "mimetype" for part, _ in parts):
        raise _refusal(name, "plain text", "an office document", _COPY)
    found: list[Listed] = []
    for part, inside in parts:
        if inside.startswith(_ZIP):
            raise _refusal(f"{name}, {part}", "a workout", "an archive")
        found += lists_in(inside, f"{name}, {part}", reader, feeel)
    if not found:
        raise _refusal(name, "workouts", "an empty archive")
    return tuple(found)


def _parts(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        if len(files) > _MOST_FILES:
            raise _refusal(name, f"at most {_MOST_FILES} files", str(len(files)))
        for info in files:
            with archive.open(info) as file:
                yield info.filename, file.read(MOST_BYTES + 1)


def _refusal(
    name: str, expected: str, found: str, hint: str = "", *, line: int | None = None
) -> ContentError:
    return ContentError([Fault(name, line, "", expected, found, hint)])
