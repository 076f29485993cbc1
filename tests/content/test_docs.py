# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page on routine files shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from cases import tried_with
from content.samples import SHIPPED, check_file, write
from hipmob_desktop.content import schema as formats
from hipmob_desktop.content.check_file import load_tests
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.programme_file import load_programmes
from hipmob_desktop.content.toml_file import MAX_BYTES
from hipmob_desktop.core.enums import (
    Intent,
    Item,
    Level,
    Origin,
    Position,
    SetsOrder,
    Side,
    SideMode,
    SkipTag,
    When,
)

PAGE = (Path(__file__).parents[2] / "docs" / "routine-files.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```toml\n# (\S+/\S+\.toml)\n(.*?)```", PAGE, re.DOTALL))
FAULTY = re.search(r"```toml\n(# faulty: (\S+)\n.*?)```", PAGE, re.DOTALL)
WORDS = [Intent, Item, Origin, Position, SetsOrder, Side, SideMode, SkipTag, When, Level]
TABLES = [
    value
    for value in vars(formats).values()
    if isinstance(value, type) and issubclass(value, formats.Table)
]


def test_the_page_has_its_examples():
    assert len(EXAMPLES) == 7
    assert PAGE.count("```toml") == len(EXAMPLES) + 1


def test_every_example_loads_as_it_stands(tmp_path):
    for name, text in EXAMPLES.items():
        write(tmp_path, name, text)
    library = Library.load(SHIPPED, tmp_path)
    assert [str(fault) for fault in library.faults] == []
    own = {entry.id for entry in library.entries if entry.is_own}
    assert own == {"after_lunch", "evening_hips", "for_my_left_hip"}
    assert {"heel_drop", "frog_rest"} <= set(library.moves)
    tests = load_tests([SHIPPED, tmp_path], library.moves)
    programmes = load_programmes([SHIPPED, tmp_path], library.routine)
    assert (tests.faults, programmes.faults) == ((), ())
    assert "heel_reach" in tests.paths
    assert "mine" in programmes.paths


def test_the_faulty_example_is_answered_as_the_page_says(tmp_path, shipped):
    text, name = FAULTY.groups()
    said = [line for line in PAGE.splitlines() if line.startswith(f"{Path(name).name}, line")]
    faults = []
    for content in (text, text.replace("rounds = 0", "rounds = 1")):
        faults += check_file(write(tmp_path, name, content), shipped)
    assert [str(fault).removeprefix(f"{tmp_path}/routines/") for fault in faults] == said


@tried_with("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_is_explained(table):
    keys = [field.encode_name for field in msgspec.structs.fields(table)]
    assert [key for key in keys if f"`{key}`" not in PAGE and f"`{key} = " not in PAGE] == []


@tried_with("words", WORDS)
def test_every_word_of_a_fixed_set_is_explained(words):
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_the_limits_are_those_of_the_reader():
    assert f"up to {MAX_BYTES // 1024} KiB" in PAGE
