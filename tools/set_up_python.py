# SPDX-License-Identifier: GPL-3.0-or-later
"""The Python environment in `.venv`: made by uv, or by pip where uv cannot be had."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from set_up_common import SetUpError, call, say

UNFINISHED = "set-up-unfinished"
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
# Settings of the person's own that would send packages somewhere else.
DIVERTING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME")
PTH = "hipmob-desktop.pth"
# sh hands over to Python by the path in quotes, since a #! line takes no path with a space.
SCRIPT = """\
#!/bin/sh
'''exec' {python} -P "$0" "$@"
' '''
import sys

from hipmob_desktop.cli import main

sys.exit(main())
"""


def has_uv(root: Path) -> bool:
    """Whether uv is on this machine already."""
    return _find_uv(root) is not None


def make_environment(root: Path, level: str) -> None:
    """Bring `.venv` to exactly what the lock of `level` says, from any state it may be in.

    Raises:
        SetUpError: neither uv nor pip could do it.
    """
    venv = root / ".venv"
    if not _is_usable(venv):
        shutil.rmtree(venv, ignore_errors=True)
    say("Installing Python packages.")
    fill(root, venv, root / LOCKS[level])
    _link_package(root)
    (venv / UNFINISHED).unlink(missing_ok=True)


def fill(root: Path, venv: Path, lock: Path) -> None:
    """Install what `lock` lists into `venv`, which is made where it is missing.

    Raises:
        SetUpError: neither uv nor pip could do it.
    """
    env = _environment(root)
    uv = _find_uv(root) or _fetch_uv(root, env)
    fault = _fill_by_uv(uv, venv, lock, env) if uv else "uv cannot be had"
    if fault:
        fault = _fill_by_pip(venv, lock, env)
    if fault:
        raise SetUpError(f"The Python packages could not be installed:\n{fault}")


def add_wheel(root: Path, venv: Path, wheel: Path) -> None:
    """Install `wheel` into a `venv` that holds what it depends on.

    Raises:
        SetUpError: it cannot be installed, or the lock lacks what it depends on.
    """
    python, uv = venv / "bin/python", _find_uv(root)
    pip = [str(uv), "pip"] if uv else [str(python), "-m", "pip"]
    where = ["--python", str(python)] if uv else []
    env = _environment(root)
    fault = call([*pip, "install", *where, "--no-deps", str(wheel)], env)
    fault = fault or call([*pip, "check", *where], env)
    if fault:
        raise SetUpError(f"{wheel.name} does not install:\n{fault}")


def check_qt(root: Path) -> None:
    """Load Qt and its X11 part once, so that a library still missing is named here.

    Raises:
        SetUpError: Qt does not load.
    """
    probe = (
        "import ctypes, pathlib, sys, PySide6.QtWidgets, PySide6.QtSvg\n"
        "if sys.platform == 'linux':\n"
        "    folder = pathlib.Path(PySide6.__file__).parent / 'Qt/plugins/platforms'\n"
        "    ctypes.CDLL(str(folder / 'libqxcb.so'))"
    )
    fault = call([str(root / ".venv/bin/python"), "-P", "-c", probe])
    if fault:
        raise SetUpError(f"Qt does not load: {fault.splitlines()[-1]}")


def _is_usable(venv: Path) -> bool:
    """Whether `venv` can be brought up to date in place: whole, working, never moved."""
    if (venv / UNFINISHED).exists():
        return False
    in_range = "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))"
    if call([str(venv / "bin/python"), "-c", in_range]) is not None:
        return False
    linked = [path.read_text(encoding="utf-8") for path in venv.glob(f"lib/*/site-packages/{PTH}")]
    return linked in ([], [_pth(venv.parent)])


def _find_uv(root: Path) -> Path | None:
    for found in (shutil.which("uv"), str(root / ".uv/bin/uv")):
        if found and call([found, "--version"]) is None:
            return Path(found)
    return None


def _fetch_uv(root: Path, env: dict[str, str]) -> Path | None:
    home = root / ".uv"
    shutil.rmtree(home, ignore_errors=True)
    fault = call([sys.executable, "-m", "venv", str(home)], env) or _pip(
        home, root / "requirements-uv.lock", env
    )
    return None if fault else _find_uv(root)


def _fill_by_uv(uv: Path, venv: Path, lock: Path, env: dict[str, str]) -> str | None:
    if not venv.exists():
        fault = call([str(uv), "venv", "--no-project", "--python", sys.executable, str(venv)], env)
        if fault:
            return fault
    (venv / UNFINISHED).touch()
    command = [str(uv), "pip", "sync", "--require-hashes", "--compile-bytecode"]
    return call([*command, "--python", str(venv / "bin/python"), str(lock)], env)


def _fill_by_pip(venv: Path, lock: Path, env: dict[str, str]) -> str | None:
    shutil.rmtree(venv, ignore_errors=True)
    fault = call([sys.executable, "-m", "venv", str(venv)], env)
    if fault:
        return fault
    (venv / UNFINISHED).touch()
    return _pip(venv, lock, env)


def _pip(venv: Path, lock: Path, env: dict[str, str]) -> str | None:
    command = [str(venv / "bin/python"), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
    return call(command, env)


def _environment(root: Path) -> dict[str, str]:
    """The variables for uv and pip; with no writable home, their caches stay in the checkout."""
    env = {name: value for name, value in os.environ.items() if name not in DIVERTING}
    home = env.get("HOME", "")
    if not (home and os.access(home, os.W_OK)):
        env["UV_CACHE_DIR"] = str(root / ".uv/cache")
        env["PIP_CACHE_DIR"] = str(root / ".uv/pip-cache")
    return env


def _link_package(root: Path) -> None:
    """Let the environment find the package where it is worked on, and give it its command."""
    venv = root / ".venv"
    for packages in venv.glob("lib/*/site-packages"):
        (packages / PTH).write_text(_pth(root), encoding="utf-8")
    script = venv / "bin/hipmob-desktop"
    python = shlex.quote(str(venv / "bin/python"))
    script.write_text(SCRIPT.format(python=python), encoding="utf-8")
    script.chmod(0o755)


def _pth(root: Path) -> str:
    return f"{root / 'src'}\n"
