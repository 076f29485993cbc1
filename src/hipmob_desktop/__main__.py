# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m hipmob_desktop` is the command `hipmob-desktop`.

A bundle has no Python beside it, so there the program runs its helper processes by itself, as
Python would: `hipmob-desktop -m MODULE ARGUMENTS`.
"""

import sys

HELPERS = "hipmob_desktop.voice."


def main() -> int:
    """The command line; in a bundle, a helper if one is asked for."""
    if getattr(sys, "frozen", False) and sys.argv[1:2] == ["-m"]:
        module = "".join(sys.argv[2:3])
        if module.startswith(HELPERS):
            import runpy

            sys.argv = sys.argv[2:]
            runpy.run_module(module, run_name="__main__")
            return 0
    from hipmob_desktop.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
