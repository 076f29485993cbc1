# SPDX-License-Identifier: GPL-3.0-or-later
"""A path to the TOML behind it, or one clear refusal. Nothing here trusts a file."""

from __future__ import annotations

import codecs
import re
import tomllib
from typing import TYPE_CHECKING, Any

from hipmob_desktop.content.problems import ContentError, Fault, shortened
from hipmob_desktop.files import NotPlainError, TooLargeError, read_file

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 256 * 1024
"""The largest file that is read at all; the longest shipped one has a fiftieth of it."""

# tomllib takes quadratic time over a key of very many dotted parts. No key here has four.
_ABSURD_KEY = re.compile(r"(?<![\w-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){40}")
_OLD_END = "\x1a"
_SAVE_AS = "save it as UTF-8"
_OTHER_MARKS = {  # the longer ones first
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_AT_LINE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def text_of(path: Path) -> str:
    """The text of the file at `path`, without the marks that old systems put around it.

    Never waits and never reads more than `MAX_BYTES`.

    Raises:
        ContentError: It is no plain file, cannot be read, is too large or is not UTF-8.
    """
    content = _bytes_of(path)
    for mark, name in _OTHER_MARKS.items():
        if content.startswith(mark):
            raise _refusal(path, "text in UTF-8", name, hint=_SAVE_AS)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte {content[error.start]:#04x}"
        raise _refusal(path, "text in UTF-8", found, line, hint=_SAVE_AS) from None
    if text.count("\0") * 3 > len(text):
        found = "a zero byte beside each letter, as in UTF-16"
        raise _refusal(path, "text in UTF-8", found, hint=_SAVE_AS)
    text = text.removesuffix(_OLD_END)
    return text if "\n" in text else text.replace("\r", "\n")


def table_of(path: Path) -> dict[str, Any]:
    """What the TOML file at `path` holds.

    Raises:
        ContentError: As for `text_of`, or it is not TOML.
    """
    return table_in(path, text_of(path))


def table_in(path: Path, toml: str) -> dict[str, Any]:
    """What the text `toml`, read from `path`, holds.

    Raises:
        ContentError: It is not TOML.
    """
    if absurd := _ABSURD_KEY.search(toml):
        line = toml.count("\n", 0, absurd.start()) + 1
        raise _refusal(path, "keys of a few parts", "one of more than forty", line)
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, toml, str(error)) from None
    except RecursionError:
        raise _refusal(path, "a few levels of nesting", "hundreds") from None
    except ValueError:
        # The one other refusal of tomllib: Python reads no number of thousands of digits.
        raise _refusal(path, "numbers of a few digits", "one of thousands") from None


def _bytes_of(path: Path) -> bytes:
    try:
        return read_file(path, most=MAX_BYTES)
    except NotPlainError as error:
        raise _refusal(path, "a file", error.kind) from None
    except TooLargeError as error:
        most, size = f"at most {MAX_BYTES // 1024} KiB", f"{error.size / 1024:.0f} KiB"
        raise _refusal(path, most, size) from None
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise _refusal(path, "a file that can be read", why) from None


def _not_toml(path: Path, toml: str, reason: str) -> ContentError:
    where = _AT_LINE.search(reason)
    what = _AT_LINE.sub("", reason)
    if where is None or where["line"] is None:
        return _refusal(path, "a whole TOML file", f"its end too early: {what}")
    line = int(where["line"])
    text = toml.replace("\r\n", "\n").split("\n")[line - 1].strip()
    return _refusal(path, "TOML", f"`{shortened(text)}`: {what}", line)


def _refusal(
    path: Path, expected: str, found: str, line: int | None = None, hint: str = ""
) -> ContentError:
    return ContentError([Fault(str(path), line, "", expected, found, hint)])
