# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a session needs of this machine, looked at: each ok, or what to do."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from hipmob_desktop import __version__
from hipmob_desktop.app.context import spoken_voice
from hipmob_desktop.desktop.keep_awake import probe
from hipmob_desktop.installation import damaged_files, needed_distributions
from hipmob_desktop.voice.doctor import Check, diagnose

if TYPE_CHECKING:
    from hipmob_desktop.app.context import AppContext

SCREEN_STAYS = "The screen stays on in a session."
FOLDERS_KEEP = "What you do is kept below {folder}."
ALL_AS_INSTALLED = "All files are as they were installed."
DAMAGED = (
    "{path} is {fault}{more}: install the program anew; in a checkout, take the file "
    ".venv/set-up-stamp away and start ./run."
)
PACKAGES = {
    "Qt for Python": "PySide6-Essentials",
    "hibari": "hibari-tts",
    "onnxruntime": "onnxruntime",
    "eSpeak NG loader": "espeakng-loader",
    "pyttsx3": "pyttsx3",
    "miniaudio": "miniaudio",
}
"""What a report of a fault has to name, and the packages that tell their versions."""


def check_all(context: AppContext) -> list[Check]:
    """Versions, installation, voice, sound device, screen and folders.

    This blocks for some seconds.
    """
    voice = spoken_voice(context)
    try:
        checks = diagnose(voice, context.phrases.sound_check)
    finally:
        voice.close()
    return [_versions(), _installation(), *checks, _screen(), _folders(context)]


def _versions() -> Check:
    told = [f"HipMob Desktop {__version__}", f"Python {platform.python_version()}"]
    told += [
        f"{name} {version}" for name, package in PACKAGES.items() if (version := _of(package))
    ]
    told.append(f"{platform.system()} {platform.release()} on {platform.machine()}")
    return Check("versions", ok=True, sentence=", ".join(told) + ".")


def _of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _installation() -> Check:
    damaged = damaged_files(needed_distributions())
    if not damaged:
        return Check("installation", ok=True, sentence=ALL_AS_INSTALLED)
    first, others = damaged[0], len(damaged) - 1
    more = f", and so are {others} more" if others else ""
    sentence = DAMAGED.format(path=first.path, fault=first.fault, more=more)
    return Check("installation", ok=False, sentence=sentence)


def _screen() -> Check:
    fault = probe()
    return Check("keep awake", ok=fault is None, sentence=fault or SCREEN_STAYS)


def _folders(context: AppContext) -> Check:
    fault = context.paths.create()
    kept = FOLDERS_KEEP.format(folder=context.paths.data)
    return Check("folders", ok=fault is None, sentence=fault or kept)
