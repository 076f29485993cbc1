# SPDX-License-Identifier: GPL-3.0-or-later
"""Take out of installed packages what the program never loads: `python tools/trim.py FOLDER`.

The list is `trim.toml`. Libraries of Qt go where nothing that stays needs them. What is left is
written into the packages' records, so that the doctor does not miss what was left out.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

LIST = Path(__file__).with_name("trim.toml")
QT = "PySide6/Qt"


def trim(packages: Path) -> list[str]:
    """Take out what is listed and what only that needed; the patterns that fitted nothing."""
    idle = []
    for patterns in tomllib.loads(LIST.read_text("utf-8")).values():
        for pattern in patterns:
            found = list(packages.glob(pattern))
            for path in found:
                remove(path)
            if not found:
                idle.append(pattern)
    for library in unneeded(packages):
        library.unlink()
    rewrite_records(packages)
    return idle


def remove(path: Path) -> None:
    """Take away a file, a link or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def unneeded(packages: Path) -> list[Path]:
    """Libraries of Qt that no module and no plugin needs, by any way."""
    library_folder = packages / QT / "lib"
    libraries = {path.name: path for path in library_folder.glob("*.so*")}
    outside = [*packages.glob("PySide6/*.so*"), *packages.glob("shiboken6/*.so*")]
    open_ = [*outside, *(packages / QT / "plugins").rglob("*.so")]
    needed: set[str] = set()
    while open_:
        for name in needs_of(open_.pop()):
            if name in libraries and name not in needed:
                needed.add(name)
                open_.append(libraries[name])
    return [path for name, path in sorted(libraries.items()) if name not in needed]


def needs_of(library: Path) -> list[str]:
    """The libraries that one asks the linker for."""
    words = ["readelf", "--dynamic", "--wide", str(library)]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return [
        line.rpartition("[")[2].rstrip("]") for line in told.splitlines() if "(NEEDED)" in line
    ]


def rewrite_records(packages: Path) -> None:
    """Leave in each RECORD the files that are still there, as they are now."""
    for record in packages.glob("*.dist-info/RECORD"):
        rows = csv.reader(io.StringIO(record.read_text("utf-8")))
        kept = io.StringIO()
        csv.writer(kept, lineterminator="\n").writerows(
            _row(packages, name, checksum)
            for name, checksum, _ in rows
            if (packages / name).is_file()
        )
        record.write_text(kept.getvalue(), "utf-8")


def _row(packages: Path, name: str, checksum: str) -> tuple[str, str, str]:
    if not checksum:  # the record itself, and what an installer makes anew
        return name, "", ""
    content = (packages / name).read_bytes()
    told = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    return name, f"sha256={told}", str(len(content))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    before = size_of(folder)
    for pattern in trim(folder):
        print(f"nothing fits {pattern}")
    print(f"{before / 1e6:.0f} MB before, {size_of(folder) / 1e6:.0f} MB are left")
