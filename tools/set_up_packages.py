# SPDX-License-Identifier: GPL-3.0-or-later
"""The system packages: what is missing on this machine, and getting it where that is allowed."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from set_up_common import SetUpError, call, say

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be on the machine, and the Debian package that brings it."""

    thing: str
    package: str


# In the order in which Qt asks for them; the last four are what a window under X11 needs.
QT_LIBRARIES = (
    Need("libGL.so.1", "libgl1"),
    Need("libEGL.so.1", "libegl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
)
# miniaudio opens whichever of the two it finds; without them sessions are silent.
SOUND_LIBRARIES = (
    Need("libpulse.so.0", "libpulse0"),
    Need("libasound.so.2", "libasound2"),
)
TEST_COMMANDS = (
    Need("Xvfb", "xvfb"),
    Need("xauth", "xauth"),
    Need("openbox", "openbox"),
    Need("xdotool", "xdotool"),
    Need("pulseaudio", "pulseaudio"),
    Need("pactl", "pulseaudio-utils"),
    Need("dbus-run-session", "dbus"),
    Need("/usr/libexec/at-spi2-registryd", "at-spi2-core"),
    Need("playerctl", "playerctl"),
)
TYPE_THIS = "System packages are missing. Type this, then start again:"
OLDEST_GLIBC = (2, 34)


def install_needed(*, uses_pip: bool) -> None:
    """Bring what the program cannot do without, and sound where that is possible.

    Raises:
        SetUpError: something is missing and may not or cannot be installed from here.
    """
    if sys.platform != "linux":
        return
    _check_glibc()
    needed = missing_libraries(QT_LIBRARIES)
    if uses_pip and importlib.util.find_spec("ensurepip") is None:
        version = f"python3.{sys.version_info.minor}"
        needed.append(Need(f"{version} -m venv", f"{version}-venv"))
    wanted = missing_libraries(SOUND_LIBRARIES)
    if needed:
        _install(needed + wanted)
    elif wanted:
        _try_to_install(wanted, "sessions are silent without")


def install_for_tests() -> None:
    """Bring what tests with a real display and a real sound server use; they skip without."""
    missing = [need for need in TEST_COMMANDS if shutil.which(need.thing) is None]
    if sys.platform == "linux" and missing:
        _try_to_install(missing, "some tests skip without")


def missing_libraries(needs: Iterable[Need]) -> list[Need]:
    """Pick those of `needs` that the dynamic linker does not find."""
    return [need for need in needs if not _loads(need.thing)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _check_glibc() -> None:
    name, version = platform.libc_ver()
    if name == "glibc" and tuple(map(int, version.split(".")[:2])) >= OLDEST_GLIBC:
        return
    found = f"{name} {version}".strip() or "another C library"
    raise SetUpError(
        f"Qt for Python needs glibc 2.34 or newer, as in Debian 12 or Ubuntu 22.04; found {found}."
    )


def _try_to_install(needs: list[Need], loss: str) -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        try:
            _install(needs)
        except SetUpError as error:
            say(f"Going on, but {loss} them. {error}")
        return
    names = " ".join(need.package for need in needs)
    say(f"Not installed: {names}; {loss} them.")


def _install(needs: list[Need]) -> None:
    if shutil.which("apt-get") is None:
        raise SetUpError(_advice_without_apt(needs))
    packages = [_name_here(need.package) for need in needs]
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    before = _way_to_root(line)
    if before is None:
        raise SetUpError(
            f"System packages are missing. Type this, then start again:\n{_as_root(line)}"
        )
    say(f"Installing system packages: {' '.join(packages)}")
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    call([*apt, "update"])  # where it fails, the lists of last time may do
    fault = call([*apt, "install", "-y", "--no-install-recommends", *packages])
    if fault:
        raise SetUpError(f"This did not work:\n{_as_root(line)}\n{fault}")


def _name_here(package: str) -> str:
    """Give the name of `package` on this system: newer ones end some in t64."""
    renamed = package in {"libglib2.0-0", "libasound2"}
    if renamed and call(["apt-cache", "show", f"{package}t64"]) is None:
        return f"{package}t64"
    return package


def _way_to_root(line: str) -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if call(["sudo", "-n", "true"]) is None:
        return ["sudo", "-n"]
    if not sys.stderr.isatty():
        return None
    say(f"sudo may ask for your password, to run: {line}")
    return ["sudo"]


def _as_root(line: str) -> str:
    return f"sudo sh -c '{line}'" if shutil.which("sudo") else f"su -c '{line}'"


def _advice_without_apt(needs: list[Need]) -> str:
    things = [need.thing for need in needs]
    if shutil.which("dnf") or shutil.which("zypper"):
        tool = "dnf" if shutil.which("dnf") else "zypper"
        provided = " ".join(f"'{thing}()(64bit)'" for thing in things if ".so" in thing)
        return (
            f"Libraries are missing. Type this, then start again:\nsudo {tool} install {provided}"
        )
    return f"Please install what brings these, then start again: {', '.join(things)}"
