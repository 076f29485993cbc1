# SPDX-License-Identifier: GPL-3.0-or-later
"""What a frame of the figure costs, beside an empty widget in the same run.

Every move is played for a second at 60 frames a second on the side it is drawn for, in a
view of 700 pixels (a full-HD stage) and one of 1400 (a 4K stage). Run with
`QT_QPA_PLATFORM=offscreen python benchmarks/figure_paint.py [moves]`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from hipmob_desktop.content.figure_file import load_figure
from hipmob_desktop.figure.frame import at_work, frame_of
from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.figure.scene import figure_scene, has_changed
from hipmob_desktop.ui.figure.view import FigureView
from hipmob_desktop.ui.theme.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.scene import FigureScene

ROOT = Path(__file__).parents[1]
FRAMES = 60
SIZES = (700, 1400)


def main() -> None:
    """Print medians and 99th percentiles in milliseconds."""
    app = QApplication([])
    names = sys.argv[1:] or sorted(path.stem for path in (ROOT / "data/figures").glob("*.toml"))
    paths = [ROOT / "data/figures" / f"{name}.toml" for name in names]
    print(row("", "median", "p99"))
    print(row("read a figure file", *timed(load_figure, paths)))
    figures = [load_figure(path) for path in paths]
    moments = [(one, i / FRAMES) for one in figures for i in range(FRAMES)]
    print(row("pose a frame", *timed(posed, moments)))
    frames = [posed(moment) for moment in moments]
    print(row("make its shapes", *timed(figure_scene, frames)))
    changed = sum(map(has_changed_700, zip([None, *frames], frames, strict=False)))
    print(f"frames with a change to see: {changed} of {len(frames)}")
    scenes = [figure_scene(one) for one in frames]
    for side in SIZES:
        print(row(f"repaint an empty widget, {side} px", *timed(shown(QWidget(), side), scenes)))
        view = FigureView(figure_colours(load_theme(ROOT / "assets/themes/dark.toml")))
        print(row(f"repaint the figure, {side} px", *timed(shown(view, side), scenes)))
    app.quit()


def posed(moment: tuple[Figure, float]) -> Frame:
    figure, share = moment
    place = share * len(figure.paths)
    phase = int(place)
    return frame_of(at_work(figure, figure.drawn_side, phase, place - phase))


def has_changed_700(pair: tuple[Frame | None, Frame]) -> bool:
    return has_changed(*pair, 560)


def shown(widget: QWidget, side: int) -> Callable[[FigureScene], None]:
    """Show the widget and give back what paints one scene in it at once."""
    widget.resize(side, side)
    widget.show()
    QApplication.processEvents()

    def repaint(scene: FigureScene) -> None:
        if isinstance(widget, FigureView):
            widget.show_scene(scene)
        widget.repaint()

    return repaint


def timed(work: Callable[[Any], object], things: Iterable[Any]) -> tuple[str, str]:
    spans = []
    for thing in things:
        start = perf_counter()
        work(thing)
        spans.append((perf_counter() - start) * 1_000)
    return f"{median(spans):.3f}", f"{quantiles(spans, n=100)[98]:.3f}"


def row(name: str, *numbers: str) -> str:
    return f"{name:36}" + "".join(f"{number:>10}" for number in numbers)


if __name__ == "__main__":
    main()
