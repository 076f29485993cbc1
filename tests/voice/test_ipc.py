# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages to and from a helper process."""

import os
import sys
from pathlib import Path
from queue import Queue

import pytest

from cases import tried_with
from hipmob_desktop.voice import ipc
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


def test_how_a_process_ended_is_known_when_it_has(helper_of):
    helper, heard = helper_of("import sys; sys.stdin.read(); sys.exit(7)")
    assert helper.exit_code is None
    helper.close()
    assert heard.get(timeout=8) == "ended"
    assert helper.exit_code == 7


def test_when_a_process_has_ended_nobody_waits_for_it_any_more(helper_of):
    helper, heard = helper_of("pass")
    assert heard.get(timeout=8) == "ended"
    helper.join(8)
    assert not any(thread.is_alive() for thread in helper._threads)


def test_one_that_is_killed_tells_by_which_signal(helper_of):
    helper, heard = helper_of("import threading; threading.Event().wait()")
    helper.kill()
    helper.kill()
    assert heard.get(timeout=8) == "ended"
    assert helper.exit_code == -9


@tried_with(("known", "told"), [(None, ""), ("", ""), ("/a", f"{os.pathsep}/a")])
def test_a_helper_finds_the_package_where_it_was_found_here_and_all_else_after_it(known, told):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", known or "")
        if known is None:
            patch.delenv("PYTHONPATH")
        environment = ipc._environment()
    root = Path(ipc.__file__).parents[2]
    assert environment["PYTHONPATH"] == f"{root}{told}"
    assert environment["PATH"] == os.environ["PATH"]


def test_a_helper_to_whom_nobody_listens_any_more_leaves(helper_of):
    """Its output is closed while it goes on telling."""
    code = (
        "import os, sys; from hipmob_desktop.voice.ipc import Parent\n"
        "parent = Parent(); os.close(parent._out.fileno())\n"
        "parent.tell({'is': 'lost'}); os._exit(9)"
    )
    helper, heard = helper_of(code)
    assert heard.get(timeout=8) == "ended"
    assert helper.exit_code == 0
