# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawn body: bones, stances, flesh, and how a camera sees them. Pure arithmetic.

`model` is the figure of a move, `transition` the way from one move to the next, `frame` a figure
at a moment, ready to be painted. `rig/` has the joints, the stances that hold them and the
camera; `draw/` gives them volume and turns all of it into outlines that anyone can paint.
"""
