# SPDX-License-Identifier: GPL-3.0-or-later
"""The style sheet for Qt's own widgets: colours from the theme, lengths from the font.

Widgets choose a look by the dynamic property `role`:
QLabel `title`, `heading`, `quiet`, `small`, `warning`, `danger`;
QPushButton and QToolButton `primary`, `quiet`, `danger`; QToolButton `flush`, whose icon stands
where the words above it begin;
QFrame `card`, `line`; QListView `cards`.
A ring as wide as the focus ring is kept free around everything that takes the focus,
so that nothing moves when it appears.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from hipmob_desktop.ui.theme.theme import TOKENS

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QColor

    from hipmob_desktop.ui.theme.theme import Theme

MIN_RING_PX = 2
_MID_GREY = 0.5
_HOVER = 108  # per cent, for QColor.lighter and darker
_RING = 0.15
_EDGE = 0.09  # of fields at rest: thinner, so that the focus is seen to arrive
_LENGTHS = {
    "hair": 0.0625,
    "gap_s": 0.25,
    "gap": 0.5,
    "gap_l": 0.75,
    "gap_xl": 1.125,
    "radius_s": 0.375,
    "radius": 0.625,
    "radius_l": 0.875,
    "arrow": 1.0,
    "arrow_s": 0.75,
    "arrow_box": 2.0,
    "tick": 1.25,
    "groove": 0.375,
    "groove_half": 0.1875,
    "knob": 1.375,
    "bar": 0.75,
    "bar_min": 2.5,
    "small": 0.875,
    "heading": 1.25,
    "title": 1.875,
}
"""Lengths as shares of the font's pixel size."""

_BASE = """
QMainWindow, QDialog, QStackedWidget { background: $background; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="quiet"] { color: $text_quiet; }
QLabel[role="small"] { color: $text_quiet; font-size: ${small}px; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="danger"] { color: $danger; }
QLabel:disabled { color: $text_disabled; }
QToolTip { background: $surface_raised; color: $text; border: ${hair}px solid $line_strong;
  padding: ${gap_s}px; }
QFrame[role="card"] { background: $surface; border: ${hair}px solid $line;
  border-radius: ${radius_l}px; }
QFrame[role="line"] { background: $line; border: none; max-height: ${hair}px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QMenu { background: $surface_raised; border: ${hair}px solid $line_strong; padding: ${gap_s}px; }
QMenu::item { padding: ${gap}px ${gap_xl}px; border-radius: ${radius_s}px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $text_disabled; }
QMenu::separator { height: ${hair}px; background: $line; margin: ${gap_s}px; }
"""

_BUTTONS = """
QPushButton, QToolButton { background: $control; background-clip: padding; outline: none;
  border: ${ring}px solid transparent; border-radius: ${radius}px;
  padding: ${gap}px ${gap_xl}px; }
QToolButton { padding: ${gap}px; }
QPushButton { font-weight: 600; }
QPushButton:hover, QToolButton:hover { background: $control_hover; background-clip: padding; }
QPushButton:pressed, QToolButton:pressed { background: $control_pressed;
  background-clip: padding; }
QPushButton:checked, QToolButton:checked { background: $accent; background-clip: padding;
  color: $on_accent; }
QPushButton:disabled, QToolButton:disabled { color: $text_disabled; }
QPushButton[role="primary"] { background: $accent; background-clip: padding; color: $on_accent; }
QPushButton[role="primary"]:hover { background: $accent_hover; background-clip: padding; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; background-clip: padding; }
QPushButton[role="primary"]:disabled { background: $control; background-clip: padding;
  color: $text_disabled; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $control;
  background-clip: padding; }
QToolButton[role="flush"] { background: transparent; padding-left: 0; }
QToolButton[role="flush"]:hover { background: $control; background-clip: padding; }
QPushButton[role="danger"] { color: $danger; }
QPushButton:focus, QToolButton:focus { border-color: $focus; }
"""

_FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: $surface;
  border: ${edge}px solid $line_strong; border-radius: ${radius}px;
  padding: ${field_y}px ${field_x}px; placeholder-text-color: $text_quiet;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $text_disabled;
  border-color: $line; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border: ${ring}px solid $focus; padding: ${gap}px ${gap_l}px; }
