# SPDX-License-Identifier: GPL-3.0-or-later
"""Painted parts that know no session."""
