# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop around the window does for a session. All of it may be absent."""
