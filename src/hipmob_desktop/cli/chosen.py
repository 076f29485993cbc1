# SPDX-License-Identifier: GPL-3.0-or-later
"""What is played for whom: a routine as this person would have it in the window.

Pace, sides, level, voice and the body of today are those of the settings. With `--plain` they are
nobody's: everybody gets the same.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hipmob_desktop.app.better_routine import advice
from hipmob_desktop.app.context import (
    AppContext,
    InputError,
    find_routine,
    source_name,
    spoken_voice,
)
from hipmob_desktop.core.adapt import adapt
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.journal import new_moves
from hipmob_desktop.core.plan_builder import known_or_estimated
from hipmob_desktop.core.preferences import Preferences, options_with
from hipmob_desktop.core.text import NOTHING_LEFT, change_lines
from hipmob_desktop.files import is_there
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

    from hipmob_desktop.core.adapt import Change
    from hipmob_desktop.core.cues import LengthOf
    from hipmob_desktop.core.fit import Fitted
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.voice.voice import SpokenVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A routine without what does not suit the body, and how it is done and said.

    One that was `fitted` to a time was `whole` before.
    """

    routine: Routine
    source_name: str
    options: PlanOptions
    preferences: Preferences
    voice_id: str | None
    is_plain: bool
    stand_ins: tuple[tuple[str, str], ...] = ()
    felt_before: int | None = None
    whole: Routine | None = None
    fitted: Fitted | None = None

    def in_time(
        self, minutes: int, coach: Coach, length_of: LengthOf, spare_ms: int = 0
    ) -> Chosen:
        """The same in so many minutes."""
        from hipmob_desktop.core.fit import fitted_for

        whole = self.whole or self.routine
        fitted = fitted_for(whole, minutes, self.options, coach, length_of, spare_ms=spare_ms)
        return replace(self, routine=fitted.routine, whole=whole, fitted=fitted)

    @property
    def slower(self) -> float:
        """How much slower than usual the voice speaks, 1 at the least."""
        return max(1.0, Preferences().rate / self.preferences.rate)

    def tell_fit(self) -> None:
        """Say on standard error how it was fitted, if it was."""
        if self.fitted:
            _say(self.fitted.words)

    def voice(self, context: AppContext) -> SpokenVoice:
        """The voice, speaking as it is chosen."""
        voice = spoken_voice(context)
        self.speak_as(voice, self.preferences)
        return voice

    def speak_as(self, voice: Voice, now: Preferences, *, is_gradual: bool = False) -> None:
        """Have a voice that speaks do so as `now` says."""
        from hipmob_desktop.voice.voice import SpokenVoice

        if isinstance(voice, SpokenVoice):
            id_ = self.voice_id or now.voice_id or None
            voice.set_voice(id_, rate=now.rate, pitch=now.pitch, is_gradual=is_gradual)
            voice.set_volumes(now.voice_volume, now.chime_volume)
            voice.set_sides_apart(apart=now.sides_apart)

    def coach(self, context: AppContext) -> Coach:
        """The coach, who knows of the moves what this person's journal says."""
        coach = Coach(context.phrases, self.options.coaching)
        if self.is_plain:
            return coach
        hurts, known = _from_journal(context.paths.journal_file)
        return replace(coach, hurt_moves=hurts, new_moves=new_moves(self.routine, known))


def _from_journal(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The moves that hurt when they were last done, and those that are known by now."""
    if not is_there(path):
        return frozenset(), frozenset()
    from hipmob_desktop.storage.journal import Journal

    journal = Journal(path, _say)
    try:
        return frozenset(hurt.move_id for hurt in journal.hurts()), journal.known_moves()
    finally:
        journal.close()


def _say(fault: str) -> None:
    sys.stderr.write(f"hipmob-desktop: {fault}\n")


def preferences_of(context: AppContext, *, is_plain: bool) -> Preferences:
    """The person's settings, or the defaults; what is wrong with their file is said."""
    if is_plain:
        return Preferences()
    from hipmob_desktop.storage.preferences import PreferencesFile

    loaded = PreferencesFile(context.paths.settings_file).load()
    if loaded.fault:
        _say(loaded.fault)
    return loaded.preferences


def chosen(context: AppContext, arguments: Namespace) -> Chosen:
    """What the command line asks for, on top of the settings; what is left out is said.

    Raises:
        InputError: there is no such routine, or nothing of it suits the body.
    """
    preferences = preferences_of(context, is_plain=arguments.plain)
    routine = find_routine(context, arguments.routine)
    tags = preferences.skip_tags
    adapted = adapt(routine, tags, context.library.moves)
    if told := advice(context.library, adapted, tags):
        _say(told)
    _tell(adapted.changes)
    if adapted.routine is None:
        raise InputError(f"{routine.title}: {NOTHING_LEFT}")
    found = Chosen(
        routine=adapted.routine,
        source_name=source_name(context, arguments.routine),
        options=options_with(preferences.plan_options, vars(arguments)),
        preferences=preferences,
        voice_id=getattr(arguments, "voice", None),
        is_plain=arguments.plain,
        stand_ins=adapted.stand_ins,
        felt_before=getattr(arguments, "felt", None),
    )
    if arguments.minutes is None:
        return found
    length_of = known_or_estimated(_none_known, slower=found.slower)
    return found.in_time(arguments.minutes, found.coach(context), length_of)


def _none_known(_text: str) -> None:
    """No clip is made yet."""


def _tell(changes: tuple[Change, ...]) -> None:
    if changes:
        from hipmob_desktop.content.coach_files import load_safety

        words = load_safety(data_dir() / "safety.toml").skip_words
        sys.stderr.writelines(f"hipmob-desktop: {line}\n" for line in change_lines(changes, words))


def length_of(context: AppContext, *, is_plain: bool) -> Callable[[Routine], int]:
    """How long routines last as this person would play them today, or as everybody does."""
    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.lengths import RoutineLengths

    preferences = preferences_of(context, is_plain=is_plain)
    options, tags = preferences.plan_options, preferences.skip_tags
    new: frozenset[str] = frozenset()
    if not is_plain:
        _, known = _from_journal(context.paths.journal_file)
        new = frozenset(context.library.moves) - known
    lengths = RoutineLengths(options, Coach(context.phrases, options.coaching, new_moves=new))

    def measure(routine: Routine) -> int:
        suited = adapt(routine, tags, context.library.moves).routine if tags else routine
        return lengths.of(suited or routine)

    return measure
