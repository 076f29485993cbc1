# SPDX-License-Identifier: GPL-3.0-or-later
"""Guided hip mobility on a desktop: followed from a mat, hands-free, offline."""

PROGRAM = "hipmob-desktop"
__version__ = "0.1.0"
