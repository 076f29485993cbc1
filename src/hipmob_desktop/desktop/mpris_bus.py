# SPDX-License-Identifier: GPL-3.0-or-later
"""The player's object on a bus: takes calls, gives answers and signals. One thread's own.

jeepney is imported here and this module only where there may be a bus.
"""

from __future__ import annotations

import os
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.desktop.media import MediaCommand, MediaState

PROPERTIES = "org.freedesktop.DBus.Properties"
PATIENCE_S = 2.0

_ERROR = "org.freedesktop.DBus.Error."
_IS_OURS = 1
_DO_NOT_QUEUE = 4
_TAKES = {"Get": "ss", "GetAll": "s", "Set": "ssv", "Seek": "x", "SetPosition": "ox"}

Reply = tuple[str | None, tuple[object, ...]]
"""A signature and the values it is of."""


class CallError(Exception):
    """A call that cannot be done: the error's name, and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = _ERROR + name


class PlayerOnBus:
    """What other programs see of a session; commands go to `on_command`."""

    def __init__(
        self,
        state: MediaState,
        clock: Clock,
        on_command: Callable[[MediaCommand], None],
    ) -> None:
        """Connect and take the name.

        Raises:
            OSError, KeyError, RuntimeError, ValueError: There is no bus to be had.
        """
        self._state = state
        self._clock = clock
        self._on_command = on_command
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
        member = fields[HeaderFields.member]
        interface = fields.get(HeaderFields.interface)
        if fields[HeaderFields.path] != mpris.PATH:
            raise CallError("UnknownObject", f"there is only {mpris.PATH}")
        if fields.get(HeaderFields.signature, "") != _TAKES.get(member, ""):
            raise CallError("InvalidArgs", f"{member} takes “{_TAKES.get(member, '')}”")
        for (own_interface, own_member), command in mpris.COMMANDS.items():
            if member == own_member and interface in (own_interface, None):
                self._on_command(command)
                return None, ()
        return self._do_standard(member, call.body)

    def _do_standard(self, member: str, body: tuple[object, ...]) -> Reply:
        match member, body:
            case "Get", (str(interface), str(name)):
                return "v", (self._property(interface, name),)
            case "GetAll", (str(interface),):
                return "a{sv}", (self._all(interface),)
            case "Set", _:
                raise CallError("PropertyReadOnly", "none of these can be set")
            case "Introspect", _:
                return "s", (mpris.introspection(self._properties()),)
            case (("Ping" | "Seek" | "SetPosition"), _):
                return None, ()  # who cannot be sought in has to take that in silence
            case _:
                raise CallError("UnknownMethod", f"there is no {member} here")

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
