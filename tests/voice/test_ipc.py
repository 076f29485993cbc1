# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages to and from a helper process."""

import sys
from queue import Queue

import pytest

from hipmob_desktop.voice.ipc import Helper
from voice.world import eventually, is_alive

ECHO = """
import sys
from hipmob_desktop.voice.ipc import Parent
parent = Parent()
print('{"n": "a library that says what looks like a message"}', flush=True)
print("more of it", file=sys.stderr)
parent.listen(parent.tell, lambda: parent.tell({"is": "over"}))
"""


@pytest.fixture
def helper_of():
    started = []

    def start(code):
        heard = Queue()
        helper = Helper(
            [sys.executable, "-c", code],
            lambda _, message: heard.put(message),
            lambda _: heard.put("ended"),
        )
        started.append(helper)
        return helper, heard

    yield start
    for helper in started:
        helper.kill()
        helper.join(5)


def test_messages_arrive_whole_and_in_order_and_chatter_does_not(helper_of):
    helper, heard = helper_of(ECHO)
    for n in range(50):
        helper.send({"n": n, "text": "“é”\n" * 100})

    assert [heard.get(timeout=8)["n"] for _ in range(50)] == list(range(50))


def test_the_helper_leaves_when_its_input_ends(helper_of):
    helper, heard = helper_of(ECHO)
    helper.close()

    assert [heard.get(timeout=8) for _ in range(2)] == [{"is": "over"}, "ended"]
    eventually(lambda: not is_alive(helper.pid))


def test_what_is_no_message_is_passed_over(helper_of):
    _, heard = helper_of("print('no message'); print('{\"is\": \"one\"}')")

    assert [heard.get(timeout=8) for _ in range(2)] == [{"is": "one"}, "ended"]


def test_sending_to_a_process_that_reads_nothing_does_not_wait(helper_of):
    helper, _ = helper_of("import threading; threading.Event().wait()")
    for _ in range(50):
        helper.send({"text": "x" * 100_000})

    helper.kill()


def test_a_program_that_is_not_there_is_an_error_at_once():
    with pytest.raises(OSError, match="no such program"):
        Helper(["/no such program"], print, print)
