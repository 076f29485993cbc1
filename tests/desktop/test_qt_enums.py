# SPDX-License-Identifier: GPL-3.0-or-later
"""The enumerations of Qt are those that PySide would have made, and all others are left alone."""

import enum
import os
import subprocess
import sys

import pytest

from cases import some_of
from hipmob_desktop.desktop import qt_enums

QUICK = "from hipmob_desktop.desktop.qt_enums import quicken_enums; quicken_enums()"
LATE = "from hipmob_desktop.desktop.qt_import import import_qt; import_qt()"
TELL_ALL = """
import enum, pickle, sys
from importlib import import_module

def outcome(act):
    try:
        return act()
    except Exception as error:
        return type(error), str(error)

def tell(kind):
    first = next(iter(kind.__members__.values()), None)
    print(kind, kind.__module__, kind.__qualname__, kind.__mro__, len(kind), list(kind), dir(kind))
    for name, each in sorted(vars(kind).items()):
        plain = not callable(each) and name not in ("__dict__", "__weakref__", "_inverted_")
        print(name, type(each), each if plain else getattr(each, "__qualname__", ""))
    for name, one in kind.__members__.items():
        print(name, repr(one), str(one), format(one), hash(one), one.name, one.value, kind[name])
        print(kind(one.value) is one, one in kind)
        print(*(outcome(act) for act in (
            lambda: ~one, lambda: one | first, lambda: one < first, lambda: int(one),
            lambda: list(one), lambda: one.value in kind, lambda: sorted(vars(one)),
            lambda: pickle.loads(pickle.dumps(one)) is one,
        )))
    print(*(outcome(act) for act in (
        lambda: kind(0), lambda: kind(3), lambda: kind(-1), lambda: kind(123456),
        lambda: kind["no"], lambda: setattr(kind, str(first and first.name), 3), lambda: kind.no,
    )))

def walk(place, seen):
    for name in dir(place):
        each = getattr(place, name, None)
        if not isinstance(each, type) or "PySide6" not in each.__module__ or each in seen:
            continue
        seen.add(each)
        tell(each) if isinstance(each, enum.EnumType) else walk(each, seen)

seen = set()
for place in sys.argv[1:]:
    walk(import_module(f"PySide6.{place}"), seen)
"""


def told(*code, modules=()):
    env = os.environ | {"PYTHONHASHSEED": "0"}
    words = [sys.executable, "-P", "-W", "ignore", "-c", "\n".join(code), *modules]
    return subprocess.check_output(words, text=True, env=env).splitlines()


MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")


@pytest.mark.parametrize("way", [QUICK, LATE])
@pytest.mark.parametrize("module", some_of(MODULES, "QtCore"))
def test_qt_has_the_enumerations_that_it_has_without_us(module, way):
    ours, plain = told(way, TELL_ALL, modules=[module]), told(TELL_ALL, modules=[module])
    assert len(ours) > 100
    assert (
        next((pair for pair in zip(ours, plain, strict=True) if pair[0] != pair[1]), None) is None
    )


@pytest.mark.skipif(not hasattr(enum.EnumType, "__getattr__"), reason="there all come at once")
def test_members_come_when_somebody_looks():
    shown = told(
        LATE,
        """
from PySide6.QtCore import QEvent, Qt
kinds = Qt.Key, Qt.Orientation, Qt.AlignmentFlag, QEvent.Type
print(*("Horizontal" in vars(kind) or "Key_A" in vars(kind) for kind in kinds))
print(repr(Qt.Key.Key_A), Qt.Orientation(1) is Qt.Orientation.Horizontal, "Key_A" in vars(Qt.Key))
try:
    Qt.AlignmentFlag.AlignLeft = 3
except AttributeError as error:
    print(error)
try:
    QEvent("no type")
except TypeError as error:
    print("Resize" in vars(QEvent.Type), Qt.Vertical)
""",
    )
    assert shown == [
        "False False False False",
        "<Key.Key_A: 65> True True",
        "cannot reassign member 'AlignLeft'",
        "True Orientation.Vertical",
    ]


@pytest.fixture
def quick(monkeypatch):
    before = qt_enums._create  # Python's own, whoever imported Qt in this process meanwhile
    monkeypatch.setattr(enum.EnumType, "_create_", before)
    qt_enums.quicken_enums()
    monkeypatch.setattr(qt_enums, "_create", asked := Asked(before))
    return asked


class Asked:
    """Python's own way, and how often it is gone."""

    def __init__(self, way):
        self.way = way
        self.names = []

    def __call__(self, kind, name, *args, **kwargs):
        self.names.append(name)
        return self.way(kind, name, *args, **kwargs)


def test_what_is_asked_for_as_pyside_does_is_made_quickly(quick):
    made = enum.IntFlag("Quick", [("ONE", 1), ("BOTH", 3)], boundary=enum.KEEP)
    assert made(3) is made.BOTH
    assert "Quick" not in quick.names


@pytest.mark.parametrize(
    ("kind", "names", "options"),
    [
        (enum.Enum, [("ONE", 1)], {}),
        (enum.Enum, [("ONE", 1)], {"boundary": enum.KEEP, "module": "here"}),
        (enum.Enum, [("ONE", 1)], {"boundary": enum.KEEP, "qualname": "Here.Slow"}),
        (enum.Enum, "ONE TWO", {"boundary": enum.KEEP}),
        (enum.Enum, ["ONE", "TWO"], {"boundary": enum.KEEP}),
        (enum.Enum, [("ONE", "one")], {"boundary": enum.KEEP}),
        (enum.Enum, [("value", 1)], {"boundary": enum.KEEP}),
        (enum.IntEnum, [("real", 1)], {"boundary": enum.KEEP}),
        (enum.StrEnum, [("ONE", "one")], {"boundary": enum.KEEP}),
    ],
)
def test_what_has_another_form_is_made_as_ever(quick, kind, names, options):
    kind("Slow", names, **options)
    assert "Slow" in quick.names


def test_a_name_that_python_refuses_is_refused(quick):
    with pytest.raises(ValueError, match="mro"):
        enum.Enum("Slow", [("mro", 1)], boundary=enum.KEEP)


def test_only_pythons_that_the_program_is_for_are_known():
    pythons = {(3, minor) for minor in range(11, 15)}
    assert sys.version_info[:2] in pythons
    assert set(qt_enums.KNOWN_PYTHONS) < pythons


def test_on_another_python_nothing_is_changed(monkeypatch):
    before = enum.EnumType._create_
    monkeypatch.setattr(qt_enums, "KNOWN_PYTHONS", ())
    qt_enums.quicken_enums()
    assert enum.EnumType._create_ is before
