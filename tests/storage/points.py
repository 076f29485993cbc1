# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a session stood that was cut off."""

from builders import a_move, a_plan
from hipmob_desktop.core.enums import Side, SkipTag, VoiceLevel
from hipmob_desktop.core.events import HurtMarked
from hipmob_desktop.core.fit import Fit, FittedItem
from hipmob_desktop.core.plan import Stint
from hipmob_desktop.core.player import Paused, PauseReason, Player
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.resume import SessionSource, point_of

SOURCE = SessionSource(
    routine="a_routine",
    title="A routine",
    fingerprint="12345678",
    options=PlanOptions(
        pace=1.2,
        first_side=Side.RIGHT,
        move_paces=(("leg_lift", 1.1),),
        coaching=Coaching(level=VoiceLevel.CHIMES, breath_words=True, chimes=False),
    ),
    skip_tags=frozenset({SkipTag.KNEELING, SkipTag.HIP_REPLACEMENT}),
    started_at_ms=1_700_000_000_000,
    stand_ins=(("leg_lift", "squat"),),
    felt_before=4,
    fit=Fit(
        minutes=6,
        rounds=1,
        laps=(2,),
        items=(FittedItem(number=0, sets=1, left=4, right=6),),
    ),
)
PLAYER = Player(
    a_plan(a_move()),
    Paused(20_000, PauseReason.ASKED),
    done=frozenset({Stint(0, 1, Side.LEFT, 1), Stint(0, 1, Side.LEFT, 2)}),
    hurts=(HurtMarked("leg_lift", Side.LEFT), HurtMarked("leg_lift", Side.RIGHT, 0)),
    played_ms=12_345,
)
POINT = point_of(PLAYER, SOURCE, saved_at_ms=1_000)
