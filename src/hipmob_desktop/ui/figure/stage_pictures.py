# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of a session's figure. What comes again with every rep is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.ui.figure.figure_scene import figure_scene, has_changed

if TYPE_CHECKING:
    from collections.abc import Hashable

    from hipmob_desktop.core.plan import Moment, Plan
    from hipmob_desktop.figure.draw.picture import Shot
    from hipmob_desktop.ui.figure.animator import FigureAnimator
    from hipmob_desktop.ui.figure.figure_marks import FigureScene

MOST_KEPT = 600
"""A rep of five seconds on each side; the oldest goes first. A scene shares its still parts."""

UNSEEN_PX = 0.25


class _Picture(NamedTuple):
    shot: Shot
    scene: FigureScene


class FrameCache:
    """Makes scenes of what a director has the body do, and keeps those of the work."""

    def __init__(self, animator: FigureAnimator) -> None:
        self._animator = animator
        self._kept: dict[Hashable, _Picture] = {}
        self._last: _Picture | None = None
        self._body_px = 0.0

    def at(self, plan: Plan, moment: Moment, breath: float, body_px: float) -> FigureScene | None:
        """The scene at a moment, or None where there is no figure.

        `breath` (0 to 1) is how full the chest is, `body_px` how high a body is shown: what
        moves less than can be seen there stays in place.
        """
        if body_px != self._body_px:
            self._kept.clear()
            self._body_px = body_px
        key = self._animator.key(plan, moment, breath)
        picture = self._kept.get(key) if key is not None else None
        if picture is None:
            picture = self._made(plan, moment, breath)
            if picture is not None and key is not None:
                self._keep(key, picture)
        self._last = picture
        return picture.scene if picture else None

    def _made(self, plan: Plan, moment: Moment, breath: float) -> _Picture | None:
        shot, last = self._animator.shot(plan, moment, breath), self._last
        if shot is None:
            return None
        if last is None or not self._body_px:
            return _Picture(shot, figure_scene(shot))
        if not has_changed(last.shot, shot, self._body_px):
            return last
        return _Picture(shot, figure_scene(shot, last.scene, UNSEEN_PX / self._body_px))

    def _keep(self, key: Hashable, picture: _Picture) -> None:
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = picture
