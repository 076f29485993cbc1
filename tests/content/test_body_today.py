# SPDX-License-Identifier: GPL-3.0-or-later
"""No move that the rules of safety forbid is left in a routine, and no promise of it is broken.

The figures know what each move asks of the joints: `safety_oracle` reads the rules off them.
"""

from itertools import combinations

import pytest

from builders import the_library
from content.safety_oracle import forbidden, seen
from hipmob_desktop.core.adapt import adapt
from hipmob_desktop.core.enums import Item, Position, SkipTag, When
from hipmob_desktop.core.move import Hold

COACH = {
    "thr": """adductor_rock_back bouncing_lunge butterfly chair_figure_4 childs_pose clamshell
        cossack_squat couch_stretch deep_squat_hold gate_opener half_kneeling_hip_flexor
        hip_airplane hip_cars_quadruped leg_swing_front leg_swing_side ninety_ninety_switch
        quadruped_rock_back reclined_butterfly reverse_clamshell rocking_figure_4
        roller_wall_lunge seated_knee_drops side_lying_hip_circles side_lying_leg_lift
        standing_hip_flexor standing_hydrant_wall supine_figure_4 supine_hip_circles
        supine_knee_hugs supine_wipers worlds_greatest""",
    "fai": """adductor_rock_back childs_pose cossack_squat deep_squat_hold hip_cars_quadruped
        ninety_ninety_switch quadruped_rock_back reverse_clamshell rocking_figure_4
        seated_knee_drops side_lying_hip_circles supine_hip_circles supine_knee_hugs
        supine_wipers worlds_greatest""",
    "gtps": """chair_figure_4 clamshell fire_hydrant gate_opener hip_airplane lateral_band_walk
        leg_swing_side reverse_clamshell rocking_figure_4 side_lying_hip_circles
        side_lying_leg_lift standing_hydrant_wall supine_figure_4""",
    "knee": """bouncing_lunge butterfly chair_figure_4 childs_pose cossack_squat couch_stretch
        deep_squat_hold half_kneeling_hip_flexor lateral_band_walk ninety_ninety_switch
        quadruped_rock_back rocking_figure_4 roller_wall_lunge seated_knee_drops
        standing_hydrant_wall supine_figure_4 worlds_greatest""",
    "kneel": """adductor_rock_back childs_pose couch_stretch fire_hydrant
        half_kneeling_hip_flexor hip_cars_quadruped quadruped_rock_back""",
    "lbp": "bridge_march couch_stretch glute_bridge hip_airplane supine_wipers worlds_greatest",
    "preg_supine": """bridge_march glute_bridge reclined_butterfly supine_figure_4
        supine_hip_circles supine_knee_hugs supine_wipers""",
    "pgp": """adductor_rock_back bouncing_lunge bridge_march butterfly clamshell cossack_squat
        gate_opener hip_airplane lateral_band_walk leg_swing_front leg_swing_side
        ninety_ninety_switch reclined_butterfly roller_wall_lunge standing_hydrant_wall
        standing_march worlds_greatest""",
    "wrist": """adductor_rock_back childs_pose fire_hydrant hip_cars_quadruped
        ninety_ninety_switch quadruped_rock_back rocking_figure_4 seated_knee_drops
        worlds_greatest""",
    "balance": """bouncing_lunge gate_opener hip_airplane leg_swing_front leg_swing_side
        roller_wall_lunge standing_hip_flexor standing_hydrant_wall standing_march""",
    "groin": """adductor_rock_back bouncing_lunge butterfly cossack_squat couch_stretch
        half_kneeling_hip_flexor leg_swing_front leg_swing_side reclined_butterfly
        standing_hip_flexor worlds_greatest""",
    "hamstring": "bridge_march hip_airplane leg_swing_front",
    "foot": "bouncing_lunge roller_wall_lunge standing_hip_flexor worlds_greatest",
    "ankle": "deep_squat_hold",
}
"""The tags as somebody who teaches such moves gave them, going by the words of each."""

