# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawn body on the screen: painted, moved in step with a session, kept as pictures."""
