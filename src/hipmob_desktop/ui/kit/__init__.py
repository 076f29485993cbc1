# SPDX-License-Identifier: GPL-3.0-or-later
"""What the quiet pages, those without a session, are made of."""
