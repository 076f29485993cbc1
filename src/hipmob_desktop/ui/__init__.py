# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: a room for each page, and what pages share. It knows only values."""
