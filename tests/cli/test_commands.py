# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import subprocess
import sys

LOOK = """
import linecache
{import_qt}
from hipmob_desktop.ui.text import day_text
print(any("ui/text.py" in name for name in linecache.cache))
"""
OURS = "from hipmob_desktop.cli.commands import import_qt; import_qt()"
PLAIN = "import PySide6.QtCore"


def is_source_kept(import_qt):
    code = LOOK.format(import_qt=import_qt)
    return subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "True"


def test_the_source_of_what_is_imported_after_qt_is_not_kept():
    assert not is_source_kept(OURS)


def test_the_reason_for_it_is_still_there():
    assert is_source_kept(PLAIN)
