# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's choices as a readable JSON file, each value taken for itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from hipmob_desktop.core.enums import Counting, Item, Side, SkipTag, VoiceLevel
from hipmob_desktop.core.preferences import Preferences, ThemeChoice
from hipmob_desktop.core.reminder_settings import ReminderSettings
from hipmob_desktop.files import Outlives
from hipmob_desktop.storage.json_file import JsonFile, PartlyUnusableError
from hipmob_desktop.values import dataclass, field_names, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERSION = 1
LONGEST_TEXT = 1_000
_MS, _S = "_ms", "_s"

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The choices to start with, and a sentence for the person where some were not usable."""

    preferences: Preferences
    fault: str | None = None


class PreferencesFile:
    """The one file of choices. Times are in seconds there, names it does not know are kept."""

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path, "The settings file", VERSION)
        self._unknown: dict[str, Any] = {}

    def load(self) -> Loaded:
        """What the file holds; whatever it lacks or has wrong is the default. Never raises."""
        self._unknown = {}
        content = self._file.read()
        if content.table is None:
            return Loaded(Preferences(), content.fault)
        known: dict[str, Any] = {}
        broken = []
        for key, raw in content.table.items():
            name = _field_of(key)
            if name is None:
                self._unknown[key] = raw
            elif not _take(known, name, raw):
                broken.append(key)
        self._unknown.pop("version", None)
        return Loaded(replace(Preferences(), **known).clamped(), self._told(broken))

    def save(self, preferences: Preferences) -> str | None:
        """Keep `preferences`; on return they outlive the power going off. Never raises.

        A disk may take a tenth of a second and more for it: not for the window's thread.

        Returns:
            None when they are kept, else one sentence that says what to do.
        """
        table = {_key_of(name): value for name, value in _table_of(preferences)}
        return self._file.write({**table, **self._unknown}, outlives=Outlives.POWER_CUT, indent=2)

    def _told(self, broken: list[str]) -> str | None:
        if not broken:
            return None
        these = ", ".join(broken)
        return f"The settings file {self._file.path} has values that cannot be used: {these}."


def _take(known: dict[str, Any], name: str, raw: object) -> bool:
    """Put a usable value into `known`; whether all of it was usable."""
    try:
        known[name] = _READERS[name](_from_seconds(name, raw))
    except PartlyUnusableError as error:
        known[name] = error.kept
        return False
    except (ValueError, TypeError, OverflowError):
        return False
    return True


def _field_of(key: str) -> str | None:
    name = key.removesuffix(_S) + _MS if key.endswith(_S) else key
    return next((each for each in (name, key) if each in _READERS and _key_of(each) == key), None)


def _key_of(name: str) -> str:
    return name.removesuffix(_MS) + _S if name.endswith(_MS) else name


def _from_seconds(name: str, raw: object) -> object:
    return round(_number(raw) * 1000) if name.endswith(_MS) else raw


def _table_of(preferences: Preferences) -> list[tuple[str, object]]:
    return [
        (name, _written(name, getattr(preferences, name)))
        for name in field_names(type(preferences))
    ]


def _written(name: str, value: object) -> object:
    if isinstance(value, ReminderSettings):
        from hipmob_desktop.storage.reminders import settings_table

        return settings_table(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, int) and name.endswith(_MS):
        return value / 1000
    return dict(value) if isinstance(value, tuple) and name == "move_paces" else value


def _truth(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise TypeError
    return float(raw)


def _whole(raw: object) -> int:
    return round(_number(raw))


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError
    if len(raw.encode()) > LONGEST_TEXT:
        raise ValueError
    return raw


def _theme(raw: object) -> ThemeChoice:
    choices: tuple[ThemeChoice, ...] = get_args(ThemeChoice)
    return choices[choices.index(_text(raw))]


def _texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError
    return tuple(_text(each) for each in raw)


def _paces(raw: object) -> tuple[tuple[str, float], ...]:
    if not isinstance(raw, dict):
        raise TypeError
    return tuple((_text(move), _number(factor)) for move, factor in raw.items())


def _one_of(kind: type[_Word]) -> Callable[[object], _Word]:
    """A reader of one word of `kind`."""

    def read(raw: object) -> _Word:
        return kind(_text(raw))

    return read


def _set_of(kind: type[_Word]) -> Callable[[object], frozenset[_Word]]:
    """A reader of words of `kind`; one that is not known is told of, the others stay."""

    def read(raw: object) -> frozenset[_Word]:
        known = {word.value: word for word in kind}
        texts = _texts(raw)
        kept = frozenset(known[text] for text in texts if text in known)
        if not known.keys() >= set(texts):
            raise PartlyUnusableError(kept)
        return kept

    return read


def _reminders(raw: object) -> ReminderSettings:
    from hipmob_desktop.storage.reminders import settings_of

    return settings_of(raw)


_READERS: dict[str, Callable[[object], object]] = {
    "theme": _theme,
    "text_scale": _number,
    "reduced_motion": _truth,
    "voice_id": _text,
    "rate": _whole,
    "pitch": _whole,
    "voice_volume": _number,
    "chime_volume": _number,
    "lower_other_sound": _truth,
    "sides_apart": _truth,
    "level": _one_of(VoiceLevel),
    "counting": _one_of(Counting),
    "breath_words": _truth,
    "chimes": _truth,
    "pace": _number,
    "first_side": _one_of(Side),
    "move_paces": _paces,
    "skip_tags": _set_of(SkipTag),
    "equipment": _set_of(Item),
    "favourites": _texts,
    "awake_pause_ms": _whole,
    "stage_screen": _text,
    "quiet_at_desk": _truth,
    "goal_days": _whole,
    "runs_from": _text,
    "run_words": _text,
    "reminders": _reminders,
    "first_start_seen": _truth,
}
