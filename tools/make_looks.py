# SPDX-License-Identifier: GPL-3.0-or-later
"""How every figure looks, as somebody who has looked at them all found them good.

    python tools/make_looks.py [FILE]

Paints each move at rest and in the midst and at the end of its phases, without smooth edges, so
that the same body is the same pixels wherever it is painted. The tests hold the program to the
picture that is kept. Where a change of looks is meant, look at the new one before it is kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from hipmob_desktop.content.figure_file import load_figure
from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.figure.frame import as_seen, at_work, card_frame, frame_of
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.painter import (
    Brushes,
    FigurePainter,
    Paths,
    figure_colours,
    fitted,
    paint_prepared,
)
from hipmob_desktop.ui.figure.scene import figure_scene
from hipmob_desktop.ui.theme.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure

KEPT = Path(__file__).resolve().parents[1] / "tests" / "ui" / "figure" / "looks.png"
WIDTH, HEIGHT = 320, 240
COLUMNS = 8
ON_THE_WAY = 0.5


def frames_of(figure: Figure) -> Iterator[Frame]:
    """What of a figure is looked at: close up at rest, then each half and whole phase."""
    yield card_frame(figure, SideMode.ONE_THEN_OTHER)
    side = figure.seen(Side.LEFT)
    for phase in range(len(figure.paths)):
        for fraction in (ON_THE_WAY, 1.0):
            yield frame_of(as_seen(at_work(figure, side, phase, fraction)), breath=ON_THE_WAY)


def pictures() -> dict[str, QImage]:
    """The picture of each, by the move and its number, in the colours of the dark theme."""
    colours = figure_colours(load_theme(assets_dir() / "themes" / "dark.toml"))
    brushes, paths = Brushes(colours), Paths()
    found = {}
    for file in sorted((data_dir() / "figures").glob("*.toml")):
        for number, frame in enumerate(frames_of(load_figure(file))):
            scene = figure_scene(frame, has_ground=True)
            image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
            image.fill(colours.ground)
            to_box = fitted(scene, QRectF(image.rect()))
            prepared = FigurePainter(brushes, paths, to_box).prepared
            with QPainter(image) as painter:
                paint_prepared(
                    painter, map(prepared, (*scene.backdrop, *scene.shadows, *scene.body))
                )
            found[f"{file.stem} {number}"] = image
    return found


def side_by_side(images: list[QImage], columns: int, width: int, height: int) -> QImage:
    """All of them in one picture, row by row, each in a box of that size."""
    rows = -(-len(images) // columns)
    sheet = QImage(width * columns, height * rows, QImage.Format.Format_RGB32)
    sheet.fill(0)
    with QPainter(sheet) as painter:
        for place, image in enumerate(images):
            row, column = divmod(place, columns)
            painter.drawImage(column * width, row * height, image)
    return sheet


def cut(sheet: QImage, place: int) -> QImage:
    """The picture that was put there."""
    row, column = divmod(place, COLUMNS)
    return sheet.copy(column * WIDTH, row * HEIGHT, WIDTH, HEIGHT)


def main() -> None:
    """Keep how all of them look now."""
    _ = QGuiApplication(sys.argv[:1])
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    images = list(pictures().values())
    if not side_by_side(images, COLUMNS, WIDTH, HEIGHT).save(str(file), quality=0):
        sys.exit(f"{file}: cannot be written")
    print(f"{file}: {len(images)} pictures")


if __name__ == "__main__":
    main()
