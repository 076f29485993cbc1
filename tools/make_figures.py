# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws figures on one sheet, to look at while their key poses are edited.

    python tools/make_figures.py SHEET.png MOVE… [--theme light] [--side right] [--size 360]
    python tools/make_figures.py SHEET.png MOVE… --reps 6     (moments of a rep, not its keys)

Without a MOVE all of them are drawn, one row each.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from hipmob_desktop.content.figure_file import load_figure
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import PosedFigure, at_work, frame_of
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.painter import Brushes, Paths, figure_colours, paint_figure
from hipmob_desktop.ui.figure.scene import FigureScene, figure_scene
from hipmob_desktop.ui.theme.theme import load_theme


def main(arguments: list[str]) -> int:
    """Draw the sheet that the command line asks for."""
    asked = _asked(arguments)
    app = QGuiApplication([])
    folder = data_dir() / "figures"
    names = asked.moves or sorted(path.stem for path in folder.glob("*.toml"))
    rows = [_row(folder / f"{name}.toml", asked) for name in names]
    colours = figure_colours(load_theme(assets_dir() / "themes" / f"{asked.theme}.toml"))
    brushes, paths, side = Brushes(colours), Paths(), asked.size
    width = max(len(row) for row in rows) * side
    sheet = QImage(width, len(rows) * side, QImage.Format.Format_RGB32)
    sheet.fill(colours.ground)
    with QPainter(sheet) as painter:
        for y, row in enumerate(rows):
            for x, scene in enumerate(row):
                box = QRectF(x * side, y * side, side, side)
                paint_figure(painter, box, scene, brushes, paths)
    sheet.save(str(asked.sheet))
    print(f"{asked.sheet}: {len(rows)} figures")
    app.quit()
    return 0


def _row(path: Path, asked: argparse.Namespace) -> list[FigureScene]:
    figure = load_figure(path)
    side = Side(asked.side) if asked.side else figure.drawn_side
    if not asked.reps:
        keys = figure.on(side).keys.values()
        return [figure_scene(frame_of(PosedFigure(figure, side, key))) for key in keys]
    moments = [(i + 0.5) / asked.reps * len(figure.paths) for i in range(asked.reps)]
    return [
        figure_scene(frame_of(at_work(figure, side, int(moment), moment % 1)))
        for moment in moments
    ]


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Draw figures on one sheet.")
    parser.add_argument("sheet", type=Path)
    parser.add_argument("moves", nargs="*")
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--side", choices=[side.value for side in Side])
    parser.add_argument("--size", type=int, default=360)
    parser.add_argument("--reps", type=int, default=0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
