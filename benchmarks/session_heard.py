# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether everything a plan announces is heard, and when: a real session, recorded.

    python benchmarks/session_heard.py ROUTINE [--console]

Starts a PulseAudio of its own with a null sink, plays ROUTINE with the real program (in a
window if there is a display), records the sink's monitor, and looks in the recording for
the beginning of each cue of `plan ROUTINE --json`. The recording and the session begin at
different moments, so the shift between the two clocks is the one that suits most cues.
Needs pulseaudio and parec.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from array import array
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RATE = 8_000
FRAME = 16  # two milliseconds
FRAME_MS = 1_000 * FRAME // RATE
QUIET = 120
LOUD_SHARE = 0.5
SEARCH_MS = 150
NEAR_MS = 20
PROGRAM = [sys.executable, "-m", "hipmob_desktop"]


class Sink:
    """A sound server of our own whose only device is heard by nobody but us."""

    def __init__(self, folder: Path) -> None:
        socket = folder / "sound.socket"
        self.env = os.environ | {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{socket}",
        }
        self._server = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1",
                "-L", "module-null-sink sink_name=out rate=48000",
                "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
            ],
            env=self.env, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        ask = ["pactl", "info"]
        while subprocess.run(ask, env=self.env, check=False, capture_output=True).returncode:
            time.sleep(0.05)
        self.recording = folder / "heard.raw"
        form = f"--rate={RATE} --channels=1 --format=s16le"
        record = f"exec parec -d out.monitor --latency-msec=20 {form}"
        self._recorder = subprocess.Popen(
            ["sh", "-c", f"{record} >{self.recording}"], env=self.env
        )
        while not self.recording.exists() or self.recording.stat().st_size < RATE:
            time.sleep(0.05)

    def close(self) -> None:
        """Stop recording and serving."""
        time.sleep(1)
        self._recorder.terminate()
        self._recorder.wait()
        self._server.terminate()
        self._server.wait()


def levels(path: Path) -> list[int]:
    """The loudest sample of each two milliseconds."""
    samples = array("h", path.read_bytes()[: path.stat().st_size // 2 * 2])
    return [max(map(abs, samples[i : i + FRAME])) for i in range(0, len(samples) - FRAME, FRAME)]


def onsets(heard: Sequence[int], quiet_frames: int = 25) -> Iterator[int]:
    """Where sound begins after at least fifty milliseconds of silence, in ms."""
    silent = quiet_frames
    for frame, level in enumerate(heard):
        if level <= QUIET:
            silent += 1
            continue
        if silent >= quiet_frames:
            yield frame * FRAME_MS
        silent = 0


def is_audible(heard: Sequence[int], start_ms: float, length_ms: int) -> bool:
    """Whether at least half of a stretch is sound."""
    frames = heard[int(start_ms) // FRAME_MS : int(start_ms + length_ms) // FRAME_MS]
    blocks = [max(frames[i : i + 25], default=0) for i in range(0, len(frames), 25)]
    return sum(block > QUIET for block in blocks) >= LOUD_SHARE * max(1, len(blocks))


def compare(cues: list[dict[str, int | str]], heard: Sequence[int]) -> None:
    """Print how many cues are heard, and how far from their moments they begin."""
    begins = list(onsets(heard))
    planned = [int(cue["at_ms"]) for cue in cues]
    shift = best_shift(planned, begins)
    shift += round(median(distances(planned, begins, shift)))
    spread = sorted(map(abs, distances(planned, begins, shift)))
    missing = [
        cue
        for cue, at in zip(cues, planned, strict=True)
        if not is_audible(heard, at + shift, int(cue["duration_ms"]))
    ]
    print(f"cues planned       {len(cues)}")
    print(f"heard              {len(cues) - len(missing)}")
    print(f"beginnings found   {len(spread)} (those after fifty milliseconds of silence)")
    print(f"off from the plan  median {median(spread):.0f} ms, p99 {_p99(spread):.0f} ms")
    for cue in missing:
        print(f"  not heard: {cue['at_ms']} ms {cue['kind']} {cue['text'] or cue.get('chime')}")


def distances(planned: Sequence[int], begins: Sequence[int], shift: int) -> list[int]:
    """How far from its moment each cue begins whose beginning is found."""
    found = []
    for at in planned:
        near = [begin - at - shift for begin in begins if abs(begin - at - shift) <= SEARCH_MS]
        if near:
            found.append(min(near, key=abs))
    return found


def best_shift(planned: Sequence[int], begins: Sequence[int]) -> int:
    """How much later the recording's clock is: what puts most beginnings near a cue."""

    def near(shift: int) -> int:
        wanted = {(at + shift) // NEAR_MS for at in planned}
        return sum(begin // NEAR_MS in wanted for begin in begins)

    shifts = {begin - at for begin in begins[:40] for at in planned[:12]}
    return max(shifts, key=near)


def _p99(ordered: Sequence[float]) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def main() -> None:
    """Play, record, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("routine")
    parser.add_argument("--console", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = ["--data-dir", str(folder / "data")]
        answer = subprocess.run(
            [*PROGRAM, "plan", arguments.routine, "--json", *ours],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        plan = json.loads(answer.stdout)
        sink = Sink(folder)
        play = [*PROGRAM, "play", arguments.routine, *ours]
        program = subprocess.Popen(
            [*play, *(["--console"] if arguments.console else [])],
            env=sink.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            program.wait(plan["total_ms"] / 1_000 + 15)
        except subprocess.TimeoutExpired:
            program.terminate()  # a window stays open after its session
            program.wait()
        sink.close()
        compare(plan["cues"], levels(sink.recording))


if __name__ == "__main__":
    main()
