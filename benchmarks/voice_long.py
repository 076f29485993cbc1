# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether anything grows: ten sessions of fifty cues in one voice, each begun and stopped.

`python benchmarks/voice_long.py`. Prints memory, threads and open files after each session.
"""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path

from voice_bench import pss_mib, sound_server, until, until_ms

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.voice.voice import SpokenVoice

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "last one"]


def open_files(pid: int) -> int:
    """Give how many files a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def session(voice: SpokenVoice, number: int) -> None:
    """Say fifty cues, then stop in the middle of one more."""
    voice.prepare(NUMBERS)
    at_ms = monotonic_ms() + 300
    for n in range(50):
        voice.say(NUMBERS[n % 10], at_ms)
        voice.sound("tick", at_ms)
        at_ms += (voice.length_ms(NUMBERS[n % 10]) or 0) + 20
    voice.say("This one is stopped.", at_ms)
    until_ms(at_ms + 300)
    voice.stop()
    pids = [os.getpid(), voice.sound_pid, voice.speech_pid]
    rows = [f"{pss_mib(pid):.1f} MiB, {open_files(pid)} files" if pid else "gone" for pid in pids]
    counts = voice.counts()
    print(f"| {number} | {threading.active_count()} | {' | '.join(rows)} | {counts} |", flush=True)


def main() -> None:
    """Run the sessions and print a table."""
    with sound_server() as address, tempfile.TemporaryDirectory() as cache:
        os.environ["PULSE_SERVER"] = address
        voice = SpokenVoice(Path(cache), assets=Path("assets"))
        voice.warm()
        voice.wait(NUMBERS, 20)
        until(lambda: voice.is_running, 10)
        print("| session | threads | this process | sound | speech | counts |")
        print("|---|---|---|---|---|---|")
        for number in range(1, 11):
            session(voice, number)
        voice.close()
        voice.join()


if __name__ == "__main__":
    main()
