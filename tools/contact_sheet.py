#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders every page of the window at many sizes, in every theme, into one folder.

    .venv/bin/python tools/contact_sheet.py FOLDER [--pages library,settings] [--quick]

Each picture is named after page, size, theme and type size; `sheet-*.png` shows all
pictures of one size and theme side by side. The device pixel ratio holds for a whole
process, so the script starts itself anew for the second one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStackedWidget
from sheet_pages import FONT_PX, PAGES, open_studio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.core.preferences import ThemeChoice

SIZES = {1.0: ((1024, 600), (1366, 768), (1920, 1080), (3840, 2160)), 2.0: ((1920, 1080),)}
"""Window sizes in logical pixels, by device pixel ratio."""
THEMES: tuple[ThemeChoice, ...] = ("dark", "light", "high_contrast")
SCALES = (1.0, 2.0)
THUMB = QSize(640, 400)
SETTLING_ROUNDS = 60
SHEET_COLUMNS = 3


def picture(app: QApplication, page: QWidget, size: QSize) -> QImage:
    """A page as it looks in a window of that size."""
    window = QStackedWidget()  # as in the program, whose ground it paints
    window.addWidget(page)
    window.resize(size)
    window.show()
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(SETTLING_ROUNDS):
        app.processEvents()
    if window.size() != size:
        print(f"{page}: wants {window.size().toTuple()}, not {size.toTuple()}", file=sys.stderr)
    image = window.grab().toImage()
    window.close()
    window.deleteLater()
    return image


def render(folder: Path, pages: list[str], ratio: float, *, is_quick: bool) -> None:
    """Write all pictures for one device pixel ratio."""
    from hipmob_desktop.app.startup import text_px

    app = QApplication(["contact_sheet"])
    studio = open_studio(app)
    for theme in THEMES[:1] if is_quick else THEMES:
        for width, height in SIZES[ratio]:
            for scale in SCALES:
                studio.style.theme_manager.apply(theme, text_px(FONT_PX, height, scale))
                key = f"{width}x{height}@{ratio:g}-{theme}-{scale:.0%}".replace("%", "")
                shots = []
                for name in pages:
                    image = picture(app, PAGES[name](studio), QSize(width, height))
                    image.save(str(folder / f"{name}-{key}.png"))
                    shots.append(image)
                sheet(shots).save(str(folder / f"sheet-{key}.png"))


def sheet(shots: list[QImage]) -> QImage:
    """All pictures, small, side by side."""
    rows = -(-len(shots) // SHEET_COLUMNS)
    image = QImage(
        THUMB.width() * SHEET_COLUMNS, THUMB.height() * rows, QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.gray)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for shot, box in zip(shots, _boxes(), strict=False):
            small = shot.scaled(
                box.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(1.0)
            painter.drawImage(box.topLeft(), small)
    return image


def _boxes() -> Iterator[QRect]:
    number = 0
    while True:
        row, column = divmod(number, SHEET_COLUMNS)
        yield QRect(
            column * THUMB.width() + 8,
            row * THUMB.height() + 8,
            THUMB.width() - 16,
            THUMB.height() - 16,
        )
        number += 1


def main() -> int:
    """Render what was asked for; 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", default=",".join(PAGES))
    parser.add_argument("--quick", action="store_true", help="the dark theme only")
    parser.add_argument("--ratio", type=float, choices=tuple(SIZES))
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.ratio:
        render(asked.folder, asked.pages.split(","), asked.ratio, is_quick=asked.quick)
        return 0
    for ratio in SIZES:
        environment = os.environ | {"QT_SCALE_FACTOR": f"{ratio:g}"}
        command = [sys.executable, __file__, *sys.argv[1:], "--ratio", str(ratio)]
        subprocess.run(command, env=environment, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
