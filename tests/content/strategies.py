# SPDX-License-Identifier: GPL-3.0-or-later
"""Valid moves and routines of every kind, as the tables that their files hold."""

from __future__ import annotations

import string
from functools import cache

import msgspec
from hypothesis import strategies as st

from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.routine_file import routine_from_file
from hipmob_desktop.content.schema import RoutineFile
from hipmob_desktop.core.enums import (
    Breath,
    Intent,
    Item,
    Level,
    Origin,
    Position,
    SetsOrder,
    SideMode,
    SkipTag,
    When,
)

slugs = st.text(string.ascii_lowercase + string.digits + "_", min_size=1, max_size=12)
words = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs"],
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    min_size=1,
    max_size=20,
).filter(str.strip)
maybe_words = st.just("") | words
few = st.integers(1, 3)


def seconds(low: float, high: float):
    """Whole milliseconds, as a file writes them."""
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda ms: ms / 1000)


def several(values, **limits):
    return st.lists(values, max_size=3, **limits)


# Strategies are made once and kept: making one takes longer than drawing from it.


@cache
def one_of(enum):
    return st.sampled_from([member.value for member in enum])


@cache
def phases(*, is_hold):
    rep = st.fixed_dictionaries(
        {"name": words, "breath": one_of(Breath), "say": words, "duration_s": seconds(0.001, 9)}
    )
    hold = st.fixed_dictionaries(
        {"name": words, "breath": one_of(Breath), "say": words, "hold": st.just(True)}
    )
    if is_hold:
        return st.tuples(several(rep), hold, several(rep)).map(lambda p: [*p[0], p[1], *p[2]])
    return several(rep, min_size=1)


@cache
def doses(*, is_hold):
    amount = {"hold_s": seconds(1, 90)} if is_hold else {"reps": st.integers(1, 20)}
    return st.fixed_dictionaries(amount, optional={"sets": few, "rest_s": seconds(0, 60)})


@cache
def moves_of_a_kind(*, is_hold, changes_sides):
    """The table of a move but for its id, its sides and whom it does not suit."""
    optional = {
        "spoken_name": words,
        "aka": several(words),
        "intents": several(one_of(Intent)),
        "cues": several(words),
        "mistakes": several(words),
        "easier": maybe_words,
        "harder": maybe_words,
        "joint_motion": maybe_words,
        "works": maybe_words,
        "credit": maybe_words,
        "figure": slugs,
        "equipment": several(
            st.fixed_dictionaries(
                {"item": one_of(Item)},
                optional={"required": st.booleans(), "note": maybe_words, "substitute": words},
            )
        ),
    }
    if not is_hold:
        optional["reverses"] = st.booleans()
    if changes_sides:
        optional["side_change_s"] = seconds(0, 20)
    fixed = {
        "name": words,
        "position": one_of(Position),
        "dose": doses(is_hold=is_hold),
        "phases": phases(is_hold=is_hold),
        "setup": st.fixed_dictionaries({"text": words, "left": words, "right": words}),
        "provenance": st.fixed_dictionaries(
            dict.fromkeys(["name", "dose", "execution", "tempo"], one_of(Origin))
            | {"note_to_user": words, "sources": several(words)}
        ),
    }
    return st.fixed_dictionaries(fixed, optional=optional)


@cache
def side_modes(*, is_hold):
    return one_of(SideMode).filter(lambda mode: not is_hold or mode != "alternating")


SKIP_TAGS = several(one_of(SkipTag), unique=True)


@st.composite
def move_tables(draw, id_=slugs):
    """The table of a move file."""
    is_hold = draw(st.booleans())
    side_mode = draw(side_modes(is_hold=is_hold))
    changes_sides = side_mode == SideMode.ONE_THEN_OTHER
    table = draw(moves_of_a_kind(is_hold=is_hold, changes_sides=changes_sides))
    skip_tags = draw(SKIP_TAGS)
    if draw(st.booleans()):
        table["swaps"] = {tag: draw(slugs) for tag in skip_tags}
    return {"id": draw(id_), "side_mode": side_mode, "skip_tags": skip_tags, **table}


ROUTINES = st.fixed_dictionaries(
    {"title": words},
    optional={
        "format": st.integers(1, 2),
        "summary": maybe_words,
        "why": maybe_words,
        "goals": several(one_of(Intent)),
        "when": several(one_of(When)),
        "when_text": maybe_words,
        "level": one_of(Level),
        "rounds": few,
        "round_rest_s": seconds(0, 90),
        "get_ready_s": seconds(0, 30),
        "rest_between_s": seconds(0, 90),
        "how_often": maybe_words,
        "until": st.dates(),
        "pain": maybe_words,
        "credit": maybe_words,
        "origin": maybe_words,
        "sources": several(words),
        "order": st.integers(0, 99),
    },
)


@st.composite
def routine_tables(draw, id_=slugs):
    """The table of a routine file that brings all of its moves with it."""
    ids = draw(st.lists(slugs, min_size=1, max_size=3, unique=True))
    moves = [draw(move_tables(st.just(one))) for one in ids]
    items = [draw(item_tables(move)) for move in draw(several(st.sampled_from(moves), min_size=1))]
    table = {"id": draw(id_), **draw(ROUTINES), "items": items, "included_moves": moves}
    if circuits := draw(circuit_tables(len(items))):
        table["circuits"] = circuits
    return table


@st.composite
def routines(draw):
    """Any routine that a file can tell of, as the value, with moves of its own."""
    file = msgspec.convert(draw(routine_tables()), RoutineFile)
    wrong = []
    routine = routine_from_file(file, "x", MoveNames({}), wrong)
    assert wrong == []
    return routine


@st.composite
def circuit_tables(draw, count):
    """Circuits that lie apart in `count` moves, in any order."""
    found, after = [], 0
    while after < count and draw(st.booleans()):
        first = draw(st.integers(after + 1, count))
        after = draw(st.integers(first, count))
        rest = draw(st.fixed_dictionaries({}, optional={"rest_s": seconds(0, 60)}))
        found.append({"first": first, "last": after, "rounds": draw(st.integers(2, 4)), **rest})
    return draw(st.permutations(found))


def item_tables(move):
    """An item for `move`, with or without a dose of its own, done in any way that suits it."""
    return item_doses(is_hold="hold_s" in move["dose"], mode=SideMode(move["side_mode"])).map(
        lambda dose: {"move": move["id"], **dose}
    )


WAYS = {
    "sets": few,
    "rest_s": seconds(0, 60),
    "rest_after_s": seconds(0, 60),
    "note": maybe_words,
    "cue": maybe_words,
    "optional": st.booleans(),
}
APART = {"sets_order": one_of(SetsOrder), "rest_sides_s": seconds(0, 60)}


@cache
def item_doses(*, is_hold, mode):
    key, amount = ("hold_s", seconds(1, 90)) if is_hold else ("reps", few)
    even = st.fixed_dictionaries(
        {}, optional={key: amount, **WAYS} | (APART if mode is SideMode.ONE_THEN_OTHER else {})
    )
    if mode is SideMode.BOTH:
        return even
    one = st.fixed_dictionaries(
        {"side": st.sampled_from(["left", "right"])}, optional={key: amount, **WAYS}
    )
    uneven = st.fixed_dictionaries(
        {f"{key}_left": amount, f"{key}_right": amount}, optional=WAYS | APART
    )
    return even | one | uneven
