# SPDX-License-Identifier: GPL-3.0-or-later
"""What every figure comes to in numbers, as it was when somebody found the pictures good.

    python tools/make_figure_numbers.py [FILE]

The pictures of `make_looks.py` show what anybody can see; these lines hold what is too small for
their pixels, or seen in motion alone. Lengths are in ten thousandths of a body's height, areas in
hundred thousandths of its square, angles in tenths of a degree, shares in hundredths. Where a
figure is meant to change, look at the new pictures before the new numbers are kept.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kept_lines import keep

from hipmob_desktop.content.figure_file import load_figure, load_way_points
from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.figure.draw.body import figure_shapes
from hipmob_desktop.figure.draw.scenery import scenery_shapes, shadow_shapes
from hipmob_desktop.figure.frame import as_seen, at_rest, at_work, card_frame, frame_of
from hipmob_desktop.figure.framing import Box, fitted, reach_of
from hipmob_desktop.figure.rig.floor import lowest
from hipmob_desktop.figure.rig.joint_angles import Lying, angles_of
from hipmob_desktop.figure.rig.motion import Motion
from hipmob_desktop.figure.transition import transition_between
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hipmob_desktop.figure.draw.outline_cache import PlacedOutline
    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.rig.camera import View
    from hipmob_desktop.figure.rig.props import Prop

KEPT = Path(__file__).resolve().parents[1] / "tests" / "figure" / "numbers.txt"

ON_THE_WAY = 0.4
MOMENTS = ((Side.LEFT, ON_THE_WAY), (Side.RIGHT, 0.7))
"""A moment of each phase: neither is a key that stands in a file."""

BREATH = 0.6
WAYS = ((0.3, 0.2), (0.45, 0.7), (0.7, 0.9))
"""How far the body is between two moves, and how far the colour."""

DRAWN_EACH = 7
"""One of so many ways is drawn, too."""

ROOM = Box(0, 0, 1200, 800)
TAKEN = (Box(0, 500, 420, 800), Box(900, 560, 1200, 800))
FITTED = ("clamshell", "chair_figure_4", "cossack_squat", "roller_wall_lunge")


def ints(numbers: Iterable[float], unit: float = 1e-4) -> str:
    """Numbers as so many of a unit."""
    return " ".join(str(round(number / unit)) for number in numbers)


def lines() -> Iterator[str]:
    """A line for whatever is held: what it is, a colon, and its numbers."""
    folder = data_dir() / "figures"
    figures = {file.stem: load_figure(file) for file in sorted(folder.glob("*.toml"))}
    checks = {file.stem: load_figure(file) for file in sorted(folder.glob("checks/*.toml"))}
    for name, figure in (figures | checks).items():
        for line in of_figure(figure):
            yield f"{name} {line}"
    yield from between(figures)
    for name in FITTED:
        placement = fitted(reach_of(figures[name], Side.LEFT), ROOM, TAKEN)
        yield f"{name} in a room: {ints((placement.scale, placement.x, placement.y), 1e-1)}"


def of_figure(figure: Figure) -> Iterator[str]:
    """A figure close up, at rest, at work, and what of it is drawn."""
    for mode in (SideMode.ONE_THEN_OTHER, SideMode.BOTH):
        yield f"card {mode}: {of_view(card_frame(figure, mode, on_right=True).view)}"
    for side in Side:
        yield f"at rest {side}: {of_frame(frame_of(as_seen(at_rest(figure, side))))}"
    for side, fraction in MOMENTS:
        for phase in range(len(figure.paths)):
            frame = frame_of(at_work(figure, side, phase, fraction), breath=BREATH)
            yield from of_moment(frame, f"{side} {phase}")
    if figure.first:
        first = at_work(figure, Side.LEFT, 0, ON_THE_WAY, is_first=True)
        yield from of_moment(frame_of(first), "first")
    if figure.motion is Motion.CIRCLE:
        back = at_work(figure, Side.LEFT, 0, ON_THE_WAY, is_reversed=True)
        yield from of_moment(frame_of(back), "back")
    seen = as_seen(at_work(figure, figure.seen(Side.LEFT), 0, ON_THE_WAY))
    yield from of_drawing(frame_of(seen, breath=BREATH))


def of_moment(frame: Frame, name: str) -> Iterator[str]:
    """Where the joints are, how they are bent, and how far from the floor they stay."""
    pose = frame.pose
    yield f"{name} joints: {ints(x for joint in pose.joints for x in joint)}"
    angles = angles_of(pose)
    for leg in (angles.left, angles.right):
        bends = (leg.flexion, leg.abduction, leg.rotation, leg.knee, leg.ankle)
        yield f"{name} leg: {ints(bends, 0.1)} {ints((leg.past_middle,))}"
    on = (angles.feet, angles.heels_up, angles.knees, angles.hands, angles.standing_on)
    floor = [side in sides for sides in on for side in (Side.LEFT, Side.RIGHT)]
    lies = [angles.lying is lying for lying in Lying]
    trunk = (angles.lean, angles.spine, angles.twist)
    heights = (angles.height, lowest(pose))
    yield f"{name} trunk: {ints((*floor, *lies), 0.01)} {ints(trunk, 0.1)} {ints(heights)}"


def of_drawing(frame: Frame) -> Iterator[str]:
    """All shapes of a frame, farthest first."""
    drawn = (*scenery_shapes(frame), *shadow_shapes(frame), *figure_shapes(frame))
    for number, shape in enumerate(drawn):
        yield f"drawn {number} {shape.paint}: {of_shape(shape)}"


def of_view(view: View) -> str:
    """A camera and its picture."""
    box = (view.x, view.y, view.width, view.height)
    return f"{ints((view.azimuth, view.elevation), 0.1)} {ints(box)}"


def of_frame(frame: Frame) -> str:
    """All that a frame says beside its body."""
    shares = (frame.apart, frame.left, frame.right, frame.near is Side.LEFT, frame.is_mirror)
    things = (f"{of_prop(prop)} {ints((much,), 0.01)}" for prop, much in frame.props)
    return " ".join((of_view(frame.view), ints(shares, 0.01), *things))


def of_prop(prop: Prop) -> str:
    """Where a thing is, how large and how turned."""
    return f"{ints((*prop.at, *prop.size))} {ints((prop.turn,), 0.1)}"


def of_shape(shape: Shape) -> str:
    """Where a shape and its dark side are and how large, and how it is coloured."""
    ints_of = [of_outlines(each) for each in (shape.fill, shape.shade) if each]
    colour = ints((shape.far, shape.work, shape.much, shape.side is Side.LEFT), 0.01)
    return " ".join((*ints_of, colour))


def of_outlines(placed: Sequence[PlacedOutline]) -> str:
    """The box around some outlines, and the area within the points that bend each."""
    points: list[tuple[float, float]] = []
    area = 0.0
    for outline, (ax, ay, bx, by, ox, oy) in placed:
        for contour in outline:
            flat = zip(contour[::2], contour[1::2], strict=True)
            ring = [(x * ax + y * bx + ox, x * ay + y * by + oy) for x, y in flat]
            around = pairwise([*ring, ring[0]])
            area += sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in around) / 2
            points += ring
    if not points:
        return "none"
    xs, ys = zip(*points, strict=True)
    return f"{ints((min(xs), min(ys), max(xs), max(ys)))} {ints((area,), 1e-5)}"


def between(figures: dict[str, Figure]) -> Iterator[str]:
    """The ways from each figure to the one after it in the list."""
    ways = load_way_points(data_dir() / "figures" / "between" / "ways.toml")
    for number, ((before, one), (then, other)) in enumerate(pairwise(figures.items())):
        done = at_work(one, Side.RIGHT, len(one.paths) - 1, 1.0)
        way = transition_between(done, at_rest(other, Side.LEFT), ways)
        yield f"{before} to {then} times: {ints(way.times)}"
        for share, worked in WAYS:
            frame = way.at(share, worked)
            yield f"{before} to {then} {share} frame: {of_frame(frame)}"
            joints = ints(x for joint in frame.pose.joints for x in joint)
            yield f"{before} to {then} {share} joints: {joints}"
            if number % DRAWN_EACH == 0:
                yield from (f"{before} to {then} {share} {line}" for line in of_drawing(frame))


def main() -> None:
    """Keep what all of them come to now."""
    keep(lines(), KEPT)


if __name__ == "__main__":
    main()
