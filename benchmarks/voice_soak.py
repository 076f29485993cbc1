# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a busy machine and faults in the speech process ever spoil a file or a word.

`python benchmarks/voice_soak.py [--sessions N] [--load N] [--seed N]`

Plays short sessions in the terminal, three at a time, each with an empty cache, on a machine kept
busy, into a sound server of its own. In each speech process `time.sleep` raises at random, and the
process dies at random while it writes; in every other session the natural voice does not load
either. Afterwards every clip is compared with one made in quiet, and every file of the program
and of its environment with what it was. Ends with 1 where something is not as it should be.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from voice_bench import quantile, sound_server

from hipmob_desktop.voice import audio, clip, speech_client
from hipmob_desktop.voice.ipc import PYTHON
from hipmob_desktop.voice.speech_client import SpeechProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.voice.ipc import Message

    Sound = np.ndarray[Any, np.dtype[np.float64]]

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-P", "-m", "hipmob_desktop")
AT_A_TIME = 3
LONGEST_S = 60
ALIKE = 0.9
"""Clips of the same words correlate better than this at their best shift, others do not."""

SHIFT_MS = 20
RUNTIME = "runtime"
PAIRS = 3_000
VOICES = ("natural", "simple")
RARELY = 0.02
"""How often a call of `time.sleep` raises; the process dies as often when it writes."""

FAULTS = """
import os, sys

if os.environ["SOAK_MODULE"] in sys.orig_argv:
    import json, random, time, wave

    log = os.open(os.environ["SOAK_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    chance = random.Random(f"{os.environ['SOAK_SEED']} {os.getpid()}")
    often = float(os.environ["SOAK_OFTEN"])
    sleep, write, read = time.sleep, wave.Wave_write.writeframes, json.loads

    def note(*words):
        os.write(log, (" ".join(words) + "\\n").encode())

    def raise_at_random(seconds):
        if chance.random() < often:
            note("raised")
            raise chance.choice((RuntimeError, OSError))("planted")
        sleep(seconds)

    def die_at_random(self, data):
        if chance.random() < often:
            note("died")
            os._exit(9)
        write(self, data)

    def hear(*given, **named):
        message = read(*given, **named)
        is_request = isinstance(message, dict) and isinstance(message.get("id"), int)
        if is_request and "text" in message:
            note("asked", json.dumps(message))
        return message

    def watch(event, given):
        if event == "open" and isinstance(given[0], (str, bytes)) and given[2] & 0o3:
            note("wrote", os.path.abspath(os.fsdecode(given[0])))

    time.sleep = raise_at_random
    wave.Wave_write.writeframes = die_at_random
    json.loads = hear
    if os.environ["SOAK_VOICE"] == "simple":
        sys.modules["onnxruntime"] = None
    sys.addaudithook(watch)
    note("started")
"""

BUSY = """
import os, sys
while os.getppid() == int(sys.argv[1]):
    for _ in range(1_000_000):
        pass
"""


@dataclass
class Findings:
    """What became of all sessions.

    Attributes:
        counts: How often each thing happened.
        troubles: What is not as it should be.
        likeness: How alike each clip and its reference are.
    """

    counts: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    likeness: list[float] = field(default_factory=list)


def sums(folders: list[Path]) -> dict[Path, str]:
    """Give the checksum of every file below some folders."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def program_and_environment() -> list[Path]:
    """Give the folders that nothing may change."""
    named = ("src", "data", "assets")
    return [*(ROOT / name for name in named), Path(sys.prefix)]


def short_routines(folder: Path) -> list[Path]:
    """Write routines of at most a minute, one for each move that allows it."""
    names = sorted(path.stem for path in (ROOT / "data" / "moves").glob("*.toml"))
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        found = pool.map(lambda name: _short_routine(folder / f"{name}.toml"), names)
        return [path for path in found if path]


def _short_routine(path: Path) -> Path | None:
    for dose in ("reps = 2", "hold_s = 5"):
        path.write_text(f'title = "Short"\n[[items]]\nmove = "{path.stem}"\n{dose}\n')
        home = str(path.parent / "data")
        plan = [*PROGRAM, "--data-dir", home, "plan", str(path), "--estimate", "--json"]
        done = subprocess.run(plan, capture_output=True, check=False)
        if not done.returncode:
            is_short = json.loads(done.stdout)["total_ms"] < (LONGEST_S - 10) * 1000
            return path if is_short else None
    return None


def make_references(folder: Path, asked: dict[str, Message]) -> dict[str, Sound]:
    """Have all that was asked for said anew, in quiet; gives the sounds by their files' names."""
    process = SpeechProcess([*PYTHON, speech_client.MODULE], 30)
    for name, request in asked.items():
        process.ask({**request, "file": str(folder / name)})
    process.close()
    assert process.starts == min(len(asked), 1)
    return {name: _sound(folder / name) for name in asked}


