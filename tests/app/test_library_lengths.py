# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of a routine's length is what this person would play."""

import pytest
from PySide6.QtCore import QObject

from builders import the_library
from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.library_lengths import LibraryLengths
from hipmob_desktop.app.library_rows import Catalogue
from hipmob_desktop.core.adapt import adapt
from hipmob_desktop.core.enums import SkipTag, VoiceLevel
from hipmob_desktop.core.preferences import Coaching, PlanOptions

ALL = frozenset(the_library().moves)
NOBODY: frozenset[SkipTag] = frozenset()


class AtOnce:
    """Does what a worker would do, here and now."""

    def do(self, _what, job):
        job()


@pytest.fixture
def lengths(paths, qapp):
    parent = QObject()
    made = LibraryLengths(open_context(paths), AtOnce(), parent)
    made.parent_kept = parent
    made.follow(PlanOptions(), NOBODY, ALL)
    return made


@pytest.fixture
def seven():
    return the_library().routine("nilsson_seven")


def test_what_is_still_learned_takes_longer(lengths, seven):
    known = lengths.of(seven, the_library())
    assert lengths.follow(PlanOptions(), NOBODY, frozenset())
    assert lengths.of(seven, the_library()) > known + 30_000


def test_a_slower_pace_and_less_talk_are_counted_in(lengths, seven):
    usual = lengths.of(seven, the_library())
    assert lengths.follow(PlanOptions(pace=1.3), NOBODY, ALL)
    assert lengths.of(seven, the_library()) > usual
    silent = PlanOptions(coaching=Coaching(level=VoiceLevel.SILENT))
    assert lengths.follow(silent, NOBODY, ALL)
    assert lengths.of(seven, the_library()) < usual


def test_the_same_choices_change_nothing(lengths):
    assert not lengths.follow(PlanOptions(), NOBODY, ALL)


def test_moves_that_do_not_suit_the_body_are_not_counted(lengths, seven):
    tags = frozenset({SkipTag.HIP_REPLACEMENT})
    lengths.follow(PlanOptions(), tags, ALL)
    adapted = adapt(seven, tags, the_library().moves).routine
    assert lengths.length_of(the_library())(seven) == lengths.of(adapted, the_library())


def test_a_library_is_measured_once_and_told_only_where_it_differs(lengths):
    told = []
    lengths.measured.connect(lambda before, now: told.append((before, now)))
    catalogue = Catalogue(the_library())
    lengths.measure(catalogue)
    (_, measured) = told[0]
    entry = measured.library.entry("nilsson_seven")
    assert entry.total_ms == lengths.of(the_library().routine("nilsson_seven"), the_library())
    lengths.measure(measured)
    assert len(told) == 1
