# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes lines that somebody found good to the file that a test holds the program to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def keep(lines: Iterable[str], kept: Path) -> None:
    """Write them to the file that the command line names, or to the one that is `kept`."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else kept
    found = list(lines)
    file.write_text("".join(f"{line}\n" for line in found), "utf-8", newline="\n")
    print(f"{file}: {len(found)} lines")
