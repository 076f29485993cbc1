# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session in the terminal does to the world: the same as one in the window."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TextIO

from hipmob_desktop.clocks import session_clock, unix_ms
from hipmob_desktop.core import session_log as log
from hipmob_desktop.desktop.keep_awake import KeepAwake, release
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper

if TYPE_CHECKING:
    from hipmob_desktop.core.events import Event
    from hipmob_desktop.core.journal import JournalEntry
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.resume import ResumePoint, SessionSource
    from hipmob_desktop.paths import Paths
    from hipmob_desktop.storage.journal import Journal


HOW_NOW = "How do your hips feel, from 0 (stiff) to 9 (loose)? Enter: no answer. "
NOTE = "A note? Enter: none. "


class Recorder:
    """Keeps the place, enters the journal, holds the screen and remembers paces."""

    def __init__(self, paths: Paths, preferences: Preferences) -> None:
        self._paths = paths
        self._preferences = preferences
        self._faults: dict[str, str | None] = {}
        self._worker = BackgroundWorker()
        self._journal: Journal | None = None
        self._file = ResumeFile(paths.data)
        self._keeper = ResumeKeeper(
            self._file, self._worker, session_clock(), partial(self._faults.__setitem__, "place")
        )
        self._awake = KeepAwake(lambda _: None)
        self._log = log.SessionLog(awake_pause_ms=preferences.awake_pause_ms)

    def begin(self, source: SessionSource, player: Player) -> None:
        """A session begins; one that was cut off before is entered first."""
        if self._file.is_there and (found := self._file.read()).point is not None:
            self._note(log.Found(found.point))
        self._note(log.Prepared())
        self._note(log.Began(source, player))
        self._worker.do("open journal", self._open_journal)

    def see(self, player: Player, events: tuple[Event, ...]) -> None:
        """The session stands there now."""
        self._note(log.Moved(player, events))

    def close(self) -> None:
        """The session is over, however: what was done is kept, and what failed is said."""
        self._note(log.Left())
        self._awake.close()
        self._worker.do("journal", self._close_journal)
        self._worker.close()
        for fault in filter(None, self._faults.values()):
            sys.stderr.write(f"hipmob-desktop: {fault}\n")

    def ask_after(self, source: SessionSource, lines: TextIO, out: TextIO) -> None:
        """Ask how the hips feel and for a note, after all is kept; Enter answers nothing."""
        from hipmob_desktop.core.journal import session_id
        from hipmob_desktop.core.journal_merge import Edit
        from hipmob_desktop.storage.journal import Journal

        try:
            out.write(HOW_NOW)
            out.flush()
            felt = lines.readline().strip()
            out.write(NOTE)
            out.flush()
            note = lines.readline().strip()
        except KeyboardInterrupt:
            out.write("\n")
            return
        edit = Edit()
        if len(felt) == 1 and felt.isdecimal():
            edit = replace(edit, felt_after=int(felt))
        if note:
            edit = replace(edit, note=note)
        if edit != Edit():
            faults: list[str] = []
            with closing(Journal(self._paths.journal_file, faults.append)) as journal:
                journal.change(session_id(source.routine, source.started_at_ms), edit)
            sys.stderr.writelines(f"hipmob-desktop: {fault}\n" for fault in faults)

    def _note(self, happening: log.Happening) -> None:
        self._log, effects = log.note(self._log, happening, unix_ms())
        log.carry_out(effects, self)

    def keep_place(self, point: ResumePoint) -> None:
        """Keep the place to go on from."""
        self._keeper.keep(point)

    def clear_place(self) -> None:
        """Forget the place."""
        self._keeper.clear()

    def enter(self, entry: JournalEntry) -> None:
        """Enter what was done in the journal."""
        self._worker.do(f"entry {entry.started_at_ms}", partial(self._enter, entry))

    def hold_screen(self) -> None:
        """Keep the screen from going dark."""
        self._awake.hold()

    def release_screen(self, after_ms: int) -> None:
        """Let the screen go dark, so long from now."""
        release(self._awake, after_ms)

    def remember_pace(self, move_id: str, factor: float) -> None:
        """Keep the pace that the person has set for a move."""
        self.choose(self._preferences.with_move_pace(move_id, factor))

    def choose(self, preferences: Preferences) -> None:
        """Keep what the person has just chosen."""
        self._preferences = preferences
        self._worker.do("settings", partial(self._save, preferences))

    def _save(self, preferences: Preferences) -> None:
        file = PreferencesFile(self._paths.settings_file)
        file.load()  # so that names it does not know stay
        self._faults["settings"] = file.save(preferences)

    def _enter(self, entry: JournalEntry) -> None:
        self._opened_journal().add(entry)

    def _open_journal(self) -> None:
        """Have the file ready before the first rep is done: making one takes a second on some."""
        self._opened_journal().opens()

    def _opened_journal(self) -> Journal:
        if self._journal is None:
            from hipmob_desktop.storage.journal import Journal

            tell = partial(self._faults.__setitem__, "journal")
            self._journal = Journal(self._paths.journal_file, tell)
        return self._journal

    def _close_journal(self) -> None:
        if self._journal is not None:
            self._journal.close()
