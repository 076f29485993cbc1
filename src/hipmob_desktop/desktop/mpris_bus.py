# SPDX-License-Identifier: GPL-3.0-or-later
"""The player's object on a bus: takes calls, gives answers and signals. One thread's own.

jeepney is imported here and this module only where there may be a bus.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from hipmob_desktop.desktop import mpris_object as mpris
from hipmob_desktop.desktop.mpris_object import MediaCommand, VolumeChoice, introspection

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.desktop.mpris_object import MediaRequest, MediaState

INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
PROPERTIES = "org.freedesktop.DBus.Properties"
PATIENCE_S = 2.0

MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_ID_LETTERS = 32

_ERROR = "org.freedesktop.DBus.Error."
_IS_OURS = 1
_DO_NOT_QUEUE = 4
_ANYWHERE = {(PEER, "Ping"): "", (PEER, "GetMachineId"): ""}
"""What is answered at every path, with the signature of what is handed in."""

_ON_THE_WAY = {(INTROSPECTABLE, "Introspect"): ""}
"""The same for the object and the paths above it."""

_HERE: dict[tuple[str, str], str] = {
    **mpris.CALLS,
    (PROPERTIES, "Get"): "ss",
    (PROPERTIES, "GetAll"): "s",
    (PROPERTIES, "Set"): "ssv",
}
"""The same for the object alone."""

Reply = tuple[str | None, tuple[object, ...]]
"""A signature and the values it is of."""

NOTHING: Reply = (None, ())


class CallError(Exception):
    """A call that cannot be done: the error's name, and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = _ERROR + name


class PlayerOnBus:
    """What other programs see of a session; what they ask for goes to `on_request`."""

    def __init__(
        self,
        state: MediaState,
        clock: Clock,
        on_request: Callable[[MediaRequest], None],
    ) -> None:
        """Connect and take the name.

        Raises:
            OSError, KeyError, RuntimeError, ValueError: There is no bus to be had.
        """
        self._state = state
        self._clock = clock
        self._on_request = on_request
        self._told = self._properties()
        self._connection: DBusConnection = open_dbus_connection("SESSION")
        self._take_name()

    def fileno(self) -> int:
        """What becomes readable when somebody calls."""
        return int(self._connection.sock.fileno())

    def close(self) -> None:
        """Leave the bus; the name is free at once."""
        self._connection.close()

    def show(self, state: MediaState) -> None:
        """Tell whoever listens what is new in `state`."""
        has_jumped = mpris.has_jumped(self._state, state)
        self._state = state
        now = self._properties()
        new = mpris.changed(self._told, now)
        self._told = now
        if new:
            self._signal(PROPERTIES, "PropertiesChanged", "sa{sv}as", (mpris.PLAYER, new, []))
        if has_jumped:
            self._signal(mpris.PLAYER, "Seeked", "x", (now["Position"][1],))

    def serve(self) -> None:
        """Take the calls that have come; does not wait for more.

        Raises:
            OSError: The bus is gone.
        """
        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _take_name(self) -> None:
        for name in (mpris.NAME, f"{mpris.NAME}.instance{os.getpid()}"):
            asked = message_bus.RequestName(name, _DO_NOT_QUEUE)
            reply = self._connection.send_and_get_reply(asked, timeout=PATIENCE_S)
            if reply.body == (_IS_OURS,):
                return

    def _answer(self, call: Message) -> None:
        try:
            signature, body = self._do(call)
            reply = new_method_return(call, signature, body)
        except CallError as error:
            reply = new_error(call, error.name, "s", (str(error),))
        if not call.header.flags & MessageFlag.no_reply_expected:
            self._connection.send(reply)

    def _do(self, call: Message) -> Reply:
        fields = call.header.fields
        path = fields[HeaderFields.path]
        method = _method(path, fields.get(HeaderFields.interface), fields[HeaderFields.member])
        takes = _known_at(path)[method]
        if fields.get(HeaderFields.signature, "") != takes:
            raise CallError("InvalidArgs", f"{method[1]} takes “{takes}”")
        if method in _ON_THE_WAY:
            return "s", (introspection(path, self._properties()),)
        return self._do_method(*method, call.body)

    def _do_method(self, interface: str, member: str, body: tuple[object, ...]) -> Reply:
        if command := mpris.COMMANDS.get((interface, member)):
            if mpris.has_effect(command, self._state):
                self._on_request(command)
            return NOTHING
        match member, body:
            case "Get", (str(of), str(name)):
                return "v", (self._property(of, name),)
            case "GetAll", (str(of),):
                return "a{sv}", (self._all(of),)
            case "Set", (str(of), str(name), (str(signature), value)):
                self._set(of, name, (signature, value))
            case "GetMachineId", _:
                return "s", (_machine_id(),)
            case _:
                pass  # Ping, and what has no effect
        return NOTHING

    def _set(self, interface: str, name: str, variant: mpris.Variant) -> None:
        signature, _ = self._property(interface, name)
        if interface != mpris.PLAYER or name not in mpris.WRITABLE:
            raise CallError("PropertyReadOnly", f"{name} cannot be set")
        match variant:
            case "d", float(value) if signature == "d":
                self._choose(name, value)
            case _:
                raise CallError("InvalidArgs", f"{name} is of the type “{signature}”")

    def _choose(self, name: str, value: float) -> None:
        if name == "Volume":
            self._on_request(VolumeChoice(value))
        elif value == 0:
            self._on_request(MediaCommand.PAUSE)

    def _all(self, interface: str) -> mpris.Properties:
        return {mpris.ROOT: mpris.ROOT_PROPERTIES, mpris.PLAYER: self._properties()}.get(
            interface, {}
        )

    def _property(self, interface: str, name: str) -> mpris.Variant:
        try:
            return self._all(interface)[name]
        except KeyError:
            raise CallError("UnknownProperty", f"{interface} has no {name}") from None

    def _properties(self) -> mpris.Properties:
        return mpris.player_properties(self._state, self._clock())

    def _signal(
        self, interface: str, member: str, signature: str, body: tuple[object, ...]
    ) -> None:
        emitter = DBusAddress(mpris.PATH, interface=interface)
        self._connection.send(new_signal(emitter, member, signature, body))


def _known_at(path: str) -> dict[tuple[str, str], str]:
    if path == mpris.PATH:
        return _ANYWHERE | _ON_THE_WAY | _HERE
    return _ANYWHERE | _ON_THE_WAY if mpris.is_above(path) else _ANYWHERE


def _method(path: str, interface: str | None, member: str) -> tuple[str, str]:
    """Which method is called; a call need not name the interface."""
    for own_interface, own_member in _known_at(path):
        if member == own_member and interface in (own_interface, None):
            return own_interface, own_member
    if path != mpris.PATH:
        raise CallError("UnknownObject", f"there is only {mpris.PATH}")
    raise CallError("UnknownMethod", f"there is no {member} here")


def _machine_id() -> str:
    """The number that all programs of this computer give as its own."""
    for path in MACHINE_IDS:
        with suppress(OSError, ValueError):
            found = path.read_text("ascii").strip()
            if len(found) == _ID_LETTERS:
                return found
    raise CallError("FileNotFound", f"{MACHINE_IDS[0]} has no number of this computer")
