# SPDX-License-Identifier: GPL-3.0-or-later
"""Where today's body leaves little of a routine, that is said, and a better one is named."""

from dataclasses import replace
from functools import cache
from itertools import combinations

from builders import DATA, a_move, a_routine, the_library
from cases import tried_with
from hipmob_desktop.app.better_routine import advice, better_routine
from hipmob_desktop.content.library import Library
from hipmob_desktop.core.adapt import adapt
from hipmob_desktop.core.enums import SkipTag, When
from hipmob_desktop.core.text import LOSES_MOST

LIBRARY = the_library()
BODIES = [frozenset(tags) for size in (1, 2) for tags in combinations(SkipTag, size)]
MINE = """
title = "Mine"
when = ["desk"]
moves = ["Standing march x5", "Glute bridge x5"]
"""


@cache
def routines():
    return LIBRARY.routines


def stays(routine, tags):
    return sum(tags.isdisjoint(item.move.skip_tags) for item in routine.items)


def keeps_half(routine, tags):
    return 2 * stays(routine, tags) >= len(routine.items)


def named(routine_id, *tags):
    better = better_routine(LIBRARY, LIBRARY.routine(routine_id), frozenset(tags))
    return better and better.id


@tried_with("tags", BODIES, ids=lambda tags: "+".join(sorted(tags)))
def test_just_a_routine_of_which_fewer_than_half_stays_says_so_and_names_one_that_keeps_half(tags):
    fitting = [routine for routine in routines() if keeps_half(routine, tags)]
    for routine in routines():
        told = advice(LIBRARY, adapt(routine, tags, LIBRARY.moves), tags)
        assert bool(told) == (routine not in fitting), routine.id
        if told:
            assert told.startswith(LOSES_MOST)
            assert any(f" {one.title} suits you better" in told for one in fitting) == bool(
                fitting
            )


def test_one_for_the_same_time_of_day_comes_first():
    assert When.PRE_RUN in LIBRARY.routine(named("pre_run", SkipTag.BALANCE)).when


def test_else_one_for_any_time_comes_first():
    assert named("desk_break", SkipTag.BALANCE) == "gentle_start"


def test_a_gentle_routine_gives_way_to_a_gentle_one():
    assert named("evening_unwind", SkipTag.PREGNANT_ON_BACK) == "no_floor"


def test_where_nothing_suits_nothing_is_named():
    everything = frozenset(SkipTag)
    adapted = adapt(LIBRARY.routine("deep_20"), everything, LIBRARY.moves)
    assert advice(LIBRARY, adapted, everything) == LOSES_MOST


def test_a_routine_that_somebody_wrote_is_not_named(tmp_path):
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "mine.toml").write_text(MINE, "utf-8")
    library = Library.load(DATA, tmp_path)
    assert "mine" in {entry.id for entry in library.entries}
    kneeling = frozenset({SkipTag.KNEELING})
    routine = a_routine(
        *(replace(a_move(id_), skip_tags=(SkipTag.KNEELING,)) for id_ in "ab"), when=(When.DESK,)
    )
    assert better_routine(library, routine, kneeling).id == "desk_break"
