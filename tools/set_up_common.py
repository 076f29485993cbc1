# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parts of the set-up share: how they speak, fail and call other programs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


NETWORK_SIGNS = (
    "name resolution", "name or service not known", "dns error", "newconnectionerror",
    "failed to establish", "network is unreachable", "no route to host", "connection refused",
    "timed out", "error sending request", "could not connect", "proxyerror",
)  # fmt: skip
TRUST_SIGNS = ("certificate verify failed", "certificate_verify_failed", "unknownissuer")
FULL_SIGNS = ("no space left", "disk quota exceeded", "errno 28")
NO_NETWORK = (
    "The packages could not be fetched: there is no network, or no way through it. Connect, or "
    "name a proxy in https_proxy, then start again. What was said:\n{said}"
)
NO_TRUST = (
    "The packages could not be fetched: a certificate on the way to them is not trusted. If your "
    "network has one of its own, name its file in SSL_CERT_FILE and PIP_CERT, then start again. "
    "What was said:\n{said}"
)
NO_ROOM = "The disk is full: free {size}, then start again. What was said:\n{said}"
SIZES_MB = {
    "requirements.lock": 540,
    "requirements-film.lock": 650,
    "requirements-dev.lock": 890,
}
"""What a set-up takes while it is made, by its lock; `.uv` among it, which goes afterwards."""


class SetUpError(Exception):
    """The machine lacks something; the message says what to do about it."""


class Stopped(BaseException):
    """A signal asked for the end. As KeyboardInterrupt is, this is no Exception."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def is_in_vain(fault: str) -> bool:
    """Whether another installer would fail as well: for want of a network, of trust or of room."""
    return any(sign in fault.lower() for sign in (*NETWORK_SIGNS, *FULL_SIGNS, *TRUST_SIGNS))


def size_of(lock: str) -> str:
    """How much room what a lock lists takes, in words."""
    return f"some {SIZES_MB[lock]} MB" if lock in SIZES_MB else "some room"


def advice(fault: str, lock: str) -> str:
    """What to do about what an installer said of a lock's packages, and the last line of that."""
    said = fault.strip().splitlines()[-1].strip() if fault.strip() else "nothing"
    if any(sign in fault.lower() for sign in FULL_SIGNS):
        return NO_ROOM.format(size=size_of(lock), said=said)
    if any(sign in fault.lower() for sign in TRUST_SIGNS):
        return NO_TRUST.format(said=said)
    if is_in_vain(fault):
        return NO_NETWORK.format(said=said)
    return f"The Python packages could not be installed:\n{fault}"


def say(text: str) -> None:
    """Tell the person at the keyboard; standard output belongs to the program."""
    print(f"hipmob-desktop: {text}", file=sys.stderr, flush=True)


def call(command: Sequence[str], env: Mapping[str, str] | None = None) -> str | None:
    """Run `command` quietly with nothing to read.

    Returns:
        None when it succeeded, else the end of what it said.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
        )
    except OSError as error:
        return str(error)
    try:
        output, _ = process.communicate()
    except BaseException:
        process.terminate()  # asked, not killed: it may hold a lock that it has to give back
        process.wait()
        raise
    if process.returncode == 0:
        return None
    lines = output.decode(errors="replace").strip().splitlines()
    return "\n".join(lines[-5:]) or f"{command[0]} ended with {process.returncode}"
