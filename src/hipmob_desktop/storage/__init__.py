# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept between two starts: choices, the place in a session, the journal."""
