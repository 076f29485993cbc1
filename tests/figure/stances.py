# SPDX-License-Identifier: GPL-3.0-or-later
"""Directions and stances to try laws on, and somebody who stands."""

from itertools import product

from hypothesis import assume
from hypothesis import strategies as st

from hipmob_desktop.figure.rig import vectors as v
from hipmob_desktop.figure.rig.key_pose import Aimed, KeyWords, Reaching, Turned, stance_of
from hipmob_desktop.figure.rig.skeleton import Limb

numbers = st.floats(-1, 1, allow_nan=False).map(lambda x: round(x, 3))
vectors = st.tuples(numbers, numbers, numbers)
directions = vectors.filter(lambda a: v.length(a) > 0.05).map(v.unit)
shares = st.floats(0, 1)

# A stance has fourteen directions: one choice for each is quicker than three coordinates.
COORDINATES = (0, 1, -1, 0.002, -0.4, 0.7)
SOME = st.sampled_from([v.unit(a) for a in product(COORDINATES, repeat=3) if v.length(a) > 0.05])


@st.composite
def stances(draw):
    """A stance with its pelvis anywhere and every limb free."""
    up, front = draw(SOME), draw(SOME)
    assume(v.length(v.cross(up, front)) > 0.1)
    limbs = {limb: Aimed(draw(SOME), draw(SOME), draw(SOME)) for limb in Limb}
    return stance_of(KeyWords(draw(vectors), Turned(up, front), limbs))


def standing(**limbs):
    """The words for somebody who stands and faces the viewer, but for some limbs."""
    hanging = Aimed((0, -1, 0), (0, -1, 0))
    legs = {
        Limb.LEFT_LEG: Reaching((0.05, 0.045, 0), (0, 0, 1), (0, -0.1, 1)),
        Limb.RIGHT_LEG: Reaching((-0.05, 0.045, 0), (0, 0, 1), (0, -0.1, 1)),
    }
    words = {Limb.LEFT_ARM: hanging, Limb.RIGHT_ARM: hanging, **legs}
    words.update({Limb(name): limb for name, limb in limbs.items()})
    return KeyWords((0, 0.5, 0), Turned((0, 1, 0), (0, 0, 1)), words)
