# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the clips that ship: the fixed sentences of an opening, in the voice of a first start.

With them the first words sound at once while the voice is still being loaded. To be run after a
change of these sentences, of the voice or of what is done to its sound; a test says when.

    .venv/bin/python tools/make_clips.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hipmob_desktop.app.context import open_context, spoken_voice
from hipmob_desktop.paths import Paths

CLIPS = Path(__file__).resolve().parents[1] / "assets" / "clips"
PATIENCE_S = 60.0


def main() -> int:
    """Replace what is in the folder of clips."""
    for old in CLIPS.glob("*.wav"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        world = open_context(Paths.below(Path(folder)))
        voice = spoken_voice(world)
        texts = world.phrases.opening
        is_made = voice.wait(texts, PATIENCE_S)
        clips = [voice.clip(text) for text in texts]
        voice.close()
        voice.join()
        if not is_made or voice.natural_fault:
            print(voice.fault() or voice.natural_fault or "not made in time", file=sys.stderr)
            return 1
        CLIPS.mkdir(exist_ok=True)
        for clip in clips:
            assert clip is not None  # noqa: S101  # all are made
            assert clip.path is not None  # noqa: S101  # a new folder can be written to
            (CLIPS / clip.path.name).write_bytes(clip.path.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
