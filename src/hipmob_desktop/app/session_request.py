# SPDX-License-Identifier: GPL-3.0-or-later
"""A session to start, as a value, and how it is made of what somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.app.context import InputError
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.journal import new_moves
from hipmob_desktop.core.preferences import (
    LEAST_MINUTES,
    LOOSE,
    MOST_MINUTES,
    Preferences,
    options_with,
)
from hipmob_desktop.core.programme import CHECK_ROUTINE
from hipmob_desktop.core.resume import SessionSource, fingerprint
from hipmob_desktop.ui.text import KEPT, MEASURED_KEPT, NOTHING_KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.core.adapt import AdaptedRoutine
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.fit import Fit, Fitted
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.resume import ResumePoint
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.desktop.start_request import StartRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRequest:
    """A session to start, with all that is its own, wherever the start came from.

    `routine` is already without what does not go with `skip_tags`; `source_name` is its id, or
    the path of its file. Only what is played in its own time can be spoken. Of one that is not
    kept there is no place to go on from, and nothing in the journal. `routine` may have been
    `fitted` to the time there is. A trial leads back to where its routine is being made.
    """

    routine: Routine
    source_name: str
    options: PlanOptions
    speed: float = 1.0
    is_silent: bool = False
    resume: ResumePoint | None = None
    hurt_moves: frozenset[str] = frozenset()
    new_moves: frozenset[str] = frozenset()
    skip_tags: frozenset[SkipTag] = frozenset()
    is_kept: bool = True
    stand_ins: tuple[tuple[str, str], ...] = ()
    felt_before: int | None = None
    fitted: Fitted | None = None
    own_coach: Coach | None = None
    is_trial: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is kept: one that is played at another speed is not done by anybody."""
        return self.is_kept and self.speed == 1.0

    @property
    def kept_words(self) -> str:
        """What is told of it to somebody who is about to leave it."""
        if self.counts:
            return KEPT
        return MEASURED_KEPT if self.source_name == CHECK_ROUTINE else NOTHING_KEPT

    @property
    def asks_feel_before(self) -> bool:
        """Whether it is asked how the hips feel before it: once, and where it is kept."""
        return self.counts and self.resume is None and self.felt_before is None

    @property
    def has_voice(self) -> bool:
        """Whether it is heard: at another speed nothing is."""
        return not self.is_silent and self.speed == 1.0

    @property
    def is_spoken(self) -> bool:
        """Whether it has a voice, and that says words."""
        return self.has_voice and self.options.coaching.level.speaks

    def coach(self, phrases: Phrases) -> Coach:
        """Who leads it, with what is known of its moves; or who comes with it."""
        return self.own_coach or Coach(
            phrases, self.options.coaching, self.hurt_moves, self.new_moves
        )

    @property
    def source(self) -> SessionSource:
        """What is kept of it, to go on with."""
        return SessionSource(
            routine=self.source_name,
            fingerprint=fingerprint(self.routine),
            options=self.options,
            skip_tags=self.skip_tags,
            title=self.routine.title,
            started_at_ms=self.resume.source.started_at_ms if self.resume else unix_ms(),
            stand_ins=self.stand_ins,
            felt_before=self.felt_before,
            fit=self.fit,
        )

    @property
    def fit(self) -> Fit | None:
        """How its routine was fitted to the time there is, or was when it was begun."""
        if self.resume:
            return self.resume.source.fit
        return self.fitted.fit if self.fitted else None


class SessionStart(NamedTuple):
    """A session to start, and what is told of its changes on the stage."""

    request: SessionRequest
    words: tuple[str, ...] = ()


