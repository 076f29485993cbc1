# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the program as it is handed out, and use it where there is no checkout.

The source archive is made first and the wheel out of that archive, so both are whole.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import set_up_python
from set_up_common import SetUpError

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("data", "assets")


def main() -> int:
    """Print what was proved; 1 where the wheel is not whole."""
    with tempfile.TemporaryDirectory(prefix="hipmob wheel ") as name:
        folder = Path(name)
        try:
            wheel = _build(folder / "dist")
            _check_contents(wheel)
            _check_use(_install(wheel, folder / "venv"), folder)
        except SetUpError as error:
            print(f"wheel test: {error}", file=sys.stderr)
            return 1
    return 0


def _build(out: Path) -> Path:
    _run(ROOT, sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT))
    (wheel,) = out.glob("*.whl")
    size_kb = wheel.stat().st_size // 1000
    print(f"built {', '.join(sorted(path.name for path in out.iterdir()))} ({size_kb} kB)")
    return wheel


def _check_contents(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {f"hipmob_desktop/{name}" for name in _shipped_files()}
    wanted.add("hipmob_desktop/py.typed")
    missing = sorted(wanted - held)
    if missing:
        raise SetUpError(f"{len(missing)} files are not in the wheel, such as {missing[0]}")
    strange = [name for name in held if not name.startswith(("hipmob_desktop", "hipmob-desktop"))]
    if strange:
        raise SetUpError(f"the wheel holds {strange[0]}, which is no part of the program")
    print(f"all {len(wanted)} files of {' and '.join(SHIPPED)} are in it")


def _shipped_files() -> list[str]:
    """What git tracks of the shipped folders, or all of them where there is no git."""
    files = [path for name in SHIPPED for path in (ROOT / name).rglob("*") if path.is_file()]
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = _run(ROOT, "git", "ls-files", "-z", "--", *SHIPPED).split("\0")
        files = [ROOT / name for name in listed if (ROOT / name).is_file()]
    return [path.relative_to(ROOT).as_posix() for path in files]


def _install(wheel: Path, venv: Path) -> Path:
    set_up_python.fill(ROOT, venv, ROOT / "requirements.lock")
    set_up_python.add_wheel(ROOT, venv, wheel)
    return venv / "bin"


def _check_use(bin_folder: Path, folder: Path) -> None:
    elsewhere = folder / "else where"
    elsewhere.mkdir()
    command = str(bin_folder / "hipmob-desktop")
    own = ("--data-dir", str(folder / "own"))
    where = "import hipmob_desktop.resources as r; print(r.__file__, r.data_dir(), r.assets_dir())"
    found = _run(elsewhere, str(bin_folder / "python"), "-c", where).strip()
    if found.count(str(bin_folder.parent)) != len(SHIPPED) + 1:
        raise SetUpError(f"the installed program looks outside its environment: {found}")
    print(_run(elsewhere, command, "--version").strip())
    routines = json.loads(_run(elsewhere, command, "list", "--json", *own))
    if not routines:
        raise SetUpError("the installed program lists no routine")
    for routine in routines:
        plan = json.loads(_run(elsewhere, command, "plan", routine["id"], "--json", *own))
        print(f"{routine['id']}: {plan['total_ms'] / 1000:.0f} s in {len(plan['segments'])} parts")


def _run(folder: Path, *command: str) -> str:
    """Run `command` in `folder`, without a way back to the checkout, and give what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command,
        cwd=folder,
        env=kept | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetUpError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
