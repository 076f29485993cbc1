# SPDX-License-Identifier: GPL-3.0-or-later
import ast
from pathlib import Path

from mutants import draw, mutants_of, named

from cases import tried_with

ROOT = Path(__file__).resolve().parents[2]
FILE = "src/hipmob_desktop/core/bell.py"


def changes(source):
    """The kind of each mutant, and the whole source with it."""
    encoded = source.encode()
    return [(one.kind, one.applied(encoded).decode()) for one in mutants_of(FILE, encoded)]


@tried_with(
    ("source", "kind", "changed"),
    [
        ("a = b < c", "comparison", ["a = (b <= c)", "a = (b >= c)"]),
        ("a = b == c", "comparison", ["a = (b != c)"]),
        ("a = b in c", "comparison", ["a = (b not in c)"]),
        ("a = b and c", "boolean", ["a = (b or c)"]),
        ("a = not b", "boolean", ["a = (b)"]),
        ("a = b + c", "arithmetic", ["a = (b - c)"]),
        ("a = max(b, c)", "call", ["a = min(b, c)"]),
        ("a = 3", "constant", ["a = 4"]),
        ("a = 999", "constant", ["a = 1000"]),
        ("a = 1_000", "constant", ["a = 1500"]),
        ("a = 0.0", "constant", ["a = 1.0"]),
        ("a = 1e-6", "constant", ["a = 1.0"]),
        ("a = 1e-3", "constant", ["a = 0.0015"]),
        ("a = True", "constant", ["a = False"]),
        ("a = b if c else d", "condition", ["a = (d if c else b)"]),
        ("if a:\n    b = c", "condition", ["if not (a):\n    b = c"]),
        ("a.ring()", "statement", ["pass"]),
        ("a.pitch = b", "statement", ["pass"]),
        ("a += b", "statement", ["pass"]),
        ("def a() -> int:\n    return b", "return", ["def a() -> int:\n    return None"]),
        ("def a() -> bool:\n    return b", "return", ["def a() -> bool:\n    return not (b)"]),
    ],
)
def test_each_kind_of_fault_is_made_where_it_belongs(source, kind, changed):
    assert changes(source) == [(kind, one) for one in changed]


@tried_with(
    "source",
    [
        '"""A text."""',
        "if TYPE_CHECKING:\n    import a",
        "if __name__ == '__main__':\n    main()",
        "def a(b: Literal[1]) -> Literal[2]:\n    return None",
        "@kept(3)\nclass A:\n    pass",
        "a = f'{b + c}'",
        "_log.info('rung')",
        "if a and not b:\n    _log.info('rung')",
        "time.sleep(1)",
        "gc.disable()",
        "raise NotImplementedError",
        "msvcrt.locking(1, 2, 3)",
        "a = b(strict=True)",
        "class A(B, frozen=True, kw_only=True):\n    pass",
    ],
)
def test_what_no_test_could_notice_stays(source):
    assert changes(source) == []


def test_letters_of_more_than_one_byte_move_nothing():
    assert changes("a = 'ü'\nb = ('ö', 3)") == [("constant", "a = 'ü'\nb = ('ö', 4)")]


def test_every_mutant_of_the_program_is_python():
    file = ROOT / "src/hipmob_desktop/core/player.py"
    source = file.read_bytes()
    made = mutants_of(file.relative_to(ROOT).as_posix(), source)
    assert len(made) > 50
    for one in made:
        ast.parse(one.applied(source))


def test_a_mutant_names_its_place_and_the_change():
    (one,) = mutants_of(FILE, b"class Bell:\n    def ring(self):\n        self.pitch = 'low'\n")
    assert (one.room, one.scope, one.line) == ("core", "Bell.ring", 3)
    assert str(one) == f"{FILE}:3  self.pitch = 'low'  →  pass"


def test_a_draw_takes_from_all_rooms_alike():
    many = mutants_of(FILE, b"a = (1, 2, 3, 4, 5, 6, 7, 8, 9)")
    few = mutants_of("src/hipmob_desktop/ui/bell.py", b"a = (1, 2)")
    beside = mutants_of("src/hipmob_desktop/paths.py", b"a = 1")
    rooms = [one.room for one in draw([*many, *few, *beside], 6, seed=1)]
    assert sorted(rooms) == ["core", "core", "core", "root", "ui", "ui"]


def test_a_small_draw_is_not_always_of_the_same_room():
    both = [
        *mutants_of(FILE, b"a = 1"),
        *mutants_of("src/hipmob_desktop/ui/bell.py", b"a = 1"),
    ]
    assert {draw(both, 1, seed)[0].room for seed in range(20)} == {"core", "ui"}


def test_a_draw_stays_the_same_when_something_else_changes():
    before = b"def a():\n    return 1 + 2 + 3\ndef b():\n    return 4\n"
    after = b"import c\n\n" + before.replace(b"4", b"c.five()")
    kept = [
        {str(one.old) for one in draw(mutants_of(FILE, text), 3, 5)} for text in (before, after)
    ]
    assert kept[0] - {"4"} <= kept[1]
    assert draw(mutants_of(FILE, before), 3, 5) != draw(mutants_of(FILE, before), 3, 6)


def test_a_named_mutant_is_made_where_its_text_stands_once(tmp_path):
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text("a = 1\nb = 2\nc = 1\n", "utf-8")
    mutants = tmp_path / "mutants.toml"
    mutants.write_text(
        f'[[mutant]]\nid = "B"\nfile = "{FILE}"\nold = "b = 2"\nnew = "b = 3"\n'
        f'[[mutant]]\nid = "AC"\nfile = "{FILE}"\nold = "= 1"\nnew = "= 2"\n'
        f'[[mutant]]\nid = "G"\nfile = "gone.py"\nold = "a"\nnew = "b"\n',
        "utf-8",
    )
    (made,), faults = named(mutants, tmp_path)
    assert made.applied(file.read_bytes()) == b"a = 1\nb = 3\nc = 1\n"
    assert made.line == 2
    assert [fault.partition(":")[0] for fault in faults] == ["AC", "G"]


def test_every_fault_of_our_list_can_still_be_put_into_the_program():
    made, faults = named(ROOT / "tools" / "mutants.toml", ROOT)
    assert faults == []
    assert made
