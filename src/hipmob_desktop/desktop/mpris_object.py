# SPDX-License-Identifier: GPL-3.0-or-later
"""The object that MPRIS 2, the Linux desktops' standard for players, asks for.

https://specifications.freedesktop.org/mpris-spec/latest/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.desktop.media import MediaCommand, MediaState

if TYPE_CHECKING:
    from collections.abc import Mapping

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

ROOT_PROPERTIES: Properties = {
    "Identity": ("s", "HipMob Desktop"),
    "DesktopEntry": ("s", "hipmob-desktop"),
    "CanRaise": ("b", True),
    "CanQuit": ("b", False),
    "HasTrackList": ("b", False),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}

_NOT_SIGNALLED = "Position"


def player_properties(state: MediaState, now_ms: int) -> Properties:
    """All properties of the player's interface while `state` is shown."""
    return {
        "PlaybackStatus": ("s", state.status.value),
        "Rate": ("d", 1.0),
        "MinimumRate": ("d", 1.0),
        "MaximumRate": ("d", 1.0),
        "Volume": ("d", 1.0),
        "Metadata": ("a{sv}", _metadata(state)),
        _NOT_SIGNALLED: ("x", state.position_at(now_ms) * US_PER_MS),
        "CanGoNext": ("b", state.can_go_next),
        "CanGoPrevious": ("b", state.can_go_previous),
        "CanPlay": ("b", True),
        "CanPause": ("b", True),
        "CanSeek": ("b", False),
        "CanControl": ("b", True),
    }


def changed(before: Properties, after: Properties) -> Properties:
    """What a signal has to tell; a position that is counted on is no change."""
    return {
        name: variant
        for name, variant in after.items()
        if name != _NOT_SIGNALLED and before.get(name) != variant
    }


def has_jumped(before: MediaState, after: MediaState) -> bool:
    """Whether the position was put somewhere between the two, rather than played there."""
    return abs(after.position_ms - before.position_at(after.as_of_ms)) > JUMP_MS


def introspection(player: Mapping[str, Variant]) -> str:
    """The object described to whoever asks what it can do."""
    methods = {
        interface: [m for i, m in COMMANDS if i == interface] for interface in (ROOT, PLAYER)
    }
    return "".join(
        [
            "<node>",
            _interface_xml(ROOT, methods[ROOT], ROOT_PROPERTIES),
            _interface_xml(PLAYER, methods[PLAYER], player, _SEEKING),
            _STANDARD,
            "</node>",
        ]
    )


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


def _interface_xml(
    name: str, methods: list[str], properties: Mapping[str, Variant], more: str = ""
) -> str:
    called = "".join(f'<method name="{method}"/>' for method in methods)
    read = "".join(
        f'<property name="{each}" type="{signature}" access="read"/>'
        for each, (signature, _) in properties.items()
    )
    return f'<interface name="{name}">{called}{more}{read}</interface>'


_SEEKING = (
    '<method name="Seek"><arg name="Offset" type="x" direction="in"/></method>'
    '<method name="SetPosition"><arg name="TrackId" type="o" direction="in"/>'
    '<arg name="Position" type="x" direction="in"/></method>'
    '<signal name="Seeked"><arg name="Position" type="x"/></signal>'
)
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
    '<interface name="org.freedesktop.DBus.Peer"><method name="Ping"/></interface>'
)
