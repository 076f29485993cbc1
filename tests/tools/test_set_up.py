# SPDX-License-Identifier: GPL-3.0-or-later
"""How a set-up ends that is told to; `tests/test_setup.py` tells it so for real."""

import errno
import signal

import pytest
import set_up
from set_up_common import Stopped


def test_once_told_to_end_it_clears_up_undisturbed(monkeypatch):
    """A terminal sends a signal to all, and the shell hands it on: it comes twice."""
    handled = {}
    monkeypatch.setattr(signal, "signal", handled.__setitem__)

    with pytest.raises(Stopped) as stopped:
        set_up._stop(signal.SIGTERM, None)
    assert stopped.value.number == signal.SIGTERM
    assert handled == dict.fromkeys(set_up.ENDING, signal.SIG_IGN)


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "The disk is full: free some 890 MB"),
        (errno.EACCES, "copy it to a folder of your own"),
        (errno.EROFS, "copy it to a folder of your own"),
        (errno.EIO, "The set-up cannot go on"),
    ],
)
def test_a_fault_of_the_machine_is_told_with_what_to_do(number, advice):
    assert advice in set_up._what_to_do(OSError(number, "it failed"), "test")
