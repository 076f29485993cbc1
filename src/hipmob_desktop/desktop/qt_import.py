# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports Qt, and leaves for later what PySide knows about the signatures of its functions.

PySide has Python files inside its library that say how each function is called, for `help()` and
for the words of a TypeError. At every start it unpacks and compiles them and imports what they
need: more than half of the time to a bare window, and some MiB. Here that waits until it is first
asked for. A PySide of another version than those that are known is imported as it comes.
"""

from __future__ import annotations

import builtins
import sys
from functools import partial
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING

from hipmob_desktop.desktop.qt_enums import make_members, put_members_off, quicken_enums

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec
    from types import CodeType

KNOWN_VERSIONS = {(6, 11, 3, "", "")}
"""Those of PySide that ask no more of their Python code on import than what is here."""

_BEGINNING = "signature_bootstrap"
_MAPPING = "shibokensupport.signature.mapping"
_OURS = f"from {__name__} import begin_later as bootstrap"

_compile: Callable[..., CodeType] = builtins.compile
_put_off: list[Signatures] = []


def import_qt() -> None:
    """Import Qt, and leave Python's own import as it was.

    PySide puts itself before it, to see in which modules its `__feature__` is switched on, and
    for that reads and keeps the source of all that is imported from then on: some 4 MiB, and
    a twentieth of the time to the first window. We switch nothing on.
    """
    quicken_enums()
    if "shiboken6" not in sys.modules:
        _import_shiboken()
    import PySide6.QtCore  # noqa: F401 - what it does on import is what matters

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _import_shiboken() -> None:
    """Import what is below Qt, with the beginning of its Python code put off."""
    spec = find_spec("shiboken6")
    if spec is None or not _is_known(spec):
        return  # importing Qt does it, or says what is missing
    package = module_from_spec(spec)
    sys.modules["shiboken6"] = package
    builtins.compile = _compile_or_put_off  # type: ignore[assignment]  # which is overloaded
    try:
        from shiboken6 import Shiboken
    except ImportError:
        del sys.modules["shiboken6"]
        raise
    finally:
        builtins.compile = _compile  # type: ignore[assignment]  # which is overloaded
    put_members_off()
    # The package itself imports what the signatures need; this is what others need of it.
    vars(package).update((key, value) for key, value in vars(Shiboken).items() if key[0] != "_")


def _is_known(spec: ModuleSpec) -> bool:
    """Whether a package has a known version; it is looked at, but not run."""
    read = getattr(spec.loader, "get_code", None)
    code = read(spec.name) if read else None
    return code is not None and not KNOWN_VERSIONS.isdisjoint(code.co_consts)


def _compile_or_put_off(
    source: bytes | str, filename: str, *args: object, **options: object
) -> CodeType:
    """As Python's own, which C++ asks for PySide's beginning; that is put off."""
    if filename == f"{_BEGINNING}.py" and isinstance(source, bytes):
        _put_off.append(Signatures(source))
        source = _OURS
    return _compile(source, filename, *args, **options)


def begin_later() -> Signatures:
    """What C++ asks about signatures from now on."""
    return _put_off[-1]


class Signatures:
    """Stands for the module that knows signatures: that is made when a function of it is called.

    `source` is the code that PySide begins with.
    """

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._made: ModuleType | None = None
        self._lock = RLock()
        # C++ finds this one by its name when a call has wrong arguments, and never lets it go.
        self._mapping = ModuleType(_MAPPING)
        vars(self._mapping)["update_mapping"] = self._update_mapping
        sys.modules[_MAPPING] = self._mapping

    def finish_import(self, module: ModuleType) -> None:
        """Called after each module of Qt: nothing in it is to be replaced by Python code."""

    def post_init(self) -> None:
        """Called when C++ is ready: what is to be done now is what `import_qt` takes back."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        """A function of the module that waits for it."""
        return partial(self._call, name)

    def _call(self, name: str, *args: object) -> object:
        function: Callable[..., object] = getattr(self._module(), name)
        return function(*args)

    def _module(self) -> ModuleType:
        with self._lock:
            if self._made is None:
                make_members()
                package = sys.modules["shiboken6"]
                if package.__spec__ and package.__spec__.loader:
                    package.__spec__.loader.exec_module(package)
                beginning = sys.modules[_BEGINNING]
                code = _compile(self._source, f"{_BEGINNING}.py", "exec")
                exec(code, vars(beginning))  # noqa: S102 - what C++ would have done at the start
                self._made = beginning.bootstrap()
            return self._made

    def _update_mapping(self) -> None:
        """Have in the module that C++ has found all that the one has that it would have found."""
        with self._lock:
            self._module()
            mapping = sys.modules[_MAPPING]
            mapping.update_mapping()
            news = {key: value for key, value in vars(mapping).items() if key != "update_mapping"}
            vars(self._mapping).update(news)
