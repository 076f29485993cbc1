# SPDX-License-Identifier: GPL-3.0-or-later
"""Between a session and the desktop's media controls: keys, headsets, panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.player import LeadIn, Running
from hipmob_desktop.desktop.media import MediaCommand, MediaState, MediaStatus
from hipmob_desktop.desktop.mpris import MediaControls

if TYPE_CHECKING:
    from hipmob_desktop.ui.session.presenter import SessionPresenter

_COMMANDS = {
    MediaCommand.PLAY: Command.RESUME,
    MediaCommand.PAUSE: Command.PAUSE,
    MediaCommand.TOGGLE: Command.TOGGLE,
    MediaCommand.NEXT: Command.NEXT,
    MediaCommand.PREVIOUS: Command.BACK,
    # Nobody loses a session by a key on a headset.
    MediaCommand.STOP: Command.PAUSE,
}


class MediaBridge(QObject):
    """Shows each session to the desktop while it is played.

    Signals:
        raise_asked: the window is to come to the front.
    """

    raise_asked = Signal()
    _commanded = Signal(object)

    def __init__(self, presenter: SessionPresenter) -> None:
        super().__init__(presenter)
        self._presenter = presenter
        self._controls = MediaControls(self._commanded.emit, monotonic_ms)
        self._commanded.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        presenter.happened.connect(self._show)
        presenter.ended.connect(self._leave)

    def close(self) -> None:
        """Leave the desktop's controls."""
        self._controls.close()

    @Slot(object)
    def _obey(self, command: MediaCommand) -> None:
        if command is MediaCommand.RAISE:
            self.raise_asked.emit()
        else:
            self._presenter.act(_COMMANDS[command])

    @Slot(object)
    def _show(self, _event: object) -> None:
        """Show the session as it is after an event."""
        session = self._presenter.session
        if session is None:
            return
        player, moment = session.player, session.moment
        plays = isinstance(player.state, Running | LeadIn)
        self._controls.show(
            MediaState(
                status=MediaStatus.PLAYING if plays else MediaStatus.PAUSED,
                title=moment.move.name,
                routine=player.plan.routine.title,
                credit=player.plan.routine.credit,
                position_ms=player.position_ms,
                length_ms=player.plan.total_ms,
                as_of_ms=monotonic_ms(),
                can_go_next=moment.next_item is not None,
            )
        )

    @Slot(object)
    def _leave(self, _player: object) -> None:
        self._controls.close(patience_s=0.0)
