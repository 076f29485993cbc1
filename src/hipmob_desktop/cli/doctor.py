# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a session needs of this machine, looked at: each ok, or what to do."""

from __future__ import annotations

from hipmob_desktop.app.context import AppContext, spoken_voice
from hipmob_desktop.desktop.keep_awake import probe
from hipmob_desktop.voice.doctor import Check, diagnose

SCREEN_STAYS = "The screen stays on in a session."
FOLDERS_KEEP = "What you do is kept below {folder}."


def check_all(context: AppContext) -> list[Check]:
    """Voice, sound device, screen and folders. This blocks for some seconds."""
    voice = spoken_voice(context)
    try:
        checks = diagnose(voice, context.phrases.sound_check)
    finally:
        voice.close()
    return [*checks, _screen(), _folders(context)]


def _screen() -> Check:
    fault = probe()
    return Check("keep awake", ok=fault is None, sentence=fault or SCREEN_STAYS)


def _folders(context: AppContext) -> Check:
    fault = context.paths.create()
    kept = FOLDERS_KEEP.format(folder=context.paths.data)
    return Check("folders", ok=fault is None, sentence=fault or kept)
