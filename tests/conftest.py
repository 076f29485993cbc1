# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test runs under: no display, and laws tried without a stopwatch."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("ci")
