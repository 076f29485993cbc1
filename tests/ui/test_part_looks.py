# SPDX-License-Identifier: GPL-3.0-or-later
"""Each kind of part looks, in every state, as it did when somebody last looked at them all.

Where that is meant to change: `tools/make_part_looks.py`, after the new ones were looked at.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "tools"
WORDS, PICTURES = "part_looks.txt", "part_looks.png"
WIDTH, HEIGHT, COLUMNS = 340, 170, 6
MOST_OFF_COLOUR = 24
"""Of 255: the edge of a letter may be painted a little stronger elsewhere."""
MOST_OFF = 0.0002


def off(one, other):
    """The share of a picture of which a colour is clearly another one."""
    pairs = zip(one.constBits(), other.constBits(), strict=True)
    return sum(abs(x - y) > MOST_OFF_COLOUR for x, y in pairs if x != y) / one.sizeInBytes()


@pytest.mark.sweep
def test_all_parts_look_as_they_did_when_they_were_found_good(tmp_path):
    command = [sys.executable, str(TOOLS / "make_part_looks.py"), str(tmp_path)]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    subprocess.run(command, check=True, capture_output=True, env=ours)
    names = (HERE / WORDS).read_text("utf-8").splitlines()
    assert (tmp_path / WORDS).read_text("utf-8").splitlines() == names
    kept, found = (
        QImage(str(folder / PICTURES)).convertToFormat(QImage.Format.Format_RGB32)
        for folder in (HERE, tmp_path)
    )
    assert found.size() == kept.size()
    boxes = {name: divmod(place, COLUMNS) for place, name in enumerate(names)}
    boxes = {name: (x * WIDTH, y * HEIGHT, WIDTH, HEIGHT) for name, (y, x) in boxes.items()}
    shares = {name: off(kept.copy(*box), found.copy(*box)) for name, box in boxes.items()}
    assert {name: share for name, share in shares.items() if share > MOST_OFF} == {}
