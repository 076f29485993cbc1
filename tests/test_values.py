# SPDX-License-Identifier: GPL-3.0-or-later
"""A value of ours is like a frozen dataclass of Python's own, whoever looks at it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from functools import cached_property
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop import values

OPTION_NAMES = ("slots", "kw_only", "eq", "repr")
OPTIONS = [
    {"slots": slots, "kw_only": kw_only} for slots in (False, True) for kw_only in (False, True)
]


def made(module, **options):
    @module.dataclass(frozen=True, **options)
    class Point:
        """A place."""

        x: int
        y: int = 2
        marks: list[str] = module.field(default_factory=list)
        COUNT: ClassVar[int] = 7

        @property
        def sum(self):
            return self.x + self.y

    return Point


@pytest.fixture(params=OPTIONS, ids=str)
def both(request):
    """The same class, by us and by Python."""
    return made(values, **request.param), made(dataclasses, **request.param)


def outcomes(kinds, act):
    """What comes of it with each class: a value, or the kind of the error."""
    found = []
    for kind in kinds:
        try:
            found.append(act(kind))
        except (TypeError, AttributeError) as error:
            found.append(type(error))
    return found


@tried_with(
    "act",
    [
        lambda kind: repr(kind(x=1)),
        lambda kind: repr(kind(1, 3, ["a"])),
        lambda kind: repr(kind(1, y=3)),
        lambda kind: repr(kind()),
        lambda kind: repr(kind(x=1, z=2)),
        lambda kind: repr(kind(x=1, y=2, marks=[], z=2)),
        lambda kind: repr(kind(1, x=2)),
        lambda kind: repr(kind(1, 2, [], 4)),
        lambda kind: kind(x=1) == kind(x=1, y=2),
        lambda kind: kind(x=1) == kind(x=2),
        lambda kind: kind(x=1) == (1, 2, []),
        lambda kind: hash(kind(x=1)),
        lambda kind: hash(kind(x=1, marks=())) == hash(kind(x=1, y=2, marks=())),
        lambda kind: kind(x=1).marks is kind(x=1).marks,
        lambda kind: (kind(x=1).sum, kind.COUNT, kind.__doc__, kind.__name__),
        lambda kind: setattr(kind(x=1), "x", 3),
        lambda kind: delattr(kind(x=1), "x"),
        lambda kind: kind.__match_args__,
        lambda kind: hasattr(kind(x=1), "__dict__"),
        lambda kind: [(each.name, each.type, each.kw_only) for each in dataclasses.fields(kind)],
        lambda kind: dataclasses.fields(kind)[1].default,
        lambda kind: dataclasses.fields(kind)[1] is dataclasses.fields(kind)[1],
        lambda kind: dataclasses.fields(kind)[2].default_factory,
        lambda kind: repr(dataclasses.replace(kind(x=1), y=5)),
        lambda kind: dataclasses.asdict(kind(x=1, marks=["a"])),
        dataclasses.is_dataclass,
        lambda kind: repr(values.replace(kind(x=1), y=5)),
        lambda kind: repr(values.replace(kind(x=1), z=5)),
        lambda kind: repr(values.replace(kind(x=1), x=5, y=6, marks=["b"])),
        values.field_names,
        lambda kind: repr(copy.copy(kind(x=1, y=5))),
        lambda kind: repr(copy.deepcopy(kind(x=1, marks=["a"]))),
    ],
)
def test_both_do_the_same(both, act):
    ours, theirs = outcomes(both, act)
    assert ours == theirs


FIELDS = st.lists(st.sampled_from(["plain", "constant", "made"]), max_size=4)
NAMES = "abcd"


def built(module, kinds, options):
    """A class with a field of each of these kinds; those with a default come last."""
    space = {"__annotations__": {}}
    for name, kind in zip(NAMES, sorted(kinds, key=lambda kind: kind != "plain"), strict=False):
        space["__annotations__"][name] = "int | list[str]"
        if kind != "plain":
            space[name] = 7 if kind == "constant" else module.field(default_factory=list)
    return module.dataclass(frozen=True, **options)(type("Built", (), space))


@given(
    kinds=FIELDS,
    options=st.fixed_dictionaries({}, optional=dict.fromkeys(OPTION_NAMES, st.booleans())),
    places=st.lists(st.integers(0, 2), max_size=5),
    named=st.dictionaries(st.sampled_from("abcdz"), st.integers(0, 2), max_size=5),
    changed=st.dictionaries(st.sampled_from("abcdz"), st.integers(0, 2), max_size=2),
)
def test_of_whatever_fields_and_options_both_are_filled_and_changed_alike(
    kinds, options, places, named, changed
):
    def filled(kind):
        one = kind(*places, **named)
        fields = {name: getattr(one, name) for name in values.field_names(kind)}
        return fields, one == kind(*places, **named), one == object(), kind.__match_args__

    def shown(kind):
        one = kind(*places, **named)
        return repr(one) if "repr" not in options or options["repr"] else None

    def replaced(kind):
        other = values.replace(kind(*places, **named), **changed)
        return {name: getattr(other, name) for name in values.field_names(kind)}

    def hashed(kind):
        one, same = kind(*places, **named), kind(*places, **named)
        return hash(one) == hash(same)

    both = [built(module, kinds, options) for module in (values, dataclasses)]
    for act in (filled, shown, replaced, hashed):
        ours, theirs = outcomes(both, act)
        assert ours == theirs


@values.dataclass(frozen=True, slots=True)
class Kept:
    """Can be written down."""

    one: int
    two: str = "b"


def test_it_can_be_written_down_and_read_again():
    assert pickle.loads(pickle.dumps(Kept(1))) == Kept(1)  # noqa: S301 - its own


def test_a_value_changes_by_no_option():
    with pytest.raises(TypeError, match="frozen"):
        values.dataclass(frozen=False)(type("Loose", (), {"__annotations__": {"one": "int"}}))


def test_one_without_fields_is_like_any_other_of_its_kind():
    @values.dataclass(frozen=True, slots=True)
    class Nothing:
        """Has happened."""

    assert (Nothing(), hash(Nothing()), repr(Nothing())[-2:]) == (Nothing(), hash(()), "()")
    with pytest.raises(TypeError, match="has the fields"):
        Nothing(1)


def test_methods_of_its_own_stay():
    @values.dataclass(frozen=True, slots=True)
    class Named:
        name: str

        def __repr__(self):
            return f"<{self.name}>"

    assert repr(Named("a")) == "<a>"


def test_two_that_are_compared_by_identity():
    @values.dataclass(frozen=True, slots=True, eq=False, repr=False)
    class Thing:
        name: str

    one = Thing("a")
    assert one != Thing("a")
    assert {one: 1}[one] == 1
    assert "name" not in repr(one)


def test_a_check_after_it_is_filled():
    @values.dataclass(frozen=True, slots=True)
    class Positive:
        number: int

        def __post_init__(self):
            if self.number < 0:
                raise ValueError(self.number)

    assert Positive(1).number == 1
    with pytest.raises(ValueError, match="-1"):
        Positive(-1)


def test_what_is_worked_out_once_is_kept():
    class Worked:
        number: int

        @cached_property
        def double(self):
            return [2 * self.number]

    one = values.dataclass(frozen=True)(Worked)(4)
    assert one.double is one.double


def test_making_one_reads_no_code():
    code = """
import sys
from hipmob_desktop.values import dataclass, field, replace
@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    a: int
    b: list = field(default_factory=list)
assert replace(One(a=1), a=2) == One(a=2) != One(a=1)
print(sorted({"dataclasses", "inspect"} & set(sys.modules)))
"""
    lean = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"]
    assert subprocess.check_output(lean, text=True) == "[]\n"
