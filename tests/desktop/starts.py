# SPDX-License-Identifier: GPL-3.0-or-later
"""One start of the program as a process of its own: says what it found, then what it is asked.

python starts.py FOLDER DATA_DIR ROUTINE PATIENCE_MS [deaf]
"""

# ruff: noqa: T201 - its output is what the test reads

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from hipmob_desktop.desktop.single_instance import Outcome, SingleInstance
from hipmob_desktop.desktop.start_request import Action, StartRequest


def main() -> None:
    folder, data_dir, routine, patience_ms, *deaf = sys.argv[1:]
    app = QCoreApplication([])
    instance = SingleInstance(Path(folder), Path(data_dir))
    request = StartRequest(action=Action.PLAY, routine=routine, options=(("pace", 1.2),))
    outcome = instance.claim(request, patience_ms=int(patience_ms))
    print(outcome.name, flush=True)
    if outcome is not Outcome.FIRST:
        return
    instance.requested.connect(
        lambda request: print(request.routine, dict(request.options), flush=True)
    )
    if not deaf:
        print("listens" if instance.listen() else "deaf", flush=True)

    def on_input():
        if os.read(sys.stdin.fileno(), 100) == b"listen\n":
            instance.listen()
        else:
            app.quit()

    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(on_input)
    app.exec()
    instance.close()


if __name__ == "__main__":
    main()
