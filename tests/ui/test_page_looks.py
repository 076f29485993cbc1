# SPDX-License-Identifier: GPL-3.0-or-later
"""On every page stands what stood there when somebody last looked at them all, and where it stood.

Where that is meant to change: `tools/make_page_looks.py`, after the new pages were looked at.
"""

import re
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "tools"
KEPT = Path(__file__).parent / "page_looks.txt"
BOX = re.compile(r"(?<= )(-?\d+),(-?\d+) (\d+)x(\d+)(?= |$)")
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


def test_all_pages_look_as_they_did_when_they_were_found_good(tmp_path):
    now = tmp_path / "now.txt"
    command = [sys.executable, str(TOOLS / "make_page_looks.py"), str(now)]
    subprocess.run(command, check=True, capture_output=True)
    pages = zip_longest(KEPT.read_text("utf-8").split("== "), now.read_text("utf-8").split("== "))
    other = {
        (kept or found).splitlines()[0]: (one, two)
        for kept, found in pages
        if kept != found
        for one, two in zip_longest(
            (kept or "").splitlines(), (found or "").splitlines(), fillvalue=""
        )
        if not is_alike(one, two)
    }
    assert other == {}
