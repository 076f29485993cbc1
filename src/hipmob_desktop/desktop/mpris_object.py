# SPDX-License-Identifier: GPL-3.0-or-later
"""The object that MPRIS 2, the Linux desktops' standard for players, asks for.

https://specifications.freedesktop.org/mpris-spec/latest/
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class MediaStatus(StrEnum):
    """Whether the session moves, in the words of the desktop's standard."""

    PLAYING = "Playing"
    PAUSED = "Paused"


class MediaCommand(StrEnum):
    """What a media key, a headset's button or a panel's applet asks for."""

    PLAY = "play"
    PAUSE = "pause"
    TOGGLE = "toggle"
    NEXT = "next"
    PREVIOUS = "previous"
    STOP = "stop"
    RAISE = "raise"


@dataclass(frozen=True, slots=True)
class VolumeChoice:
    """A panel's slider was moved: the voice is to be as loud as `volume`, 1 for all there is.

    It is what somebody sent, and may be out of range or no number.
    """

    volume: float


MediaRequest = MediaCommand | VolumeChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaState:
    """What is shown of a session.

    `position_ms` was true when the monotonic clock showed `as_of_ms`. While the session
    plays it is counted on from there, `rate` times as fast as the clock, so it need not be
    told again each second. In a lead-in it stands still for `waits_ms` before that.
    """

    status: MediaStatus
    title: str
    routine: str
    credit: str
    position_ms: int
    length_ms: int
    as_of_ms: int
    waits_ms: int = 0
    rate: float = 1.0
    volume: float = 1.0
    can_go_next: bool = True
    can_go_previous: bool = True

    def position_at(self, now_ms: int) -> int:
        """Where the session is when the clock shows `now_ms`."""
        return self._counted_ms(now_ms - self.as_of_ms - self.waits_ms)

    def guess_at(self, now_ms: int) -> int:
        """Where a panel takes it to be: it counts by status and rate, and knows of no lead-in."""
        return self._counted_ms(now_ms - self.as_of_ms)

    def _counted_ms(self, passed_ms: int) -> int:
        if self.status is not MediaStatus.PLAYING:
            return self.position_ms
        return min(self.position_ms + round(max(0, passed_ms) * self.rate), self.length_ms)


PATH = "/org/mpris/MediaPlayer2"
NAME = "org.mpris.MediaPlayer2.hipmob_desktop"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
TRACK = "/org/mpris/MediaPlayer2/hipmob_desktop/session"

US_PER_MS = 1_000
JUMP_MS = 400
"""A position further than this from where it was counted on to did not get there by itself."""

Variant = tuple[str, object]
Properties = dict[str, Variant]

COMMANDS: dict[tuple[str, str], MediaCommand] = {
    (ROOT, "Raise"): MediaCommand.RAISE,
    (PLAYER, "Play"): MediaCommand.PLAY,
    (PLAYER, "Pause"): MediaCommand.PAUSE,
    (PLAYER, "PlayPause"): MediaCommand.TOGGLE,
    (PLAYER, "Next"): MediaCommand.NEXT,
    (PLAYER, "Previous"): MediaCommand.PREVIOUS,
    (PLAYER, "Stop"): MediaCommand.STOP,
}

WITHOUT_EFFECT: dict[tuple[str, str], str] = {
    (ROOT, "Quit"): "",
    (PLAYER, "Seek"): "x",
    (PLAYER, "SetPosition"): "ox",
    (PLAYER, "OpenUri"): "s",
}
"""What a player has to take in silence where its properties say that it cannot do it; with the
signature of what is handed in."""

CALLS: dict[tuple[str, str], str] = {**dict.fromkeys(COMMANDS, ""), **WITHOUT_EFFECT}
"""All methods of both interfaces, with that signature."""

ROOT_PROPERTIES: Properties = {
    "Identity": ("s", "HipMob Desktop"),
    "DesktopEntry": ("s", "hipmob-desktop"),
    "CanRaise": ("b", True),
    "CanQuit": ("b", False),
    "HasTrackList": ("b", False),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}

WRITABLE = frozenset({"Rate", "Volume"})
"""Of the player's interface. A rate that is set may be ignored; the voice has but one speed."""

NOT_SIGNALLED = "Position"


def is_above(path: str) -> bool:
    """Whether the object lies somewhere below `path`."""
    return PATH.startswith(path.rstrip("/") + "/")


