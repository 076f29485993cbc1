# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop's notifications, and other services, on a bus of a test's own."""

import threading
from collections import deque


class Service(threading.Thread):
    """Answers calls on a bus: `answers` has a signature and values for each member.

    What is called is kept in `seen`, as member and values, and in `flags` how. An answer of None
    is silence, a text the name of an error.
    """

    def __init__(self, address, name, answers):
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        super().__init__(name=name)
        self._connection = open_dbus_connection(address)
        self.answers, self.seen, self.flags = answers, deque(), deque()
        self._changed = threading.Condition()
        self._to_send = deque()
        self._is_over = False
        self._connection.send_and_get_reply(message_bus.RequestName(name), timeout=5)
        self.start()

    def run(self):
        while not self._is_over:
            while self._to_send:
                self._connection.send(self._to_send.popleft())
            try:
                message = self._connection.receive(timeout=0.02)
            except TimeoutError:
                continue
            except ConnectionResetError:
                return
            self._answer(message)

    def _answer(self, message):
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        if message.header.message_type is not MessageType.method_call:
            return
        member = message.header.fields[HeaderFields.member]
        answer = self.answers.get(member, "org.freedesktop.DBus.Error.UnknownMethod")
        with self._changed:  # whoever has the answer finds the call noted
            if isinstance(answer, str):
                self._connection.send(new_error(message, answer, "s", ("no",)))
            elif answer is not None:
                self._connection.send(new_method_return(message, *answer))
            self.flags.append(message.header.flags)
            self.seen.append((member, message.body))
            self._changed.notify_all()

    def signal(self, path, interface, member, signature, body):
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress(path, interface=interface)
        self._to_send.append(new_signal(emitter, member, signature, body))

    def calls(self, member):
        with self._changed:
            return [body for name, body in self.seen if name == member]

    def wait_for(self, member, times=1):
        """Wait until it was called so often; gives the values of the last call."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.calls(member)) >= times, timeout=10)
            return self.calls(member)[-1]

    def close(self):
        self._is_over = True
        self.join()
        self._connection.close()
