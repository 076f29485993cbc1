# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of the settings page, with their words and limits."""

from __future__ import annotations

from hipmob_desktop.core.enums import Counting, Item, Side, VoiceLevel
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.preferences import FASTEST_PACE, GOAL_DAYS, PITCHES, RATES, SLOWEST_PACE
from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.kit.fields import (
    ChoiceField,
    PlaceField,
    SliderField,
    TextField,
    TickField,
)

Field = ChoiceField | SliderField | TickField | PlaceField | TextField
Fields = dict[str, Field]
"""Fields by the name of their preference."""

OWN_VOICE = "Automatic"
NO_SCREEN = "Where the window is"
_USUAL_PITCH = 50
_LITTLE = 25
GOAL = "Goal for a week"
_TEXT_SCALES = (0.75, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
RUNS_FROM = "A calendar, or a folder of FIT and GPX files"
NO_RUNS = "Nothing is read: you can still tick a session on the page of history."
CALENDARS = "Calendars (*.ics *.ICS)"
_AWAKE = {
    0: "At once",
    1: "After 1 minute",
    5: "After 5 minutes",
    15: "After 15 minutes",
    60: "After 1 hour",
}


def coaching_fields() -> Fields:
    """How much is said, and the chimes."""
    return {
        "level": ChoiceField(
            "Coaching",
            [
                (VoiceLevel.LEARNING, "Learning: everything, on each side"),
                (VoiceLevel.FULL, "Full coaching, new moves as in learning"),
                (VoiceLevel.NAMES_AND_COUNTS, "Names and counts"),
                (VoiceLevel.CHIMES, "Chimes only"),
                (VoiceLevel.SILENT, "Nothing"),
            ],
        ),
        "counting": ChoiceField(
            "Counting",
            [
                (Counting.SOME, "Where it helps"),
                (Counting.EVERY, "Every rep"),
                (Counting.LAST_THREE, "The last three"),
                (Counting.NONE, "None"),
            ],
        ),
        "breath_words": TickField("Say when to breathe in and out"),
        "chimes": TickField("Sound a chime at changes"),
    }


def voice_fields() -> Fields:
    """How the voice sounds."""
    return {
        "voice_id": ChoiceField("Voice", [("", OWN_VOICE)]),
        "rate": SliderField("Speed", RATES, 5, _words_a_minute),
        "pitch": SliderField("Pitch", PITCHES, 5, _pitch),
        "voice_volume": SliderField("Voice volume", (0.0, 1.0), 0.05, _per_cent),
        "chime_volume": SliderField("Chime volume", (0.0, 1.0), 0.05, _per_cent),
        "sides_apart": TickField("Left is heard on the left, right on the right"),
        "lower_other_sound": TickField("Lower other programs while the coach speaks"),
    }


def session_fields() -> Fields:
    """How a session is laid out."""
    sides = [(Side.LEFT, "Left"), (Side.RIGHT, "Right")]
    return {
        "pace": SliderField("Pace", (FASTEST_PACE, SLOWEST_PACE), 0.05, _pace),
        "first_side": ChoiceField("Side that goes first", sides),
        "stage_screen": ChoiceField("Screen that a session fills", [("", NO_SCREEN)]),
        "awake_pause_ms": ChoiceField("In a pause, let the screen go dark", awake(0)),
        "quiet_at_desk": TickField("In the small window, captions instead of sound"),
    }


def goal_fields() -> Fields:
    """How much is wanted of a week."""
    return {"goal_days": ChoiceField(GOAL, goals())}


def run_fields() -> Fields:
    """Where runs are found, and what a calendar calls them."""
    return {
        "runs_from": PlaceField(RUNS_FROM, NO_RUNS, CALENDARS),
        "run_words": TextField("What a calendar calls a run"),
    }


def screen_fields() -> Fields:
    """How the window looks."""
    return {
        "theme": ChoiceField(
            "Colours",
            [
                ("system", "Match system"),
                ("dark", "Dark"),
                ("light", "Light"),
                ("high_contrast", "High contrast"),
            ],
        ),
        "text_scale": ChoiceField("Text size", scales(1.0)),
        "reduced_motion": TickField("Less motion: the figure steps from pose to pose"),
    }


def item_fields() -> dict[Item, TickField]:
    """A box for each thing that somebody may have."""
    return {item: TickField(capital(item.words)) for item in Item}


def scales(current: float) -> list[tuple[object, str]]:
    """The text sizes to choose from, `current` among them."""
    return [(scale, f"{scale:.0%}") for scale in sorted({*_TEXT_SCALES, current})]


def awake(current_ms: int) -> list[tuple[object, str]]:
    """The lengths of a pause to choose from, `current_ms` among them."""
    known = {minutes * MINUTE_MS: words for minutes, words in _AWAKE.items()}
    own = {current_ms: f"After {round(current_ms / MINUTE_MS)} minutes"}
    return [(length, words) for length, words in sorted((own | known).items())]


def goals() -> list[tuple[object, str]]:
    """On how many days of a week something may be wanted."""
    least, most = GOAL_DAYS
    return [(days, "1 day" if days == 1 else f"{days} days") for days in range(least, most + 1)]


def _words_a_minute(value: float) -> str:
    return f"{value:.0f} words a minute"


def _pitch(value: float) -> str:
    steps = round(value - _USUAL_PITCH)
    if steps == 0:
        return "Normal"
    much = "A little" if abs(steps) <= _LITTLE else "Much"
    return f"{much} {'higher' if steps > 0 else 'lower'}"


def _per_cent(value: float) -> str:
    return f"{value:.0%}"


def _pace(value: float) -> str:
    per_cent = round((value - 1) * 100)
    if per_cent == 0:
        return "Normal"
    return f"{per_cent}% slower" if per_cent > 0 else f"{-per_cent}% quicker"
