# SPDX-License-Identifier: GPL-3.0-or-later
"""How each kind of part of a page looks in every state, as somebody found it good.

    python tools/make_part_looks.py [FOLDER]

Painted as large as it is on a page, where `page_looks.png` has the page as a whole: at rest, with
the pointer on it, held down, with the focus, chosen the other way, and off. `part_looks.txt` names
what stands in each box of `part_looks.png`. The tests hold the program to the files that are kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import make_page_looks as pages  # sets how letters are painted, and has to come first
from make_looks import side_by_side
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QStackedWidget,
    QWidget,
)
from sheet_pages import FONT_PX, PAGES, open_studio

from hipmob_desktop.ui.pages.summary_rows import Face

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
WORDS, PICTURES = "part_looks.txt", "part_looks.png"
WIDTH, HEIGHT = 340, 170
COLUMNS = 6
SIZES = ((1366, 768), (560, 700))
UNDER = Qt.WidgetAttribute.WA_UnderMouse
OF_QT = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)
NOT_HERE = ("page", "Screen", "ReadingArea", "Figure", "Portrait", "QuietMoment")
"""What is as large as a page, or shows a figure, which has looks of its own."""


def parts_of(page: QWidget) -> Iterator[tuple[str, QWidget]]:
    """The first of each kind that paints itself or can be used, with the name of the kind."""
    seen = set()
    for part in page.findChildren(QWidget):
        its = part.accessibleName() if isinstance(part, Face) else part.property("role") or ""
        kind = f"{type(part).__name__} {its}".strip()
        is_wanted = isinstance(part, OF_QT) and not isinstance(part, QScrollBar)
        is_wanted = is_wanted or _paints_itself(type(part))
        if is_wanted and part.isVisible() and kind not in seen:
            seen.add(kind)
            yield kind, part


def _paints_itself(kind: type) -> bool:
    is_ours = any(
        each.__module__.startswith("hipmob_desktop") and "paintEvent" in vars(each)
        for each in kind.__mro__
    )
    return is_ours and not any(word in kind.__name__ for word in NOT_HERE)


def states_of(part: QWidget) -> Iterator[tuple[str, Callable[[], object], Callable[[], object]]]:
    """The states a part can be in, each with what leads there and what leads back."""
    yield "at rest", lambda: None, lambda: None
    if part.isEnabled() and part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield "pointed at", lambda: part.setAttribute(UNDER), lambda: _leave(part)
        yield "focused", lambda: part.setFocus(Qt.FocusReason.TabFocusReason), part.clearFocus
        if isinstance(part, QAbstractButton):
            yield "held", lambda: part.setDown(True), lambda: part.setDown(False)
            if part.isCheckable():
                was = part.isChecked()
                yield "chosen", lambda: _choose(part, not was), lambda: _choose(part, was)
        yield "off", lambda: part.setEnabled(False), lambda: part.setEnabled(True)


def _leave(part: QWidget) -> None:
    part.setAttribute(UNDER, False)  # noqa: FBT003 - Qt's shape


def _choose(part: QAbstractButton, is_checked: bool) -> None:  # noqa: FBT001 - Qt's shape
    part.blockSignals(True)  # noqa: FBT003 - Qt's shape
    part.setChecked(is_checked)
    part.blockSignals(False)  # noqa: FBT003 - Qt's shape


def looks(app: QApplication) -> Iterator[tuple[str, QImage]]:
    """Each kind of part in each state, where it is first found."""
    studio = open_studio(app)
    known = set()
    for theme, size in zip(("dark", "light"), SIZES, strict=True):
        studio.style.theme_manager.apply(theme, FONT_PX)
        ground = studio.style.theme.background
        for name, build in PAGES.items():
            window = QStackedWidget()
            page = build(studio)
            window.addWidget(page)
            window.setMinimumSize(*SIZES[-1])
            window.resize(*size)
            window.show()
            pages.settle(app)
            for kind, part in parts_of(page):
                if (theme, kind) not in known:
                    known.add((theme, kind))
                    yield from _looks_of(f"{theme} {name} {kind}", part, ground)
            window.close()
            window.deleteLater()


def _looks_of(name: str, part: QWidget, ground: QColor) -> Iterator[tuple[str, QImage]]:
    for state, lead, back in states_of(part):
        lead()
        QApplication.processEvents()
        picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        picture.fill(ground)
        with QPainter(picture) as painter:
            painter.drawPixmap(0, 0, part.grab())
        yield f"{name}, {state}", picture
        back()


def main() -> None:
    """Keep how all parts look now."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else pages.KEPT
    app = QApplication(["part_looks"])
    with TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        found = list(looks(app))
    (folder / WORDS).write_text("".join(f"{name}\n" for name, _ in found), "utf-8", newline="\n")
    sheet = side_by_side([picture for _, picture in found], COLUMNS, WIDTH, HEIGHT)
    if not sheet.save(str(folder / PICTURES), quality=0):
        sys.exit(f"{folder / PICTURES}: cannot be written")


if __name__ == "__main__":
    main()