def player_properties(state: MediaState, now_ms: int) -> Properties:
    """All properties of the player's interface while `state` is shown."""
    return {
        "PlaybackStatus": ("s", state.status.value),
        "Rate": ("d", state.rate),
        "MinimumRate": ("d", min(state.rate, 1.0)),
        "MaximumRate": ("d", max(state.rate, 1.0)),
        "Volume": ("d", state.volume),
        "Metadata": ("a{sv}", _metadata(state)),
        NOT_SIGNALLED: ("x", state.position_at(now_ms) * US_PER_MS),
        "CanGoNext": ("b", state.can_go_next),
        "CanGoPrevious": ("b", state.can_go_previous),
        "CanPlay": ("b", True),
        "CanPause": ("b", True),
        "CanSeek": ("b", False),
        "CanControl": ("b", True),
    }


def has_effect(command: MediaCommand, state: MediaState) -> bool:
    """Whether the properties of `state` say that a command does something."""
    return {
        MediaCommand.NEXT: state.can_go_next,
        MediaCommand.PREVIOUS: state.can_go_previous,
    }.get(command, True)


def changed(before: Properties, after: Properties) -> Properties:
    """What a signal has to tell; a position that is counted on is no change."""
    return {
        name: variant
        for name, variant in after.items()
        if name != NOT_SIGNALLED and before.get(name) != variant
    }


def has_jumped(before: MediaState, after: MediaState) -> bool:
    """Whether who counts by status and rate has the wrong position: it jumped, or stood still."""
    off_ms = abs(after.position_ms - before.guess_at(after.as_of_ms))
    return off_ms > JUMP_MS * max(before.rate, 1.0)


def _metadata(state: MediaState) -> Properties:
    return {
        "mpris:trackid": ("o", TRACK),
        "mpris:length": ("x", state.length_ms * US_PER_MS),
        "xesam:title": ("s", _sendable(state.title)),
        "xesam:album": ("s", _sendable(state.routine)),
        "xesam:artist": ("as", [_sendable(state.credit)] if state.credit else []),
    }


def _sendable(text: str) -> str:
    """`text` without what ends a connection: the bus takes whole Unicode and no null."""
    return text.replace("\0", "").encode(errors="replace").decode()


_HEAD = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" '
    '"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">'
)
_NAMES = {
    (PLAYER, "Seek"): ("Offset",),
    (PLAYER, "SetPosition"): ("TrackId", "Position"),
    (PLAYER, "OpenUri"): ("Uri",),
}
_NOT_SIGNALLED = (
    '<annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/>'
)
_SEEKED = '<signal name="Seeked"><arg name="Position" type="x"/></signal>'
_STANDARD = (
    '<interface name="org.freedesktop.DBus.Properties">'
    '<method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="out"/></method>'
    '<method name="GetAll"><arg type="s" direction="in"/>'
    '<arg type="a{sv}" direction="out"/></method>'
    '<method name="Set"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="in"/></method>'
    '<signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal>'
    "</interface>"
    '<interface name="org.freedesktop.DBus.Introspectable">'
    '<method name="Introspect"><arg type="s" direction="out"/></method></interface>'
    '<interface name="org.freedesktop.DBus.Peer"><method name="Ping"/>'
    '<method name="GetMachineId"><arg type="s" direction="out"/></method></interface>'
)


def introspection(path: str, player: Mapping[str, Variant]) -> str:
    """What is at `path`: the object, or the next step on the way to it.

    Args:
        path: The object's, or one above it.
        player: The properties of the player's interface.
    """
    if path == PATH:
        return _node(
            _interface(ROOT, ROOT_PROPERTIES) + _interface(PLAYER, player, _SEEKED) + _STANDARD
        )
    step = PATH.removeprefix(path.rstrip("/") + "/").partition("/")[0]
    return _node(f'<node name="{step}"/>')


def _node(content: str) -> str:
    return f"{_HEAD}<node>{content}</node>"


def _interface(name: str, properties: Mapping[str, Variant], signals: str = "") -> str:
    called = "".join(
        _method(interface, member, signature)
        for (interface, member), signature in CALLS.items()
        if interface == name
    )
    held = "".join(_property(each, signature) for each, (signature, _) in properties.items())
    return f'<interface name="{name}">{called}{signals}{held}</interface>'


def _method(interface: str, member: str, signature: str) -> str:
    """One method; each of its values is of a type that is one letter."""
    names = _NAMES.get((interface, member), ())
    taken = "".join(
        f'<arg name="{name}" type="{type_}" direction="in"/>'
        for name, type_ in zip(names, signature, strict=True)
    )
    return f'<method name="{member}">{taken}</method>'


def _property(name: str, signature: str) -> str:
    access = "readwrite" if name in WRITABLE else "read"
    note = _NOT_SIGNALLED if name == NOT_SIGNALLED else ""
    return f'<property name="{name}" type="{signature}" access="{access}">{note}</property>'
