# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of settings; every change takes effect at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.fields import ChoiceField, TickField
from hipmob_desktop.ui.kit.labels import titled_card
from hipmob_desktop.ui.kit.layouts import Columns, FlowLayout
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, set_spacing
from hipmob_desktop.ui.pages import settings_fields as groups
from hipmob_desktop.ui.pages.settings_backup import BackupCard
from hipmob_desktop.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.enums import Item

_MEASURE_EM = 84.0
_CARD_EM = 25.0
_MOST_COLUMNS = 3
_TICKS_GAP = 0.3
_BUTTONS_GAP = 0.4
_WHOLE_NUMBERS = ("rate", "pitch")


class SettingsScreen(SidePage):
    """The person's choices, in groups.

    Signals:
        preferences_changed: the Preferences as they are after a change.
        hear_requested: the person wants to hear the voice as it is chosen.
    """

    preferences_changed = Signal(object)
    hear_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Settings", _MEASURE_EM)
        self._preferences = Preferences()
        self._voices: Sequence[tuple[str, str]] = ()
        self._without_pitch: frozenset[str] = frozenset()
        self._screens: Sequence[tuple[str, str]] = ()
        self.backup = BackupCard(style)
        self.fields: groups.Fields = {}
        self.items: dict[Item, TickField] = {}

    def build_column(self) -> None:
        self.hear = IconButton(self._style, "volume-2", "Play a sample")
        self.hear.clicked.connect(self.hear_requested)
        self.forget_paces = IconButton(self._style, "turtle", "")
        self.forget_paces.clicked.connect(self._forget_paces)
        self.about = IconButton(self._style, "info", "About this program")
        self.link(self.about, PageName.ABOUT)
        self.body = IconButton(self._style, "person-standing", "My body today")
        self.link(self.body, PageName.BODY)
        self.reminders = IconButton(self._style, "clock", "Reminders")
        self.link(self.reminders, PageName.REMINDERS)
        self.sound_check = IconButton(self._style, "circle-check", "Sound check")
        self.link(self.sound_check, PageName.SOUND_CHECK)
        self.safety = IconButton(self._style, "shield", "Safety")
        self.link(self.safety, PageName.SAFETY)
        things, column = titled_card("What I have", _TICKS_GAP)
        self.items = groups.item_fields()
        for item, tick in self.items.items():
            tick.changed.connect(partial(self._set_item, item))
            column.addWidget(tick)
        self._cards = Columns(_CARD_EM, _MOST_COLUMNS)
        self._cards.show_cards(
            (
                self._group("Coach", groups.coaching_fields()),
                self._group("Voice", groups.voice_fields(), self.hear, self.sound_check),
                self._group("Session", groups.session_fields(), self.forget_paces),
                self._group("Screen", groups.screen_fields()),
                self._group("When to move", groups.goal_fields(), self.reminders),
                things,
                self._group("Runs", groups.run_fields()),
                self.backup,
                self._group("More", {}, self.body, self.safety, self.about),
            )
        )
        self.column.addWidget(self._cards)
        self.focus_target = self.fields["level"].field
        self.show_voices(self._voices, self._without_pitch)
        self.show_screens(self._screens)
        self.show_preferences(self._preferences)

    def _group(self, title: str, fields: groups.Fields, *buttons: QWidget) -> QFrame:
        card, column = titled_card(title)
        for name, field in fields.items():
            field.changed.connect(partial(self._set, name))
            column.addWidget(field)
        self.fields |= fields
        if buttons:
            row = QWidget()
            flow = FlowLayout(row)
            set_spacing(flow, _BUTTONS_GAP)
            for button in buttons:
                flow.addWidget(button)
            column.addWidget(row)
        return card

    def _offer_to_forget(self, *, offers: bool) -> None:
        """Show the row of a button that is not always there; an empty one would leave a gap."""
        if row := self.forget_paces.parentWidget():
            row.setVisible(offers)

    def show_voices(
        self,
        voices: Sequence[tuple[str, str]],
        without_pitch: frozenset[str] = frozenset(),
    ) -> None:
        """Offer these voices, each an id and a label, beside the engine's own choice.

        `without_pitch` are the ids of those whose pitch cannot be changed.
        """
        self._voices, self._without_pitch = voices, without_pitch
        field = self.fields.get("voice_id")
        if isinstance(field, ChoiceField):
            field.set_options([("", groups.OWN_VOICE), *voices])
            field.show_value(self._preferences.voice_id)
        self._offer_pitch()

    def show_screens(self, screens: Sequence[tuple[str, str]]) -> None:
        """Offer these screens, each a key and a label; without any nothing is to be chosen."""
        self._screens = screens
        field = self.fields.get("stage_screen")
        if isinstance(field, ChoiceField):
            field.set_options([("", groups.NO_SCREEN), *screens])
            field.show_value(self._preferences.stage_screen)
            field.setVisible(bool(screens))

    def _offer_pitch(self) -> None:
        if pitch := self.fields.get("pitch"):
            pitch.setVisible(self._preferences.voice_id not in self._without_pitch)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without emitting anything."""
        self._preferences = preferences
        if not self.is_built:
            return
        for name, options in (
            ("text_scale", groups.scales(preferences.text_scale)),
            ("awake_pause_ms", groups.awake(preferences.awake_pause_ms)),
        ):
            field = self.fields[name]
            if isinstance(field, ChoiceField):
                field.set_options(options)
        for name, field in self.fields.items():
            field.show_value(getattr(preferences, name))
        self._offer_pitch()
        self._show_ticks()
        count = len(preferences.move_paces)
        self.forget_paces.setText(f"Forget the pace of {counted(count, 'move')}")
        self._offer_to_forget(offers=count > 0)

    def _show_ticks(self) -> None:
        for item, tick in self.items.items():
            tick.show_value(item in self._preferences.equipment)

    def _change(self, preferences: Preferences) -> None:
        self._preferences = preferences.clamped()
        self._offer_pitch()
        self.preferences_changed.emit(self._preferences)

    @Slot(str, object)
    def _set(self, name: str, value: object) -> None:
        if name in _WHOLE_NUMBERS and isinstance(value, float):
            value = round(value)
        change: dict[str, Any] = {name: value}
        self._change(replace(self._preferences, **change))

    @Slot(object, bool)
    def _set_item(self, item: Item, is_so: bool) -> None:  # noqa: FBT001 - the signal's shape
        things = self._preferences.equipment
        self._change(
            replace(self._preferences, equipment=things | {item} if is_so else things - {item})
        )

    @Slot()
    def _forget_paces(self) -> None:
        self._change(replace(self._preferences, move_paces=()))
        self._offer_to_forget(offers=False)
