# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the world is waited for, how much of it is read, and what it is told in numbers."""

from cases import tried_with
from hipmob_desktop.desktop import (
    at_desk,
    autostart,
    bus_call,
    endings,
    folder_watch,
    local_line,
    mpris,
    mpris_bus,
    mpris_object,
    notifications,
    power,
    qt_enums,
    screens,
    single_instance,
    start_request,
    tray,
    windows,
)

CHOSEN = {
    "a command is waited for, in seconds": (at_desk.PATIENCE_S, 2.0),
    "GNOME is asked whether somebody keeps the screen on": (at_desk.GNOME_INHIBITED.body, (8,)),
    "KDE is asked the same": (at_desk.KDE_INHIBITED.body, (4,)),
    "a file that starts programs has no more bytes": (autostart.MOST_BYTES, 65_536),
    "a call over the bus": (bus_call.PATIENCE_S, 1.0),
    "the code of a program that the machine lacks something for": (endings.MACHINE_LACKS, 3),
    "an editor is through with a file": (folder_watch.SETTLES_MS, 300),
    "so many files are watched themselves": (folder_watch.MOST_FILES, 500),
    "a caller tries again": (local_line.TRY_MS, 50),
    "a bus is looked for again": (mpris.RETRY_S, 2.0),
    "a name on the bus": (mpris_bus.PATIENCE_S, 2.0),
    "so far a position gets by itself": (mpris_object.JUMP_MS, 400),
    "a notification stays": (notifications.STAYS_MS, 120_000),
    "and is waited for": (notifications.PATIENCE_S, 5.0),
    "a sleep is longer than reading two clocks": (power.SHORTEST_SLEEP_MS, 1_000),
    "a battery is to last for so much more than the session": (power.MARGIN_MS, 300_000),
    "it is low": (power.LOW_PERCENT, 10),
    "it ends": (power.DYING_PERCENT, 4),
    "Pythons whose enumerations are ours": (
        qt_enums.KNOWN_PYTHONS,
        ((3, 11), (3, 12), (3, 13)),
    ),
    "a screen's name": (screens.LONGEST, 200),
    "the first start is waited for": (single_instance.PATIENCE_MS, 5_000),
    "a caller is listened to": (single_instance.CALLER_MS, 2_000),
    "a socket's path has no more bytes": (single_instance.LONGEST_SOCKET, 100),
    "what a start may ask for": (start_request.MAX_BYTES, 16_384),
    "a message of the tray stays": (tray.MESSAGE_MS, 20_000),
    "Windows knows any process by": (windows.ANY_PROCESS, 2**32 - 1),
    "and a box for an error": (windows.ERROR_BOX, 16),
}


@tried_with(("is_now", "was_chosen"), CHOSEN.values(), ids=CHOSEN)
def test_a_number_is_what_was_chosen(is_now, was_chosen):
    assert is_now == was_chosen
