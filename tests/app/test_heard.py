# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the window can be asked, somebody hears it."""

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit

from app.person import Person
from hipmob_desktop.ui.kit.pages import PageName

pytestmark = pytest.mark.qt_log_ignore("does not support", "No such signal", extend=True)

OF_QT = {
    QAbstractButton: ("clicked", "toggled"),
    QAbstractSlider: ("valueChanged",),
    QComboBox: ("activated", "currentIndexChanged"),
    QLineEdit: ("textEdited", "textChanged", "editingFinished"),
    QShortcut: ("activated",),
    QTimer: ("timeout",),
}
"""What each of Qt's tells when a person, or time, does something with it; one is enough."""

NOT_HEARD = {
    "EditorScreen.page_requested": "its way back may have to ask first",
    "HipCheckEntryScreen.page_requested": "it leads back to its check alone",
    "MoveList.asked": "the list of all moves is chosen from by `opened`",
    "MoveList.chosen": "the same",
    "MoveList.dragged": "all moves stay in their order",
    "Notice.accepted": "some only tell",
    "Notice.dismissed": "most have nothing to do when they are gone",
    "NumberField.changed": "a form of several is read as a whole",
    "QLineEdit.textEdited or textChanged or editingFinished": "a name is read when it is saved",
    "QuestionPanel.cramped": "only the small face makes room, and hears it from then on",
    "QuestionPanel.left": "the same",
    "TextField.changed": "a form of several is read as a whole",
}


@pytest.fixture
def everything(desk, monkeypatch):
    """All objects of a window whose every page was opened, and whose stage is played on."""
    person = Person(desk, monkeypatch)
    person.opens()
    person.clicks("New routine")
    person.types("Search a move", "clam")
    for button in ("Add it", "Done", "Change how it is done", "Make this move mine"):
        person.clicks(button)
    for page in PageName:
        desk.running.controller.open(page)
        desk.app.processEvents()
    desk.plays()
    roots = (desk.window, desk.running)
    return {each for root in roots for each in root.findChildren(QObject)}


def told_by(thing):
    """The names of the signals that a thing of ours has, of which each is to be heard."""
    for kind in type(thing).__mro__:
        if kind.__module__.startswith("hipmob_desktop"):
            yield from ((name,) for name, each in vars(kind).items() if isinstance(each, Signal))
    for kind, names in OF_QT.items():
        if isinstance(thing, kind):
            yield names


def is_heard(thing, name):
    meta = thing.metaObject()
    methods = map(meta.method, range(meta.methodCount()))
    return any(thing.isSignalConnected(each) for each in methods if each.name() == name.encode())


def test_each_signal_is_heard_by_somebody(everything):
    unheard = {
        f"{type(thing).__name__}.{' or '.join(names)}"
        for thing in everything
        for names in told_by(thing)
        if not any(is_heard(thing, name) for name in names)
    }
    assert sorted(unheard) == sorted(NOT_HEARD)
