# SPDX-License-Identifier: GPL-3.0-or-later
"""Words to clips to sound, in processes of their own, so that nothing here can hang a window."""
