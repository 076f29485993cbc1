# SPDX-License-Identifier: GPL-3.0-or-later
"""The Python environment in `.venv`: made by uv, or by pip where uv cannot be had."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from set_up_common import SetUpError, advice, call, is_in_vain

if TYPE_CHECKING:
    from collections.abc import Sequence

PROMPT = ("--prompt", "hipmob-desktop")
# Settings of the person's own that would send packages somewhere else.
DIVERTING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME")


def has_uv(root: Path) -> bool:
    """Whether uv is on this machine already."""
    return _find_uv(root) is not None


def fill(root: Path, venv: Path, lock: Path, fresh: Sequence[str] = ()) -> None:
    """Make the environment `venv`, with exactly what `lock` lists.

    Args:
        root: The checkout.
        venv: Where nothing stands yet.
        lock: The versions of the packages, with their hashes.
        fresh: Packages that are fetched even where a cache has them.

    Raises:
        SetUpError: neither uv nor pip could do it.
    """
    env = _environment(root)
    fault = None if _find_uv(root) else _fetch_uv(root, env)
    uv = _find_uv(root)
    if uv:
        fault = _fill_by_uv(uv, venv, lock, env, fresh)
    if (fault or not uv) and not is_in_vain(fault or ""):
        fault = _fill_by_pip(venv, lock, env)
    if fault:
        raise SetUpError(advice(fault, lock.name))


def uv_of(root: Path) -> Path:
    """The uv of this machine, or one that is fetched.

    Raises:
        SetUpError: there is none to be had.
    """
    fault = None if _find_uv(root) else _fetch_uv(root, _environment(root))
    found = _find_uv(root)
    if found is None:
        raise SetUpError(fault or "uv cannot be had")
    return found


def drop_uv(root: Path) -> None:
    """Take away the uv that was fetched: nobody needs it until packages change."""
    shutil.rmtree(root / ".uv", ignore_errors=True)


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


def _find_uv(root: Path) -> Path | None:
    for found in (shutil.which("uv"), str(root / ".uv/bin/uv")):
        if found and call([found, "--version"]) is None:
            return Path(found)
    return None


def _fetch_uv(root: Path, env: dict[str, str]) -> str | None:
    home = root / ".uv"
    drop_uv(root)
    return call([sys.executable, "-m", "venv", str(home)], env) or _pip(
        home, root / "requirements-uv.lock", env
    )


def _fill_by_uv(
    uv: Path, venv: Path, lock: Path, env: dict[str, str], fresh: Sequence[str]
) -> str | None:
    make = [str(uv), "venv", "--no-project", "--python", sys.executable, *PROMPT, str(venv)]
    install = [str(uv), "pip", "sync", "--require-hashes", "--compile-bytecode"]
    # As links, the files would be those of uv's cache and of each other environment:
    # one that is damaged here would be damaged in all of them.
    install += ["--link-mode=copy", *(f"--refresh-package={name}" for name in fresh)]
    packages = ["--python", str(venv / "bin/python"), str(lock)]
    fault = call(make, env)
    if fault:
        return fault
    # A cache that has it all needs no network, which may be the one that is lacking.
    if not fresh and call([*install, "--offline", *packages], env) is None:
        return None
    return call([*install, *packages], env)


def _fill_by_pip(venv: Path, lock: Path, env: dict[str, str]) -> str | None:
    shutil.rmtree(venv, ignore_errors=True)
    make = [sys.executable, "-m", "venv", *PROMPT, str(venv)]
    return call(make, env) or _pip(venv, lock, env)


def _pip(venv: Path, lock: Path, env: dict[str, str]) -> str | None:
    command = [
        str(venv / "bin/python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--retries=1",
    ]
    # The lock is whole, and leaves out on purpose some that pyttsx3 asks for on macOS.
    command += ["--disable-pip-version-check", "--require-hashes", "--no-deps", "-r", str(lock)]
    return call(command, env)


def _environment(root: Path) -> dict[str, str]:
    """The variables for uv and pip; with no writable home, their caches stay in the checkout."""
    env = {name: value for name, value in os.environ.items() if name not in DIVERTING}
    home = env.get("HOME", "")
    if not (home and os.access(home, os.W_OK)):
        env["UV_CACHE_DIR"] = str(root / ".uv/cache")
        env["PIP_CACHE_DIR"] = str(root / ".uv/pip-cache")
    return env
