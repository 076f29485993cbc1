# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left out of a package, and that what is left is enough."""

import base64
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import trim

SITE = Path(trim.__file__).parents[1] / ".venv/lib"


def wheel(packages, name, files):
    info = packages / f"{name}-1.dist-info"
    info.mkdir(parents=True)
    rows = []
    for place, content in files.items():
        (packages / place).parent.mkdir(parents=True, exist_ok=True)
        (packages / place).write_bytes(content)
        told = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        rows.append(f"{place},sha256={told},{len(content)}\n")
    (info / "RECORD").write_text("".join([*rows, f"{info.name}/RECORD,,\n"]))
    return info / "RECORD"


@pytest.fixture
def listed(monkeypatch, tmp_path):
    file = tmp_path / "list.toml"
    file.write_text('"is spare" = ["pack/**/tests", "pack/*.pyi", "none/at_all"]\n')
    monkeypatch.setattr(trim, "LIST", file)


def test_what_is_listed_goes_and_all_else_stays(listed, tmp_path):
    packages = tmp_path / "packages"
    files = {"pack/a.py": b"1", "pack/a.pyi": b"2", "pack/in/tests/t.py": b"3"}
    record = wheel(packages, "pack", files)

    assert trim.trim(packages) == ["none/at_all"]
    assert {path.name for path in packages.rglob("*.py*")} == {"a.py"}
    assert [line.split(",")[0] for line in record.read_text().splitlines()] == [
        "pack/a.py",
        "pack-1.dist-info/RECORD",
    ]


def test_a_record_tells_of_files_as_they_are_now(listed, tmp_path):
    from hipmob_desktop.installation import damaged_files

    packages = tmp_path / "packages"
    wheel(packages, "pack", {"pack/a.py": b"1"})
    (packages / "pack/a.py").write_bytes(b"changed on purpose")
    assert damaged_files(["pack"], [packages])

    trim.trim(packages)
    assert damaged_files(["pack"], [packages]) == []

    (packages / "pack/a.py").write_bytes(b"changed later")
    assert [one.path for one in damaged_files(["pack"], [packages])] == ["pack/a.py"]


@pytest.mark.sweep
@pytest.mark.timeout(300)
@pytest.mark.skipif(not shutil.which("readelf"), reason="no binutils")
def test_what_is_left_of_qt_is_enough_for_a_window_a_picture_and_paper(tmp_path):
    (site,) = SITE.glob("python*/site-packages")
    for name in ("PySide6", "shiboken6"):
        shutil.copytree(site / name, tmp_path / name)
    before = trim.size_of(tmp_path)
    trim.trim(tmp_path)
    assert trim.size_of(tmp_path) < before / 2

    code = """
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QIcon, QPainter, QPdfWriter
from PySide6.QtNetwork import QLocalServer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel
import PySide6, sys
assert PySide6.__file__.startswith(sys.argv[1])
app = QApplication(["x"])
label = QLabel("seen")
label.show()
writer = QPdfWriter(sys.argv[1] + "/a.pdf")
with QPainter(writer) as painter:
    painter.drawText(100, 100, "paper")
assert not QIcon(sys.argv[2]).pixmap(32).isNull()
"""
    icon = Path(trim.__file__).parents[1] / "assets/app_icon.svg"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(tmp_path), str(icon)],
        env={"PYTHONPATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
