# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of the library, when, and what is told of it."""

from __future__ import annotations

import pytest

from builders import DATA
from hipmob_desktop.app import library_reader
from hipmob_desktop.app.context import AppContext
from hipmob_desktop.app.library_reader import LibraryReader
from hipmob_desktop.content.library import Library
from hipmob_desktop.paths import Paths
from ui.windows import OFFSCREEN

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN

FILES = 6
TEXT = 'title = "Mine {}"\nmoves = ["Couch stretch 30 s"]\n'


class Later:
    """Keeps the jobs it is given, until they are wanted."""

    def __init__(self):
        self.jobs = []

    def do(self, _key, job):
        self.jobs.append(job)

    def work(self):
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job()


@pytest.fixture
def paths(tmp_path):
    paths = Paths.below(tmp_path)
    folder = paths.data / "routines"
    folder.mkdir(parents=True)
    for number in range(FILES):
        (folder / f"mine_{number}.toml").write_text(TEXT.format(number), "utf-8")
    return paths


@pytest.fixture
def reader(qapp, qtbot, paths, monkeypatch):
    """A reader of a library of which nothing was read, one file at a time; tells what it said."""
    monkeypatch.setattr(library_reader, "FILES_AT_ONCE", 1)
    worker = Later()
    context = AppContext(paths, Library.open(DATA, paths.data, reads_new=False))
    reader = LibraryReader(context, worker, DATA, lambda _library: lambda _routine: 60_000, qapp)
    reader.worker, reader.told, reader.whole, reader.indices = worker, [], [], []
    reader.read.connect(lambda catalogue, highlight: reader.told.append((catalogue, highlight)))
    reader.is_whole.connect(lambda: reader.whole.append(True))
    reader.indexed.connect(lambda *both: reader.indices.append(both))
    yield reader
    reader._reading.stop()
    reader.deleteLater()


def titles(catalogue):
    return {entry.title for entry in catalogue.library.entries}


def own(catalogue):
    return sum(title.startswith("Mine") for title in titles(catalogue))


def test_what_is_unread_is_read_while_the_window_goes_on(reader, qtbot):
    reader.read_on()
    assert reader.is_reading
    assert reader.told == []
    qtbot.waitUntil(lambda: reader.whole == [True], timeout=20_000)
    assert not reader.is_reading
    catalogue, highlight = reader.told[-1]
    assert (own(catalogue), catalogue.library.unread, highlight) == (FILES, 0, "")


def test_asked_twice_it_is_told_once(reader, qtbot):
    reader.read_on()
    reader.read_on()
    qtbot.waitUntil(lambda: bool(reader.whole), timeout=20_000)
    qtbot.wait(20)
    assert reader.whole == [True]
    assert len(reader.told) == 1


def test_with_many_files_the_list_grows_before_all_are_read(reader, qtbot, monkeypatch):
    monkeypatch.setattr(library_reader, "SHOWN_EVERY", 2)
    reader.read_on()
    qtbot.waitUntil(lambda: bool(reader.whole), timeout=20_000)
    unread = [catalogue.library.unread for catalogue, _ in reader.told]
    assert unread == sorted(set(unread), reverse=True)
    assert unread[-1] == 0 < len(unread) - 2


def test_somebody_who_cannot_wait_has_all_at_once(reader, qtbot):
    reader.read_on()
    reader.read_all()
    assert not reader.is_reading
    assert reader.whole == [True]
    assert [own(catalogue) for catalogue, _ in reader.told] == [FILES]
    qtbot.wait(20)
    assert len(reader.told) == 1


def test_the_folders_are_read_anew_beside_the_window_and_a_routine_is_highlighted(reader, paths):
    (paths.data / "routines" / "late.toml").write_text(TEXT.format("late"), "utf-8")
    reader.read_on()
    reader.reload("late")
    assert not reader.is_reading
    assert reader.told == []
    reader.worker.work()
    ((catalogue, highlight),) = reader.told
    assert (own(catalogue), highlight) == (FILES + 1, "late")
    assert catalogue.library.entry("late").total_ms == 60_000


def test_words_are_made_ready_once_and_find_what_is_there(reader):
    reader.read_all()
    catalogue, _ = reader.told[-1]
    reader.index(catalogue)
    reader.index(catalogue)
    reader.worker.work()
    ((of, index),) = reader.indices
    assert of is catalogue
    assert "mine_3" in index.search("Mine 3")


def test_another_catalogue_is_made_ready_too(reader):
    reader.read_all()
    catalogue, _ = reader.told[-1]
    reader.index(catalogue)
    reader.reload()
    reader.worker.work()
    anew, _ = reader.told[-1]
    reader.index(anew)
    reader.worker.work()
    assert [of for of, _ in reader.indices] == [catalogue, anew]


def test_a_reading_that_takes_the_place_of_another_has_its_highlight(reader):
    reader.reload("mine_3")
    reader.worker.jobs.clear()  # it gave way to the next
    reader.reload()
    reader.worker.work()
    reader.reload()
    reader.worker.work()

    assert [highlight for _, highlight in reader.told] == ["mine_3", ""]
