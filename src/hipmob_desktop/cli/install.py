# SPDX-License-Identifier: GPL-3.0-or-later
"""`install`: the program in this person's menu and on their command line, and out of both."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from hipmob_desktop.app.context import InputError, MachineError
from hipmob_desktop.desktop.menu_entry import ENTRY, ForeignFileError, Menu
from hipmob_desktop.files import reason
from hipmob_desktop.installation import start_words
from hipmob_desktop.resources import assets_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from hipmob_desktop.paths import Paths

SYSTEM_SHARE = Path("/usr/share")
LINUX_ONLY = "a menu entry can be made on Linux only"
FOREIGN = "{path} belongs to something else: take it away or rename it, then install again"
NOT_WRITTEN = "{path} cannot be written: {fault}"
IN_MENU = "HipMob Desktop is in your menu."
COMMAND = "The command is {command}."
NOT_FOUND_YET = (
    "Your shell does not look into {folder} yet: log in anew, or add the folder to PATH."
)
SYSTEM_WIDE = (
    "HipMob Desktop is in everybody's menu already, as {entry}: there is nothing to install."
)
NOTHING_THERE = "There is nothing of it in your menu."
REMOVED = "HipMob Desktop is out of your menu. Removed:"
STAYS = "What stays is yours, your journal and your routines among it. To forget it all, remove:"


def install(arguments: Namespace, paths: Paths) -> Iterator[str]:
    """Do it, and say in lines what was done.

    Raises:
        InputError: another program has the command's name.
        MachineError: no menu is known here, or a file cannot be written.
    """
    if sys.platform != "linux":
        raise MachineError(LINUX_ONLY)
    menu = own_menu()
    try:
        yield from _removed(menu, paths) if arguments.remove else _installed(menu)
    except ForeignFileError as error:
        raise InputError(FOREIGN.format(path=error.path)) from error
    except OSError as error:
        raise MachineError(NOT_WRITTEN.format(path=error.filename, fault=reason(error))) from error


def own_menu() -> Menu:
    """The folders of whoever has started the program.

    Raises:
        MachineError: there is no home.
    """
    try:
        return Menu(platformdirs.user_data_path(), Path.home() / ".local/bin")
    except RuntimeError as error:
        raise MachineError("there is no home folder to install into") from error


def _installed(menu: Menu) -> Iterator[str]:
    start = start_words()
    everybodys = SYSTEM_SHARE / ENTRY
    if Path(start[0]).is_relative_to(SYSTEM_SHARE.parent) and everybodys.exists():
        yield SYSTEM_WIDE.format(entry=everybodys)
        return
    written = menu.install(start, assets_dir())
    yield IN_MENU
    yield COMMAND.format(command=menu.command)
    if str(menu.bin) not in os.environ.get("PATH", "").split(os.pathsep):
        yield NOT_FOUND_YET.format(folder=menu.bin)
    yield from (f"  {path}" for path in written)


def _removed(menu: Menu, paths: Paths) -> Iterator[str]:
    removed = menu.remove()
    if removed:
        yield REMOVED
        yield from (f"  {path}" for path in removed)
    else:
        yield NOTHING_THERE
    yield STAYS
    folders = (paths.data, paths.config, paths.cache, paths.log)
    yield from (f"  {folder}" for folder in folders if folder.exists())
