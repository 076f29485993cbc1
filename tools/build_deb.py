# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages for Debian and Ubuntu: `python tools/build_deb.py [-o FOLDER] [SYSTEM ...]`.

All systems unless some are named. The versions of everything inside are those of the lock. A
package has a private environment below /usr/lib/hipmob-desktop, run by the system's own Python.
Needs dpkg-deb, readelf and patchelf; built twice from one commit it has the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from email.utils import formatdate
from importlib.metadata import Distribution, distributions
from pathlib import Path

import set_up_python
from set_up_common import SetUpError
from set_up_packages import QT_LIBRARIES, RENAMED, SOUND_LIBRARIES
from trim import trim

from hipmob_desktop import __version__
from hipmob_desktop.desktop.menu_entry import SHARED

ROOT = Path(__file__).resolve().parents[1]
NAME = "hipmob-desktop"
HOME = f"usr/lib/{NAME}"
MAINTAINER = f"The HipMob Desktop maintainers <{NAME}@localhost>"
RUN_FROM = ("bin", "DEBIAN")
PLAIN = ("control", "md5sums")
GLIBC = "x86_64-manylinux_2_34"


@dataclass(frozen=True, slots=True)
class System:
    """A system that a package is made for: how its versions end, and its Python."""

    suffix: str
    python: str


SYSTEMS = {
    "debian12": System("deb12", "3.11"),
    "debian13": System("deb13", "3.13"),
    "ubuntu24.04": System("ubuntu24.04", "3.12"),
}
LAUNCHER = f"""\
#!/{HOME}/bin/python -P
import sys

from hipmob_desktop.cli.main import main

sys.exit(main())
"""
SELDOM = "fit_tool|fitdecode|google|mutagen|icalendar|recurring_ical_events|click|cffi"
"""What only an export, an import or a sheet needs is not compiled ahead: it saves 8 MB."""

POSTINST = f"""\
#!/bin/sh
set -e
if [ "$1" = configure ]; then
    /{HOME}/bin/python -m compileall -q -x '/({SELDOM})/' /{HOME}/lib || true
fi
"""
PRERM = f"""\
#!/bin/sh
set -e
find /{HOME} -depth -type d -name __pycache__ -exec rm -r {{}} +
"""
DESCRIPTION = """\
Description: guided hip mobility, followed hands-free
 A calm voice names the move and the side, counts in the rhythm of the breath,
 calls the change of sides and says what comes next, while a figure shows the
 move in a window that can be read from the mat.
 .
 The voice is made on this computer. Nothing goes out to a network.
"""
OVERRIDES = """\
# A private environment, as wheels bring it, with libraries that find each other by $ORIGIN.
hipmob-desktop: embedded-library
hipmob-desktop: custom-library-search-path
hipmob-desktop: bad-whatis-entry
hipmob-desktop: unstripped-binary-or-object
# Qt for Python, which is many libraries, is built by its makers.
hipmob-desktop: hardening-no-fortify-functions
hipmob-desktop: no-manual-page
hipmob-desktop: shared-library-lacks-prerequisites
hipmob-desktop: library-not-linked-against-libc
hipmob-desktop: unusual-interpreter
# The project has no address for mail.
hipmob-desktop: bogus-mail-host
hipmob-desktop: bogus-mail-host-in-debian-changelog
"""


def main() -> int:
    """Build what was asked for and print where it is; 3 where the machine lacks something."""
    parser = argparse.ArgumentParser(description="Packages for Debian and Ubuntu.")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("systems", nargs="*", choices=[*SYSTEMS, []], metavar="SYSTEM")
    asked = parser.parse_args()
    asked.output.mkdir(parents=True, exist_ok=True)
    try:
        for name in asked.systems or SYSTEMS:
            print(build(SYSTEMS[name], asked.output))
    except SetUpError as error:
        print(f"build_deb: {error}", file=sys.stderr)
        return 3
    return 0


def build(system: System, out: Path) -> Path:
    """Make the package for a system in the folder `out`.

    Raises:
        SetUpError: A program that builds it is missing or fails.
    """
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch())  # for all that is run from here
    version = f"{__version__}-1~{system.suffix}"
    package = out / f"{NAME}_{version}_amd64.deb"
    with tempfile.TemporaryDirectory(prefix="hipmob-deb-") as name:
        tree = Path(name)
        tree.chmod(0o755)
        packages = tree / HOME / f"lib/python{system.python}/site-packages"
        install_packages(packages, system.python)
        _without_foreign_paths(packages)
        trim(packages)
        for folder in [*packages.rglob("__pycache__")]:
            shutil.rmtree(folder)  # they are made on the machine that installs it
        _write_environment(tree / HOME, system.python)
        _write_shared(tree, packages, version)
        _write_control(tree, system, version)
        _make_even(tree)
        run("dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", str(tree), str(package))
    return package


def install_packages(packages: Path, python: str) -> None:
    """Install what the lock lists, and the program, for a version of Python, into a folder."""
    uv = set_up_python.uv_of(ROOT)
    where = ["--target", str(packages), "--python-version", python, "--link-mode=copy", "--quiet"]
    install = [str(uv), "pip", "install", *where, "--python-platform", GLIBC]
    run(*install, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    with tempfile.TemporaryDirectory(prefix="hipmob-wheel-") as folder:
        words = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, str(ROOT))
        run(sys.executable, *words)
        (wheel,) = Path(folder).glob("*.whl")
        run(*install, "--no-deps", str(wheel))


def _without_foreign_paths(packages: Path) -> None:
    """Have no library look into a folder of the machine on which somebody built it."""
    for library in packages.glob("espeakng_loader/*.so*"):
        run("patchelf", "--remove-rpath", str(library))