class SessionRequests:
    """Makes requests with what a person has chosen, and what is known of them.

    `fit` gives a request whose routine takes at most so many minutes, with a voice so many times
    slower than the usual one.
    """

    def __init__(
        self,
        library: LibraryPresenter,
        preferences: PreferencesService,
        fit: Callable[[SessionRequest, int, float], SessionRequest],
    ) -> None:
        self._library = library
        self._preferences = preferences
        self._fit = fit

    def find(self, asked: StartRequest) -> AdaptedRoutine:
        """The routine of a start, for the body of today unless it is to be the same for all.

        Raises:
            InputError: there is no such routine.
        """
        is_plain = dict(asked.options).get("plain")
        return self._library.find(asked.routine, frozenset() if is_plain else None)

    def of(
        self, adapted: AdaptedRoutine, routine: Routine, source: str, asked: Mapping[str, object]
    ) -> SessionStart:
        """A session of the `routine` that is left of one that was adapted.

        It is as the person has chosen, with what is asked for this once.
        """
        is_plain, speed = bool(asked.get("plain")), asked.get("speed", 1.0)
        now = Preferences() if is_plain else self._preferences.now
        request = SessionRequest(
            routine=routine,
            source_name=source,
            options=options_with(now.plan_options, asked),
            speed=float(speed) if isinstance(speed, int | float) else 1.0,
            is_silent=bool(asked.get("no_voice")),
            skip_tags=now.skip_tags,
            is_kept=not is_plain,
            stand_ins=adapted.stand_ins or self._stand_ins_in(routine),
            felt_before=_felt(asked.get("felt")),
        )
        return self._fitted(request, _minutes_in(asked), adapted)

    def again(self, last: SessionRequest) -> SessionStart | None:
        """The last session once more, as it was asked for, from its start.

        None where nothing is left of its routine for today's body.
        """
        tags = None if last.is_kept else last.skip_tags
        try:
            adapted = self._library.find(last.source_name, tags)
        except InputError:  # its file has gone since; what was played is still known
            adapted = self._library.suited(last.routine, tags)
        if adapted.routine is None:
            return None
        again = replace(
            last,
            routine=adapted.routine,
            resume=None,
            stand_ins=adapted.stand_ins,
            felt_before=None,
            fitted=None,
        )
        return self._fitted(again, last.fit.minutes if last.fit else None, adapted)

    def going_on(self, point: ResumePoint, routine: Routine) -> SessionStart:
        """A session that was left, from where it was left."""
        source = point.source
        request = SessionRequest(
            routine=routine,
            source_name=source.routine,
            options=source.options,
            resume=point,
            skip_tags=source.skip_tags,
            stand_ins=source.stand_ins,
            felt_before=source.felt_before,
        )
        return SessionStart(self._with_journal(request))

    def trial(self, routine: Routine) -> SessionStart:
        """A session of a routine that is being made, of which nothing is kept."""
        return SessionStart(
            SessionRequest(
                routine=routine,
                source_name=routine.id,
                options=self._preferences.now.plan_options,
                is_kept=False,
                is_trial=True,
            )
        )

    def _fitted(
        self, request: SessionRequest, minutes: int | None, adapted: AdaptedRoutine
    ) -> SessionStart:
        """The same in so many minutes, if they are limited, with what is known of its moves."""
        request, words = self._with_journal(request), self._library.words_for(adapted)
        if minutes is not None:
            slower = max(1.0, Preferences().rate / self._preferences.now.rate)
            request = self._fit(request, minutes, slower)
        if request.fitted:
            words = (request.fitted.words, *words)
        return SessionStart(request, words)

    def _with_journal(self, request: SessionRequest) -> SessionRequest:
        """The same with what is known of its moves; what is nobody's is the same for all."""
        if not request.is_kept:
            return request
        new = new_moves(request.routine, self._library.known_moves)
        return replace(request, hurt_moves=self._library.hurt_moves, new_moves=new)

    def _stand_ins_in(self, routine: Routine) -> tuple[tuple[str, str], ...]:
        """Which moves of a routine from the list stand in for others of it, for the journal."""
        if not self._preferences.now.skip_tags:
            return ()
        try:
            adapted = self._library.find(routine.id)
        except InputError:
            return ()
        return adapted.stand_ins if adapted.routine == routine else ()


def _felt(asked: object) -> int | None:
    """How the hips feel before a session, as a start says it; what is no such number is none."""
    return asked if isinstance(asked, int) and asked in range(LOOSE + 1) else None


def _minutes_in(asked: Mapping[str, object]) -> int | None:
    """The minutes that are asked for, in the limits there are; what is no number asks for none."""
    minutes = asked.get("minutes")
    if isinstance(minutes, bool) or not isinstance(minutes, int):
        return None
    return min(max(minutes, LEAST_MINUTES), MOST_MINUTES)
