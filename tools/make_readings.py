# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program makes of files, lists and searches, as somebody who read it found it good.

    python tools/make_readings.py [FILE]

Files of each kind are spoilt, one place at a time, in all the ways that people spoil them: a key
is left out, empty, of another kind, far too large or far too small. A line says what is refused,
and how. Then lines of lists and whole lists with what is read of them, lines of short files, and
searches with what they find.
"""

from __future__ import annotations

import copy
import tomllib
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import tomli_w
from kept_lines import keep
from reading_edits import edited_move, edited_routine

from hipmob_desktop.content.figure_file import load_figure, load_way_points
from hipmob_desktop.content.import_file import Intake
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.list_lines import LineReader
from hipmob_desktop.content.listed import read_list, routine_from
from hipmob_desktop.content.problems import ContentError, Problem
from hipmob_desktop.content.routine_file import export_routine
from hipmob_desktop.content.search import SearchIndex
from hipmob_desktop.content.search_words import load_search_words
from hipmob_desktop.content.shorthand import read_shorthand
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hipmob_desktop.content.list_lines import ListedLine
    from hipmob_desktop.content.shorthand import Shorthand

KEPT = Path(__file__).resolve().parents[1] / "tests" / "content" / "readings.txt"
GIVEN = Path(__file__).with_name("readings.toml")
"""What is read: files beside those that ship, lists, lines and searches."""

Spot = tuple[str | int, ...]
GONE = object()
SPOILT: dict[type, tuple[object, ...]] = {
    str: (GONE, "", "no such word", 7, "x" * 5000),
    bool: ("yes",),
    int: (GONE, 0, -1, 10**7, "seven", 2.5),
    float: (GONE, 0, -1, 1e7, "seven"),
    list: (GONE, [], "a word", [7]),
    dict: (GONE, "a word", 7),
}
MISSPELT = "nmae"


def lines(each: int = 1) -> Iterator[str]:
    """A line for each thing that is read; of what is wrong with files one of so many."""
    shipped = str(data_dir())
    for line in _lines(each):
        yield line.replace(shipped, "data")


def _lines(each: int) -> Iterator[str]:
    given = tomllib.loads(GIVEN.read_text("utf-8"))
    library = Library.load(data_dir())
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for name, table in tables(given["files"]):
            check = checker(name, place, library)
            for spot, value in islice(faults(table), 0, None, each):
                yield f"{name}, {told(spot, value)}: {check(spoilt(table, spot, value))}"
    reader = LineReader(library.names)
    for text in given["lines"]:
        read = " + ".join(map(of_line, reader.lines(1, text)))
        yield f"listed {text}: {read}"
    for text in given["lists"]:
        yield from of_list(text, reader)
    for text in given["short"]:
        found = read_shorthand(text, library.names)
        yield f"short {text}: {of_short(found)}"
    for text in given["edited"]:
        yield from edited_routine(text, library.moves)
    for name in ("couch_stretch", "standing_march"):
        yield from edited_move(name)
    words = load_search_words(data_dir() / "search.toml")
    index = SearchIndex(library.entries, library.moves.values(), words)
    for query in given["searches"]:
        yield f"search {query}: {index.search(query)} {index.answer(query)}"


def tables(own: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Good files of each kind, as tables."""
    for name in ("moves/couch_stretch", "checks/one_leg_bridge", "figures/couch_stretch"):
        yield name, tomllib.loads((data_dir() / f"{name}.toml").read_text("utf-8"))
    for name, text in own.items():
        yield name, tomllib.loads(text)


def faults(table: dict[str, Any]) -> Iterator[tuple[Spot, object]]:
    """Each place of a table with what may come there; of a list only the last thing counts."""
    yield (), MISSPELT
    for spot, value in places(table, ()):
        yield from ((spot, other) for other in SPOILT.get(type(value), ()) if other != value)
        if isinstance(value, dict):
            yield spot, MISSPELT


def places(value: object, spot: Spot) -> Iterator[tuple[Spot, object]]:
    """Each place below another, with what is there."""
    inside: Sequence[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inside = tuple(value.items())
    elif isinstance(value, list):
        inside = tuple(enumerate(value))[-1:]
    for key, each in inside:
        yield (*spot, key), each
        yield from places(each, (*spot, key))


def spoilt(table: dict[str, Any], spot: Spot, value: object) -> dict[str, Any]:
    """The table with something else at a place, or with a key more in the table there."""
    whole = copy.deepcopy(table)
    at: Any = whole
    for key in spot[:-1]:
        at = at[key]
    if value == MISSPELT:
        (at[spot[-1]] if spot else at)[MISSPELT] = 1
    elif value is GONE:
        del at[spot[-1]]
    else:
        at[spot[-1]] = value
    return whole


def told(spot: Spot, value: object) -> str:
    """What was done to a file, in a few words."""
    if value == MISSPELT:
        return f"{shown(spot)} with {MISSPELT}"
    return f"{shown(spot)} {'left out' if value is GONE else f'= {str(value)[:20]!r}'}"


def shown(spot: Spot) -> str:
    """A place as it is written with dots."""
    return ".".join(map(str, spot)) or "all"


def checker(name: str, folder: Path, library: Library) -> Callable[[dict[str, Any]], str]:
    """Says what is wrong with a table that is a file of that name."""
    kind, _, stem = name.partition("/")
    path = folder / f"{stem}.toml"
    loads: dict[str, Callable[[Path], object]] = {
        "figures": load_figure,
        "between": load_way_points,
    }

    def look(file: Path) -> object:
        return Intake(folder / "own", library).look(file)

    def check(table: dict[str, Any]) -> str:
        path.write_text(tomli_w.dumps(table), "utf-8")
        try:
            loads.get(kind, look)(path)
        except ContentError as error:
            return " / ".join(str(fault).removeprefix(f"{path}") for fault in error.faults)
        return "fine"

    return check


def of_line(line: ListedLine) -> str:
    """What is read of a line."""
    moves = ", ".join(move.id for move in line.moves)
    amount = ", ".join(
        f"{name} {value}"
        for name in line.amount.__dataclass_fields__
        if (value := getattr(line.amount, name)) not in (None, False)
    )
    return f"{line.reading.name.lower()} [{moves}] [{amount}] {line.words}"


def of_short(found: Shorthand | Problem) -> str:
    """What is read of a line of a short file, or what is wrong with it."""
    if isinstance(found, Problem):
        return f"expected {found.expected}, found {found.found} ({found.hint})"
    return f"{found.move.id} {found.dose}"


def of_list(text: str, reader: LineReader) -> Iterator[str]:
    """What is read of a whole list, and the routine that it becomes."""
    listed = read_list(text, reader)
    yield f"list {listed.title}: {listed.rounds} rounds"
    yield from (f"  {line.number} {line.text}: {of_line(line)}" for line in listed.lines)
    chosen = {n: line.moves[0] for n, line in enumerate(listed.lines) if line.moves}
    try:
        routine = routine_from(listed, chosen, id_="a_list", title=listed.title or "A list")
    except ValueError as error:
        yield f"  {error}"
        return
    yield from (f"  {line}" for line in export_routine(routine).splitlines() if line)


def main() -> None:
    """Keep what is made of all of it now."""
    keep(lines(), KEPT)


if __name__ == "__main__":
    main()
