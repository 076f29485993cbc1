# SPDX-License-Identifier: GPL-3.0-or-later
"""The object that MPRIS 2, the Linux desktops' standard for players, asks for.

https://specifications.freedesktop.org/mpris-spec/latest/
"""

from __future__ import annotations

from hipmob_desktop.desktop.media import MediaCommand, MediaState

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