def _write_environment(home: Path, python: str) -> None:
    (home / "bin").mkdir()
    (home / "bin/python").symlink_to(f"/usr/bin/python{python}")
    command = home / "bin" / NAME
    command.write_text(LAUNCHER, "utf-8")
    command.chmod(0o755)
    settings = "home = /usr/bin\ninclude-system-site-packages = false\n"
    (home / "pyvenv.cfg").write_text(f"{settings}version = {python}\n", "utf-8")


def _write_shared(tree: Path, packages: Path, version: str) -> None:
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/bin/{NAME}")
    for shipped, place in SHARED.items():
        content = (ROOT / "assets" / shipped).read_bytes()
        place = place.replace("zsh/site-functions", "zsh/vendor-completions")  # noqa: PLW2901 - Debian's place
        target = tree / "usr/share" / place
        if place.startswith("man/"):
            target, content = target.with_name(f"{target.name}.gz"), _packed(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    docs = tree / "usr/share/doc" / NAME
    docs.mkdir(parents=True)
    (docs / "changelog.gz").write_bytes(_packed((ROOT / "CHANGELOG.md").read_bytes()))
    (docs / "changelog.Debian.gz").write_bytes(_packed(_changelog(version).encode()))
    (docs / "copyright").write_text(copyright_text(packages), "utf-8")
    overrides = tree / "usr/share/lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    overrides.write_text(OVERRIDES, "utf-8")


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _changelog(version: str) -> str:
    when = formatdate(epoch(), usegmt=False)
    entry = f"{NAME} ({version}) unstable; urgency=medium\n\n  * See changelog.gz.\n\n"
    return f"{entry} -- {MAINTAINER}  {when}\n"


def copyright_text(packages: Path) -> str:
    """Whose everything in a folder of packages is, and where the texts of the licences stand."""
    own = (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: HipMob Desktop\n\n"
        "Files: *\nCopyright: The HipMob Desktop maintainers\nLicense: GPL-3.0+\n"
        " On Debian systems the text is in /usr/share/common-licenses/GPL-3. Fonts, icons and\n"
        f" the natural voice have licences of their own, named in {_place(packages)}/"
        "hipmob_desktop/assets/README.md.\n"
    )
    found = sorted(distributions(path=[str(packages)]), key=lambda one: one.name.lower())
    return "\n".join([own, *(_stanza(one) for one in found if one.name != NAME)])


def _stanza(package: Distribution) -> str:
    licence = _told(package, "License-Expression") or _classified(package)
    licence = licence or _told(package, "License") or "see its files"
    authors = _told(package, "Author") or _told(package, "Author-email")
    authors = authors or f"the authors of {package.name}"
    texts = [str(file) for file in package.files or () if "licen" in file.name.lower()]
    where = f"its text: {', '.join(texts[:3])}" if texts else "it brings no text of its own"
    name = licence.replace(" ", "-")
    return (
        f"Files: */{package.name}-{package.version}.dist-info/* of {package.name}\n"
        f"Copyright: {authors}\nLicense: {name}\n {licence}; {where}\n"
    )


def _told(package: Distribution, key: str) -> str:
    """The first line of what a package says of itself under a key; empty where it says nothing."""
    told = package.metadata.get_all(key) or [""]
    return " ".join(told[0].strip().splitlines()[:1])


def _classified(package: Distribution) -> str:
    marks = package.metadata.get_all("Classifier") or []
    return ", ".join(mark.rpartition(" :: ")[2] for mark in marks if mark.startswith("License"))


def _place(packages: Path) -> str:
    return "/" + str(packages)[str(packages).index(HOME) :]


def _write_control(tree: Path, system: System, version: str) -> None:
    control = tree / "DEBIAN"
    control.mkdir()
    needs = [
        f"python3 (>= {system.python})",
        f"python{system.python}",
        "libc6 (>= 2.34)",
        "libstdc++6",
    ]
    needs += [_name(need.package) for need in QT_LIBRARIES]
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    files = [path for path in files if control not in path.parents]
    size = sum(-(-path.stat().st_size // 1024) for path in files)
    (control / "control").write_text(
        f"Package: {NAME}\nVersion: {version}\nArchitecture: amd64\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {size}\nDepends: {', '.join(needs)}\n"
        f"Recommends: {', '.join(_name(need.package) for need in SOUND_LIBRARIES)}\n"
        f"Section: misc\nPriority: optional\n{DESCRIPTION}",
        "utf-8",
    )
    sums = [
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n"  # noqa: S324 - dpkg's own
        for path in files
    ]
    (control / "md5sums").write_text("".join(sums), "utf-8")
    for name, script in (("postinst", POSTINST), ("prerm", PRERM)):
        (control / name).write_text(script, "utf-8")
        (control / name).chmod(0o755)


def _name(package: str) -> str:
    return f"{package}t64 | {package}" if package in RENAMED else package


def _make_even(tree: Path) -> None:
    """Take out of the tree what differs from one build to the next: times and permissions."""
    now = epoch()
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            is_run = path.is_dir() or path.parent.name in RUN_FROM
            path.chmod(0o755 if is_run and path.name not in PLAIN else 0o644)
        os.utime(path, (now, now), follow_symlinks=False)


def epoch() -> int:
    """The second of the last commit, which all times in a package are."""
    told = os.environ.get("SOURCE_DATE_EPOCH") or run("git", "log", "-1", "--format=%ct")
    return int(told)


def run(*words: str) -> str:
    """What a program says on its standard output.

    Raises:
        SetUpError: It is not there, or it fails.
    """
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SetUpError(f"{words[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        raise SetUpError(f"{' '.join(words[:4])} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
