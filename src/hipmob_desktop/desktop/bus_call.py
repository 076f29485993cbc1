# SPDX-License-Identifier: GPL-3.0-or-later
"""Short questions to services on the session's bus, which may not be there.

jeepney is imported when something is asked. Nothing here may run on the window's thread: a
service that hangs is waited for.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from jeepney.io.blocking import DBusConnection

PATIENCE_S = 1.0
"""So long a service may take for an answer."""

NO_BUS = (ImportError, KeyError, OSError, RuntimeError, ValueError)
"""What is raised where there is no bus, none that can be spoken to, or one that has gone."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BusCall:
    """A method of a service, and what it is called with: a signature and the values."""

    service: str
    path: str
    interface: str
    member: str
    signature: str | None = None
    body: tuple[object, ...] = ()


class SessionBus:
    """One connection for some questions; a service that is not there is not started for them."""

    def __init__(self) -> None:
        self._connection: DBusConnection | None = None
        self._is_out_of_reach = False

    def __enter__(self) -> SessionBus:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def ask(self, call: BusCall) -> tuple[object, ...] | None:
        """The values of the answer; None where there is none, or the service refuses."""
        if self._is_out_of_reach:
            return None
        try:
            return self._ask(call)
        except TimeoutError:
            _log.info("%s does not answer", call.service)
        except NO_BUS as error:
            self._is_out_of_reach = True
            _log.info("there is no bus to ask: %r", error)
        return None

    def _ask(self, call: BusCall) -> tuple[object, ...] | None:
        from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        if self._connection is None:
            self._connection = open_dbus_connection("SESSION")
        address = DBusAddress(call.path, bus_name=call.service, interface=call.interface)
        message = new_method_call(address, call.member, call.signature, call.body)
        message.header.flags |= MessageFlag.no_auto_start
        reply = self._connection.send_and_get_reply(message, timeout=PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            return None
        return tuple(reply.body)
