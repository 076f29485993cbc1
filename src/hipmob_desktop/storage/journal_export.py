# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal in forms that other programs read: a table, a calendar, activities for a watch.

What a person removed is in none of them. Each is made piece by piece, as sessions come: however
long the journal, the first bytes are there at once and little is held in memory.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any

from hipmob_desktop.core.journal_merge import id_of, local_time, plain, table_of
from hipmob_desktop.core.preferences import LOOSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fit_tool.data_message import DataMessage

    from hipmob_desktop.core.journal import JournalEntry

SESSION_HEADS = (
    "id", "routine", "title", "started", "ended", "minutes", "felt_before", "felt_after", "note",
)  # fmt: skip
ITEM_HEADS = (
    "move", "side", "reps", "reps_planned", "seconds", "seconds_planned", "skipped", "hurt",
    "adapted_from", "pace",
)  # fmt: skip
PRODUCT = "-//HipMob Desktop//Journal//EN"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
FIT_FIRST_MS = 631_065_600_000
"""The watch's time begins with 1990, in whole seconds that fit in 32 bits."""

FIT_LAST_MS = FIT_FIRST_MS + 0xFFFF_FFFE * 1_000
_FIT_TEXT = 60


class ExportError(Exception):
    """A session cannot be told in a form; the message says which and why."""


def csv_pieces(sessions: Iterable[JournalEntry]) -> Iterator[str]:
    """A line for each side of each move, with what is known of its session in front.

    A session of which no move is known has a line of its own. A text that a spreadsheet would
    take for a formula has an apostrophe before it, as such programs themselves write it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(SESSION_HEADS + ITEM_HEADS)
    for session in sessions:
        table = table_of(session)
        shared = [cell(table[head]) for head in SESSION_HEADS]
        for item in table["items"] or [{}]:
            writer.writerow(shared + [cell(item.get(head)) for head in ITEM_HEADS])
        yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def cell(value: object) -> object:
    """A value as a cell of a table: nothing for what is unknown, and text that stays text."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def ics_pieces(sessions: Iterable[JournalEntry]) -> Iterator[str]:
    """A calendar with an event for each session: when, how long, what, how it felt."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    end = "END:VCALENDAR\r\n"
    head: bytes = calendar.to_ical()
    yield head.decode().removesuffix(end)
    for session in sessions:
        yield _event(session)
    yield end


def _event(session: JournalEntry) -> str:
    from icalendar import Event

    event = Event()
    start = local_time(session.started_at_ms, None).replace(microsecond=0)
    event.add("uid", f"{id_of(session)}@hipmob-desktop")
    event.add("dtstamp", _end_of(session))
    event.add("dtstart", start)
    event.add("dtend", _end_of(session))
    event.add("summary", _no_controls(session.title))
    event.add("description", _no_controls(_description(session)))
    event.add("categories", ["Mobility"])
    event.add("transp", "TRANSPARENT")
    event.add("sequence", min(session.revision - 1, 2**31 - 1) if session.revision else 0)
    text: bytes = event.to_ical()
    return text.decode()


def _end_of(session: JournalEntry) -> datetime:
    """When it was over, pauses and all; where that is not known, when it was played through."""
    start = local_time(session.started_at_ms, None).replace(microsecond=0)
    played = start + timedelta(seconds=max(1, round(session.played_ms / 1_000)))
    if session.ended_at_ms is None:
        return played
    return max(played, local_time(session.ended_at_ms, None))


def _description(session: JournalEntry) -> str:
    lines = [f"{session.played_ms / 60_000:.0f} minutes"]
    felt = (("before", session.felt_before), ("after", session.felt_after))
    lines += [f"Felt {when}: {value} of {LOOSE}" for when, value in felt if value is not None]
    lines += [session.note] if session.note else []
    for work in session.work:
        done = f"{work.held_ms / 1_000:.0f} s" if work.is_hold else f"{work.done} of {work.asked}"
        hurt = ", hurt" if work.is_hurt else ""
        lines.append(f"{work.move_id}, {work.side}: {done}{hurt}")
    return "\n".join(lines)


def _no_controls(text: str) -> str:
    """A calendar's text holds line breaks and tabs, and no other control character."""
    lines = plain(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each >= " " or each in "\n\t")


def fit_activity(session: JournalEntry) -> bytes:
    """A session as an activity file of a watch: training, flexibility training.

    Raises:
        ExportError: It was done at a time that such files do not know.
    """
    if not FIT_FIRST_MS <= session.started_at_ms <= FIT_LAST_MS - session.played_ms - 1_000:
        day = local_time(session.started_at_ms, session.offset_min).date()
        raise ExportError(f"{id_of(session)} of {day}: FIT files begin with the year 1990")
    from fit_tool import FitFileBuilder

    builder = FitFileBuilder(auto_define=True)
    builder.add_all(_fit_messages(session))
    content: bytes = builder.build().to_bytes()
    return content


