# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the shipped files are, and small files for tests to damage."""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "data"

MOVE = """\
id = "knee_lift"
name = "Knee lift"
position = "standing"
side_mode = "alternating"

[dose]
reps = 8

[setup]
text = "Stand tall and lift one knee."
left = "stand tall"
right = "stand tall"

[[phases]]
name = "lift"
duration_s = 1.5
breath = "out"
say = "up"

[[phases]]
name = "lower"
duration_s = 1.5
breath = "in"
say = "down"

[provenance]
name = "inference"
dose = "inference"
execution = "inference"
tempo = "inference"
"""

ROUTINE = """\
title = "Short one"

[[items]]
move = "knee_lift"
reps = 6
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file below `folder` with this content; parents are made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
