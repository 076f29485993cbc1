# SPDX-License-Identifier: GPL-3.0-or-later
"""From files to core values: moves, routines, and faults that a person can act on."""
