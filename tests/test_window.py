# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from hipmob_desktop.window import text_px


@pytest.mark.parametrize(
    ("system_px", "screen_height", "scale", "px"),
    [(12, 768, 1.0, 15), (18, 768, 1.0, 18), (12, 2160, 1.0, 33), (12, 768, 2.0, 30)],
)
def test_ordinary_text_is_no_speck_on_a_screen_of_very_many_pixels(
    system_px, screen_height, scale, px
):
    assert text_px(system_px, screen_height, scale) == px
