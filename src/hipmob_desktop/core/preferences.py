# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person chooses: for the plan of a session, and all that is remembered between days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hipmob_desktop.core.enums import Counting, Item, Side, VoiceLevel
from hipmob_desktop.core.reminder_settings import ReminderSettings
from hipmob_desktop.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.core.enums import SkipTag

ThemeChoice = Literal["system", "dark", "light", "high_contrast"]

RATES = (80, 300)
PITCHES = (0, 100)
RATE_STEP = 10
VOLUME_STEP = 0.1
TEXT_SCALES = (0.75, 3.0)
AWAKE_PAUSES_MS = (0, 3_600_000)
GOAL_DAYS = (1, 7)
MOST_NAMES = 10_000
"""More favourites or moves with a pace of their own than this were not made by a person."""
RUN_WORDS = (
    "run, runs, running, jog, jogging, parkrun, marathon, *-run, lauf, laufen, joggen, dauerlauf,"
    " longrun, footing"
)
"""What a calendar calls a run, as the settings show it; a star stands for any letters."""

LOOSE = 9
"""The highest answer to how the hips feel, from 0 (stiff): what one key can say."""

LEAST_MINUTES, MOST_MINUTES = 2, 60
"""What a routine can be fitted to."""
SLOWEST_PACE = 1.5
FASTEST_PACE = 0.7
SLOWEST_MOVE_PACE = 2.0
FASTEST_MOVE_PACE = 0.5
"""What one move may come to, by the pace of all and its own, remembered or set in a session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching:
    """How much is said, and of what."""

    level: VoiceLevel = VoiceLevel.FULL
    counting: Counting = Counting.SOME
    breath_words: bool = False
    chimes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """Today's choices that shape a plan.

    `pace` multiplies the time of the work: 0.7 is quick, 1.5 slow. `move_paces`
    are further factors for single moves, as they were set in earlier sessions.
    """

    pace: float = 1.0
    first_side: Side = Side.LEFT
    move_paces: tuple[tuple[str, float], ...] = ()
    coaching: Coaching = field(default_factory=Coaching)

    def pace_of(self, move_id: str) -> float:
        """The factor for one move: everybody's pace times its own."""
        own = dict(self.move_paces).get(move_id, 1.0)
        return min(SLOWEST_MOVE_PACE, max(FASTEST_MOVE_PACE, self.pace * own))


