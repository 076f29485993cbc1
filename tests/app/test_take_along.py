# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine leaves the window as paper or as a file; what goes wrong is said, none is half."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from builders import the_figure
from hipmob_desktop.app import take_along
from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.take_along import KINDS, TakeAlong
from hipmob_desktop.content.reader import load_routine_file
from hipmob_desktop.paths import Paths
from hipmob_desktop.ui.library.routine_pane import RoutinePane
from hipmob_desktop.ui.library.take_along import Way
from ui.windows import OFFSCREEN

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN

FAKE = """
import signal, sys, time
words = sys.argv[1:]
out = words[words.index("-o") + 1]
open(out + ".words", "w").write(" ".join(words))
if "fails" in out:
    sys.exit("hipmob-desktop: a first line\\nhipmob-desktop: " + out + ": the disk is full")
part = open(out + ".abc.part", "w")
sys.stderr.write("\\rx:  40%\\rx:  41%")
sys.stderr.flush()
if "waits" in out:
    open(out + ".began", "w").close()
    try:
        time.sleep(40)
    except KeyboardInterrupt:
        sys.exit(130)
open(out, "w").write("whole")
"""


class Page(QWidget):
    """A page with a routine highlighted."""

    def __init__(self, style):
        super().__init__()
        self.pane = RoutinePane(style)
        QVBoxLayout(self).addWidget(self.pane)
        self.highlighted = SimpleNamespace(id="desk_break")
        self.is_shown = False
        self.list = SimpleNamespace(file_of=None)

    def show_page(self):
        self.is_shown = True


@pytest.fixture
def page(shown):
    return shown(lambda studio: Page(studio.style))