QAbstractSpinBox { qproperty-alignment: AlignCenter; }
QComboBox::drop-down { border: none; width: ${arrow_box}px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$chevron_down"); width: ${arrow}px; height: ${arrow}px; }
QComboBox QAbstractItemView { background: $surface_raised; border: ${hair}px solid $line_strong;
  padding: ${gap_s}px; selection-background-color: $accent; selection-color: $on_accent; }
QComboBox QAbstractItemView::item { padding: ${gap}px ${gap_l}px; border-radius: ${radius_s}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none;
  background: transparent; width: ${arrow_box}px; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$chevron_up"); width: ${arrow_s}px;
  height: ${arrow_s}px; }
QAbstractSpinBox::down-arrow { image: url("$chevron_down"); width: ${arrow_s}px;
  height: ${arrow_s}px; }
QCheckBox, QRadioButton { outline: none; spacing: ${gap}px; padding: ${gap_s}px;
  border: ${ring}px solid transparent; border-radius: ${radius_s}px; }
QCheckBox[role="bare"] { spacing: 0; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_disabled; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: ${tick}px; height: ${tick}px;
  background: $surface; border: ${edge}px solid $line_strong; }
QCheckBox::indicator { border-radius: ${radius_s}px; }
QRadioButton::indicator { border-radius: ${tick_round}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $text; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { border-color: $accent;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 $accent, stop: 0.52 $accent, stop: 0.6 $surface, stop: 1 $surface); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QSlider { border: ${ring}px solid transparent; border-radius: ${radius}px;
  padding: 0 ${gap_s}px; }
QSlider:focus { border-color: $focus; }
QSlider:horizontal { min-height: ${knob_room}px; }
QSlider::groove:horizontal { background: $line; height: ${groove}px;
  border-radius: ${groove_half}px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: ${groove_half}px; }
QSlider::handle:horizontal { background: $text; border: none; width: ${knob}px;
  height: ${knob}px; margin: -${knob_out}px 0; border-radius: ${knob_half}px; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled {
  background: $text_disabled; }
"""

_LISTS = """
QListView, QTreeView, QTableView { background: transparent; outline: none;
  border: ${ring}px solid transparent; border-radius: ${radius_l}px; }
QListView::item { padding: ${gap}px; border-radius: ${radius_s}px; }
QListView::item:hover { background: $surface_raised; }
QListView::item:selected { background: $surface_selected; color: $text; }
QListView[role="cards"]::item { background: $surface; border: ${ring}px solid $surface;
  border-radius: ${radius_l}px; padding: ${gap_l}px; margin-bottom: ${gap}px; }
QListView[role="cards"]::item:hover { background: $surface_raised;
  border-color: $surface_raised; }
QListView[role="cards"]::item:selected { background: $surface_selected;
  border-color: $surface_selected; }
QListView::item:focus, QListView[role="cards"]::item:focus { border: ${ring}px solid $focus; }
QTableView:focus { border-color: $focus; }
QTableView::item { padding: ${gap_s}px ${gap}px; }
QTableView::item:selected { background: $surface_selected; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; border: none; padding: ${gap}px;
  color: $text_quiet; }
QProgressBar { background: $line; border: none; border-radius: ${groove_half}px;
  max-height: ${groove}px; }
QProgressBar::chunk { background: $accent; border-radius: ${groove_half}px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $line_strong; border-radius: ${groove_half}px;
  margin: ${groove_half}px; }
QScrollBar::handle:vertical { min-height: ${bar_min}px; }
QScrollBar::handle:horizontal { min-width: ${bar_min}px; }
QScrollBar::handle:hover { background: $text_quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_SHEET = Template(_BASE + _BUTTONS + _FIELDS + _LISTS)


def stylesheet(theme: Theme, font_px: int, icons: Path) -> str:
    """The application's style sheet.

    `font_px` is the pixel size of ordinary text; `icons` is the folder of
    assets/icons, whose `style` folder holds the marks of check boxes and fields.
    """
    return _SHEET.substitute(_colours(theme), **_lengths(font_px), **_marks(theme, icons))


def ring_px(font_px: int) -> int:
    """The width of the focus ring."""
    return max(MIN_RING_PX, round(font_px * _RING))


def _colours(theme: Theme) -> dict[str, str]:
    names: dict[str, QColor] = {token: getattr(theme, token) for token in TOKENS}
    for token in ("accent", "control"):
        lighter, darker = names[token].lighter(_HOVER), names[token].darker(_HOVER)
        names[f"{token}_hover"] = lighter if theme.is_dark else darker
        names[f"{token}_pressed"] = darker if theme.is_dark else darker.darker(_HOVER)
    return {name: colour.name() for name, colour in names.items()}


def _lengths(font_px: int) -> dict[str, int]:
    lengths = {name: max(1, round(font_px * share)) for name, share in _LENGTHS.items()}
    ring, knob = ring_px(font_px), lengths["knob"]
    edge = max(1, round(font_px * _EDGE))
    return lengths | {
        "ring": ring,
        "edge": edge,
        "field_x": lengths["gap_l"] + ring - edge,
        "field_y": lengths["gap"] + ring - edge,
        "tick_round": (lengths["tick"] + 2 * edge) // 2,
        "knob_half": knob // 2,
        "knob_out": (knob - lengths["groove"]) // 2,
        "knob_room": knob + 2 * ring,
    }


def _marks(theme: Theme, icons: Path) -> dict[str, str]:
    # A style sheet cannot tint a picture, so the marks are shipped in black and in white.
    on_accent, on_surface = _ink(theme.on_accent), _ink(theme.text)
    folder = (icons / "style").as_posix()
    return {
        "check": f"{folder}/check-{on_accent}.svg",
        "chevron_down": f"{folder}/chevron-down-{on_surface}.svg",
        "chevron_up": f"{folder}/chevron-up-{on_surface}.svg",
    }


def _ink(colour: QColor) -> str:
    return "white" if colour.lightnessF() > _MID_GREY else "black"
