# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawn body: bones, stances, flesh, and how a camera sees them. Pure arithmetic.

`skeleton` has the joints, `stance` holds and mixes them, `posing` makes stances from the
words of a figure file; `flesh` and what it uses give them volume; `camera` and `picture`
turn all of it into outlines that anyone can paint.
"""
