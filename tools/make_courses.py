# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from what people do, day by day, as somebody who read it found it good.

    python tools/make_courses.py [FILE]

People who follow a programme each in their own way, with what it asks them for and why; others who
check their hips some times, with all that is told of it; some who are reminded; one whose year is
added up; sessions that are led by keys, with what is kept of them. Chance is one that falls the
same each time. Times of day are those of a place without summer time.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from course_aloud import VOICES, aloud
from course_chance import library
from course_checks import checked, entered
from course_choices import in_time, picked, suggested
from course_days import REMINDED, reminded, years
from course_edges import (
    away,
    day_by_day,
    led,
    numbers,
    reminded_at_edges,
    runs_at_edges,
    spoken,
    tidied_at_edges,
    unchosen,
)
from course_programmes import DONE_OF_TEN, followed
from course_routines import adapted, drafted, tested
from course_sessions import played
from kept_lines import keep

from hipmob_desktop.content.check_file import load_tests
from hipmob_desktop.content.programme_file import load_programmes
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEPT = Path(__file__).resolve().parents[1] / "tests" / "core" / "courses.txt"
LIVES = 8


def sections() -> dict[str, Callable[[], Iterator[str]]]:
    """All of it, by what it is of; those who follow a programme take the longest by far."""
    found: dict[str, Callable[[], Iterator[str]]] = {}
    programmes = load_programmes([data_dir()], library().routine).found
    for programme in programmes:
        for manner in DONE_OF_TEN:
            found[f"{programme.id}, {manner}"] = partial(followed, programme, manner)
    tests = load_tests([data_dir()], library().moves).found
    for life in range(LIVES):
        found[f"hips {life}"] = partial(checked, tests, life)
    found["keys after a test"] = partial(entered, tests)
    for life, settings in enumerate(REMINDED):
        found[f"reminded {life}"] = partial(reminded, settings, life)
    found |= {"years": years, "suggested": suggested, "picked": picked, "in less time": in_time}
    found |= {"nothing chosen": unchosen, "words at edges": spoken, "keys at edges": led}
    found |= {"numbers": numbers, "suggested at edges": day_by_day}
    found |= {"reminded at edges": reminded_at_edges, "tidied at edges": tidied_at_edges}
    found["runs at edges"] = runs_at_edges
    found["away"] = partial(away, programmes[0])
    for routine in ("nilsson_seven", "evening_unwind"):
        found[f"played {routine}"] = partial(played, library().routine(routine))
    found |= {"adapted": adapted, "drafted": drafted}
    for test in tests:
        found[f"test {test.id}"] = partial(tested, test)
    for voice in VOICES:
        found[f"aloud, {voice}"] = partial(aloud, voice)
    return found


def main() -> None:
    """Keep what follows from all of it now."""
    keep((line for name, of in sections().items() for line in (f"== {name}", *of())), KEPT)


if __name__ == "__main__":
    main()
