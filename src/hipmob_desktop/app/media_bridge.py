# SPDX-License-Identifier: GPL-3.0-or-later
"""Between a session and the desktop's media controls: keys, headsets, panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.player import LeadIn, Running
from hipmob_desktop.desktop.mpris import MediaControls
from hipmob_desktop.desktop.mpris_object import (
    MediaCommand,
    MediaState,
    MediaStatus,
    VolumeChoice,
)

if TYPE_CHECKING:
    from hipmob_desktop.core.player import State
    from hipmob_desktop.desktop.mpris_object import MediaRequest
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
        volume_asked: how loud the voice is to be, as somebody sent it.
    """

    raise_asked = Signal()
    volume_asked = Signal(float)
    _requested = Signal(object)

    def __init__(self, presenter: SessionPresenter) -> None:
        super().__init__(presenter)
        self._presenter = presenter
        self._volume = 1.0
        self._controls = MediaControls(self._requested.emit, monotonic_ms)
        self._requested.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        presenter.happened.connect(self._show)
        presenter.dropped.connect(self._leave)

    def show_volume(self, volume: float) -> None:
        """Show how loud the voice is from now on."""
        self._volume = volume
        self._show()

    @Slot(object)
    def _obey(self, request: MediaRequest) -> None:
        match request:
            case VolumeChoice(volume):
                self.volume_asked.emit(volume)
            case MediaCommand.RAISE:
                self.raise_asked.emit()
            case _:
                self._presenter.act(_COMMANDS[request])

    @Slot(object)
    def _show(self, _event: object = None) -> None:
        """Show the session as it is after an event, if there is one."""
        session = self._presenter.session
        if session is None:
            return
        player, moment, rate = session.player, session.moment, self._presenter.speed
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
                waits_ms=_waits_ms(player.state, rate),
                rate=rate,
                volume=self._volume,
                can_go_next=moment.next_item is not None,
            )
        )

    @Slot()
    def _leave(self) -> None:
        self._controls.close(patience_s=0.0)


def _waits_ms(state: State, rate: float) -> int:
    """How long the position stands still by the clock on the wall, before it moves."""
    return round(state.left_ms / rate) if isinstance(state, LeadIn) else 0
