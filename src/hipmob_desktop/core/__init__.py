# SPDX-License-Identifier: GPL-3.0-or-later
"""The pure heart: values and functions without Qt, clock, files or sound."""
