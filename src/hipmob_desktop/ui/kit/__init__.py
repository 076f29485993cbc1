# SPDX-License-Identifier: GPL-3.0-or-later
"""What the quiet pages are made of: parts that know no session."""