ONLY_THE_COACH = {
    ("thr", "gate_opener"): "turns a lifted leg out to 35 degrees: less than far, but in the air",
    ("thr", "standing_hydrant_wall"): "turns out to 35 degrees against a band",
    ("fai", "side_lying_hip_circles"): "the circle may be drawn larger than the figure draws it",
    ("gtps", "fire_hydrant"): "the muscles over the sore place lift the leg: load, no angle",
    ("gtps", "lateral_band_walk"): "the same, against a band at each step",
    ("knee", "standing_hydrant_wall"): "the band pulls at the thigh above a knee bent to 90",
    ("pgp", "clamshell"): "opens to 30 degrees, under the limit, but one leg alone and with force",
    ("balance", "bouncing_lunge"): "both feet are down, but in one line and bouncing",
    ("balance", "roller_wall_lunge"): "both feet are down, but one is on its toes",
    ("balance", "standing_hip_flexor"): "both feet are down, but nearly in one line",
    ("groin", "leg_swing_side"): "swings: what the figure shows is not the end of the range",
    ("foot", "standing_hip_flexor"): "many lift the rear heel here; the figure keeps it down",
}
"""What the joints do not show, and why it is left out all the same."""

ONLY_THE_ORACLE = {
    ("fai", "butterfly"): "both hips bend past 110 degrees where the trunk leans forward",
    ("fai", "chair_figure_4"): "the crossed hip bends past 110 degrees in the hinge",
    ("fai", "couch_stretch"): "the front hip bends past 110 degrees on the way in",
    (
        "gtps",
        "ninety_ninety_switch",
    ): "the front shin lies across the middle, a pull at the buttock",
    ("gtps", "supine_wipers"): "the outer knee falls past the middle",
    ("knee", "adductor_rock_back"): "the knee that is knelt on folds past 115 degrees",
    ("lbp", "ninety_ninety_switch"): "the trunk turns while both hands hold it",
    ("pgp", "chair_figure_4"): "the crossed thigh is 41 degrees aside",
    ("pgp", "couch_stretch"): "a long stride: one hip bent, the other stretched, under weight",
    ("pgp", "fire_hydrant"): "the knee is lifted far aside",
    ("pgp", "half_kneeling_hip_flexor"): "a long stride under weight",
    ("pgp", "hip_cars_quadruped"): "the knee circles far aside",
    ("pgp", "rocking_figure_4"): "the crossed knee falls far aside",
    ("pgp", "standing_hip_flexor"): "a long stride under weight",
    ("pgp", "supine_wipers"): "one knee falls 60 degrees aside",
    ("groin", "hip_airplane"): "opens the hip that is stood on by 50 degrees",
    ("groin", "hip_cars_quadruped"): "sweeps the leg far back",
    ("groin", "roller_wall_lunge"): "the rear hip is stretched by 30 degrees under weight",
    ("groin", "supine_wipers"): "one thigh falls 60 degrees aside, its foot held by the floor",
    ("hamstring", "adductor_rock_back"): "rocks back over a leg that is nearly straight",
    ("hamstring", "cossack_squat"): "sinks over a leg that is nearly straight",
    ("ankle", "cossack_squat"): "the shin leans far over a sole that stays down",
}
"""What the words of a move do not tell: its joints do, and so its file has the tag too."""

FLOOR = {
    Position.SUPINE, Position.SIDE_LYING, Position.SEATED_FLOOR,
    Position.QUADRUPED, Position.HALF_KNEELING,
}  # fmt: skip
KNEELING = {Position.QUADRUPED, Position.HALF_KNEELING}
LYING = {Position.SUPINE, Position.SIDE_LYING}

MOVES = the_library().moves
ROUTINES = the_library().routines
BODIES = [frozenset(tags) for size in (1, 2) for tags in combinations(SkipTag, size)]


def by_coach():
    return {(tag, move) for tag, moves in COACH.items() for move in moves.split()}


def by_oracle():
    return {(tag.value, move) for move in MOVES for tag in forbidden(move)}


