# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: screens know the session, widgets know only plain values."""
