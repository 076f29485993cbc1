# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import get_args

import pytest

from hipmob_desktop.core.enums import Item
from hipmob_desktop.core.preferences import Preferences, ThemeChoice
from hipmob_desktop.ui.kit.fields import ChoiceField, SliderField
from hipmob_desktop.ui.pages import settings_fields as groups
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

MAKERS = (
    groups.coaching_fields,
    groups.voice_fields,
    groups.session_fields,
    groups.screen_fields,
)


@pytest.fixture
def fields(qapp):
    """All fields by the name of their preference."""
    found = {}
    for make in MAKERS:
        found |= make()
    yield found
    for field in found.values():
        field.deleteLater()


def test_every_field_is_of_a_preference(fields):
    assert fields.keys() <= set(Preferences.__slots__)


def test_every_default_can_be_shown(fields):
    for name, field in fields.items():
        field.show_value(getattr(Preferences(), name))
        shown = field.value
        if name == "awake_pause_ms":
            continue  # its options depend on what is chosen
        assert shown == getattr(Preferences(), name), name


def test_every_theme_there_is_can_be_chosen(fields):
    assert tuple(fields["theme"]._keys) == get_args(ThemeChoice)


def test_every_option_has_its_own_words(fields):
    for name, field in fields.items():
        if isinstance(field, ChoiceField):
            words = [field.combo.itemText(row) for row in range(field.combo.count())]
            assert len(set(words)) == len(words) > 0, name
            assert all(words), name


def test_a_number_at_either_end_of_its_slider_is_still_allowed(fields):
    for name, field in fields.items():
        if isinstance(field, SliderField):
            for step in (0, field.slider.maximum()):
                field.slider.setValue(step)
                value = type(getattr(Preferences(), name))(field.value)
                assert getattr(Preferences(**{name: value}).clamped(), name) == value, name


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("pace", 1.0, "Normal"),
        ("pace", 1.2, "20% slower"),
        ("pace", 0.8, "20% quicker"),
        ("rate", 160, "160 words a minute"),
        ("pitch", 50, "Normal"),
        ("pitch", 35, "A little lower"),
        ("pitch", 90, "Much higher"),
        ("voice_volume", 0.5, "50%"),
    ],
)
def test_numbers_are_said_in_words(fields, name, value, words):
    fields[name].show_value(value)
    assert fields[name].number.text() == words


def test_sizes_of_text_hold_the_current_one_in_its_order():
    assert [size for size, _ in groups.scales(1.0)] == sorted(dict(groups.scales(1.0)))
    assert (1.37, "137%") in groups.scales(1.37)
    assert len(groups.scales(1.37)) == len(groups.scales(1.0)) + 1


def test_lengths_of_a_pause_hold_the_current_one_in_its_order():
    assert dict(groups.awake(300_000))[300_000] == "After 5 minutes"
    lengths = groups.awake(420_000)
    assert (420_000, "After 7 minutes") in lengths
    assert [length for length, _ in lengths] == sorted(length for length, _ in lengths)


def test_things_begin_with_a_capital(qapp):
    assert groups.item_fields()[Item.LOOP_BAND].box.accessibleName() == "Loop band"
