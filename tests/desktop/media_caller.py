# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program on the bus, and the session that it is shown."""

from hipmob_desktop.desktop.mpris_object import NAME, PATH, PLAYER, MediaState, MediaStatus

STATE = MediaState(
    status=MediaStatus.PLAYING,
    title="Side-lying hip circles, left",
    routine="Seven for the hips",
    credit="A coach",
    position_ms=65_000,
    length_ms=583_000,
    as_of_ms=1_000_000,
)


class Caller:
    """Another program on the bus."""

    def __init__(self, address):
        from jeepney.bus_messages import MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        self._bus = message_bus
        self._connection = open_dbus_connection(address)
        rule = MatchRule(type="signal", sender=self._bus.bus_name, member="NameOwnerChanged")
        self._named = rule
        self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=5)

    def wait_for_name(self, name=NAME, *, is_there=True):
        """Wait for signals until `name` has an owner, or has none."""
        while True:
            asked = self._bus.NameHasOwner(name)
            with self._connection.filter(self._named, bufsize=100) as changes:
                if bool(self._connection.send_and_get_reply(asked, timeout=5).body[0]) is is_there:
                    return
                self._connection.recv_until_filtered(changes, timeout=5)

    def call(self, member, signature=None, body=(), *, interface=PLAYER, path=PATH, name=NAME):
        """The answer's values, or the error's name."""
        from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call

        address = DBusAddress(path, bus_name=name, interface=interface)
        message = new_method_call(address, member, signature, body)
        reply = self._connection.send_and_get_reply(message, timeout=5)
        if reply.header.message_type is MessageType.error:
            return reply.header.fields[HeaderFields.error_name].rpartition(".")[2]
        return reply.body

    def get(self, name, interface=PLAYER):
        asked = {"interface": "org.freedesktop.DBus.Properties"}
        return self.call("Get", "ss", (interface, name), **asked)[0][1]

    def listen(self):
        """Signals of the player from now on, in a queue that `next_signal` reads."""
        from jeepney.bus_messages import MatchRule

        rule = MatchRule(type="signal", path=PATH)
        self._connection.send_and_get_reply(self._bus.AddMatch(rule), timeout=5)
        return self._connection.filter(rule, bufsize=100)

    def next_signal(self, signals):
        from jeepney import HeaderFields

        message = self._connection.recv_until_filtered(signals, timeout=5)
        return message.header.fields[HeaderFields.member], message.body

    def close(self):
        self._connection.close()
