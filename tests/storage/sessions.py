# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that was done, for tests and for the programs they start."""

from dataclasses import replace

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import JournalEntry, WorkEntry

WORK = WorkEntry(move_id="bridge", side=Side.LEFT, done=10, asked=10, held_ms=4_000, is_hurt=False)
SESSION = JournalEntry(
    routine="nilsson_seven",
    title="Seven “hips”",
    started_at_ms=1_700_000_000_000,
    played_ms=583_000,
    position_ms=583_000,
    total_ms=583_000,
    is_complete=True,
    work=(WORK, replace(WORK, side=Side.RIGHT, done=9), replace(WORK, move_id="a_clam")),
)
