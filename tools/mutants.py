# SPDX-License-Identifier: GPL-3.0-or-later
"""Small faults to put into a program, one at a time, to see whether its tests notice."""

from __future__ import annotations

import ast
import copy
import hashlib
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

Change = tuple[str, ast.expr | ast.stmt, str]
"""What kind of change, the part of the source that goes, and the text in its place."""

COMPARISONS: dict[type[ast.cmpop], tuple[ast.cmpop, ...]] = {
    ast.Lt: (ast.LtE(), ast.GtE()),
    ast.LtE: (ast.Lt(), ast.Gt()),
    ast.Gt: (ast.GtE(), ast.LtE()),
    ast.GtE: (ast.Gt(), ast.Lt()),
    ast.Eq: (ast.NotEq(),),
    ast.NotEq: (ast.Eq(),),
    ast.Is: (ast.IsNot(),),
    ast.IsNot: (ast.Is(),),
    ast.In: (ast.NotIn(),),
    ast.NotIn: (ast.In(),),
}
ARITHMETIC: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(),
    ast.Mod: ast.Mult(),
}
CALLS = {"max": "min", "min": "max", "any": "all", "all": "any"}
UNNOTICED = ("_log.", "time.sleep", "gc.", "msvcrt.")
"""Calls that tests do not look at: they time nothing, read no log and do not run on Windows, and
when Python collects garbage changes nothing but speed and memory, which are measured elsewhere.
"""
LARGER = 1.5
TINY = 1e-4
"""Less than this only keeps off a nought: half more does so, too, but a whole one is a fault."""
MANY = 1_000
"""One more than this is a fault for nobody, be it a second in milliseconds: half more is one."""


@dataclass(frozen=True)
class Mutant:
    """One change to one file."""

    file: str
    """From the root of the project, with slashes."""
    line: int
    kind: str
    old: str
    new: str
    start: int
    """Where in the file `old` stands, in bytes."""
    scope: str = ""
    """The class and function around it."""
    number: int = 0
    """Which of those that are alike in all the above but line and start."""

    @property
    def room(self) -> str:
        """The package below ours, or `root` for a module that stands beside the packages."""
        first = self.file.split("/")[2]
        return "root" if first.endswith(".py") else first

    def applied(self, source: bytes) -> bytes:
        """The source with the change in it."""
        end = self.start + len(self.old.encode())
        return source[: self.start] + self.new.encode() + source[end:]

    def rank(self, seed: int) -> str:
        """Where this one stands in a draw; a change elsewhere in the program leaves it there."""
        known = (seed, self.file, self.scope, self.kind, self.old, self.new, self.number)
        return hashlib.sha256(repr(known).encode()).hexdigest()

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.file}:{self.line}  {old}  →  {new}"


def mutants_of(file: str, source: bytes) -> list[Mutant]:
    """Every mutant of a source, in its order."""
    starts = _line_starts(source)
    found = []
    for scope, (kind, node, new) in _changes_below(ast.parse(source), ()):
        start, end = _span(node, starts)
        old = source[start:end].decode()
        found.append(Mutant(file, node.lineno, kind, old, new, start, ".".join(scope)))
    return list(_numbered(found))


