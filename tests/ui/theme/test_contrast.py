# SPDX-License-Identifier: GPL-3.0-or-later
"""Every pair of colours in use is told apart: by contrast, and by colour-blind eyes.

Contrast is WCAG 2.2's relative luminance ratio (1.4.6 for the stage, 1.4.3 for text,
1.4.11 for graphics and focus). Colour vision is simulated by Machado, Oliveira and
Fernandes (2009), severity 1.0, on linear RGB; distances are CIE 1976 in CIELAB, D65.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from cases import tried_with
from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.theme.theme import load_theme

THEMES = Path(__file__).parents[3] / "assets" / "themes"
NAMES = ("dark", "light", "high_contrast")

STAGE = ("background", "side_left_tint", "side_right_tint", "transition_tint")
PAGES = ("background", "surface", "surface_raised", "surface_selected")
LEFT_STAGE = ("background", "side_left_tint", "transition_tint")
RIGHT_STAGE = ("background", "side_right_tint", "transition_tint")

FIGURE = (
    *("skin_near", "skin_far", "top_near", "top_far", "shorts_near", "shorts_far"),
    *("shoe_near", "shoe_far", "hair", "prop", "prop_edge", "band"),
)
WORKING_LEFT = ("working_left_near", "working_left_far")
WORKING_RIGHT = ("working_right_near", "working_right_far")


def pairs(inks, papers):
    return [(ink, paper) for ink in inks for paper in papers]


STAGE_FACTS = [
    *pairs(["text", "side_both"], STAGE),
    *pairs(["side_left"], LEFT_STAGE),
    *pairs(["side_right"], RIGHT_STAGE),
]
OTHER_TEXT = [
    *pairs(["text"], [*PAGES, "control"]),
    *pairs(["text_quiet"], [*PAGES, *STAGE, "control"]),
    *pairs(["accent", "warning", "danger"], [*PAGES, "control"]),
    *pairs(["side_left", "side_right"], PAGES),
    *pairs(["on_accent"], ["accent"]),
]
GRAPHICS = [
    *pairs(["line_strong"], ["background", "surface", "surface_raised"]),
    *pairs(["focus"], [*PAGES, *STAGE, "control"]),
    *pairs(["progress_done"], STAGE),
    *pairs(["progress_done"], ["progress_todo"]),
    *pairs(FIGURE, ["background", "mat"]),
    *pairs(WORKING_LEFT, [*LEFT_STAGE, "mat"]),
    *pairs(WORKING_RIGHT, [*RIGHT_STAGE, "mat"]),
]


def linear_rgb(colour):
    values = (colour.redF(), colour.greenF(), colour.blueF())
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def luminance(colour):
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme, wanted, least):
    """The pairs below `least`, each as a line that says by how much."""
    found = {pair: contrast(*(getattr(theme, token) for token in pair)) for pair in wanted}
    return [f"{ink} on {paper}: {c:.2f}" for (ink, paper), c in found.items() if c < least]


@pytest.fixture(params=NAMES)
def theme(request):
    return load_theme(THEMES / f"{request.param}.toml")


def test_contrast_of_black_on_white_is_twenty_one():
    theme = load_theme(THEMES / "high_contrast.toml")
    assert contrast(theme.text, theme.background) == pytest.approx(21)


def test_the_facts_of_the_stage_are_read_at_seven_to_one(theme):
    assert too_weak(theme, STAGE_FACTS, 7) == []


def test_all_other_text_is_read_at_four_and_a_half_to_one(theme):
    assert too_weak(theme, OTHER_TEXT, 4.5) == []


def test_graphics_and_focus_are_seen_at_three_to_one(theme):
    assert too_weak(theme, GRAPHICS, 3) == []


def test_what_a_move_is_done_with_is_seen_at_four_and_a_half_to_one(theme):
    assert too_weak(theme, pairs(["prop", "prop_edge"], ["background"]), 4.5) == []


def test_words_are_read_as_well_before_the_floor_as_before_the_ground(theme):
    floor = figure_colours(theme).floor
    for fact in ("text", "side_both", "side_left", "side_right"):
        assert contrast(getattr(theme, fact), floor) >= 7, fact
    assert contrast(theme.text_quiet, floor) >= 4.5


@tried_with("thing", ["mat_edge", "wall_edge", "prop", "prop_edge", "band"])
def test_things_are_seen_from_afar_on_the_floor_and_what_lies_on_it(theme, thing):
    colours = figure_colours(theme)
    papers = (colours.ground, colours.floor) if "wall" in thing else (colours.floor, colours.mat)
    assert min(contrast(getattr(colours, thing), paper) for paper in papers) >= 3


def test_a_wall_is_seen_before_the_ground_and_its_lit_rim_more_so(theme):
    """By day a wall at two to one would swallow the body in front of it."""
    colours = figure_colours(theme)
    assert contrast(colours.wall, colours.ground) > (2 if theme.is_dark else 1.6)
    assert contrast(colours.wall_edge, colours.ground) > 3


def test_a_working_leg_is_seen_before_a_wall(theme):
    assert too_weak(theme, pairs([*WORKING_LEFT, *WORKING_RIGHT], ["wall"]), 2) == []


def test_a_working_leg_that_is_farther_away_is_nearly_as_bright_as_a_near_one(theme):
    for near, far in (WORKING_LEFT, WORKING_RIGHT):
        assert contrast(getattr(theme, near), getattr(theme, far)) < 1.45


def test_high_contrast_reads_all_text_at_seven_to_one():
    theme = load_theme(THEMES / "high_contrast.toml")
    assert too_weak(theme, OTHER_TEXT, 7) == []


NORMAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
EYES = {
    "normal": NORMAL,
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
RGB_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
D65 = (0.95047, 1.0, 1.08883)


def times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def cielab(linear):
    def f(value):
        return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    x, y, z = (f(v / w) for v, w in zip(times(RGB_TO_XYZ, linear), D65, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, eyes):
    seen = (times(EYES[eyes], linear_rgb(colour)) for colour in (one, other))
    return math.dist(*(cielab([min(1, max(0, v)) for v in colour]) for colour in seen))


APART = [
    ("side_left", "side_right", 60),
    *(("side_left", "text", 30), ("side_right", "text", 30)),
    *(("side_left", "text_quiet", 25), ("side_right", "text_quiet", 25)),
    *(("working_left_near", "working_right_near", 60),),
    *(("working_left_far", "working_right_far", 50),),
    *((working, body, 20) for working in WORKING_LEFT for body in FIGURE[:6]),
    *((working, body, 20) for working in WORKING_RIGHT for body in FIGURE[:6]),
    ("side_left_tint", "side_right_tint", 15),
]


@tried_with("eyes", EYES)
def test_the_sides_are_told_apart_by_any_eyes(theme, eyes):
    found = {
        (one, other): (distance(getattr(theme, one), getattr(theme, other), eyes), least)
        for one, other, least in APART
    }
    assert [f"{pair}: {d:.0f} < {least}" for pair, (d, least) in found.items() if d < least] == []


@pytest.mark.parametrize(("eyes", "most"), [("normal", 200), ("protanopia", 40)])
def test_the_simulation_knows_what_protanopes_confuse(eyes, most):
    theme = load_theme(THEMES / "light.toml")
    assert distance(theme.danger, theme.accent, eyes) < most
