# SPDX-License-Identifier: GPL-3.0-or-later
"""A session as a film: drawn and coded by several processes, put together by this one.

A session is a function of time: any picture can be drawn at any time, faster than it plays.
"""

from __future__ import annotations

import os
import signal
import wave
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING

from hipmob_desktop.app.film_file import FORMATS, open_film
from hipmob_desktop.app.film_process import begin, draw
from hipmob_desktop.app.film_scene import picture_ms, spans_of
from hipmob_desktop.files import Outlives, output_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from hipmob_desktop.app.film_file import Coded
    from hipmob_desktop.app.film_scene import Scene, Track

LOOK_EVERY_S = 0.2


def make_film(scene: Scene, track: Track, out: Path, tell: Callable[[float], None]) -> None:
    """Write a film to `out`: whole afterwards, or as it was before.

    Args:
        scene: What is drawn.
        track: What is heard and told beside it.
        out: The file, of the kind that its ending says.
        tell: Called every so often with how much is made, from 0 to 1; what it raises ends this.

    Raises:
        OSError: The file cannot be written, or the sound not be read.
        BrokenProcessPool: A process that draws was ended.
    """
    ending = out.suffix.lower()
    spans, form = spans_of(track.total_ms), FORMATS[ending]
    with (
        wave.open(str(track.sound), "rb") as sound,
        _drawn(scene, ending, spans) as drawing,
        output_file(out, outlives=Outlives.PROCESS) as file,
        open_film(file, form, scene.size, sound, track.about, track.captions) as film,
    ):
        for span in spans:
            share = span.start / spans[-1].stop
            while not wait(drawing[:1], LOOK_EVERY_S).done:
                tell(share)
            film.add(drawing.pop(0).result(), picture_ms(span.stop))
            tell(span.stop / spans[-1].stop)


def _cores() -> int:
    return (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )


@contextmanager
def _drawn(scene: Scene, ending: str, spans: list[range]) -> Iterator[list[Future[list[Coded]]]]:
    """What the spans look like, in their order, as they are drawn on all cores."""
    # Begun afresh, not as copies of this process: that has threads, and maybe a window.
    fresh = get_context("spawn")
    stop = fresh.Event()
    pool = ProcessPoolExecutor(
        min(_cores(), len(spans)), fresh, initializer=begin, initargs=(scene, ending, stop)
    )
    try:
        with _deaf_to_ctrl_c():
            drawing = [pool.submit(draw, span) for span in spans]
        yield drawing
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What this thread begins meanwhile hears no Ctrl-C in a terminal: it is stopped by us."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
