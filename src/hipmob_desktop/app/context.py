# SPDX-License-Identifier: GPL-3.0-or-later
"""What every face of the program is built of: the places, the library, the words, the voice.

What is heavy is imported where it is built, so that the window opens at once.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.files import is_there
from hipmob_desktop.logs import logger
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.content.search_words import SearchWords
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.routine import Reference, Routine
    from hipmob_desktop.paths import Paths
    from hipmob_desktop.storage.backup import Home
    from hipmob_desktop.voice.voice import SpokenVoice

LANGUAGE = "en"
MOST_NAMED = 30
"""So many routines are named to somebody who asked for one that there is not."""


class InputError(Exception):
    """What a person gave cannot be used; the message says why in one line."""


class MachineError(Exception):
    """The machine lacks something; the message says what to do."""


@dataclass(frozen=True)
class AppContext:
    """What every face of the program needs: the places, the library, the words."""

    paths: Paths
    library: Library

    @cached_property
    def phrases(self) -> Phrases:
        """The coach's words, read when somebody is about to speak.

        Raises:
            MachineError: they cannot be read.
        """
        from hipmob_desktop.content.coach_files import load_phrases

        try:
            return load_phrases(data_dir() / "phrases" / f"{LANGUAGE}.toml")
        except ContentError as error:
            raise MachineError(str(error)) from error

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """What the codes of sources stand for, read when somebody looks at a routine."""
        from hipmob_desktop.content.coach_files import load_sources

        try:
            return load_sources(data_dir() / "sources.toml")
        except ContentError as error:
            logger(__name__).warning("%s", error)
            return {}

    @cached_property
    def search_words(self) -> SearchWords:
        """What people type into the search, read before anybody does."""
        from hipmob_desktop.content.search_words import SearchWords, load_search_words

        try:
            return load_search_words(data_dir() / "search.toml")
        except ContentError as error:
            logger(__name__).warning("%s", error)
            return SearchWords()


def open_context(paths: Paths, *, reads_all: bool = True) -> AppContext:
    """Read what ships with the program and what the person has added.

    With `reads_all` false, files of which there are very many may be left for later, and at
    a first start, which begins with questions, all that no cache knows.
    """
    from hipmob_desktop.content.library import Library

    folders, cache = (data_dir(), paths.data), library_cache_file(paths)
    if reads_all:
        return AppContext(paths, Library.load(*folders, cache=cache))
    reads_new = is_there(paths.settings_file)
    return AppContext(paths, Library.open(*folders, cache=cache, reads_new=reads_new))


def library_cache_file(paths: Paths) -> Path:
    """Where it is kept what the routine files say, so that they need not be read again."""
    return paths.cache / "library.index"


def find_routine(context: AppContext, wanted: str) -> Routine:
    """The routine that has the id `wanted`, or that the file at that path holds.

    A session of a programme that was begun here has an id as well.

    Raises:
        InputError: there is none, or the file cannot be used.
    """
    from hipmob_desktop.content.problems import near_word
    from hipmob_desktop.content.reader import load_routine_file

    try:
        return context.library.routine(wanted)
    except KeyError:
        pass
    except ContentError as error:
        raise InputError(str(error)) from error
    path = _session_file(context, wanted) or Path(wanted)
    if path.suffix or is_there(path):
        try:
            return load_routine_file(path, context.library.moves)
        except ContentError as error:
            raise InputError(str(error)) from error
    ids = [entry.id for entry in context.library.entries]
    hint = near_word(wanted, ids) or f"there are {_some(ids)}"
    raise InputError(f"no routine called {wanted!r}: {hint}")


def source_name(context: AppContext, wanted: str) -> str:
    """What a routine is remembered by: its id, or the path of its file from wherever one is."""
    is_id = wanted in {entry.id for entry in context.library.entries}
    is_id = is_id or _session_file(context, wanted) is not None
    return wanted if is_id else str(Path(wanted).absolute())


def _session_file(context: AppContext, wanted: str) -> Path | None:
    """The routine of a programme's session, as it was on the day it was begun, if that is one."""
    from hipmob_desktop.core.programme import SessionName
    from hipmob_desktop.storage.programme import ProgrammeStore

    if SessionName.read(wanted) is None:
        return None
    path = ProgrammeStore(context.paths.data).session_file(wanted)
    return path if is_there(path) else None


def _some(ids: Sequence[str]) -> str:
    more = len(ids) - MOST_NAMED
    return ", ".join(ids[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def spoken_voice(context: AppContext) -> SpokenVoice:
    """The voice that is made on this machine."""
    from hipmob_desktop.voice.pronunciation import Pronunciation
    from hipmob_desktop.voice.voice import SpokenVoice

    phrases = context.phrases
    return SpokenVoice(
        context.paths.cache / "voice",
        assets=assets_dir(),
        pronunciation=Pronunciation(phrases.pronounce, phrases.phonemes, phrases.slow),
        language=LANGUAGE,
    )


def home_of(paths: Paths) -> Home:
    """Where the person's things are, as a backup takes them."""
    from hipmob_desktop.storage.backup import Home

    return Home(
        folders={"data": paths.data, "config": paths.config},
        journal=paths.journal_file,
        without=(paths.cache, paths.log),
    )
