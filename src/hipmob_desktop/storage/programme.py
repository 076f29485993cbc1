# SPDX-License-Identifier: GPL-3.0-or-later
"""Which programme somebody follows and since when, in one small file.

What was done of it stands in the journal. Of each session that was begun the file's folder has
the routine as it was that day, so that one can go on with just that one later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hipmob_desktop.core.programme_text import session_text
from hipmob_desktop.files import Outlives, is_there, reason, replace_file
from hipmob_desktop.storage.json_file import JsonFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hipmob_desktop.core.programme_course import Coming, Standing

VERSION = 1
FOLDER = "programme"
FILE = "programme.json"
PRODUCT = "-//HipMob Desktop//Programme//EN"
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Followed:
    """A programme by its id, the day it began on, and whether it rests for now."""

    programme: str
    start: date
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class FollowedFound:
    """What is followed, if anything, and a sentence where the file could not be used."""

    followed: Followed | None = None
    fault: str | None = None


def is_followed(data: Path) -> bool:
    """Whether a programme is followed, as far as can be told without reading which."""
    return is_there(data / FILE)


class ProgrammeStore:
    """What is kept of a programme below the person's own folder `data`."""

    def __init__(self, data: Path) -> None:
        self._file = JsonFile(data / FILE, "The file of your programme", VERSION)
        self._folder = data / FOLDER

    def load(self) -> FollowedFound:
        """What is followed. Never raises; a file that cannot be used is set aside."""
        content = self._file.read()
        if content.table is None:
            return FollowedFound(fault=content.fault)
        programme, start = content.table.get("programme"), content.table.get("start")
        if not (isinstance(programme, str) and 0 < len(programme) <= _LONGEST_ID):
            return FollowedFound(fault=self._file.refuse("it names no programme").fault)
        try:
            day = date.fromisoformat(str(start))
        except ValueError:
            return FollowedFound(fault=self._file.refuse("its start is no day").fault)
        return FollowedFound(Followed(programme, day, content.table.get("paused") is True))

    def keep(self, followed: Followed) -> str | None:
        """Keep what is followed; None, or a sentence on why it is not kept. Never raises."""
        table = {
            "programme": followed.programme,
            "start": followed.start.isoformat(),
            "paused": followed.is_paused,
        }
        return self._file.write(table, outlives=Outlives.POWER_CUT, indent=2)

    def forget(self) -> str | None:
        """Follow nothing any more; None, or a sentence on why it is not so. Never raises."""
        return self._file.remove()

    def session_file(self, name: str) -> Path:
        """Where the routine of a session of that name is kept, if it is."""
        return self._folder / f"{name}.toml"

    def keep_session(self, name: str, text: str) -> str | None:
        """Keep a session's routine as the text of a file; None, or why it is not. Never raises."""
        try:
            replace_file(self.session_file(name), text.encode(), outlives=Outlives.PROCESS)
        except OSError as error:
            return f"Today's session cannot be kept, to go on with it later: {reason(error)}."
        return None


def calendar_of(now: Standing, sessions: Iterable[Coming], titles: Mapping[str, str]) -> bytes:
    """A calendar with a whole-day event for each session to come.

    An event keeps its UID while its session does, so that a later calendar takes the place of
    an earlier one. `titles` are those of routines, by id.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    stamp = datetime.combine(now.today, time(), UTC)
    for one in sessions:
        event = Event()
        event.add("uid", f"{one.name}@hipmob-desktop")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", session_text(one.session, titles))
        weeks = len(now.programme.weeks)
        event.add("description", f"{now.programme.title}, week {one.name.week} of {weeks}")
        event.add("categories", ["Mobility"])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text
