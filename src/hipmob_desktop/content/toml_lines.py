# SPDX-License-Identifier: GPL-3.0-or-later
"""On which line of a TOML text a key or a list's element stands.

`tomllib` tells no places. This reads a text that `tomllib` has accepted, once more and
only when a fault has to be shown, so it need neither be fast nor refuse anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.content.problems import Place

_TOKEN = re.compile(
    r"""
      (?P<skip>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<text>\"\"\"(?:\\.|(?!\"\"\")[^\\])*\"{3,5}|'''.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<mark>[\[\]{}=,])
    | (?P<bare>[^\s\[\]{}=,\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
_KEY_PART = re.compile(r""""(?P<basic>(?:\\.|[^"\\])*)"|'(?P<literal>[^']*)'|(?P<bare>[\w-]+)""")


class Lines:
    """The line, counted from 1, of every key and element of one TOML text."""

    def __init__(self, toml: str) -> None:
        self._lines: dict[Place, int] = {}
        self._tokens = list(_tokens(toml))
        self._at = 0
        self._lengths: dict[Place, int] = {}
        try:
            self._read()
        except (IndexError, RecursionError):
            # A text that is not TOML after all: what was found so far still helps.
            self._tokens = []

    def line_of(self, place: Place) -> int | None:
        """The line of `place`, or of the closest thing around it; None for the whole file."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place[:-1]
        return None

    def _read(self) -> None:
        table: Place = ()
        while self._at < len(self._tokens):
            word, line = self._tokens[self._at]
            if word == "\n":
                self._at += 1
            elif word == "[":
                table = self._header()
                for depth in range(1, len(table) + 1):
                    self._lines.setdefault(table[:depth], line)
            else:
                self._assignment(table)

    def _header(self) -> Place:
        is_list = self._tokens[self._at + 1][0] == "["
        self._at += 2 if is_list else 1
        keys = self._key("]")
        self._at += 2 if is_list else 1
        table: Place = ()
        for number, key in enumerate(keys, start=1):
            table += (key,)
            if is_list and number == len(keys):
                self._lengths[table] = self._lengths.get(table, 0) + 1
            if table in self._lengths:
                table += (self._lengths[table] - 1,)
        return table

    def _key(self, until: str) -> tuple[str, ...]:
        words = ""
        while self._tokens[self._at][0] != until:
            words += self._tokens[self._at][0]
            self._at += 1
        return tuple(match[match.lastgroup or 0] for match in _KEY_PART.finditer(words))

    def _assignment(self, table: Place) -> None:
        line = self._tokens[self._at][1]
        keys = self._key("=")
        self._at += 1
        for depth in range(1, len(keys) + 1):
            self._lines.setdefault(table + keys[:depth], line)
        self._value(table + keys)

    def _value(self, place: Place) -> None:
        word = self._tokens[self._at][0]
        self._at += 1
        if word == "[":
            self._list(place)
        elif word == "{":
            while self._past_separators() != "}":
                self._assignment(place)
            self._at += 1

    def _list(self, place: Place) -> None:
        index = 0
        while self._past_separators() != "]":
            self._lines[(*place, index)] = self._tokens[self._at][1]
            self._value((*place, index))
            index += 1
        self._at += 1

    def _past_separators(self) -> str:
        while self._tokens[self._at][0] in {"\n", ","}:
            self._at += 1
        return self._tokens[self._at][0]


def _tokens(toml: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(toml):
        if match.lastgroup != "skip":
            yield match[0], line
        line += match[0].count("\n")
