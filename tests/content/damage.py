# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that were good once: cut, doubled, overwritten, mixed, or never good at all."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from content.samples import MOVE, ROUTINE, SHIPPED

SHORT = 'title = "Short"\nid = "short"\nmoves = ["Couch stretch 30 s", "Clamshell 2 x 10"]\n'
SHIPPED_TEXTS = {
    kind: [path.read_text("utf-8") for path in sorted((SHIPPED / kind).glob("*.toml"))]
    for kind in ("moves", "routines")
}
GOOD = [
    *SHIPPED_TEXTS["routines"],
    ROUTINE.replace("knee_lift", "clamshell"),
    SHORT,
    MOVE,
    *SHIPPED_TEXTS["moves"],
]
SCRAPS = [
    "=", "[", "]", "[[", "]]", "{", "}", '"', "'", '"""', "'''", "\\", "\n", "\r", "#", ",", ".",
    "-1", "nan", "inf", "-inf", "1e999", "0x7f", "1979-05-27", "true", "9" * 30, "[[items]]\n",
    "[dose]\n", "hold_s = 30\n", "reps = 5\n", 'id = "../up"\n', "\\u0000", "\u202e", "\ufeff",
    "\x1b[2J", "<b>", "%s", "{0}", "../", "items", "moves", "title = 1\n", "\u0130", "\u00df",
]  # fmt: skip


def damaged_files():
    """Bytes of any kind, most of them nearly a good file."""
    goods = st.sampled_from(GOOD)
    texts = st.one_of(goods, st.text(max_size=200))
    return st.one_of(
        st.binary(max_size=200),
        st.builds(_hurt, texts, st.lists(_wounds(), min_size=1, max_size=3)),
        st.builds(_shuffled, goods, st.lists(_moves_of_lines(), min_size=1, max_size=3)),
        st.builds(_nudged, goods, st.lists(_shares(), min_size=1, max_size=6), st.integers(1, 9)),
    )


def _wounds():
    """What is done to a text: where (as a share of its length), how much goes, what comes."""
    lengths = st.integers(0, 30)
    new = st.one_of(st.sampled_from(SCRAPS), st.text(max_size=4), st.just(""))
    return st.tuples(_shares(), lengths, new)


def _hurt(text: str, wounds: list[tuple[float, int, str]]) -> bytes:
    for share, length, new in wounds:
        at = int(share * len(text))
        text = text[:at] + new + text[at + length :]
    return text.encode("utf-8", "surrogatepass")


def _moves_of_lines():
    """Where a line goes missing, where another comes in, and which."""
    others = sorted({line for text in GOOD for line in text.splitlines()})
    values = st.sampled_from(["0", "-1", "1.5", "nan", "true", '"x"', "[]", "{}", "100000", '""'])
    keys = st.sampled_from(sorted({one.partition(" =")[0] for one in others if " = " in one}))
    new = st.one_of(st.sampled_from(others), st.builds("{} = {}".format, keys, values))
    return st.tuples(_shares(), _shares(), new)


def _shuffled(text: str, moves: list[tuple[float, float, str]]) -> bytes:
    lines = text.splitlines()
    for gone, at, new in moves:
        del lines[int(gone * (len(lines) - 1))]
        lines.insert(int(at * len(lines)), new)
    return "\n".join(lines).encode()


def _nudged(text: str, shares: list[float], by: int) -> bytes:
    """Another digit for a digit, another letter for a letter: still TOML, mostly."""
    for share in shares:
        at = int(share * (len(text) - 1))
        for row in (string.digits, string.ascii_lowercase):
            if text[at] in row:
                other = row[(row.index(text[at]) + by) % len(row)]
                text = text[:at] + other + text[at + 1 :]
                break
    return text.encode()


def _shares():
    return st.floats(0, 1, allow_nan=False)
