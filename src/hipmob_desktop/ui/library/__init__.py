# SPDX-License-Identifier: GPL-3.0-or-later
"""The page with the list of routines, and all about the highlighted one."""
