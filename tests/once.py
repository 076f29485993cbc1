# SPDX-License-Identifier: GPL-3.0-or-later
"""What is worked out once for all tests of a process: answers that follow from what ships alone.

Very many tests start the program within this process, and each start reads every shipped file.
"""

import functools
import pickle
import tomllib

from builders import DATA

SHIPPED = f"{DATA.resolve()}/"
MOST_KEPT = 20_000
"""Longer texts are some test's own, and read by nobody else."""


def work_out_once(patch):
    """Have the program keep what it reads of the shipped files, until `patch` is undone."""
    from hipmob_desktop.cli import parser
    from hipmob_desktop.content import library
    from hipmob_desktop.content.move_store import MoveStore

    patch.setattr(tomllib, "loads", _parsing_once(tomllib.loads))
    patch.setattr(parser, "make_parser", functools.cache(parser.make_parser))
    read = functools.cached_property(_moves_read_once(MoveStore._read.func))
    read.__set_name__(MoveStore, "_read")
    patch.setattr(MoveStore, "_read", read)
    patch.setattr(library, "_read_file", _routines_read_once(library._read_file))


def _parsing_once(parse):
    tables = {}

    def loads(text, **how):
        if how or len(text) > MOST_KEPT:
            return parse(text, **how)
        if text not in tables:
            tables[text] = pickle.dumps(parse(text))
        return pickle.loads(tables[text])  # noqa: S301 - our own, made a line above

    return loads


def _is_shipped(*stamps):
    return all(stamp.path.startswith(SHIPPED) for stamp in stamps)


def _moves_read_once(read):
    kept = {}

    def moves(store):
        if not _is_shipped(*store.stamps):
            return read(store)
        if store.stamps not in kept:
            kept[store.stamps] = read(store)
        return kept[store.stamps]

    return moves


def _routines_read_once(read):
    kept = {}

    def routine(stamp, store, *, is_own):
        if not _is_shipped(stamp, *store.stamps):
            return read(stamp, store, is_own=is_own)
        key = stamp, store.stamps, is_own
        if key not in kept:
            kept[key] = read(stamp, store, is_own=is_own)
        return kept[key]

    return routine
