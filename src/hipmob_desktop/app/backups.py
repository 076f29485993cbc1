# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is the person's into one file, and back, as the window does it: beside itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop import __version__
from hipmob_desktop.app.context import home_of
from hipmob_desktop.clocks import day_of
from hipmob_desktop.files import reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.paths import Paths
    from hipmob_desktop.storage.background_worker import BackgroundWorker
    from hipmob_desktop.storage.backup import Backup
    from hipmob_desktop.ui.pages.settings_backup import BackupCard


class BackupPresenter(QObject):
    """Does what is asked on the card in the settings, beside the window, and says how it went.

    Signals:
        restored: what is the person's is another now, and has to be read again.
    """

    restored = Signal()
    _told = Signal(str)
    _found = Signal(str, str)
    _put_back = Signal(str, str)

    def __init__(self, paths: Paths, card: BackupCard, disk: BackgroundWorker) -> None:
        super().__init__()
        self._paths = paths
        self._card = card
        self._disk = disk
        card.backup_requested.connect(self.back_up)
        card.backup_chosen.connect(self.look)
        card.restore_requested.connect(self.restore)
        self._told.connect(card.tell)
        self._found.connect(card.ask)
        self._put_back.connect(self._on_put_back)

    def suggest(self) -> None:
        """Offer a name for the next backup, with the day of today in it."""
        self._card.suggest(f"hipmob-{day_of()}.zip")

    @Slot(str)
    def back_up(self, target: str) -> None:
        """Write a backup into a file that the person named."""
        self._card.tell(SAVING)
        self._disk.do("backup", partial(self._minding, self._back_up, Path(target)))

    @Slot(str)
    def look(self, file: str) -> None:
        """See what a backup has, and ask whether it is to be restored."""
        self._card.tell(LOOKING)
        self._disk.do("backup", partial(self._minding, self._look, Path(file)))

    @Slot(str)
    def restore(self, file: str) -> None:
        """Put what a backup has in its places; what is there is kept first."""
        self._card.tell(RESTORING)
        self._disk.do("backup", partial(self._minding, self._restore, Path(file)))

    def _minding(self, job: Callable[[Path], None], file: Path) -> None:
        """Do a job on the disk's thread, and say what went wrong in one line."""
        import sqlite3

        from hipmob_desktop.storage.backup import BackupError

        try:
            job(file)
        except BackupError as error:
            self._told.emit(f"{error}.")
        except OSError as error:
            self._told.emit(f"{file}: {reason(error)}.")
        except sqlite3.Error as error:
            self._told.emit(f"The journal cannot be read or written: {error}.")

    def _back_up(self, target: Path) -> None:
        from hipmob_desktop.storage.backup import back_up_to

        count = back_up_to(target, home_of(self._paths), __version__)
        self._told.emit(f"All that is yours is in {target}: {_counted(count, 'file')}.")

    def _look(self, file: Path) -> None:
        from hipmob_desktop.storage.backup import Backup

        self._found.emit(str(file), words_of(Backup(file, home_of(self._paths)), file))

    def _restore(self, file: Path) -> None:
        from hipmob_desktop.storage.backup import Backup, keep_what_is_there

        home = home_of(self._paths)
        found = Backup(file, home)
        kept = keep_what_is_there(self._paths.data, home, __version__)
        count = found.restore()
        words = (
            f"{_counted(count, 'file')} restored from {file.name}. What was there is in {kept}."
        )
        self._put_back.emit(words, str(kept))

    @Slot(str, str)
    def _on_put_back(self, words: str, kept: str) -> None:
        self._card.show_restored(words, kept)
        self.restored.emit()


SAVING, LOOKING, RESTORING = "One moment: saving…", "One moment: looking…", "One moment…"


def words_of(found: Backup, file: Path) -> str:
    """What a backup would bring, and what it would replace."""
    sessions = (
        "" if found.sessions is None else f", a journal of {_counted(found.sessions, 'session')}"
    )
    replaced = len(found.replaced())
    end = (
        f"{_counted(replaced, 'file')} of yours would be replaced, the journal by that in it; what"
        " you have now is kept, and Undo has it back."
        if replaced
        else "Nothing of yours would be replaced."
    )
    return f"{file.name} has {_counted(found.count, 'file')}{sessions}. {end}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else f'{noun}s'}"
