# SPDX-License-Identifier: GPL-3.0-or-later
"""Hip checks in the journal: kept as each test is done, read in the order they were done in."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from hipmob_desktop.core.hip_check import Check, Feel, Measure, Result, Status, Where
from hipmob_desktop.core.journal_merge import plain
from hipmob_desktop.storage.history import EPOCH, day_number
from hipmob_desktop.storage.journal import transaction

if TYPE_CHECKING:
    import sqlite3

    from hipmob_desktop.storage.journal import Journal

_KEEP = "INSERT OR REPLACE INTO hip_check VALUES (?, ?, ?)"
_KEEP_RESULT = "INSERT OR REPLACE INTO hip_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CHECKS = "SELECT at_ms, day, lower_leg_cm FROM hip_check ORDER BY day, at_ms"
_RESULTS = """
    SELECT at_ms, test, left_value, right_value, status, hurt_where, feel, has_cramp, measure
    FROM hip_result ORDER BY at_ms, test
"""


class HipChecks:
    """What is asked of a journal about checks, which says itself where it cannot answer."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def all(self) -> tuple[Check, ...]:
        """All checks in which anything was done, the oldest first."""
        none: tuple[Check, ...] = ()
        return self._journal.ask(_read, otherwise=none)

    def keep(self, check: Check) -> bool:
        """Keep a check as far as it has come, in place of what was kept of it; whether it is."""
        return self._journal.ask(lambda database: _keep(database, check), otherwise=False)


def _keep(database: sqlite3.Connection, check: Check) -> bool:
    with transaction(database):
        # What was kept of it goes with the row that this one takes the place of.
        database.execute(_KEEP, (check.at_ms, day_number(check.day), check.lower_leg_cm))
        rows = [
            (
                check.at_ms, plain(test), told.left, told.right, told.status, told.where,
                told.feel, told.has_cramp, told.measure,
            )
            for test, told in check.results.items()
        ]  # fmt: skip
        database.executemany(_KEEP_RESULT, rows)
    return True


def _read(database: sqlite3.Connection) -> tuple[Check, ...]:
    results: dict[int, dict[str, Result]] = defaultdict(dict)
    for at_ms, test, left, right, status, where, feel, cramp, measure in database.execute(
        _RESULTS
    ):
        results[at_ms][test] = Result(
            left=left,
            right=right,
            status=Status(status),
            where=Where(where) if where else None,
            feel=Feel(feel),
            has_cramp=bool(cramp),
            measure=Measure(measure),
        )
    return tuple(
        Check(
            at_ms=at_ms,
            day=EPOCH + timedelta(days=day),
            results=results[at_ms],
            lower_leg_cm=lower_leg,
        )
        for at_ms, day, lower_leg in database.execute(_CHECKS)
        if at_ms in results
    )