def draw(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """`count` of them, as many of each room as there can be; chance says whose turn is first."""
    rooms: dict[str, list[Mutant]] = {}
    for one in sorted(mutants, key=lambda one: one.rank(seed)):
        rooms.setdefault(one.room, []).append(one)
    turns = [(turn, one) for ones in rooms.values() for turn, one in enumerate(ones)]
    turns.sort(key=lambda each: (each[0], each[1].rank(seed)))
    return [one for _, one in turns[:count]]


def named(list_file: Path, root: Path) -> tuple[list[Mutant], list[str]]:
    """The mutants of a list, and what is wrong with those that cannot be made.

    Each has an `id`, a `file` below `root`, and an `old` text, there once, that becomes `new`.
    """
    mutants, faults = [], []
    for told in tomllib.loads(list_file.read_text("utf-8"))["mutant"]:
        source = (root / told["file"]).read_bytes() if (root / told["file"]).exists() else b""
        old = told["old"].encode()
        if source.count(old) != 1:
            times = source.count(old)
            faults.append(
                f"{told['id']}: the old text is {times} times in {told['file']}, not once"
            )
            continue
        start = source.index(old)
        line = source.count(b"\n", 0, start) + 1
        mutants.append(Mutant(told["file"], line, told["id"], told["old"], told["new"], start))
    return mutants, faults


def _line_starts(source: bytes) -> list[int]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _span(node: ast.expr | ast.stmt, line_starts: Sequence[int]) -> tuple[int, int]:
    end_line = node.end_lineno or node.lineno
    end = line_starts[end_line - 1] + (node.end_col_offset or 0)
    return line_starts[node.lineno - 1] + node.col_offset, end


def _numbered(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    alike: Counter[Mutant] = Counter()
    for one in mutants:
        key = replace(one, line=0, start=0)
        yield replace(one, number=alike[key])
        alike[key] += 1


def _changes_below(
    node: ast.AST, scope: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Change]]:
    for change in _changes_of(node):
        yield scope, change
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        scope = (*scope, node.name)
    for child in _parts(node):
        yield from _changes_below(child, scope)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """What can be changed in it: no annotations, decorators, patterns, texts or type imports."""
    if isinstance(node, ast.JoinedStr | ast.pattern | ast.arg) or _is_hardly_a_choice(node):
        return
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child


def _is_hardly_a_choice(node: ast.AST) -> bool:
    """Whether it is what every file has, or there for what cannot happen or is only logged."""
    match node:
        case ast.keyword(arg="daemon" | "strict" | "frozen" | "kw_only"):
            return True
        case ast.Raise(ast.Name("NotImplementedError")):
            return True
        case ast.Expr(ast.Call(function)):
            return ast.unparse(function).startswith(UNNOTICED)
        case ast.If(test, body, orelse):
            only_logs = not orelse and all(map(_is_hardly_a_choice, body))
            return only_logs or ast.unparse(test) in {"TYPE_CHECKING", "__name__ == '__main__'"}
        case _:
            return False


def _changes_of(node: ast.AST) -> Iterator[Change]:
    if _is_hardly_a_choice(node):
        return
    if isinstance(node, ast.FunctionDef):
        yield from _other_answers(node)
    elif isinstance(node, ast.stmt):
        yield from _changes_of_statement(node)
    elif isinstance(node, ast.expr):
        yield from _changes_of_expression(node)


def _changes_of_statement(node: ast.stmt) -> Iterator[Change]:
    if isinstance(node, ast.If):
        yield "condition", node.test, f"not ({ast.unparse(node.test)})"
    elif _can_go(node):
        yield "statement", node, "pass"
    elif isinstance(node, ast.Continue):
        yield "statement", node, "break"


def _can_go(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(ast.Call()) | ast.Assign([ast.Attribute()]):
            return True
        case ast.AugAssign() | ast.Delete() | ast.Raise(exc=ast.expr()):
            return True
        case _:
            return False


def _changes_of_expression(node: ast.expr) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=operators):
            for place, operator in enumerate(operators):
                for other in COMPARISONS[type(operator)]:
                    yield "comparison", node, _compared(node, place, other)
        case ast.BoolOp(op=operator, values=values):
            other_op = ast.And() if isinstance(operator, ast.Or) else ast.Or()
            yield "boolean", node, _text(ast.BoolOp(other_op, values))
        case ast.UnaryOp(ast.Not(), operand):
            yield "boolean", node, _text(operand)
        case ast.IfExp(test, body, orelse):
            yield "condition", node, _text(ast.IfExp(test, orelse, body))
        case ast.BinOp(left, operator, right) if type(operator) in ARITHMETIC:
            yield "arithmetic", node, _text(ast.BinOp(left, ARITHMETIC[type(operator)], right))
        case ast.Call(ast.Name(name) as function) if name in CALLS:
            yield "call", function, CALLS[name]
        case ast.Constant(value=value) if isinstance(value, bool | int | float):
            yield "constant", node, repr(_other_value(value))


def _other_value(value: float) -> float:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + (1 if value < MANY else value // 2)
    return value * LARGER if abs(value) >= TINY else 1.0


def _compared(node: ast.Compare, place: int, operator: ast.cmpop) -> str:
    other = copy.deepcopy(node)
    other.ops[place] = operator
    return _text(other)


def _other_answers(function: ast.FunctionDef) -> Iterator[Change]:
    answer = ast.unparse(function.returns) if function.returns else "None"
    for node in _own_returns(function.body):
        if node.value is None or answer == "None" or ast.unparse(node.value) == "None":
            continue
        if answer == "bool":
            yield "return", node.value, f"not ({ast.unparse(node.value)})"
        else:
            yield "return", node.value, "None"


def _own_returns(body: Sequence[ast.AST]) -> Iterator[ast.Return]:
    for node in body:
        if isinstance(node, ast.Return):
            yield node
        elif not isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        ):
            yield from _own_returns(list(ast.iter_child_nodes(node)))


def _text(node: ast.expr) -> str:
    """Source for an expression, fit for any place."""
    return f"({ast.unparse(node)})"
