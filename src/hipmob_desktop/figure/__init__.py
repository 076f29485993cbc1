# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawn body of a move: how it is held, how it moves, what a camera sees. Pure arithmetic.

`model` is the figure of a move, `frame` the figure at a moment, `transition` the way from one
move to the next. `rig/` has the skeleton, the stances that it can be in, and the camera; `draw/`
turns a frame into shapes that anyone can paint.

A body on its way to the screen: `frame.at_work(move's figure, side, phase)` gives a stance,
`rig.stance.place` the joints in the world, `frame.frame_of` a frame with its camera and things,
`draw.body.figure_shapes` the shapes.
"""