def by_file():
    return {(tag.value, id_) for id_, move in MOVES.items() for tag in move.skip_tags}


def everybody():
    """Every routine for every body with one tag or two, as it is adapted."""
    for routine in ROUTINES:
        for tags in BODIES:
            yield routine, tags, adapt(routine, tags, MOVES)


def left_of(adapted):
    return [item.move for item in adapted.routine.items] if adapted.routine else []


def put_in(adapted):
    return [change.substitute for change in adapted.changes if change.substitute]


def test_each_move_that_the_oracle_forbids_carries_the_tag():
    assert by_oracle() - by_file() == set()


def test_each_move_that_the_coach_forbids_carries_the_tag():
    assert by_coach() - by_file() == set()


def test_no_file_forbids_what_neither_the_oracle_nor_the_coach_does():
    assert by_file() - by_oracle() - by_coach() == set()


def test_what_only_the_coach_forbids_is_explained():
    assert by_coach() - by_oracle() == set(ONLY_THE_COACH)


def test_what_only_the_oracle_forbids_is_explained():
    assert by_oracle() - by_coach() == set(ONLY_THE_ORACLE)


def test_every_move_has_a_figure_for_the_oracle_to_look_at():
    assert all(seen(move) for move in MOVES)


@pytest.mark.parametrize("tag", SkipTag)
def test_the_oracle_forbids_something_to_everybody_and_nothing_forbids_all(tag):
    moves = {move for move in MOVES if tag in forbidden(move)}
    assert set() < moves < set(MOVES)


def test_a_substitute_that_a_file_names_suits_the_tag_that_it_is_for():
    for move in MOVES.values():
        for tag, substitute in move.swaps:
            assert tag not in forbidden(substitute), (move.id, tag)
            assert tag not in MOVES[substitute].skip_tags, (move.id, tag)


def test_nobody_is_left_with_a_move_that_the_oracle_forbids():
    wrong = [
        (routine.id, sorted(tags), move.id)
        for routine, tags, adapted in everybody()
        for move in left_of(adapted)
        if tags & (forbidden(move.id) | set(move.skip_tags))
    ]
    assert wrong == []


@pytest.mark.parametrize("tag", [SkipTag.HIP_REPLACEMENT, SkipTag.OUTER_HIP_PAIN])
def test_who_must_spare_a_hip_still_has_the_march_before_a_run(tag):
    (routine,) = (routine for routine in ROUTINES if routine.id == "pre_run")
    left = left_of(adapt(routine, frozenset({tag}), MOVES))
    assert "standing_march" in [move.id for move in left]


@pytest.mark.parametrize("positions", [FLOOR, KNEELING, LYING], ids=["floor", "kneeling", "lying"])
def test_no_substitute_brings_what_the_routine_does_without(positions):
    wrong = [
        (routine.id, sorted(tags), move.id)
        for routine, tags, adapted in everybody()
        if positions.isdisjoint(item.move.position for item in routine.items)
        for move in put_in(adapted)
        if move.position in positions
    ]
    assert wrong == []


def test_no_substitute_needs_a_thing_that_the_routine_does_not():
    for routine, tags, adapted in everybody():
        is_on_floor = any(item.move.position in FLOOR for item in routine.items)
        things = {*routine.equipment, *([Item.MAT] if is_on_floor else [])}
        for move in put_in(adapted):
            needed = {piece.item for piece in move.equipment if piece.required}
            assert needed <= things, (routine.id, tags, move.id)


def test_no_substitute_stands_in_a_routine_twice():
    for routine, tags, adapted in everybody():
        moves = [move.id for move in left_of(adapted)]
        assert len(moves) == len(set(moves)), (routine.id, tags)


def test_no_substitute_brings_a_long_hold_before_a_run():
    for routine, tags, adapted in everybody():
        if When.PRE_RUN in routine.when and adapted.routine:
            holds = [item.dose for item in adapted.routine.items if isinstance(item.dose, Hold)]
            assert all(hold.hold_ms <= 30_000 for hold in holds), (routine.id, tags)
