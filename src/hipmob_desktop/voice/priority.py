# SPDX-License-Identifier: GPL-3.0-or-later
"""Has this process run before all others on a busy machine, where that is allowed.

Linux lets some processes take such a priority themselves; for others the system's rtkit gives it,
asked over the system bus; else a somewhat better place among ordinary processes may be allowed.
Where nothing is, all stays as it is: no function here raises or says anything.

A process that runs before all others could halt the machine. So the kernel counts: whoever works
on for `LIMIT_US` without waiting once is ended by it. `was_ended_by_limit` tells that from
outside.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMIT_US = 200_000
"""rtkit gives nothing to a process that may work on for longer."""

ORDER = 5
"""Before everything ordinary, after sound servers."""

NICE = -11
PATIENCE_S = 2.0
CALM = "--calm"
"""Has a process stay among the others."""

TASKS = Path("/proc/self/task")
ENDED_BY_LIMIT = (-9, -24)
"""As a process's exit code: the signals KILL and XCPU."""


def raise_priority() -> None:
    """Have all threads that run now go first. Waits for the system bus, perhaps for seconds."""
    if sys.platform != "linux":
        return
    threads = _threads()
    with suppress(OSError, ValueError):
        _limit()
        if _take(threads) or _ask_rtkit(threads):
            return
    _be_less_nice(threads)


def was_ended_by_limit(exit_code: int | None) -> bool:
    """Whether a process may have ended because it ran before all others for too long."""
    return exit_code in ENDED_BY_LIMIT


def _threads() -> list[int]:
    with suppress(OSError):
        return sorted(int(task.name) for task in TASKS.iterdir())
    return []


def _limit() -> None:
    """Have the kernel end this process rather than let it halt the machine.

    Raises:
        OSError, ValueError: It cannot be limited; then it must not go first.
    """
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_RTTIME)
    most = LIMIT_US if hard == resource.RLIM_INFINITY else min(LIMIT_US, hard)
    resource.setrlimit(resource.RLIMIT_RTTIME, (most, most))


def _take(threads: Iterable[int]) -> bool:
    """Take the priority ourselves; what we start does not have it."""
    policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK
    try:
        for thread in threads:
            with suppress(ProcessLookupError):
                os.sched_setscheduler(thread, policy, os.sched_param(ORDER))
    except OSError:
        return False
    return True


def _ask_rtkit(threads: Iterable[int]) -> bool:
    """Ask the system's rtkit for it. No bus, no rtkit, no leave: False."""
    try:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        rtkit = DBusAddress(
            "/org/freedesktop/RealtimeKit1",
            "org.freedesktop.RealtimeKit1",
            "org.freedesktop.RealtimeKit1",
        )
        with open_dbus_connection("SYSTEM") as bus:
            for thread in threads:
                call = new_method_call(rtkit, "MakeThreadRealtime", "tu", (thread, ORDER))
                answer = bus.send_and_get_reply(call, timeout=PATIENCE_S)
                if answer.header.message_type is MessageType.error:
                    return False
    except (ImportError, OSError, KeyError, RuntimeError, ValueError, TypeError):
        return False
    return True


def _be_less_nice(threads: Iterable[int]) -> None:
    for thread in threads:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, NICE)
