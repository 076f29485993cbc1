# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours, type and icons, and what keeps the application in them."""
