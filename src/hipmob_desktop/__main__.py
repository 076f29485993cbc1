# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m hipmob_desktop` is the command `hipmob-desktop`."""

import sys

from hipmob_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
