# SPDX-License-Identifier: GPL-3.0-or-later
"""The package for Debian: what it says of itself, and what it puts where."""

import gzip
import subprocess

import build_deb
import pytest
from build_deb import HOME, NAME, SYSTEMS

pytestmark = pytest.mark.skipif(
    build_deb.shutil.which("dpkg-deb") is None, reason="no dpkg-deb on this system"
)


@pytest.fixture
def built(monkeypatch, tmp_path):
    """A package for a system, with two packages in it in place of all."""

    def install(packages, _python):
        for name, licence in (("one", "MIT"), ("two", "BSD-3-Clause AND Zlib")):
            info = packages / f"{name}-1.0.dist-info"
            (info / "licenses").mkdir(parents=True)
            (info / "METADATA").write_text(
                f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n"
                f"License-Expression: {licence}\nAuthor: The makers of {name}\n"
            )
            (info / "licenses/LICENSE").write_text("text")
            (info / "RECORD").write_text(f"{info.name}/licenses/LICENSE,,\n")
        (packages / "one.py").write_text("")
        (packages / "__pycache__").mkdir()
        (packages / "__pycache__/one.pyc").write_text("")

    monkeypatch.setattr(build_deb, "install_packages", install)
    monkeypatch.setattr(build_deb, "trim", lambda _packages: [])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def build(system, folder="out"):
        (tmp_path / folder).mkdir(exist_ok=True)
        return build_deb.build(SYSTEMS[system], tmp_path / folder)

    return build


def told(package, *words):
    return subprocess.run(
        ["dpkg-deb", *words, package], capture_output=True, text=True, check=True
    ).stdout


def times_in(archive):
    """When each part of an archive is from: its head of 60 bytes says so, and how long it is."""
    at, times = len(b"!<arch>\n"), []
    while head := archive[at : at + 60]:
        times.append(int(head[16:28]))
        size = int(head[48:58])
        at += len(head) + size + size % 2
    return times


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_system_has_its_version_and_its_python(built, system):
    package = built(system)
    control = told(package, "--field")
    python = SYSTEMS[system].python

    assert package.name == f"{NAME}_{build_deb.__version__}-1~{SYSTEMS[system].suffix}_amd64.deb"
    assert f"python{python}," in control
    assert "libglib2.0-0t64 | libglib2.0-0" in control
    assert "libpulse0" in control.split("Recommends:")[1]


def test_everything_is_where_a_system_looks_for_it(built):
    listing = told(built("debian12"), "--contents")
    places = {line.split()[5].lstrip(".") for line in listing.splitlines()}

    wanted = [
        f"/usr/bin/{NAME}",
        f"/{HOME}/bin/{NAME}",
        f"/{HOME}/pyvenv.cfg",
        f"/usr/share/applications/{NAME}.desktop",
        f"/usr/share/man/man1/{NAME}.1.gz",
        f"/usr/share/bash-completion/completions/{NAME}",
        f"/usr/share/doc/{NAME}/copyright",
        f"/usr/share/doc/{NAME}/changelog.gz",
    ]
    assert [place for place in wanted if place not in places] == []
    assert [place for place in places if "__pycache__" in place] == []


def test_only_commands_may_be_run_and_all_is_roots(built):
    rows = [line.split() for line in told(built("debian12"), "--contents").splitlines()]
    plain = [row for row in rows if row[0].startswith("-")]

    assert {row[1] for row in rows} == {"root/root"}
    assert {row[5] for row in plain if "x" in row[0]} == {f"./{HOME}/bin/{NAME}"}
    assert {row[0] for row in plain} == {"-rw-r--r--", "-rwxr-xr-x"}


def test_two_builds_have_the_same_bytes_whenever_they_are_made(built, monkeypatch):
    """The time of the last commit is the time of everything, that of the archive's parts too."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(build_deb, "epoch", lambda: 1_700_000_000)
    one = built("debian12", "one")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    other = built("debian12", "other")

    assert times_in(one.read_bytes()) == [1_700_000_000] * 3
    assert one.read_bytes() == other.read_bytes()


def test_whose_everything_is_stands_in_it(built, tmp_path):
    package = built("debian12")
    subprocess.run(["dpkg-deb", "-x", package, tmp_path / "tree"], check=True)
    docs = tmp_path / "tree/usr/share/doc" / NAME
    text = (docs / "copyright").read_text()

    assert "/usr/share/common-licenses/GPL-3" in text
    assert "The makers of two" in text
    assert "BSD-3-Clause AND Zlib; its text: two-1.0.dist-info/licenses/LICENSE" in text
    assert gzip.decompress((docs / "changelog.Debian.gz").read_bytes()).startswith(NAME.encode())


def test_what_is_missing_to_build_it_is_named():
    with pytest.raises(build_deb.SetUpError, match="no-such-tool cannot be run"):
        build_deb.run("no-such-tool")
    with pytest.raises(build_deb.SetUpError, match="false failed"):
        build_deb.run("false")