def _sound(path: Path) -> Sound:
    return np.array(clip.decode(path.read_bytes()), float)


def likeness(one: Sound, other: Sound) -> float:
    """Give the best correlation of two sounds, the one shifted against the other."""
    size = 1 << (len(one) + len(other)).bit_length()
    shifted = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    best = float(np.fft.irfft(shifted, size).max())
    return best / float(np.sqrt((one**2).sum() * (other**2).sum()) or 1)


def told_apart(references: dict[str, Sound]) -> str:
    """Tell how many pairs of different clips, near enough in length to mix up, differ enough."""
    pairs = combinations(references.values(), 2)
    near = [(a, b) for a, b in pairs if 0.8 < len(a) / len(b) < 1.25]
    chance = random.Random(0)
    tried = chance.sample(near, min(len(near), PAIRS))
    return f"{sum(likeness(a, b) < ALIKE for a, b in tried)} of {len(tried)}"


@contextmanager
def busy_machine(load: float) -> Iterator[None]:
    """Keep the machine busy; the busy processes end with us, however we end."""
    missing = max(round(load - os.getloadavg()[0]), 0)
    command = [sys.executable, "-S", "-c", BUSY, str(os.getpid())]
    busy = [subprocess.Popen(command) for _ in range(missing)]
    try:
        yield
    finally:
        for one in busy:
            one.kill()
            one.wait()


