# SPDX-License-Identifier: GPL-3.0-or-later
"""The body in a picture: its outlines, which of them hides which, and what stands around."""
