# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from cases import tried_with
from hipmob_desktop.ui.theme.theme import (
    TOKENS,
    ThemeError,
    blended,
    load_theme,
    palette,
    theme_for,
)

THEMES = Path(__file__).parents[3] / "assets" / "themes"


@pytest.fixture
def edited(tmp_path):
    """Load the dark theme with one piece of its text exchanged for another."""

    def load(old: str, new: str):
        text = (THEMES / "dark.toml").read_text("utf-8")
        assert old in text
        path = tmp_path / "mine.toml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return load_theme(path)

    return load


@tried_with(
    ("choice", "system_is_dark", "name"),
    [
        ("system", True, "Dark"),
        ("system", False, "Light"),
        ("dark", False, "Dark"),
        ("light", True, "Light"),
        ("high_contrast", False, "High contrast"),
    ],
)
def test_a_choice_stands_above_the_system(choice, system_is_dark, name):
    theme = theme_for(choice, system_is_dark=system_is_dark, folder=THEMES)
    assert theme.name == name


@pytest.mark.parametrize("path", sorted(THEMES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_theme_uses_each_of_its_base_colours(path):
    text = path.read_text("utf-8")
    base = text.split("[colours]")[1].split("[tokens]")[0].split()
    names = [word for word in base if word.isidentifier()]
    assert [name for name in names if f'= "{name}"' not in text] == []


@pytest.mark.parametrize(("name", "dark"), [("dark", True), ("light", False)])
def test_the_mode_tells_whether_paper_is_darker_than_ink(name, dark):
    theme = load_theme(THEMES / f"{name}.toml")
    assert theme.is_dark is dark
    assert (theme.background.lightnessF() < theme.text.lightnessF()) is dark


def test_a_token_is_the_colour_that_its_name_stands_for(edited):
    assert edited('coal = "#1d1916"', 'coal = "#010203"').background == QColor(1, 2, 3)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Dark"', "name = 3", "mine.toml: name: found 3; expected the theme's name"),
        ('name = "Dark"', "", "mine.toml: name: found None"),
        ('"dark"', '"dim"', 'mine.toml: mode: found \'dim\'; expected "dark" or "light"'),
        ('"dark"', "true", "mine.toml: mode: found True"),
        ('name = "Dark"', 'name = "Dark"\nnom = 1', "mine.toml: unknown key 'nom'; expected name"),
        ("[colours]", "[colors]", "mine.toml: unknown key 'colors'"),
        ('"#1d1916"', '"#1d191"', "mine.toml: colours.coal: found '#1d191'; expected a colour"),
        ('"#1d1916"', "7", "mine.toml: colours.coal: found 7; expected a colour"),
        ('focus = "cream"', "", "mine.toml: tokens.focus: found nothing; expected a name from"),
        ('focus = "cream"', 'focus = "crem"', "tokens.focus: found 'crem'; expected a name from"),
        ('focus = "cream"', 'fokus = "cream"', "tokens.fokus: unknown; expected background,"),
        ('focus = "cream"', "focus = cream", "mine.toml: expected a TOML file: "),
    ],
)
def test_a_fault_is_named_with_file_key_and_what_was_expected(edited, old, new, said):
    with pytest.raises(ThemeError) as caught:
        edited(old, new)
    assert said in str(caught.value)


def test_a_theme_without_a_section_is_told_which(tmp_path):
    (tmp_path / "bare.toml").write_text('name = "Bare"\nmode = "dark"\n', "utf-8")
    with pytest.raises(ThemeError, match=r"bare.toml: expected a section \[colours\]"):
        load_theme(tmp_path / "bare.toml")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ThemeError, match=r"gone.toml: cannot be read: No such file"):
        load_theme(tmp_path / "gone.toml")


def test_a_file_of_other_bytes_is_no_theme(tmp_path):
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ThemeError, match=r"odd.toml: expected a TOML file"):
        load_theme(tmp_path / "odd.toml")


def test_a_theme_cannot_be_repainted():
    theme = load_theme(THEMES / "dark.toml")
    with pytest.raises(AttributeError):
        theme.text = QColor("red")


def test_every_token_of_a_theme_is_an_opaque_colour():
    theme = load_theme(THEMES / "light.toml")
    assert [token for token in TOKENS if getattr(theme, token).alpha() != 255] == []


@tried_with(
    ("role", "token"),
    [
        (QPalette.ColorRole.Window, "background"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.Highlight, "accent"),
        (QPalette.ColorRole.HighlightedText, "on_accent"),
        (QPalette.ColorRole.PlaceholderText, "text_quiet"),
    ],
)
def test_the_palette_speaks_the_theme(role, token):
    theme = load_theme(THEMES / "light.toml")
    assert palette(theme).color(role) == getattr(theme, token)


def test_what_is_disabled_is_written_paler():
    theme = load_theme(THEMES / "light.toml")
    colour = palette(theme).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert colour == theme.text_disabled


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, (200, 100, 0, 255)),
        (0.25, (160, 100, 40, 239)),
        (1.0, (40, 100, 160, 191)),
    ],
)
def test_a_blend_lies_its_share_of_the_way_between_two_colours(share, expected):
    one, other = QColor(200, 100, 0), QColor(40, 100, 160, 191)
    assert blended(one, other, share).getRgb() == expected
