# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine that is set up, as far as the choice of its packages needs to know it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from set_up_common import call

if TYPE_CHECKING:
    from collections.abc import Sequence


class Machine:
    """This machine; a test hands in another."""

    is_linux = sys.platform == "linux"
    is_root = os.geteuid() == 0
    processor = platform.machine()
    python = f"python3.{sys.version_info.minor}"

    @property
    def has_terminal(self) -> bool:
        """Whether somebody may be there to type a password."""
        return sys.stderr.isatty()

    @property
    def makes_environments(self) -> bool:
        """Whether this Python has what `venv` needs; Debian packs it apart."""
        return importlib.util.find_spec("ensurepip") is not None

    @property
    def has_python_headers(self) -> bool:
        """Whether C code can be compiled for this Python."""
        return Path(sysconfig.get_path("include"), "Python.h").is_file()

    @property
    def glibc(self) -> tuple[int, ...]:
        """The version of glibc, or () for another C library."""
        name, version = platform.libc_ver()
        return tuple(map(int, version.split(".")[:2])) if name == "glibc" else ()

    def has_library(self, name: str) -> bool:
        """Whether the dynamic linker finds `name`."""
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    def has_command(self, name: str) -> bool:
        """Whether there is a program `name`."""
        return shutil.which(name) is not None

    def call(self, command: Sequence[str]) -> str | None:
        """Run `command`; None, or the end of what it said when it failed."""
        return call(command)
