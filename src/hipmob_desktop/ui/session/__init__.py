# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a session: what it shows at each moment, what it asks, and what drives it."""
