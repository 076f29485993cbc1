# SPDX-License-Identifier: GPL-3.0-or-later
"""Every colour on the screen, by what it is for; the values stand in assets/themes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from hipmob_desktop.values import dataclass, field_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_PLAIN_LINE = re.compile(r'([A-Za-z0-9_-]+) = "([A-Za-z0-9_# ]*)"')
_PLAIN_SECTION = re.compile(r"\[([A-Za-z0-9_-]+)\]")
_MODES = {"dark": True, "light": False}
_TOP_LEVEL = ("name", "mode", "colours", "tokens")


class ThemeError(Exception):
    """A theme file cannot be used; the message names file, key and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Theme:
    """The colours of one theme. Painters read them and never change them.

    Themes are compared by identity: to compare or print forty colours is slow and says little.
    """

    name: str
    is_dark: bool

    # Paper and ink
    background: QColor
    surface: QColor
    surface_raised: QColor
    surface_selected: QColor
    control: QColor
    line: QColor
    line_strong: QColor
    text: QColor
    text_quiet: QColor
    text_disabled: QColor
    accent: QColor
    on_accent: QColor
    focus: QColor
    warning: QColor
    danger: QColor

    # The stage
    side_left: QColor
    side_right: QColor
    side_both: QColor
    side_left_tint: QColor
    side_right_tint: QColor
    transition_tint: QColor
    progress_done: QColor
    progress_todo: QColor

    # The figure
    skin_near: QColor
    skin_far: QColor
    top_near: QColor
    top_far: QColor
    shorts_near: QColor
    shorts_far: QColor
    shoe_near: QColor
    shoe_far: QColor
    hair: QColor
    working_left_near: QColor
    working_left_far: QColor
    working_right_near: QColor
    working_right_far: QColor
    mat: QColor
    mat_edge: QColor
    prop: QColor
    prop_edge: QColor
    wall: QColor
    band: QColor


TOKENS = tuple(name for name in field_names(Theme) if name not in ("name", "is_dark"))
"""The names of all colours of a theme."""


def theme_for(choice: str, *, system_is_dark: bool, folder: Path) -> Theme:
    """Load the theme of that name; "system" means the dark or light one, as the system is.

    Raises:
        ThemeError: its file is missing or has a fault.
    """
    follows = "dark" if system_is_dark else "light"
    return load_theme(folder / f"{follows if choice == 'system' else choice}.toml")


def load_theme(path: Path) -> Theme:
    """Read one theme file.

    Raises:
        ThemeError: the file is missing, is not TOML, or a key is unknown, absent or wrong.
    """
    table = _read(path)
    for key in table:
        if key not in _TOP_LEVEL:
            raise ThemeError(f"{path.name}: unknown key {key!r}; expected {_listed(_TOP_LEVEL)}")
    name, mode = table.get("name"), table.get("mode")
    if not isinstance(name, str) or not name:
        raise ThemeError(f"{path.name}: name: found {name!r}; expected the theme's name as text")
    if not isinstance(mode, str) or mode not in _MODES:
        raise ThemeError(f'{path.name}: mode: found {mode!r}; expected "dark" or "light"')
    colours = _base_colours(path, _section(path, table, "colours"))
    tokens = _tokens(path, _section(path, table, "tokens"), colours)
    return Theme(name=name, is_dark=_MODES[mode], **tokens)


def _read(path: Path) -> dict[str, object]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise ThemeError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ThemeError(f"{path.name}: expected a TOML file: {error}") from error
    table = _plain_table(text)
    return _whole_table(path, text) if table is None else table


def _plain_table(text: str) -> dict[str, object] | None:
    """What a file with nothing in it but sections and short texts says; None of any other.

    What reads all of TOML takes as long to import as a page to paint.
    """
    table: dict[str, object] = {}
    section = table
    for line in text.splitlines():
        if found := _PLAIN_LINE.fullmatch(line):
            key, value = found.groups()
            if key in section:
                return None
            section[key] = value
        elif found := _PLAIN_SECTION.fullmatch(line):
            if found[1] in table:
                return None
            section = {}
            table[found[1]] = section
        elif line and not line.startswith("#"):
            return None
    return table


def _whole_table(path: Path, text: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"{path.name}: expected a TOML file: {error}") from error


def _section(path: Path, table: Mapping[str, object], key: str) -> Mapping[str, object]:
    section = table.get(key)
    if not isinstance(section, dict):
        raise ThemeError(f"{path.name}: expected a section [{key}]")
    return section


def _base_colours(path: Path, section: Mapping[str, object]) -> dict[str, QColor]:
    colours = {}
    for name, value in section.items():
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise ThemeError(
                f"{path.name}: colours.{name}: found {value!r}; expected a colour like '#rrggbb'"
            )
        colours[name] = QColor(value)
    return colours


def _tokens(
    path: Path, section: Mapping[str, object], colours: Mapping[str, QColor]
) -> dict[str, QColor]:
    for key in section:
        if key not in TOKENS:
            raise ThemeError(f"{path.name}: tokens.{key}: unknown; expected {_listed(TOKENS)}")
    tokens = {}
    for key in TOKENS:
        value = section.get(key)
        if not isinstance(value, str) or value not in colours:
            found = "nothing" if value is None else repr(value)
            raise ThemeError(
                f"{path.name}: tokens.{key}: found {found}; "
                f"expected a name from [colours]: {_listed(colours)}"
            )
        tokens[key] = colours[value]
    return tokens


def _listed(names: tuple[str, ...] | Mapping[str, object]) -> str:
    return ", ".join(names)


def blended(a: QColor, b: QColor, share: float) -> QColor:
    """The colour that lies `share` of the way from `a` to `b`."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        a.redF() * keep + b.redF() * share,
        a.greenF() * keep + b.greenF() * share,
        a.blueF() * keep + b.blueF() * share,
        a.alphaF() * keep + b.alphaF() * share,
    )


def tinted(theme: Theme, tint: str, share: float) -> QColor:
    """The background with a `share` of a tint: a side, "both", "transition" or nothing."""
    tints = {"left": theme.side_left_tint, "right": theme.side_right_tint}
    if not tint:
        return theme.background
    return blended(theme.background, tints.get(tint, theme.transition_tint), share)


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's own colour roles, for whatever no style sheet reaches."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.background,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.surface_raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.text_quiet,
        role.Button: theme.control,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.text_quiet,
        role.ToolTipBase: theme.surface_raised,
        role.ToolTipText: theme.text,
        role.Light: theme.surface_raised,
        role.Midlight: theme.surface,
        role.Mid: theme.line,
        role.Dark: theme.line_strong,
        role.Shadow: theme.background,
    }
    result = QPalette()
    for each, colour in colours.items():
        result.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, theme.text_disabled)
    return result
