# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens between a page and the core: puts the window together and minds it."""
