# SPDX-License-Identifier: GPL-3.0-or-later
"""The files there is one of: the phrases of a language, the rules of safety, the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hipmob_desktop.content.problems import ContentError, Fault
from hipmob_desktop.content.toml_file import table_of
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.safety import Safety, SafetyRule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.routine import Reference


def load_phrases(path: Path) -> Phrases:
    """The words in `path`.

    Raises:
        ContentError: The file cannot be used.
    """
    # Not on the way to the window, which needs the rules of safety alone.
    from hipmob_desktop.content.reader import Source
    from hipmob_desktop.core.phrases import Phrases

    return Source.at(path).read_as(Phrases)


def load_safety(path: Path) -> Safety:
    """What the file at `path` says.

    Raises:
        ContentError: The file cannot be used, or has no words for a tag.
    """
    table = table_of(path)
    wrong = [
        Fault(str(path), None, place, expected, "something else")
        for place, expected, is_so in _expectations(table)
        if not is_so
    ]
    if wrong:
        raise ContentError(wrong)
    return Safety(
        stop_rule=table["stop_rule"],
        welcome=tuple(table["welcome"]),
        rules=tuple(SafetyRule(title=rule["title"], text=rule["text"]) for rule in table["rules"]),
        skip_words={tag: table["skip_words"][tag] for tag in SkipTag},
    )


def load_sources(path: Path) -> dict[str, Reference]:
    """What each code of a source stands for.

    Raises:
        ContentError: The file cannot be used.
    """
    import msgspec

    from hipmob_desktop.core.routine import Reference

    try:
        return msgspec.convert(table_of(path), dict[str, Reference])
    except msgspec.ValidationError as error:
        expected = "a title, and an address if there is one, for each code"
        raise ContentError([Fault(str(path), None, "", expected, str(error))]) from None


def _expectations(table: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """A place in the file, what is expected there, and whether it is so."""
    yield "stop_rule", "a sentence", _is_text(table.get("stop_rule"))
    yield "welcome", "a list of sentences", all(map(_is_text, _list(table.get("welcome"))))
    rules = _list(table.get("rules"))
    yield "rules", "tables with a title and a text", all(map(_is_rule, rules))
    words = table.get("skip_words")
    for tag in SkipTag:
        has_words = isinstance(words, dict) and _is_text(words.get(tag))
        yield f"skip_words, {tag}", "words for it", has_words


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_rule(value: object) -> bool:
    return isinstance(value, dict) and _is_text(value.get("title")) and _is_text(value.get("text"))


def _list(value: object) -> list[object]:
    """The value, or a list in which nothing is as it should be."""
    return value if isinstance(value, list) and value else [None]
