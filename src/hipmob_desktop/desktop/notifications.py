# SPDX-License-Identifier: GPL-3.0-or-later
"""A notification of the desktop with buttons, and what becomes of it.

By the Desktop Notifications Specification of freedesktop.org, over the session's bus. One is shown
at a time, by a thread that lives as long as it is on the screen. jeepney is imported there.
"""

from __future__ import annotations

import html
import logging
import os
import selectors
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hipmob_desktop.desktop.bus_call import NO_BUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

_log = logging.getLogger(__name__)

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PROGRAM = "HipMob Desktop"
STAYS_MS = 120_000
"""So long it stays in sight, where the desktop lets programs choose."""

PATIENCE_S = 5.0
DEFAULT = "default"
"""What a click on a notification is called, rather than on one of its buttons."""

_TAKES_MARKUP, _HAS_BUTTONS = "body-markup", "actions"
_CLOSED_BY_US = 3


class Fate(StrEnum):
    """What became of a notification."""

    SHOWN = "shown"
    CHOSEN = "chosen"
    CLOSED = "closed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is shown: a title, a sentence or two, and buttons, each with a key and a word."""

    title: str
    body: str
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """What became of the notification with that number; `key` is of the button that was chosen.

    `activation` is what lets the window come to the front on Wayland, or empty.
    """

    number: int
    fate: Fate
    key: str = ""
    activation: str = ""


class Notifier:
    """Shows a notification. No call waits, none raises.

    `on_happened` is called from a thread of its own: hand it to the window's.
    """

    def __init__(self, on_happened: Callable[[Happened], None], icon: str = "") -> None:
        """`icon` is the name of an icon, or the address of a file with one."""
        self._on_happened = on_happened
        self._icon = icon
        self._wake: int | None = None
        self._thread: threading.Thread | None = None
        self._number = 0

    def show(self, notice: Notice) -> int:
        """Show this, in place of what is shown; returns its number."""
        self.withdraw()
        self._number += 1
        reader, self._wake = os.pipe()
        work = _Shown(self._number, notice, self._icon, reader, self._on_happened)
        self._thread = threading.Thread(target=work.run, name="notification", daemon=True)
        self._thread.start()
        return self._number

    def withdraw(self) -> None:
        """Take back what is shown; nothing is told of it any more."""
        if self._wake is not None:
            os.close(self._wake)
            self._wake = None

    def close(self, patience_s: float = 3.0) -> bool:
        """The same, and wait for it; False where the bus took longer than `patience_s`."""
        self.withdraw()
        if self._thread is None:
            return True
        self._thread.join(patience_s)
        return not self._thread.is_alive()


class _Shown:
    """One notification, from its thread's side. The pipe's end says that it is to go."""

    def __init__(
        self,
        number: int,
        notice: Notice,
        icon: str,
        reader: int,
        on_happened: Callable[[Happened], None],
    ) -> None:
        self._number, self._notice, self._icon = number, notice, icon
        self._reader = reader
        self._on_happened = on_happened
        self._activation = ""

    def run(self) -> None:
        """Show it, and wait for what becomes of it."""
        try:
            self._run()
        except NO_BUS as error:
            _log.info("the desktop shows no notifications: %r", error)
            self._tell(Fate.FAILED)
        finally:
            os.close(self._reader)

    def _run(self) -> None:
        from jeepney.io.blocking import open_dbus_connection

        with closing(open_dbus_connection("SESSION")) as bus:
            id_ = self._show(bus)
            self._tell(Fate.SHOWN)
            if not self._wait(bus, id_):
                with suppress(OSError):
                    _call(bus, "CloseNotification", "u", (id_,))

    def _show(self, bus: DBusConnection) -> int:
        """Its number on the bus.

        Raises:
            RuntimeError: nobody shows notifications here, or not this one.
        """
        from jeepney.bus_messages import MatchRule, message_bus

        can = _call(bus, "GetCapabilities")[0]
        rule = MatchRule(type="signal", interface=SERVICE, path=PATH)
        bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE_S)
        body = self._notice.body
        if _TAKES_MARKUP in can:
            body = html.escape(body, quote=False)
        buttons = (*self._notice.buttons, (DEFAULT, "Open")) if _HAS_BUTTONS in can else ()
        words = [word for button in buttons for word in button]
        hints = {
            "desktop-entry": ("s", "hipmob-desktop"),
            "suppress-sound": ("b", True),
            "urgency": ("y", 1),
        }
        shown = (PROGRAM, 0, self._icon, self._notice.title, body, words, hints, STAYS_MS)
        return int(_call(bus, "Notify", "susssasa{sv}i", shown)[0])

    def _wait(self, bus: DBusConnection, id_: int) -> bool:
        """Wait for its end; False where it is to be taken back."""
        with selectors.DefaultSelector() as ready:
            ready.register(self._reader, selectors.EVENT_READ)
            ready.register(bus.sock, selectors.EVENT_READ)
            while True:
                with suppress(TimeoutError):
                    while not self._is_over(bus.receive(timeout=0), id_):
                        pass
                    return True
                if any(key.fileobj == self._reader for key, _ in ready.select()):
                    return False

    def _is_over(self, message: Message, id_: int) -> bool:
        from jeepney import HeaderFields

        if message.body[:1] != (id_,):
            return False
        match message.header.fields.get(HeaderFields.member), message.body:
            case "ActivationToken", (_, str(token)):
                self._activation = token
            case "ActionInvoked", (_, str(key)):
                self._tell(Fate.CHOSEN, key)
                return True
            case "NotificationClosed", (_, int(reason)):
                if reason != _CLOSED_BY_US:
                    self._tell(Fate.CLOSED)
                return True
            case _:
                pass
        return False

    def _tell(self, fate: Fate, key: str = "") -> None:
        self._on_happened(Happened(self._number, fate, key, self._activation))


def _call(
    bus: DBusConnection, member: str, signature: str | None = None, body: tuple[object, ...] = ()
) -> tuple[Any, ...]:
    """What the desktop's notifications answer.

    Raises:
        RuntimeError: they refuse, or there are none.
        OSError: the bus is gone, or they do not answer.
    """
    from jeepney import DBusAddress, MessageType, new_method_call

    address = DBusAddress(PATH, bus_name=SERVICE, interface=SERVICE)
    message = new_method_call(address, member, signature, body)
    reply = bus.send_and_get_reply(message, timeout=PATIENCE_S)
    if reply.header.message_type is MessageType.error:
        raise RuntimeError(" ".join(map(str, reply.body)))
    return tuple(reply.body)
