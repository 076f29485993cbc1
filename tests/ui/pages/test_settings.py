# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from hipmob_desktop.core.enums import Counting, Item, Side, SkipTag, VoiceLevel
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.kit.style import em
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

OTHER = Preferences(
    theme="light",
    text_scale=1.5,
    reduced_motion=True,
    voice_id="gmw/en",
    rate=200,
    pitch=30,
    voice_volume=0.5,
    chime_volume=0.2,
    lower_other_sound=True,
    level=VoiceLevel.CHIMES,
    counting=Counting.LAST_THREE,
    breath_words=True,
    chimes=False,
    pace=1.2,
    first_side=Side.RIGHT,
    skip_tags=frozenset({SkipTag.KNEELING}),
    equipment=frozenset({Item.STRAP}),
    awake_pause_ms=900_000,
)


@pytest.fixture(scope="module")
def only_screen(shown_once):
    page = shown_once("settings")
    page.told = []
    page.preferences_changed.connect(page.told.append)
    return page


@pytest.fixture
def screen(only_screen):
    """The page as it is at first."""
    only_screen.show_preferences(Preferences())
    only_screen.show_voices((("gmw/en", "English"),))
    only_screen.told.clear()
    return only_screen


def shown_values(screen):
    return {name: field.value for name, field in screen.fields.items()}


def turn_wheel(widget):
    down, here = QPoint(0, -120), QPointF(5, 5)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(here, here, down, down, buttons, keys, phase, False)
    widget.wheelEvent(event)
    return event


def test_what_is_chosen_is_shown_and_nobody_is_told(screen):
    screen.show_preferences(OTHER)
    assert shown_values(screen) == {name: getattr(OTHER, name) for name in screen.fields}
    assert [item for item, tick in screen.items.items() if tick.value] == [Item.STRAP]
    assert screen.told == []


@pytest.mark.parametrize(
    ("name", "key", "wanted"),
    [
        ("level", Qt.Key.Key_Down, VoiceLevel.NAMES_AND_COUNTS),
        ("counting", Qt.Key.Key_End, Counting.NONE),
        ("first_side", Qt.Key.Key_Down, Side.RIGHT),
        ("theme", Qt.Key.Key_Down, "dark"),
        ("text_scale", Qt.Key.Key_Down, 1.15),
        ("awake_pause_ms", Qt.Key.Key_Home, 0),
        ("rate", Qt.Key.Key_Right, 165),
        ("pace", Qt.Key.Key_Home, 0.7),
        ("voice_volume", Qt.Key.Key_Left, 0.95),
        ("chimes", Qt.Key.Key_Space, False),
        ("reduced_motion", Qt.Key.Key_Space, True),
    ],
)
def test_a_key_changes_one_choice_and_no_other(screen, name, key, wanted):
    QTest.keyClick(screen.fields[name].field, key)
    (told,) = screen.told
    changed = {
        each for each in told.__slots__ if getattr(told, each) != getattr(Preferences(), each)
    }
    assert (getattr(told, name), changed) == (wanted, {name})
    assert type(getattr(told, name)) is type(getattr(Preferences(), name))


def test_a_click_on_the_words_ticks_the_box(screen):
    tick = screen.items[Item.MAT]
    QTest.mouseClick(tick._text, Qt.MouseButton.LeftButton)
    assert Item.MAT not in screen.told[-1].equipment
    QTest.mouseClick(tick._text, Qt.MouseButton.LeftButton)
    assert Item.MAT in screen.told[-1].equipment


def test_what_is_to_be_spared_has_a_page_of_its_own(screen, qtbot):
    with qtbot.waitSignal(screen.page_requested) as asked:
        screen.body.click()
    assert asked.args == [PageName.BODY]


def test_voices_are_offered_beside_the_engines_own_choice(screen):
    screen.show_preferences(Preferences(voice_id="b"))
    screen.show_voices((("a", "Anna"), ("b", "Bert")))
    combo = screen.fields["voice_id"].combo
    assert [combo.itemText(row) for row in range(3)][1:] == ["Anna", "Bert"]
    assert combo.currentText() == "Bert"


def test_a_value_that_no_list_offers_is_shown_all_the_same(screen):
    screen.show_preferences(Preferences(text_scale=1.37, awake_pause_ms=7 * 60_000))
    assert screen.fields["text_scale"].combo.currentText() == "137%"
    assert screen.fields["awake_pause_ms"].combo.currentText() == "After 7 minutes"


def test_the_wheel_scrolls_the_page_and_changes_nothing(screen):
    for name in ("level", "pace"):
        assert not turn_wheel(screen.fields[name].field).isAccepted()
    assert screen.told == []


def test_paces_of_single_moves_can_be_forgotten(screen):
    assert not screen.forget_paces.isVisible()
    screen.show_preferences(Preferences(move_paces=(("a", 1.1), ("b", 0.9))))
    assert "two moves" in screen.forget_paces.text()
    screen.forget_paces.click()
    assert screen.told[-1].move_paces == ()
    assert not screen.forget_paces.isVisible()


def test_the_voice_can_be_heard_as_it_is_chosen(screen, qtbot):
    with qtbot.waitSignal(screen.hear_requested):
        screen.hear.click()


def test_there_is_a_way_to_what_this_program_is(screen, qtbot):
    with qtbot.waitSignal(screen.page_requested) as asked:
        screen.about.click()
    assert asked.args == [PageName.ABOUT]


def test_from_the_settings_every_page_about_the_person_and_the_program_is_near(shown, qtbot):
    page = shown("settings")
    asked = []
    page.page_requested.connect(asked.append)
    for button in (page.sound_check, page.reminders, page.body, page.safety, page.about):
        button.click()
    assert asked == [
        PageName.SOUND_CHECK, PageName.REMINDERS, PageName.BODY, PageName.SAFETY, PageName.ABOUT
    ]  # fmt: skip


def test_where_there_is_no_pace_to_forget_there_is_no_gap_for_it(shown, windows):
    page = shown("settings")
    page.show_preferences(Preferences())
    windows.settle()
    last = page.fields["quiet_at_desk"]
    card = last.parentWidget()
    without = card.height() - last.geometry().bottom()
    page.show_preferences(Preferences(move_paces=(("clamshell", 1.2),)))
    windows.settle()
    assert page.forget_paces.isVisible()
    with_one = card.height() - last.geometry().bottom()
    assert with_one - without >= page.forget_paces.height() + 0.5 * em(page)
