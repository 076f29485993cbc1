# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that nobody should hand to the program: damaged, of other kinds, or no files at all."""

from __future__ import annotations

import importlib
import os
import random
import re
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
damage = importlib.import_module("content.damage")
samples = importlib.import_module("content.samples")

OTHER_VALUES = (
    "0", "-1", "1.5", "nan", "-inf", "1e999", "9" * 400, "true", '""', '"x"', '"\\u0000"', "[]",
    "[[[]]]", "{}", "{a = 1}", "1979-05-27", "07:32:00", "'" + "long " * 5_000 + "'", '"<b>&"',
    '"\\u202e\\u001b[2J"', '"../../up"',
)  # fmt: skip
NAMES = (
    "a" * 240 + ".toml", "con.toml", "-o.toml", "--help.toml", " .toml", ".toml", "..toml",
    "tab\there.toml", "line\nend.toml", "bell\a\x1b[31mred.toml", "\u202egpj.toml", "hüfte.toml",
    "ひざ.toml", "quote\"'.toml", "%s{0}.toml", "no ending", "x.TOML", "x.toml.txt", "x.json",
    os.fsdecode(b"no\xffunicode.toml"), "*.toml", "$HOME.toml", "a;b|c.toml", "tail.toml ",
)  # fmt: skip


