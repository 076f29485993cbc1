# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from builders import DATA
from hipmob_desktop.content.coach_files import load_safety
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.enums import SkipTag

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