def options_with(chosen: PlanOptions, requested: Mapping[str, object]) -> PlanOptions:
    """What was `chosen` before, with what is requested for today laid over it.

    `requested` has the command line's names: pace, first_side, voice_level, counting.
    """
    coaching = chosen.coaching
    if requested.get("voice_level"):
        coaching = replace(coaching, level=VoiceLevel(str(requested["voice_level"])))
    if requested.get("counting"):
        coaching = replace(coaching, counting=Counting(str(requested["counting"])))
    pace = requested.get("pace")
    return replace(
        chosen,
        pace=float(pace) if isinstance(pace, int | float) else chosen.pace,
        first_side=Side(str(requested.get("first_side") or chosen.first_side)),
        coaching=coaching,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person has chosen, or the defaults for a first start.

    `voice_id` is empty for the engine's own choice. `rate` is in words a minute, `pitch`
    from 0 to 100, volumes from 0 to 1. `pace` multiplies the time of the work and
    `move_paces` are further factors, by id of the move. `favourites` are ids of routines,
    in the order they were marked. `awake_pause_ms` is how long a pause may last before
    the screen may go dark, `stage_screen` which screen a session fills, as the desktop knows
    it, or empty for none of its own, `quiet_at_desk` whether the small window has no sound,
    `goal_days` on how many days of a week something is to be done.
    `runs_from` is the file or folder where runs are looked for, or empty, and `run_words` what
    a calendar calls a run.
    """

    theme: ThemeChoice = "system"
    text_scale: float = 1.0
    reduced_motion: bool = False

    voice_id: str = ""
    rate: int = 160
    pitch: int = 50
    voice_volume: float = 1.0
    chime_volume: float = 0.7
    lower_other_sound: bool = False
    sides_apart: bool = False

    level: VoiceLevel = VoiceLevel.FULL
    counting: Counting = Counting.SOME
    breath_words: bool = False
    chimes: bool = True

    pace: float = 1.0
    first_side: Side = Side.LEFT
    move_paces: tuple[tuple[str, float], ...] = ()

    skip_tags: frozenset[SkipTag] = frozenset()
    equipment: frozenset[Item] = frozenset({Item.MAT, Item.CUSHION, Item.WALL, Item.CHAIR})
    favourites: tuple[str, ...] = ()

    awake_pause_ms: int = 300_000
    stage_screen: str = ""
    quiet_at_desk: bool = False
    goal_days: int = 3
    runs_from: str = ""
    run_words: str = RUN_WORDS
    reminders: ReminderSettings = field(default_factory=ReminderSettings)
    first_start_seen: bool = False

    @property
    def coaching(self) -> Coaching:
        """How much is said."""
        return Coaching(
            level=self.level,
            counting=self.counting,
            breath_words=self.breath_words,
            chimes=self.chimes,
        )

    @property
    def plan_options(self) -> PlanOptions:
        """What shapes a plan."""
        return PlanOptions(
            pace=self.pace,
            first_side=self.first_side,
            move_paces=self.move_paces,
            coaching=self.coaching,
        )

    def with_move_pace(self, move_id: str, factor: float) -> Preferences:
        """The same with a pace of its own for one move; a factor of 1 forgets it."""
        paces = {**dict(self.move_paces), move_id: factor}
        kept = tuple(sorted((move, own) for move, own in paces.items() if own != 1.0))
        return replace(self, move_paces=kept).clamped()

    def with_voice_changed(self, *, volume: int = 0, rate: int = 0) -> Preferences:
        """The same with the voice so many steps louder and faster."""
        louder = round(self.voice_volume + volume * VOLUME_STEP, 2)
        return replace(self, voice_volume=louder, rate=self.rate + rate * RATE_STEP).clamped()

    def with_favourite(self, routine_id: str, *, marked: bool) -> Preferences:
        """The same with one routine marked as a favourite, or not."""
        others = tuple(other for other in self.favourites if other != routine_id)
        return replace(self, favourites=(*others, routine_id) if marked else others)

    def clamped(self) -> Preferences:
        """The same with every number in its range; what is no number becomes the default."""
        return replace(
            self,
            text_scale=_within(self.text_scale, TEXT_SCALES, 1.0),
            rate=_between(self.rate, RATES),
            pitch=_between(self.pitch, PITCHES),
            voice_volume=_within(self.voice_volume, (0.0, 1.0), 1.0),
            chime_volume=_within(self.chime_volume, (0.0, 1.0), 0.7),
            pace=_within(self.pace, (FASTEST_PACE, SLOWEST_PACE), 1.0),
            first_side=Side.LEFT if self.first_side is Side.BOTH else self.first_side,
            move_paces=_paces(self.move_paces[:MOST_NAMES]),
            favourites=tuple(dict.fromkeys(self.favourites[:MOST_NAMES])),
            awake_pause_ms=_between(self.awake_pause_ms, AWAKE_PAUSES_MS),
            goal_days=_between(self.goal_days, GOAL_DAYS),
            reminders=self.reminders.clamped(),
        )


def _within(value: float, limits: tuple[float, float], default: float) -> float:
    if value != value:  # noqa: PLR0124 - true of "not a number" alone
        return default
    return float(min(max(value, limits[0]), limits[1]))


def _between(value: int, limits: tuple[int, int]) -> int:
    return min(max(value, limits[0]), limits[1])


def _paces(paces: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """`paces` with each factor limited to what a session can reach, whatever pace all else has."""
    limits = (FASTEST_MOVE_PACE / SLOWEST_PACE, SLOWEST_MOVE_PACE / FASTEST_PACE)
    return tuple((move, _within(factor, limits, 1.0)) for move, factor in dict(paces).items())