def all_bad_files(folder: Path, count: int, number: int) -> list[Path]:
    """Write `count` of them below `folder`; the same for the same number."""
    chance = random.Random(number)
    kinds: list[Iterator[Path]] = [
        _special(folder / "special"),
        _named(folder / "named"),
        _encoded(folder / "encoded"),
        _monstrous(folder / "large"),
    ]
    found = [path for kind in kinds for path in kind]
    typed = list(_of_wrong_types())
    contents = chance.sample(typed, min(len(typed), (count - len(found)) // 3))
    contents += _damaged(count - len(found) - len(contents), number)
    place = folder / "content"
    place.mkdir()
    for order, content in enumerate(contents):
        path = place / f"file_{order}.toml"
        path.write_bytes(content)
        found.append(path)
    return found


def _damaged(count: int, number: int) -> list[bytes]:
    """What the content's own tests feed to the reader."""
    found: list[bytes] = []

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(damage.damaged_files())
    def collect(content: bytes) -> None:
        found.append(content)

    collect()
    return (found * 2)[:count]


def _of_wrong_types() -> Iterator[bytes]:
    """A good file with one of its values replaced."""
    for text in (samples.ROUTINE.replace("knee_lift", "clamshell"), samples.MOVE, damage.SHORT):
        lines = text.splitlines()
        for place, line in enumerate(lines):
            if match := re.match(r"(\w+) = ", line):
                for value in OTHER_VALUES:
                    changed = [*lines[:place], f"{match[1]} = {value}", *lines[place + 1 :]]
                    yield "\n".join(changed).encode()


def _special(folder: Path) -> Iterator[Path]:
    """What only looks like a file."""
    folder.mkdir()
    links = {
        "zero.toml": "/dev/zero", "null.toml": "/dev/null", "full.toml": "/dev/full",
        "random.toml": "/dev/urandom", "tty.toml": "/dev/tty", "memory.toml": "/proc/self/mem",
        "loop.toml": "loop.toml", "nowhere.toml": "/nowhere/at/all", "root.toml": "/",
        "own_input.toml": "/dev/stdin", "kernel.toml": "/proc/kmsg",
    }  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
        yield folder / name
    os.mkfifo(folder / "fifo.toml")
    yield folder / "fifo.toml"
    (folder / "folder.toml").mkdir()
    yield folder / "folder.toml"
    with socket.socket(socket.AF_UNIX) as server, suppress(OSError):
        server.bind(str(folder / "s.toml"))
        yield folder / "s.toml"
    closed = folder / "closed.toml"
    closed.write_text(damage.SHORT)
    closed.chmod(0)
    yield closed
    shut = folder / "shut"
    shut.mkdir()
    (shut / "in.toml").write_text(damage.SHORT)
    shut.chmod(0)
    yield shut / "in.toml"
    yield closed / "below.toml"
    yield folder / ("b" * 300)
    yield folder / ("b" * 300 + ".toml")
    yield folder / "/".join(["deep"] * 1_500)
    yield folder / "missing.toml"


def _named(folder: Path) -> Iterator[Path]:
    """A file with nothing wrong but its name, and a fault in every other."""
    folder.mkdir()
    good = damage.SHORT.replace('id = "short"\n', "")
    for order, name in enumerate(NAMES):
        path = folder / name
        path.write_text(good if order % 2 else good + "reps = 1\n")
        yield path


def _encoded(folder: Path) -> Iterator[Path]:
    """A good file as other editors write it, and as none does."""
    folder.mkdir()
    names = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037")
    texts: dict[str, bytes] = {name: damage.SHORT.encode(name) for name in names}
    texts["latin-1"] = damage.SHORT.replace("Short", "Kürze").encode("latin-1")
    texts["crlf"] = damage.SHORT.replace("\n", "\r\n").encode()
    texts["cr"] = damage.SHORT.replace("\n", "\r").encode()
    texts["nul"] = damage.SHORT.encode() + b"\0" * 100
    texts["boms"] = b"\xef\xbb\xbf" * 3 + damage.SHORT.encode()
    texts["empty"] = b""
    texts["spaces"] = b" \t\r\n" * 1_000
    texts["surrogates"] = b'title = "\xed\xa0\x80"\n'
    for name, content in texts.items():
        path = folder / f"{name}.toml"
        path.write_bytes(content)
        yield path


def _monstrous(folder: Path) -> Iterator[Path]:
    """A great deal of one thing."""
    folder.mkdir()
    makers: dict[str, Callable[[], str]] = {
        "arrays": lambda: "a = " + "[" * 100_000,
        "closed_arrays": lambda: "a = " + "[" * 3_000 + "]" * 3_000,
        "tables": lambda: "a = " + "{a=" * 50_000,
        "dotted": lambda: ".".join(["a"] * 100_000) + " = 1",
        "headers": lambda: "".join(f"[t{n}]\n" for n in range(20_000)),
        "same_headers": lambda: "[t]\n" * 50_000,
        "nested_headers": lambda: "[" + ".".join(["a"] * 50_000) + "]",
        "items": lambda: 'title = "x"\n' + '[[items]]\nmove = "clamshell"\n' * 7_000,
        "short_items": lambda: 'title = "x"\nmoves = ["Clamshell 2 x 10"' + ', "no such"' * 9_000,
        "faults": lambda: 'title = "x"\n' + '[[items]]\nmove = "clamshel"\nrep = 1\n' * 5_000,
        "line": lambda: f'title = "{"x" * 200_000}"',
        "number": lambda: f'title = "x"\nrounds = {"9" * 200_000}',
        "float": lambda: f'title = "x"\nrounds = 1e{"9" * 1_000}',
        "escapes": lambda: 'title = "' + "\\u0041" * 30_000,
        "quotes": lambda: "title = " + '"' * 100_001,
        "comment": lambda: "#" * 250_000,
        "over_limit": lambda: "#\n" * 140_000,
        "far_over_limit": lambda: "#" * 20_000_000,
        "reps": lambda: 'title = "x"\n[[items]]\nmove = "clamshell"\nreps = 1000000000\n',
        "rounds": lambda: 'title = "x"\nrounds = 1000000\nmoves = ["Clamshell 2 x 10"]\n',
        "hold": lambda: 'title = "x"\nmoves = ["Couch stretch 99999999 s"]\n',
    }
    for name, make in makers.items():
        path = folder / f"{name}.toml"
        path.write_text(make())
        yield path