def play(routine: Path, home: Path, number: int, seed: int) -> str:
    """Play a session to its end; gives what went wrong, or nothing."""
    faults, runtime = home / "faults", home / RUNTIME
    faults.mkdir(parents=True)
    runtime.mkdir(mode=0o700)
    (faults / "sitecustomize.py").write_text(FAULTS)
    planted = {
        "PYTHONPATH": str(faults), "PYTHONDONTWRITEBYTECODE": "1",
        "SOAK_MODULE": speech_client.MODULE,
        "SOAK_LOG": str(home / "log"), "SOAK_SEED": f"{seed} {number}",
        "SOAK_OFTEN": str(RARELY), "SOAK_VOICE": VOICES[number % 2],
        "XDG_RUNTIME_DIR": str(runtime),
    }  # fmt: skip
    command = [*PROGRAM, "--data-dir", str(home / "data")]
    try:
        done = subprocess.run(
            [*command, "play", str(routine), "--console"],
            env={**os.environ, **planted}, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=2 * LONGEST_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "did not end in two minutes"
    said = done.stderr.strip()
    if done.returncode or "Done" not in done.stdout or "Traceback" in said:
        return f"ended with {done.returncode}: {said[-300:]}"
    return ""


def what_was_asked(homes: list[Path]) -> dict[str, Message]:
    """Give the requests of all sessions by the names of the files asked for."""
    asked = {}
    for home in homes:
        for line in (home / "log").read_text().splitlines():
            kind, _, request = line.partition(" ")
            if kind == "asked":
                message = json.loads(request)
                asked[Path(message["file"]).name] = message
    return asked


def look_at(home: Path, references: dict[str, Sound], found: Findings) -> None:
    """Compare what a session left with what it should have."""
    log = (home / "log").read_text().splitlines()
    found.counts.update(line.split()[0] for line in log)
    ours = (str(home / "data"), os.devnull)
    for line in log:
        kind, _, written = line.partition(" ")
        is_scratch = speech_client.PREFIX in Path(written).parent.name
        if kind == "wrote" and not is_scratch and not written.startswith(ours):
            found.troubles.append(f"{home.name}: wrote {written}")
    found.troubles += [f"left over: {one}" for one in (home / RUNTIME).iterdir()]
    made = list((home / "data").rglob("*.wav"))
    asked = what_was_asked([home])
    found.counts["not made"] += len(asked) - len(made)
    for path in made:
        found.counts[asked[path.name]["engine"] if path.name in asked else "unknown"] += 1
        _compare(path, references, found)


def _compare(path: Path, references: dict[str, Sound], found: Findings) -> None:
    known = references.get(path.name)
    if known is None:
        found.troubles.append(f"{path}: nobody asked for it")
        return
    try:
        sound = _sound(path)
    except clip.DamagedClipError as error:
        found.troubles.append(f"{path}: {error}")
        return
    alike = likeness(sound, known)
    found.likeness.append(alike)
    is_as_long = abs(len(sound) - len(known)) <= SHIFT_MS * audio.RATE // 1000
    if alike < ALIKE or not is_as_long:
        lengths = f"{len(sound)} and {len(known)} samples"
        found.troubles.append(f"{path}: likeness {alike:.2f}, {lengths}")


def soak(base: Path, sessions: int, load: float, seed: int) -> Findings:
    """Play all sessions and look at what they left."""
    found = Findings()
    (base / "routines").mkdir()
    routines = short_routines(base / "routines")
    chance = random.Random(seed)
    chosen = [chance.choice(routines) for _ in range(sessions)]
    before = sums(program_and_environment())
    homes = [base / f"session {number}" for number in range(sessions)]
    loads = []
    with busy_machine(load), ThreadPoolExecutor(AT_A_TIME) as pool:
        seeds = [seed] * sessions
        played = pool.map(play, chosen, homes, range(sessions), seeds)
        for home, why in zip(homes, played, strict=True):
            loads.append(os.getloadavg()[0])
            found.counts["sessions"] += 1
            found.troubles += [f"{home.name}: {why}"] if why else []
    references = make_references(base / "references", what_was_asked(homes))
    for home in homes:
        look_at(home, references, found)
    after = sums(program_and_environment())
    changed = [path for path in before | after if before.get(path) != after.get(path)]
    found.troubles += [f"changed: {path}" for path in changed]
    found.troubles += [f"no {kind} clip" for kind in VOICES[:sessions] if not found.counts[kind]]
    found.counts["files compared"] = len(before)
    tell(found, loads, told_apart(references))
    return found


def tell(found: Findings, loads: list[float], apart: str) -> None:
    """Print a table."""
    counts = found.counts
    spread = " / ".join(f"{quantile(found.likeness, part):.3f}" for part in (0, 0.5))
    rows = [
        ("sessions played to their end", f"{counts['sessions']}, {AT_A_TIME} at a time"),
        ("load: least, most", f"{min(loads):.1f}, {max(loads):.1f}"),
        ("speech processes started", counts["started"]),
        ("sleeps that raised, deaths while writing", f"{counts['raised']}, {counts['died']}"),
        ("files opened for writing by them", counts["wrote"]),
        ("clips made: natural, simple", f"{counts['natural']}, {counts['simple']}"),
        ("clips asked for and not made", counts["not made"]),
        ("likeness to the reference: least, median", spread),
        ("pairs of different clips that would be told apart", apart),
        ("files of program and environment compared", counts["files compared"]),
        ("troubles", len(found.troubles)),
    ]
    print("| what | measured |\n|---|---|")
    for what, value in rows:
        print(f"| {what} | {value} |")
    for trouble in found.troubles:
        print(json.dumps(trouble, ensure_ascii=False))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--load", type=float, default=8)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder, sound_server() as address:
        os.environ["PULSE_SERVER"] = address
        found = soak(Path(folder), args.sessions, args.load, args.seed)
    return int(bool(found.troubles))


if __name__ == "__main__":
    sys.exit(main())
