# SPDX-License-Identifier: GPL-3.0-or-later
"""What the files of the coach promise, and what is said about a bad one."""

from __future__ import annotations

import pytest

from builders import DATA
from hipmob_desktop.content.coach_files import load_phrases, load_safety, load_sources
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.routine import Reference

SHIPPED = DATA / "safety.toml"


def test_the_shipped_file_has_ten_rules_and_begins_with_the_stop_rule():
    safety = load_safety(SHIPPED)
    assert len(safety.rules) == 10
    assert safety.rules[0].title.startswith("Stop")
    assert safety.rules[-1].title == "No medical advice"


def test_every_tag_of_a_shipped_file_has_plain_words():
    assert set(load_safety(SHIPPED).skip_words) == set(SkipTag)


def test_a_tag_without_words_is_named(tmp_path):
    path = tmp_path / "safety.toml"
    path.write_text(SHIPPED.read_text("utf-8").replace('kneel = "kneeling hurts"', ""), "utf-8")
    with pytest.raises(ContentError, match="skip_words, kneel: expected words for it"):
        load_safety(path)


def test_a_file_of_another_shape_says_where_it_is_wrong(tmp_path):
    path = tmp_path / "safety.toml"
    path.write_text(
        SHIPPED.read_text("utf-8").replace("stop_rule =", "stop_rule = 3\nx ="), "utf-8"
    )
    with pytest.raises(ContentError, match="stop_rule: expected"):
        load_safety(path)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("stop_rule", 'stop_rule = ""'), ("welcome", "welcome = []"), ("welcome", "welcome = [1]")],
)
def test_a_rule_that_says_nothing_is_named(tmp_path, key, wrong):
    path = tmp_path / "safety.toml"
    text = "\n".join([wrong, "rules = [{ title = 'a', text = '' }]", "skip_words = 3"])
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_safety(path)
    places = [fault.place for fault in caught.value.faults]
    assert {key, "rules", "skip_words, kneel"} <= set(places)


@pytest.mark.parametrize(
    ("good", "wrong", "told"),
    [
        ("left = ", "left = 3 #", ", left: expected a text, found 3"),
        ("left = ", "lefft = ", ", lefft: expected a known key, found an unknown one (did you"),
        ("left = ", "lefft = ", ": expected a key `left`, found none"),
        ("hundred = ", "hundred = [] #", ", numbers, hundred: expected a text, found an empty"),
    ],
)
def test_a_phrase_that_cannot_be_said_is_named_with_its_line(tmp_path, good, wrong, told):
    path = tmp_path / "en.toml"
    text = (DATA / "phrases" / "en.toml").read_text("utf-8")
    path.write_text(text.replace(f"\n{good}", f"\n{wrong}", 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_phrases(path)
    (line,) = [str(fault) for fault in caught.value.faults if told in str(fault)]
    assert "line" in line or "a key" in line


def test_a_code_stands_for_a_title_and_an_address_if_there_is_one(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(
        '[A1]\ntitle = "A text"\n[W1]\ntitle = "A page"\naddress = "x.example"\n', "utf-8"
    )
    assert load_sources(path) == {
        "A1": Reference(title="A text"),
        "W1": Reference(title="A page", address="x.example"),
    }


@pytest.mark.parametrize("text", ["[A1]\n", "A1 = 3\n", "[A1]\ntitle = 3\n", "[A1\n"])
def test_a_file_that_is_no_list_of_sources_is_named(tmp_path, text):
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError, match=r"sources\.toml"):
        load_sources(path)
