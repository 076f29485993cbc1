# SPDX-License-Identifier: GPL-3.0-or-later
"""The other pages of the window."""
