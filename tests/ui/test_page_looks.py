# SPDX-License-Identifier: GPL-3.0-or-later
"""On every page stands what stood there when somebody last looked at them all, and where it stood.

Where that is meant to change: `tools/make_page_looks.py`, after the new pages were looked at.
"""

import os
import re
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "tools"
WORDS, PICTURES = "page_looks.txt", "page_looks.png"
WIDTH, HEIGHT, COLUMNS = 160, 90, 10
BOX = re.compile(r"(?<= )(-?\d+),(-?\d+) (\d+)x(\d+)(?= |$)")
MOST_OFF_COLOUR = 8
"""Of 255: the edge of a letter may be painted a little stronger elsewhere."""
MOST_OFF = 0.0005
MOST_OFF_PX = 2
"""By so much a part may be elsewhere: another way to round is no other look."""


def parts(line):
    """A line without its box, and the numbers of the box."""
    box = BOX.search(line)
    return BOX.sub("", line, count=1), tuple(map(int, box.groups())) if box else ()


def is_alike(one, other):
    (words, box), (other_words, other_box) = parts(one), parts(other)
    near = all(abs(a - b) <= MOST_OFF_PX for a, b in zip(box, other_box, strict=False))
    return words == other_words and len(box) == len(other_box) and near


def test_a_part_that_is_elsewhere_or_says_something_else_is_not_alike():
    kept = '  Label 10,20 300x40 "Hello" (title)'
    assert is_alike(kept, '  Label 11,18 302x40 "Hello" (title)')
    assert not is_alike(kept, '  Label 13,20 300x40 "Hello" (title)')
    assert not is_alike(kept, '  Label 10,20 300x43 "Hello" (title)')
    assert not is_alike(kept, '  Label 10,20 300x40 "Hello." (title)')
    assert not is_alike(kept, "")


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    """How all pages look now, painted in a process that sets letters as the kept ones were set."""
    folder = tmp_path_factory.mktemp("looks")
    command = [sys.executable, str(TOOLS / "make_page_looks.py"), str(folder)]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    subprocess.run(command, check=True, capture_output=True, env=ours)
    return folder


def pages_in(folder):
    """The lines of each page, by its name."""
    pages = (folder / WORDS).read_text("utf-8").split("== ")[1:]
    return {name: lines for name, *lines in (page.splitlines() for page in pages)}


def test_on_all_pages_stands_what_was_found_good(now):
    kept, found = pages_in(HERE), pages_in(now)
    assert list(found) == list(kept)
    other = [
        (name, one, two)
        for name in kept
        for one, two in zip_longest(kept[name], found[name], fillvalue="")
        if not is_alike(one, two)
    ]
    assert other == []


def off(one, other):
    """The share of pixels of which a colour is clearly another one."""
    a, b = (image.constBits() for image in (one, other))
    far = sum(abs(x - y) > MOST_OFF_COLOUR for x, y in zip(a, b, strict=True))
    return far / len(a)


def test_all_pages_look_as_they_did_when_they_were_found_good(now):
    kept, found = (QImage(str(folder / PICTURES)) for folder in (HERE, now))
    assert found.size() == kept.size()
    kept, found = (image.convertToFormat(QImage.Format.Format_RGB32) for image in (kept, found))
    cells = {name: divmod(place, COLUMNS) for place, name in enumerate(pages_in(HERE))}
    boxes = {name: (x * WIDTH, y * HEIGHT, WIDTH, HEIGHT) for name, (y, x) in cells.items()}
    shares = {name: off(kept.copy(*box), found.copy(*box)) for name, box in boxes.items()}
    assert {name: share for name, share in shares.items() if share > MOST_OFF} == {}
