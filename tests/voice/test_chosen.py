# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers that were found by ear, by measuring, or by what others give: none changes unseen."""

from cases import tried_with
from hipmob_desktop.voice import (
    audio,
    clip,
    clip_maker,
    doctor,
    ducking_process,
    engine,
    loudness,
    mixer,
    natural,
    priority,
    pronunciation,
    sound_client,
    speech_client,
    speech_process,
)

MIB = 1 << 20
DAY_S = 86_400

CHOSEN = {
    "frames a second": (audio.RATE, 22_050),
    "the largest sample": (audio.FULL, 32_767),
    "how loud the ears hear a side": ((audio.NEAR, audio.MIDDLE, audio.FAR), (1.0, 0.79, 0.5)),
    "silence before and after words": ((clip.BEFORE_MS, clip.AFTER_MS), (10, 60)),
    "a clip has no more bytes": (clip.MOST_BYTES, 64 * MIB),
    "how clips are made now": (clip.PROCESSING, 3),
    "clips of another version stay": (clip.SUPERSEDED_S, 2 * DAY_S),
    "clips that nobody wants stay": (clip.OLDEST_S, 90 * DAY_S),
    "all clips together": (clip.LARGEST, 96 * MIB),
    "a use is noted once a day": (clip.DAY_S, DAY_S),
    "clips that are made again for another style": (clip_maker.MADE_AGAIN, 300),
    "clips in memory": (clip_maker.MEMORY, 32 * MIB),
    "an idle process stays": (clip_maker.IDLE_S, 3.0),
    "an engine is waited for": (doctor.ENGINE_S, 30.0),
    "a device": (doctor.DEVICE_S, 6.0),
    "a line": (doctor.LINE_S, 12.0),
    "others are quieter by": (ducking_process.FACTOR, 0.6),
    "so early": (ducking_process.EARLY_MS, 150),
    "for so long": (ducking_process.HOLD_MS, 4_000),
    "their server is waited for": (ducking_process.PATIENCE_S, 3.0),
    "what is noted of them": (ducking_process.MOST_NOTED, 65_536),
    "an engine is asked for a sound": (engine.TRIES, 3),
    "and waited for": (engine.PATIENCE_S, 10.0),
    "nothing under this counts": (loudness.SILENT, -70.0),
    "what is cut short fades": (mixer.FADE_MS, 4),
    "the natural voice's own speed": (natural.WORDS_A_MINUTE, 182),
    "its slowest and its fastest": (natural.SPEEDS, (0.5, 2.0)),
    "its rate": (natural.MODEL_RATE, 24_000),
    "its noise is always the same": (natural.SEED, 0),
    "its words begin above this part": (natural.HEAD_PART, 200),
    "and so little before": (natural.HEAD_MS, 4),
    "its loudest": (natural.LOUDEST, 0.98),
    "its rate and ours": ((natural.UP, natural.DOWN, natural.HALF), (147, 160, 24)),
    "rtkit gives nothing to what works for longer": (priority.LIMIT_US, 200_000),
    "who goes first": (priority.ORDER, 5),
    "who cannot is less nice": (priority.NICE, -11),
    "rtkit is waited for": (priority.PATIENCE_S, 2.0),
    "KILL and XCPU": (priority.ENDED_BY_LIMIT, (-9, -24)),
    "no text is longer": (pronunciation.LONGEST, 600),
    "texts that are remembered": (pronunciation.REMEMBERED, 5_000),
    "slow texts": (pronunciation.SLOW, 0.85),
    "a process that plays is silent": (sound_client.SILENT_MS, 1_200),
    "one that opens a device": (sound_client.OPENING_MS, 2_000),
    "one that opens it for the third time": (sound_client.SLOWEST_MS, 12_000),
    "the pause after one that fails": (sound_client.BREATHER_MS, 500),
    "the longest": (sound_client.LONGEST_BREATHER_MS, 30_000),
    "a folder was left behind": (speech_client.LEFT_OVER_S, 3_600),
    "a process starts": (speech_client.START_S, 10.0),
    "an engine is loaded so many times as long": (speech_client.LOADING, 3),
    "each clip is as loud": (speech_process.TARGET, -20.0),
    "and no sample larger": (speech_process.HIGHEST, 0.85),
}


@tried_with(("is_now", "was_chosen"), CHOSEN.values(), ids=CHOSEN)
def test_a_number_is_what_was_chosen(is_now, was_chosen):
    assert is_now == was_chosen
