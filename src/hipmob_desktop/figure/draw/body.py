# SPDX-License-Identifier: GPL-3.0-or-later
"""The body of a frame as shapes, farthest first, with what it lies on and wears."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hipmob_desktop.figure.draw.depth import PARTS, Layers, Part, back_to_front
from hipmob_desktop.figure.draw.head import head_piece
from hipmob_desktop.figure.draw.limbs import forearm, shin, side_of_mate, thigh, upper_arm
from hipmob_desktop.figure.draw.scenery import band_shape, prop_shapes
from hipmob_desktop.figure.draw.shapes import Paint, Piece, Shape
from hipmob_desktop.figure.draw.torso import torso_piece
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.figure.rig.skeleton import Limb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.figure.draw.shapes import Edges
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.skeleton import LimbJoints, Pose

_LOWER = {
    Part.LEFT_UPPER_ARM: Part.LEFT_FOREARM,
    Part.RIGHT_UPPER_ARM: Part.RIGHT_FOREARM,
    Part.LEFT_THIGH: Part.LEFT_SHIN,
    Part.RIGHT_THIGH: Part.RIGHT_SHIN,
}
_MATE = {**_LOWER, **{lower: upper for upper, lower in _LOWER.items()}}
_OF = {
    Limb.LEFT_ARM: Part.LEFT_UPPER_ARM,
    Limb.RIGHT_ARM: Part.RIGHT_UPPER_ARM,
    Limb.LEFT_LEG: Part.LEFT_THIGH,
    Limb.RIGHT_LEG: Part.RIGHT_THIGH,
}

_OTHER = {Limb.LEFT_LEG: Limb.RIGHT_LEG, Limb.RIGHT_LEG: Limb.LEFT_LEG}

_LEGS = {Paint.LEFT_LEG: Paint.RIGHT_LEG, Paint.RIGHT_LEG: Paint.LEFT_LEG}
"""The paint of each leg, and the one that it has in a mirror."""

_DULL = 0.6
"""A part that recedes by more than this is pale and flat: it has no dark side."""


def figure_shapes(frame: Frame) -> tuple[Shape, ...]:
    """The body, what it lies on and what it wears, in the colours of its sides."""
    eye = lens(frame.view)
    shapes: list[Shape] = []
    for prop, much in frame.props:
        if prop.kind is PropKind.CUSHION:
            shapes += (shape.faded(much) for shape in prop_shapes(prop, eye))
    farther = frame.near.other
    shapes += (_coloured(shape, frame, farther) for shape in body_shapes(frame.pose, eye))
    for prop, much in frame.props:
        if prop.kind is PropKind.BAND:
            shapes.append(band_shape(frame.pose, eye).faded(much))
    return tuple(shapes)


def body_shapes(pose: Pose, eye: Lens) -> tuple[Shape, ...]:
    """All that has to be painted for a body, in order."""
    return tuple(_shapes(back_to_front(pose, eye), _pieces(pose, eye)))


def _coloured(shape: Shape, frame: Frame, farther: Side) -> Shape:
    """The shape with its share of what the frame says of its side: receding, and at work."""
    far = frame.apart if shape.side is farther else 0.0
    work = 0.0
    paint = shape.paint
    if paint in _LEGS:
        work = frame.left if paint is Paint.LEFT_LEG else frame.right
        paint = _LEGS[paint] if frame.is_mirror else paint
    if not far and not work and paint is shape.paint:
        return shape
    shade = shape.shade if far < _DULL or not shape.fill else ()
    return Shape(paint, shape.fill, shade, shape.side, far, work)


def _pieces(pose: Pose, eye: Lens) -> dict[Part, Piece]:
    pieces = {Part.TORSO: torso_piece(pose, eye), Part.HEAD: head_piece(pose, eye)}
    for limb, upper in _OF.items():
        joints = pose.limb(limb)
        aside = 0 if limb.is_arm else side_of_mate(joints, pose.limb(_OTHER[limb]), eye)
        pieces[upper], pieces[_LOWER[upper]] = _limb_pieces(joints, eye, limb, aside)
    return pieces


@lru_cache(maxsize=16)
def _limb_pieces(joints: LimbJoints, eye: Lens, limb: Limb, aside: int) -> tuple[Piece, Piece]:
    """The two halves of a limb; one that rests while another one moves is made once."""
    if limb.is_arm:
        return upper_arm(joints, eye, limb), forearm(joints, eye, limb)
    return thigh(joints, eye, limb, aside), shin(joints, eye, limb)


def _shapes(layers: Layers, pieces: dict[Part, Piece]) -> Iterator[Shape]:
    """Pieces of one limb that follow each other are joined; the second may lie on the first."""
    order, at = layers.order, 0
    while at < len(order):
        part, piece = order[at], pieces[PARTS[order[at]]]
        following = order[at + 1] if at + 1 < len(order) else part
        if _MATE.get(PARTS[part]) is PARTS[following]:
            mate = pieces[PARTS[following]]
            yield from _gap(piece, piece.edges if part in layers.over else None)
            yield from _gap(mate, mate.edges if following in layers.over else None)
            yield from piece.shapes
            yield from _gap(mate, mate.crease if following in layers.folded else None)
            yield from mate.shapes
            at += 2
        else:
            below = [PARTS[i] for i in order[:at]]
            outlines = piece.crease if _MATE.get(PARTS[part]) in below else piece.edges
            yield from _gap(piece, outlines if part in layers.over | layers.folded else None)
            yield from piece.shapes
            at += 1


def _gap(piece: Piece, outlines: Edges | None) -> Iterator[Shape]:
    if outlines:
        if piece.seam:
            yield piece.seam
        yield Shape(Paint.GROUND, outlines())