def write_fit_zip(sessions: Iterable[JournalEntry], file: IO[bytes]) -> int:
    """Many activities in one ZIP file, as sites for training take them; gives how many.

    Raises:
        ExportError: One was done at a time that such files do not know.
    """
    count = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for session in sessions:
            count += 1
            start = local_time(session.started_at_ms, session.offset_min)
            name = f"{start:%Y-%m-%d-%H%M%S}-{id_of(session)[:8]}.fit"
            archive.writestr(name, fit_activity(session))
    return count


def _fit_messages(session: JournalEntry) -> list[DataMessage]:
    """What an activity file has to have, and in this order."""
    start_ms = session.started_at_ms // 1_000 * 1_000
    end_ms = min(max(_unix_ms(_end_of(session)), start_ms + 1_000), FIT_LAST_MS)
    times = {
        "timestamp": end_ms,
        "start_time": start_ms,
        "total_elapsed_time": (end_ms - start_ms) / 1_000,
        "total_timer_time": session.played_ms / 1_000,
    }
    return [
        _file_id(session, start_ms),
        _timer(start_ms, is_start=True),
        _record(start_ms),
        _record(end_ms),
        _timer(end_ms, is_start=False),
        _lap(times),
        _session(session, times),
        _activity(session, end_ms),
    ]


def _file_id(session: JournalEntry, start_ms: int) -> DataMessage:
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.profile_type import FileType, Manufacturer

    return _filled(
        FileIdMessage(),
        type=FileType.ACTIVITY,
        manufacturer=Manufacturer.DEVELOPMENT.value,
        product=0,
        # Sites tell activities apart by this and the time.
        serial_number=int(id_of(session)[:8], 16) or 1,
        time_created=start_ms,
    )


def _timer(at_ms: int, *, is_start: bool) -> DataMessage:
    from fit_tool.profile.messages.event_message import EventMessage
    from fit_tool.profile.profile_type import Event, EventType

    kind = EventType.START if is_start else EventType.STOP_ALL
    return _filled(EventMessage(), timestamp=at_ms, event=Event.TIMER, event_type=kind)


def _record(at_ms: int) -> DataMessage:
    from fit_tool.profile.messages.record_message import RecordMessage

    return _filled(RecordMessage(), timestamp=at_ms)


def _lap(times: dict[str, Any]) -> DataMessage:
    from fit_tool.profile.messages.lap_message import LapMessage
    from fit_tool.profile.profile_type import Event, EventType, Sport, SubSport

    return _filled(
        LapMessage(),
        message_index=0,
        event=Event.LAP,
        event_type=EventType.STOP,
        sport=Sport.TRAINING,
        sub_sport=SubSport.FLEXIBILITY_TRAINING,
        **times,
    )


def _session(session: JournalEntry, times: dict[str, Any]) -> DataMessage:
    from fit_tool.profile.messages.session_message import SessionMessage
    from fit_tool.profile.profile_type import Event, EventType, SessionTrigger, Sport, SubSport

    return _filled(
        SessionMessage(),
        message_index=0,
        event=Event.SESSION,
        event_type=EventType.STOP,
        sport=Sport.TRAINING,
        sub_sport=SubSport.FLEXIBILITY_TRAINING,
        sport_profile_name=_short(session.title),
        trigger=SessionTrigger.ACTIVITY_END,
        first_lap_index=0,
        num_laps=1,
        **times,
    )


def _activity(session: JournalEntry, end_ms: int) -> DataMessage:
    from fit_tool.profile.messages.activity_message import ActivityMessage
    from fit_tool.profile.profile_type import Activity, Event, EventType

    ahead_ms = (session.offset_min or 0) * 60_000
    return _filled(
        ActivityMessage(),
        timestamp=end_ms,
        # The clock on the wall, in whole seconds of the watch's time.
        local_timestamp=(end_ms + ahead_ms - FIT_FIRST_MS) // 1_000,
        total_timer_time=session.played_ms / 1_000,
        num_sessions=1,
        type=Activity.MANUAL,
        event=Event.ACTIVITY,
        event_type=EventType.STOP,
    )


def _filled(message: DataMessage, **values: object) -> DataMessage:
    for name, value in values.items():
        setattr(message, name, value)
    return message


def _unix_ms(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _short(text: str) -> str:
    """As much of a text as a watch shows, whole characters."""
    return _no_controls(text).encode()[:_FIT_TEXT].decode(errors="ignore")
