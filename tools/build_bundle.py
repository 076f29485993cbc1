# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder that runs without Python or packages: `python tools/build_bundle.py [-o FOLDER]`.

PyInstaller makes it, of the versions in the lock, and this packs it as .tar.xz. It runs on systems
whose glibc is not older than that of the system it is built on. The Python that it is built with
has to have its shared library (on Debian the package libpython3.11): --python names one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import set_up_python
from build_deb import epoch, run
from set_up_common import SetUpError

from hipmob_desktop import __version__

ROOT = Path(__file__).resolve().parents[1]
NAME = "hipmob-desktop"


def main() -> int:
    """Build the bundle and print where it is; 3 where the machine lacks something."""
    parser = argparse.ArgumentParser(description="The bundle.")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--python", default="/usr/bin/python3", help="default: the system's own")
    asked = parser.parse_args()
    asked.output.mkdir(parents=True, exist_ok=True)
    try:
        print(build(asked.output, asked.python))
    except SetUpError as error:
        print(f"build_bundle: {error}", file=sys.stderr)
        return 3
    return 0


def build(out: Path, python: str) -> Path:
    """Make the bundle in the folder `out`.

    Raises:
        SetUpError: What builds it is missing or fails.
    """
    uv = str(set_up_python.uv_of(ROOT))
    with tempfile.TemporaryDirectory(prefix="hipmob-bundle-") as name:
        work = Path(name)
        venv = work / "venv"
        run(uv, "venv", "--quiet", "--no-project", "--python", python, str(venv))
        lock = ROOT / "requirements-dev.lock"
        where = ["--python", str(venv / "bin/python")]
        run(uv, "pip", "sync", "--quiet", "--require-hashes", *where, str(lock))
        folders = ["--distpath", str(work / "dist"), "--workpath", str(work / "work")]
        environ = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(epoch())}
        done = subprocess.run(
            [venv / "bin/python", "-m", "PyInstaller", *folders, ROOT / "tools/bundle.spec"],
            env=os.environ | environ,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SetUpError(f"PyInstaller failed:\n{done.stderr[-2000:]}")
        bundle = work / "dist" / NAME
        _add_what_belongs_beside(bundle)
        return _packed(bundle, out / f"{NAME}-{__version__}-linux-x86_64.tar.xz")


def _add_what_belongs_beside(bundle: Path) -> None:
    """The licence, where a person looks for it."""
    shutil.copy(ROOT / "LICENSE", bundle)
    shutil.copy(ROOT / "README.md", bundle)


def _packed(bundle: Path, archive: Path) -> Path:
    when = epoch()

    def even(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = when, 0, 0, "", ""
        return entry

    with tarfile.open(archive, "w:xz", preset=2) as packed:
        for path in sorted(bundle.rglob("*")):
            name = path.relative_to(bundle.parent)
            packed.add(path, str(name), recursive=False, filter=even)
    return archive


if __name__ == "__main__":
    sys.exit(main())
