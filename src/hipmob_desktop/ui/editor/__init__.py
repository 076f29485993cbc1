# SPDX-License-Identifier: GPL-3.0-or-later
"""The page on which a person makes routines of their own."""
