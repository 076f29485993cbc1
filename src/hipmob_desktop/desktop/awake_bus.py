# SPDX-License-Identifier: GPL-3.0-or-later
"""wakepy's way to the session bus, under this program's own name.

Desktops show people who keeps their screen on; wakepy gives its own name there. Imported
only when a screen is held: it costs 40 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter

if TYPE_CHECKING:
    from wakepy.core import DBusMethodCall

NAME = "HipMob Desktop"
REASON = "A session is running"

_OURS = {"wakepy": NAME, "wakelock active": REASON}


class NamedBus(JeepneyDBusAdapter):
    """Says who we are, and closes what it opened also when it was refused."""

    def process(self, call: DBusMethodCall) -> object:
        """Make one call; waits two seconds at most for its answer."""
        call.args = tuple(
            _OURS.get(value, value) if isinstance(value, str) else value for value in call.args
        )
        try:
            return super().process(call)
        except Exception:
            self.close_connections()
            raise

    def close_connections(self) -> None:
        """Close all; without wakepy's sweep for garbage, which stops every thread for it."""
        while self._connections:
            _, connection = self._connections.popitem()
            self.close_connection(connection)
