# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: its words, its commands, and what they say in a terminal."""
