# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader of the accessibility tree over AT-SPI, and of what a screen reader is told."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
ACCESSIBLE = "org.a11y.atspi.Accessible"
EVENTS = "org.a11y.atspi.Event.Object"
LISTENED = ("object:state-changed:focused", "object:property-change", "object:announcement")
STATES = {
    4: "checked",
    8: "enabled",
    11: "focusable",
    12: "focused",
    23: "selected",
    25: "showing",
}
REPLY_S = 5.0

Ref = tuple[str, str]
"""The bus name of a program and the path of something in it."""


@dataclass(frozen=True)
class Node:
    """Something in the tree that is showing, with what is showing in it."""

    ref: Ref
    role: str
    name: str
    description: str
    states: frozenset[str]
    children: tuple[Node, ...] = ()

    def __iter__(self) -> Iterator[Node]:
        """This and everything below it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The tree as a person reads it; what has no name is left out."""
        if self.name:
            shown = sorted(self.states & {"checked", "focusable", "focused", "selected"})
            about = f" ({self.description})" if self.description else ""
            yield f"{'  ' * depth}{self.role} {self.name!r}{about} {' '.join(shown)}".rstrip()
        for child in self.children:
            yield from child.lines(depth + bool(self.name))


@dataclass(frozen=True)
class Told:
    """One thing that the program told: `kind` is focused, accessible-name and so on."""

    kind: str
    ref: Ref
    words: str


class Reader:
    """Reads one program's tree and listens to it, as a screen reader does."""

    def __init__(self) -> None:
        with open_dbus_connection("SESSION") as session:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=REPLY_S)
        self._connection = open_dbus_connection(str(reply.body[0]))
        self._signals: deque[Message] = deque()
        rule = MatchRule(type="signal", interface=EVENTS)
        self._send(message_bus.AddMatch(rule))
        self._connection.filter(rule, queue=self._signals)
        registry = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
        for kind in LISTENED:
            self._send(new_method_call(registry, "RegisterEvent", "s", (kind,)))

    def program(self, name: str) -> Ref | None:
        """The program of that name, if it is on the bus."""
        for ref in self._children((REGISTRY, ROOT)):
            if self._get(ref, "Name") == name:
                return ref
        return None

    def tree(self, ref: Ref) -> Node:
        """What is showing from `ref` downwards."""
        children = [child for child in self._children(ref) if "showing" in self._states(child)]
        return Node(
            ref,
            str(self._call(ref, "GetRoleName")),
            self._get(ref, "Name"),
            self._get(ref, "Description"),
            self._states(ref),
            tuple(self.tree(child) for child in children),
        )

    def name(self, ref: Ref) -> str:
        """What something is called now."""
        return self._get(ref, "Name")

    def wait(self, seconds: float) -> None:
        """Let something happen, and forget what is told of it."""
        for _ in self.told(seconds):
            pass

    def told(self, seconds: float) -> Iterator[Told]:
        """What is told in the next `seconds`, each as it comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 or self._signals:
            try:
                signal = self._connection.recv_until_filtered(self._signals, timeout=max(0, left))
            except TimeoutError:
                return
            if told := _told(signal):
                yield told

    def _children(self, ref: Ref) -> list[Ref]:
        return [(bus, path) for bus, path in self._call(ref, "GetChildren") or ()]

    def _states(self, ref: Ref) -> frozenset[str]:
        low, _high = self._call(ref, "GetState") or (0, 0)
        return frozenset(word for bit, word in STATES.items() if low >> bit & 1)

    def _get(self, ref: Ref, name: str) -> str:
        of = DBusAddress(ref[1], ref[0], ACCESSIBLE)
        answer = self._send(Properties(of).get(name))
        return str(answer[1]) if answer else ""

    def _call(self, ref: Ref, method: str) -> Any:  # noqa: ANN401 - as the protocol has it
        return self._send(new_method_call(DBusAddress(ref[1], ref[0], ACCESSIBLE), method))

    def _send(self, message: Message) -> Any:  # noqa: ANN401 - as the protocol has it
        """The first value of the answer, or None: what is asked about may have gone since."""
        reply = self._connection.send_and_get_reply(message, timeout=REPLY_S)
        is_fault = reply.header.message_type is MessageType.error
        return None if is_fault or not reply.body else reply.body[0]


def _told(signal: Message) -> Told | None:
    fields = signal.header.fields
    member = fields[HeaderFields.member]
    ref = (fields[HeaderFields.sender], fields[HeaderFields.path])
    detail, number, _, (_, value) = signal.body[:4]
    if member in {"PropertyChange", "Announcement"}:
        return Told(detail or "announcement", ref, str(value))
    if (member, detail, number) == ("StateChanged", "focused", 1):
        return Told("focused", ref, "")
    return None
