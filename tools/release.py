# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a release hands out: `python tools/release.py [-o FOLDER]`.

Wheel, source archive, packages for Debian and Ubuntu, the bundle, a list of all that is inside
(CycloneDX), and the checksums of these. The version is that of the package; CHANGELOG.md and the
metainfo have to name it with a day, and nothing may be uncommitted. All times inside are that of
the last commit, so that two builds of one commit can be compared: what differs is printed by
`--compare OTHER_FOLDER`.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tempfile
from pathlib import Path

import build_bundle
import build_deb
import set_up_python
from build_deb import run
from set_up_common import SetUpError

from hipmob_desktop import __version__

ROOT = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"


def main() -> int:
    """Build the release and print its files; 1 where the tree is not ready, 3 where tools lack."""
    parser = argparse.ArgumentParser(description="All that a release hands out.")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--compare", type=Path, metavar="OTHER_FOLDER")
    asked = parser.parse_args()
    if asked.compare:
        differing = differences(asked.output, asked.compare)
        print("\n".join(differing) or "all the same")
        return 1 if differing else 0
    faults = unready(
        (ROOT / "CHANGELOG.md").read_text("utf-8"),
        (ROOT / "assets/hipmob-desktop.metainfo.xml").read_text("utf-8"),
        run("git", "status", "--porcelain"),
    )
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    asked.output.mkdir(parents=True, exist_ok=True)
    try:
        build(asked.output)
    except SetUpError as error:
        print(f"release: {error}", file=sys.stderr)
        return 3
    print((asked.output / SUMS).read_text("utf-8"), end="")
    return 0


def unready(changelog: str, metainfo: str, uncommitted: str) -> list[str]:
    """What has to be done before this version can be released."""
    faults = []
    if uncommitted.strip():
        faults.append("something is not committed")
    dated = re.search(rf"^## \[{re.escape(__version__)}\] - (\d{{4}}-\d\d-\d\d)$", changelog, re.M)
    if not dated:
        faults.append(f"CHANGELOG.md has no part of {__version__} with a day")
    elif f'version="{__version__}" date="{dated[1]}"' not in metainfo:
        faults.append(f"the metainfo does not name {__version__} of {dated[1]}")
    return faults


def build(out: Path) -> None:
    """Make everything in the folder `out`.

    Raises:
        SetUpError: What builds it is missing or fails.
    """
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT))
    (wheel,) = out.glob(f"*-{__version__}-*.whl")
    for system in build_deb.SYSTEMS.values():
        build_deb.build(system, out)
    build_bundle.build(out, "/usr/bin/python3")
    write_contents(wheel, out / f"hipmob-desktop-{__version__}.cdx.json")
    write_sums(out)


def write_contents(wheel: Path, target: Path) -> None:
    """The list of all packages that the program is installed with, and their licences."""
    with tempfile.TemporaryDirectory(prefix="hipmob-contents-") as name:
        venv = Path(name) / "venv"
        set_up_python.fill(ROOT, venv, ROOT / "requirements.lock")
        set_up_python.add_wheel(ROOT, venv, wheel)
        tool = Path(sys.executable).with_name("cyclonedx-py")
        project = ("--pyproject", str(ROOT / "pyproject.toml"))
        words = ("environment", *project, "--output-reproducible", "-o", str(target))
        run(str(tool), *words, str(venv / "bin/python"))


def write_sums(folder: Path) -> None:
    """The checksums of the files in a folder, as `sha256sum --check` reads them."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != SUMS]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), "utf-8")


def differences(one: Path, other: Path) -> list[str]:
    """The names of the files that are not the same, or not in both of two folders."""
    found = []
    for name in sorted({path.name for folder in (one, other) for path in folder.iterdir()}):
        paths = [folder / name for folder in (one, other)]
        if not all(path.is_file() for path in paths):
            found.append(f"{name} is in one of them only")
        elif paths[0].read_bytes() != paths[1].read_bytes():
            found.append(f"{name} differs")
    return found


if __name__ == "__main__":
    sys.exit(main())
