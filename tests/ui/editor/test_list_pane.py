# SPDX-License-Identifier: GPL-3.0-or-later
"""Below the moves of the routine stands what can be done with the highlighted one."""

from __future__ import annotations

import pytest

from hipmob_desktop.ui.editor.items import MoveRow
from hipmob_desktop.ui.editor.list_pane import EMPTY, ListPane
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN

ROWS = tuple(MoveRow(name.lower(), name, "10 each side") for name in ("Bridge", "Clam", "Lunge"))


@pytest.fixture
def pane(shown):
    return shown(lambda studio: ListPane(studio.style))


def enabled(pane):
    names = ("add", "up", "down", "copy", "remove", "change", "about")
    return {name for name in names if getattr(pane, name).isEnabled()}


@pytest.mark.parametrize(
    ("rows", "number", "can"),
    [
        ((), -1, set()),
        (ROWS, 0, {"down", "copy", "remove", "change"}),
        (ROWS, 1, {"up", "down", "copy", "remove", "change"}),
        (ROWS, 2, {"up", "copy", "remove", "change"}),
        (ROWS[:1], 0, {"copy", "remove", "change"}),
    ],
)
def test_only_what_is_possible_is_offered(pane, rows, number, can):
    pane.show_rows(rows, number)

    assert enabled(pane) == can | {"add", "about"}


def test_each_button_asks_for_what_its_tip_says(pane):
    asked = []
    pane.asked.connect(asked.append)
    pane.show_rows(ROWS, 1)
    for button in pane.buttons:
        button.click()

    assert asked == ["add", "up", "down", "copy", "remove", "change", "about"]
    assert all(name_of(button) and button.toolTip() for button in pane.buttons)
    assert "Del" in pane.remove.toolTip()


def test_an_empty_one_says_what_to_do(pane):
    pane.show_rows((), -1)
    assert EMPTY in labels(pane)
    pane.show_rows(ROWS, 0)
    assert EMPTY not in labels(pane)
