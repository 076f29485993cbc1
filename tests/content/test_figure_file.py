# SPDX-License-Identifier: GPL-3.0-or-later
"""Figure files: what is read from them, and what is said about a bad one."""

from pathlib import Path

import pytest

from hipmob_desktop.content.figure_file import load_figure, load_way_points
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.enums import PositionGroup, Side
from hipmob_desktop.figure.rig.motion import Motion
from hipmob_desktop.figure.rig.skeleton import KNEE_L, KNEE_R, WRIST_L
from hipmob_desktop.figure.rig.stance import place

DATA = Path(__file__).parents[2] / "data" / "figures"

GOOD = """
move = "sway"
posture = "stand"
drawn = "left"
near = "left"
other = "mirror"
view = [10, 8]
start = "up"
still = "down"

[paths]
"sink" = ["up", "down"]
"rise" = ["down", "up"]

[keys.up]
pelvis = { at = [0, 0.5, 0] }
arms = { upper = [0.1, -1, 0], fore = [0, -1, 0.2] }
legs = { foot = [0.06, 0.045, 0], knee = [0, 0, 1], toes = [0, -0.1, 1] }

[keys.down]
like = "up"
pelvis = { at = [0, 0.4, 0] }
"""


def written(tmp_path, text):
    path = tmp_path / "sway.toml"
    path.write_text(text, "utf-8")
    return path


def refusal(tmp_path, text, read=load_figure):
    with pytest.raises(ContentError) as caught:
        read(written(tmp_path, text))
    return str(caught.value)


def test_a_figure_file_is_read(tmp_path):
    figure = load_figure(written(tmp_path, GOOD))
    assert figure.move_id == "sway"
    assert figure.phases == ("sink", "rise")
    assert figure.motion is Motion.EASE
    assert figure.posture is PositionGroup.STAND


def test_what_is_given_for_a_pair_the_right_does_in_the_mirror(tmp_path):
    up = place(load_figure(written(tmp_path, GOOD)).on(Side.LEFT).keys["up"])
    x, y, z = up[KNEE_L]
    assert up[KNEE_R] == pytest.approx((-x, y, z))


def test_a_key_takes_from_another_what_it_does_not_say(tmp_path):
    keys = load_figure(written(tmp_path, GOOD)).on(Side.LEFT).keys
    assert place(keys["down"])[WRIST_L][0] == pytest.approx(place(keys["up"])[WRIST_L][0])
    assert place(keys["down"])[0][1] == pytest.approx(0.4)


def test_one_limb_of_a_pair_may_differ(tmp_path):
    text = GOOD + "right_leg = { thigh = [0, 0, 1], shin = [0, -1, 0], toes = [0, 0, 1] }\n"
    down = place(load_figure(written(tmp_path, text)).on(Side.LEFT).keys["down"])
    assert down[KNEE_R][2] > 0.2 > down[KNEE_L][2]


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ('drawn = "left"', 'drawn = "middle"', ["line 4", "drawn", "left", "middle"]),
        ('start = "up"', 'start = "upp"', ["line 8", "start", '"upp"', "did you mean up?"]),
        ('["up", "down"]', '["up", "dwon"]', ["line 12", "paths, sink", "did you mean down?"]),
        ('like = "up"', 'like = "top"', ["line 21", "stands above", '"top"']),
        ("view = [10, 8]", "view = [10]", ["line 7", "view"]),
        ("view = [10, 8]", "vue = [10, 8]", ["line 7", "vue", "a key `view`"]),
        ("foot = [0.06, 0.045, 0], ", "", ["line 18", "legs", "`foot` and `knee`"]),
        ("upper = [0.1, -1, 0], ", "", ["line 17", "arms", "`upper` and `fore`"]),
        ("pelvis = { at = [0, 0.5, 0] }\n", "", ["line 15", "keys, up", "`pelvis`"]),
        ("upper = [0.1, -1, 0]", "upper = [0, 0, 0]", ["line 15", "keys, up", "no length"]),
        ("[paths]", "[paths", ["line 11", "TOML"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_its_line_and_what_was_expected(tmp_path, wrong, right, told):
    assert wrong in GOOD
    message = refusal(tmp_path, GOOD.replace(wrong, right, 1))
    assert "sway.toml" in message
    for words in told:
        assert words in message


def test_a_missing_limb_is_named(tmp_path):
    without = "\n".join(line for line in GOOD.splitlines() if not line.startswith("arms"))
    assert "`left_arm`" in refusal(tmp_path, without)


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(ContentError, match="nowhere"):
        load_figure(tmp_path / "nowhere.toml")


def test_a_way_between_unknown_postures_is_refused(tmp_path):
    good = (DATA / "between" / "ways.toml").read_text("utf-8")
    message = refusal(tmp_path, good.replace("supine-side", "supine-flying"), load_way_points)
    assert "supine-flying" in message
    assert "kneel" in message


def test_there_is_a_way_between_any_two_postures_and_from_side_to_side():
    ways = load_way_points(DATA / "between" / "ways.toml")
    postures = list(PositionGroup)
    told = {frozenset(pair) for pair in ways.routes}
    pairs = {frozenset((a, b)) for a in postures for b in postures if a is not b}
    assert told == pairs | {frozenset((PositionGroup.SIDE,))}


def test_a_way_is_walked_backwards_on_the_way_back():
    ways = load_way_points(DATA / "between" / "ways.toml")
    there = ways.route(PositionGroup.SUPINE, PositionGroup.STAND)
    back = ways.route(PositionGroup.STAND, PositionGroup.SUPINE)
    assert len(there) == 3
    assert there == back[::-1]
