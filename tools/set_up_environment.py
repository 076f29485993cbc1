# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment in `.venv`, replaced as a whole or not at all.

A new one is made beside the old one, tried, and only then put in its place. So a set-up
that fails or is cut, for want of a network or of room, leaves what worked before.
"""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING

import set_up_python
from set_up_common import SetUpError, call, say

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
INSTALLED = "set-up-lock"
PTH = "hipmob-desktop.pth"
# sh hands over to Python by the path in quotes, since a #! line takes no path with a space.
SCRIPT = """\
#!/bin/sh
'''exec' {python} -P "$0" "$@"
' '''
import sys

from hipmob_desktop.cli.main import main

sys.exit(main())
"""
IN_RANGE = "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))"
# Loads Qt and its X11 part, so that a library still missing is named during the set-up.
LOADS_QT = """
import ctypes, pathlib, sys, PySide6.QtSvg, PySide6.QtWidgets
if sys.platform == "linux":
    folder = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms"
    ctypes.CDLL(str(folder / "libqxcb.so"))
"""


def make_environment(root: Path, level: str) -> None:
    """Bring `.venv` to exactly what the lock of `level` says, from any state it may be in.

    Raises:
        SetUpError: the packages cannot be had, or Qt does not load; `.venv` is as before.
    """
    venv, new, old = (root / name for name in (".venv", ".venv.new", ".venv.old"))
    lock = root / LOCKS[level]
    if _holds(venv, lock):
        _write_command(venv, venv)
        return
    say("Installing Python packages.")
    shutil.rmtree(new, ignore_errors=True)
    set_up_python.fill(root, new, lock)
    _check_qt(new)
    _make_at_home(new, venv)
    (new / INSTALLED).write_bytes(lock.read_bytes())
    shutil.rmtree(old, ignore_errors=True)
    if venv.exists() or venv.is_symlink():
        venv.rename(old)
    new.rename(venv)
    shutil.rmtree(old, ignore_errors=True)


def _holds(venv: Path, lock: Path) -> bool:
    """Whether `venv` works, was made here and has what `lock` lists."""
    try:
        links = [path.read_text(encoding="utf-8") for path in venv.glob(f"lib/*/*/{PTH}")]
        is_same = (venv / INSTALLED).read_bytes() == lock.read_bytes()
    except OSError:
        return False
    is_here = links == [_link(venv)]
    return is_same and is_here and call([str(venv / "bin/python"), "-c", IN_RANGE]) is None


def _check_qt(venv: Path) -> None:
    fault = call([str(venv / "bin/python"), "-P", "-c", LOADS_QT])
    if fault:
        raise SetUpError(f"Qt does not load: {fault.splitlines()[-1]}")


def _make_at_home(new: Path, venv: Path) -> None:
    """Prepare `new` to be found at `venv`: its scripts, its link to the package, its command."""
    for script in (new / "bin").iterdir():
        text = b"" if script.is_symlink() or script.is_dir() else script.read_bytes()
        if bytes(new) in text and not text.startswith(b"\x7fELF"):
            script.write_bytes(text.replace(bytes(new), bytes(venv)))
    for packages in new.glob("lib/*/site-packages"):
        (packages / PTH).write_text(_link(venv), encoding="utf-8")
    _write_command(new, venv)


def _write_command(folder: Path, venv: Path) -> None:
    """Put the program's command into the environment in `folder`, which is found at `venv`."""
    command = folder / "bin/hipmob-desktop"
    python = shlex.quote(str(venv / "bin/python"))
    command.write_text(SCRIPT.format(python=python), encoding="utf-8")
    command.chmod(0o755)


def _link(venv: Path) -> str:
    return f"{venv.parent / 'src'}\n"