@pytest.fixture
def taking(page, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(FAKE)
    context = open_context(Paths.below(tmp_path / "home"))
    words = (sys.executable, str(program))
    taking = TakeAlong(lambda: context, page, the_figure, page, program=words)
    page.pane.take_asked.connect(taking.take)
    page.list.file_of = taking.dragged
    yield taking
    taking.close()


def words_of(page):
    return page.pane.bar.words.text().replace("\u200b", "")


def ended(taking, qtbot):
    qtbot.waitUntil(lambda: taking._process is None, timeout=20_000)


@pytest.mark.parametrize(
    ("way", "wanted"),
    [
        (Way.SHEET, "sheet desk_break -o {}"),
        (Way.SOUND, "render desk_break -o {} --progress"),
        (Way.FILE, "export desk_break -o {}"),
    ],
)
def test_a_file_is_written_by_the_command_for_it_in_the_same_folders(
    taking, page, qtbot, tmp_path, way, wanted
):
    out = tmp_path / "hips.x"
    taking.write(KINDS[way][0], "desk_break", out)
    ended(taking, qtbot)

    home = tmp_path / "home"
    assert Path(f"{out}.words").read_text() == f"--data-dir {home} {wanted.format(out)}"
    assert words_of(page) == f"Written: {out}."
    assert out.read_text() == "whole"


def test_the_bar_shows_how_far_it_is_and_stop_ends_it_without_a_half_file(
    taking, page, qtbot, tmp_path
):
    out = tmp_path / "waits.mp3"
    taking.write("render", "desk_break", out)
    qtbot.waitUntil(lambda: page.pane.bar.bar.value() == 41, timeout=20_000)
    qtbot.waitUntil(Path(f"{out}.began").exists, timeout=20_000)
    page.pane.bar.button.click()
    ended(taking, qtbot)

    assert words_of(page) == "waits.mp3 was not written."
    assert not out.exists()
    assert not [*tmp_path.glob("*.part")]


def test_what_went_wrong_is_said_in_the_commands_own_last_sentence(taking, page, qtbot, tmp_path):
    out = tmp_path / "fails.mp3"
    taking.write("render", "desk_break", out)
    ended(taking, qtbot)

    assert words_of(page) == f"fails.mp3 was not written.\n{out}: the disk is full"


def test_a_program_that_cannot_be_started_is_said_too(page, qtbot, tmp_path):
    context = open_context(Paths.below(tmp_path / "home"))
    program = (str(tmp_path / "no such program"),)
    taking = TakeAlong(lambda: context, page, the_figure, page, program=program)
    page.pane.take_asked.connect(taking.take)
    taking.write("sheet", "desk_break", tmp_path / "hips.pdf")
    ended(taking, qtbot)

    assert words_of(page).startswith("hips.pdf was not written. ")


def test_a_window_that_closes_leaves_nothing_half_written_behind(taking, page, qtbot, tmp_path):
    out = tmp_path / "waits.mp3"
    taking.write("render", "desk_break", out)
    qtbot.waitUntil(Path(f"{out}.began").exists, timeout=20_000)
    pid = taking._process.processId()
    taking.close()

    assert not [*tmp_path.glob("*.part")]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("way", KINDS)
def test_a_dialogue_asks_for_the_file_with_a_name_and_an_ending_to_go_by(
    taking, page, monkeypatch, tmp_path, way
):
    asked = []
    monkeypatch.setattr(QFileDialog, "open", lambda it: asked.append(it))  # noqa: PLW0108 - a function is bound, a list's is not
    monkeypatch.setattr(taking, "write", lambda *words: asked.append(words))
    page.pane.take_asked.emit(way)

    (dialogue,) = asked
    (named,) = dialogue.selectedFiles()
    ending = KINDS[way][2][0].partition("*")[2].rstrip(")")
    assert Path(named).name == f"desk_break{ending}"
    dialogue.fileSelected.emit(str(tmp_path / "mine"))
    assert asked[1] == (KINDS[way][0], "desk_break", tmp_path / "mine")
    dialogue.filterSelected.emit("Opus (*.opus)")
    assert dialogue.defaultSuffix() == "opus"
    dialogue.close()


def test_one_file_at_a_time(taking, page, qtbot, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(QFileDialog, "open", lambda it: asked.append(it))  # noqa: PLW0108 - a function is bound, a list's is not
    taking.write("render", "desk_break", tmp_path / "waits.mp3")
    page.pane.take_asked.emit(Way.SHEET)

    assert asked == []


def test_with_nothing_highlighted_there_is_nothing_to_take(taking, page, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "open", lambda it: asked.append(it))  # noqa: PLW0108 - a function is bound, a list's is not
    page.highlighted = None
    page.pane.take_asked.emit(Way.SOUND)
    page.pane.take_asked.emit(Way.PRINT)

    assert asked == []


def test_printing_asks_the_system_for_a_printer_and_prints_on_it(
    taking, page, monkeypatch, tmp_path
):
    asked, printed = [], []
    monkeypatch.setattr(take_along.QDialog, "open", asked.append)
    monkeypatch.setattr(taking, "print_on", lambda *words: printed.append(words))
    page.pane.take_asked.emit(Way.PRINT)

    (dialogue,) = asked
    assert isinstance(dialogue, QPrintDialog)
    assert printed == []
    dialogue.accepted.emit(QPrinter())
    assert [words[1] for words in printed] == ["desk_break"]
    dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialogue.deleteLater()


def test_a_printer_gets_the_whole_sheet(taking, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    taking.print_on(printer, "desk_break")

    assert (tmp_path / "printed.pdf").stat().st_size > 20_000


def test_a_routine_that_is_gone_is_said_and_not_printed(taking, page):
    taking.print_on(None, "no_such_routine")

    assert "no_such_routine" in words_of(page)
    assert page.is_shown


def test_where_qt_cannot_print_it_is_said(taking, page, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)
    page.pane.take_asked.emit(Way.PRINT)

    assert words_of(page).startswith("Printing is not to be had here")


def test_a_card_that_is_dragged_out_is_its_file_until_the_program_ends(taking, page, tmp_path):
    file = page.list.file_of(0)

    assert file.name == "desk_break.toml"
    assert load_routine_file(file, {}).id == "desk_break"
    taking.close()
    assert not file.exists()


def test_a_card_whose_routine_is_gone_is_nothing_to_drag(taking, page):
    page.highlighted = SimpleNamespace(id="no_such_routine")
    assert page.list.file_of(0) is None
    assert "no_such_routine" in words_of(page)
    page.highlighted = None
    assert page.list.file_of(0) is None
