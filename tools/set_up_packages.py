# SPDX-License-Identifier: GPL-3.0-or-later
"""The system packages: what is missing on this machine, and getting it where that is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from set_up_common import SetUpError, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from set_up_machine import Machine


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be on the machine, and the Debian package that brings it."""

    thing: str
    package: str


# In the order in which Qt asks for them; the last seven are for a window under X11 and Wayland.
QT_LIBRARIES = (
    Need("libGL.so.1", "libgl1"),
    Need("libEGL.so.1", "libegl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libgssapi_krb5.so.2", "libgssapi-krb5-2"),  # QtNetwork, which tests call us by
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libwayland-cursor.so.0", "libwayland-cursor0"),
    Need("libwayland-egl.so.1", "libwayland-egl1"),
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
    Need("desktop-file-validate", "desktop-file-utils"),
    Need("appstreamcli", "appstream"),
    Need("ffprobe", "ffmpeg"),
    Need("pdftotext", "poppler-utils"),
)
# There is no ready-made miniaudio for Linux on other processors than this: it is compiled.
READY_MADE = "x86_64"
# Debian 13 and Ubuntu 24.04 gave these a new name with their 64-bit time.
RENAMED = frozenset({"libglib2.0-0", "libasound2"})
# What Qt's wheels are made for.
OLDEST_GLIBC = {READY_MADE: (2, 34), "other": (2, 39)}
WITHOUT_SUDO = "or, with the password of root, where you may not use sudo:"
TYPE_THIS = "System packages are missing. Type this, then start again:"


def install_needed(machine: Machine, *, has_uv: bool) -> None:
    """Bring what the program cannot do without, and sound where that is possible.

    Raises:
        SetUpError: something is missing and may not or cannot be installed from here.
    """
    if not machine.is_linux:
        return
    _check_glibc(machine)
    needed = _missing_libraries(machine, QT_LIBRARIES)
    if not (has_uv or machine.makes_environments):
        needed.append(Need(f"{machine.python} -m venv", f"{machine.python}-venv"))
    needed += _missing_to_compile(machine)
    wanted = _missing_libraries(machine, SOUND_LIBRARIES)
    if needed:
        _install(machine, needed + wanted)
    elif wanted:
        _try_to_install(machine, wanted, "sessions are silent without")


def install_for_tests(machine: Machine) -> None:
    """Bring what tests with a real display and a real sound server use; they skip without."""
    missing = [need for need in TEST_COMMANDS if not machine.has_command(need.thing)]
    if machine.is_linux and missing:
        _try_to_install(machine, missing, "some tests skip without")


def _missing_libraries(machine: Machine, needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not machine.has_library(need.thing)]


def _missing_to_compile(machine: Machine) -> list[Need]:
    if machine.processor == READY_MADE:
        return []
    compiler = [] if machine.has_command("c++") else [Need("c++", "g++")]
    headers = [] if machine.has_python_headers else [Need("Python.h", f"{machine.python}-dev")]
    return compiler + headers


def _check_glibc(machine: Machine) -> None:
    oldest = OLDEST_GLIBC.get(machine.processor, OLDEST_GLIBC["other"])
    if machine.glibc >= oldest:
        return
    wanted, found = (".".join(map(str, version)) for version in (oldest, machine.glibc))
    raise SetUpError(
        f"Qt for Python needs glibc {wanted} or newer on {machine.processor}; "
        f"found {found or 'another C library'}."
    )


def _try_to_install(machine: Machine, needs: list[Need], loss: str) -> None:
    names = " ".join(need.package for need in needs)
    if not (machine.is_root and machine.has_command("apt-get")):
        say(f"Not installed: {names}; {loss} them.")
        return
    try:
        _install(machine, needs)
    except SetUpError as error:
        say(f"Going on, but {loss} {names}. {error}")


def _install(machine: Machine, needs: list[Need]) -> None:
    if not machine.has_command("apt-get"):
        raise SetUpError(_advice_without_apt(machine, needs))
    before = _way_to_root(machine)
    if before is None:
        raise SetUpError(f"{TYPE_THIS}\n{_lines_to_type(machine, needs)}")
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    say(f"Installing system packages: {' '.join(need.package for need in needs)}")
    machine.call([*apt, "update"])  # where it fails, the lists of last time may do
    packages = _names_here(machine, needs)
    fault = machine.call([*apt, "install", "-y", "--no-install-recommends", *packages])
    if fault:
        raise SetUpError(f"This did not work:\n{_lines_to_type(machine, needs)}\n{fault}")


def _names_here(machine: Machine, needs: list[Need]) -> list[str]:
    def name(package: str) -> str:
        newer = f"{package}t64"
        is_newer = package in RENAMED and machine.call(["apt-cache", "show", newer]) is None
        return newer if is_newer else package

    return [name(need.package) for need in needs]


def _way_to_root(machine: Machine) -> list[str] | None:
    """The words that a command for root begins with, or None where there is no way."""
    if machine.is_root:
        return []
    if not machine.has_command("sudo"):
        return None
    if machine.call(["sudo", "-n", "true"]) is None:
        return ["sudo", "-n"]
    if not machine.has_terminal:
        return None
    say("System packages are missing; sudo may ask for your password to install them.")
    return ["sudo"] if machine.call(["sudo", "-v"]) is None else None


def _lines_to_type(machine: Machine, needs: list[Need]) -> str:
    """One line; where there is sudo, which not everybody may use, the line without it too."""
    packages = " ".join(_names_here(machine, needs))
    line = f"apt-get update && apt-get install -y --no-install-recommends {packages}"
    by_root = f"su -c '{line}'"
    if not machine.has_command("sudo"):
        return by_root
    return f"sudo sh -c '{line}'\n{WITHOUT_SUDO}\n{by_root}"


def _advice_without_apt(machine: Machine, needs: list[Need]) -> str:
    things = [need.thing for need in needs]
    for tool in ("dnf", "zypper"):
        if machine.has_command(tool):
            provided = " ".join(f"'{thing}()(64bit)'" for thing in things if ".so" in thing)
            return f"{TYPE_THIS}\nsudo {tool} install {provided}"
    return f"Please install what brings these, then start again: {', '.join(things)}"
