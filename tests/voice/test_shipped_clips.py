# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentences of an opening come with the program, in the voice of a first start."""

import pytest

from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.voice import natural
from hipmob_desktop.voice.pronunciation import Pronunciation
from hipmob_desktop.voice.voice import SpokenVoice

PHRASES = load_phrases(data_dir() / "phrases" / "en.toml")


@pytest.mark.skipif(not natural.is_installed(), reason="no natural voice on this kind of machine")
def test_the_opening_is_there_at_once_without_an_engine_and_with_an_empty_cache(tmp_path):
    pronunciation = Pronunciation(PHRASES.pronounce, PHRASES.phonemes, PHRASES.slow)
    voice = SpokenVoice(
        tmp_path, assets=assets_dir(), pronunciation=pronunciation, python=["no-such-program"]
    )
    try:
        made = voice.wait(PHRASES.opening, 10)
    finally:
        voice.close()
        voice.join()

    assert made, "run tools/make_clips.py: the voice or these sentences have changed"


def test_nothing_ships_that_nobody_says():
    shipped = list((assets_dir() / "clips").glob("*.wav"))

    assert len(shipped) == len(PHRASES.opening)
