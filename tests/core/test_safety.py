# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of safety that are shipped have words for all that asks for them."""

from hipmob_desktop.content.coach_files import load_safety
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.resources import data_dir

SAFETY = load_safety(data_dir() / "safety.toml")


def test_there_is_a_sentence_that_is_always_in_sight():
    assert "stop" in SAFETY.stop_rule.lower()


def test_each_rule_has_a_title_and_a_text_of_its_own():
    assert len({rule.title for rule in SAFETY.rules}) == len(SAFETY.rules) > 0
    assert all(rule.text.endswith(".") for rule in SAFETY.rules)


def test_every_state_of_the_body_has_words_of_its_own():
    assert set(SAFETY.skip_words) == set(SkipTag)
    assert len(set(SAFETY.skip_words.values())) == len(SkipTag)
