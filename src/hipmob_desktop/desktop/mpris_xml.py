# SPDX-License-Identifier: GPL-3.0-or-later
"""The player's object described, in D-Bus's introspection format, and the way to it from "/"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.desktop import mpris_object as mpris

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" '
    '"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">'
)
_NAMES = {
    (mpris.PLAYER, "Seek"): ("Offset",),
    (mpris.PLAYER, "SetPosition"): ("TrackId", "Position"),
    (mpris.PLAYER, "OpenUri"): ("Uri",),
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


def introspection(path: str, player: Mapping[str, mpris.Variant]) -> str:
    """What is at `path`: the object, or the next step on the way to it.

    Args:
        path: The object's, or one above it.
        player: The properties of the player's interface.
    """
    if path == mpris.PATH:
        return _node(
            _interface(mpris.ROOT, mpris.ROOT_PROPERTIES)
            + _interface(mpris.PLAYER, player, _SEEKED)
            + _STANDARD
        )
    step = mpris.PATH.removeprefix(path.rstrip("/") + "/").partition("/")[0]
    return _node(f'<node name="{step}"/>')


def _node(content: str) -> str:
    return f"{_HEAD}<node>{content}</node>"


def _interface(name: str, properties: Mapping[str, mpris.Variant], signals: str = "") -> str:
    called = "".join(
        _method(interface, member, signature)
        for (interface, member), signature in mpris.CALLS.items()
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
    access = "readwrite" if name in mpris.WRITABLE else "read"
    note = _NOT_SIGNALLED if name == mpris.NOT_SIGNALLED else ""
    return f'<property name="{name}" type="{signature}" access="{access}">{note}</property>'
