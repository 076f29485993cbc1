# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment in `.venv`, replaced as a whole or not at all.

A new one is made beside the old one, tried, and only then put in its place. So a set-up
that fails or is cut, for want of a network or of room, leaves what worked before.
"""

from __future__ import annotations

import os
import shlex
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import set_up_files
import set_up_python
from set_up_common import SetUpError, call, say, size_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOCKS = {
    "run": "requirements.lock",
    "film": "requirements-film.lock",
    "test": "requirements-dev.lock",
}
INSTALLED = "set-up-lock"
PTH = "hipmob-desktop.pth"
# sh hands over to Python by the path in quotes, since a #! line takes no path with a space.
SCRIPT = """\
#!/bin/sh
'''exec' {python} -P "$0" "$@"
' '''
import sys

from hipmob_desktop.cli.main import main

if __name__ == "__main__":  # the processes that draw a film read this anew
    sys.exit(main())
"""
IN_RANGE = "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))"
# Loads Qt with its X11 and its Wayland part, so that a library still missing is named during the
# set-up.
LOADS_QT = """
import ctypes, pathlib, sys, PySide6.QtSvg, PySide6.QtWidgets
if sys.platform == "linux":
    folder = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms"
    for name in ("libqxcb.so", "libqwayland.so"):
        ctypes.CDLL(str(folder / name))
"""


def make_environment(root: Path, level: str) -> bool:
    """Bring `.venv` to exactly what the lock of `level` says, from any state it may be in.

    Returns:
        Whether that took a new one.

    Raises:
        SetUpError: the packages cannot be had, or Qt does not load; `.venv` is as before.
    """
    venv, new, old = (root / name for name in (".venv", ".venv.new", ".venv.old"))
    lock = root / LOCKS[level]
    is_same = _is_from(venv, lock)
    damaged = set_up_files.find_damage(venv) if is_same else []
    if is_same and not damaged and _is_at_home(venv):
        with suppress(OSError):  # where nothing can be written, it does as it is
            _renew(venv)
        return False
    try:
        _install(root, new, lock, damaged)
        _check_qt(new)
        _make_at_home(new, venv)
        (new / INSTALLED).write_bytes(lock.read_bytes())
        set_up_files.write_listing(new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        set_up_python.drop_uv(root)
        raise
    _put_in_place(new, venv, old)
    if level != "test":
        set_up_python.drop_uv(root)
    return True


def _put_in_place(new: Path, venv: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    if venv.exists() or venv.is_symlink():
        venv.rename(old)
    new.rename(venv)
    shutil.rmtree(old, ignore_errors=True)


def _is_from(venv: Path, lock: Path) -> bool:
    """Whether `venv` was made for what `lock` lists, here or where the checkout was before."""
    try:
        return (venv / INSTALLED).read_bytes() == lock.read_bytes()
    except OSError:
        return False


def _is_at_home(venv: Path) -> bool:
    """Whether `venv` works and leads to the package beside it."""
    try:
        links = [path.read_bytes() for path in venv.glob(f"lib/*/*/{PTH}")]
    except OSError:
        return False
    is_here = links == [os.fsencode(_link(venv))]
    return is_here and call([str(venv / "bin/python"), "-c", IN_RANGE]) is None


def _renew(venv: Path) -> None:
    """Write what may be of an older version, or damaged, and takes no installation."""
    _write_command(venv, venv)
    if not set_up_files.is_listed(venv):
        set_up_files.write_listing(venv)


def _install(root: Path, new: Path, lock: Path, damaged: list[str]) -> None:
    """Fill `new` with what `lock` lists, in the place of an environment with `damaged` files."""
    told = _tell(damaged)
    size = size_of(lock.name)
    say(
        f"{told}: installing the packages anew."
        if told
        else f"Installing Python packages, {size}."
    )
    try:
        _fill(root, new, lock)
        # What damaged a file here may have damaged it in a cache that the installer trusts.
        spoiled = {each.distribution for each in set_up_files.changed_packages(new)}
        if spoiled:
            _fill(root, new, lock, sorted(spoiled))
    except SetUpError as error:
        if not told:
            raise
        reason = str(error).splitlines()[-1].strip()
        raise SetUpError(
            f"{told}, and the packages cannot be installed anew ({reason}). "
            "That takes a network and a checkout that may be written; then start again."
        ) from error


def _fill(root: Path, new: Path, lock: Path, fresh: Sequence[str] = ()) -> None:
    shutil.rmtree(new, ignore_errors=True)
    set_up_python.fill(root, new, lock, fresh)


def _tell(damaged: list[str]) -> str:
    if not damaged:
        return ""
    others = f" (one of {len(damaged)} files)" if damaged[1:] else ""
    return f"{damaged[0]}{others} was changed or is missing"


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
    command = folder / set_up_files.COMMAND
    python = shlex.quote(str(venv / "bin/python"))
    command.write_text(SCRIPT.format(python=python), encoding="utf-8")
    command.chmod(0o755)


def _link(venv: Path) -> str:
    return f"{venv.parent / 'src'}\n"
