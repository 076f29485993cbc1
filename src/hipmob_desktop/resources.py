# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way to what ships with the program: `data/` and `assets/`.

They stand at the top of a checkout and inside the package in a wheel. In an editable
install `importlib.resources` sees only the package's sources, where they are not.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class ResourcesMissingError(Exception):
    """The files that ship with the program are not where they belong."""


def data_dir(package: Path = _PACKAGE) -> Path:
    """Moves, routines, figures and phrases.

    Raises:
        ResourcesMissingError: the installation is incomplete.
    """
    return _find("data", package)


def assets_dir(package: Path = _PACKAGE) -> Path:
    """Fonts, chimes, icons and themes.

    Raises:
        ResourcesMissingError: the installation is incomplete.
    """
    return _find("assets", package)


def _find(name: str, package: Path) -> Path:
    beside = package / name
    if beside.is_dir():
        return beside
    for folder in package.parents:
        if (folder / "pyproject.toml").is_file() and (folder / name).is_dir():
            return folder / name
    raise ResourcesMissingError(
        f"The folder {name} is missing from {package}. Please install hipmob-desktop anew."
    )
