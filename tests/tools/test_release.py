# SPDX-License-Identifier: GPL-3.0-or-later
"""What is handed out: ready or not, the same or not, and what its sums say."""

import subprocess

import pytest
import release

from hipmob_desktop import __version__

DATED = f"# Changelog\n\n## [Unreleased]\n\n## [{__version__}] - 2026-11-27\n"
METAINFO = f'<releases><release version="{__version__}" date="2026-11-27"/></releases>'


def test_a_version_that_is_dated_everywhere_is_ready():
    assert release.unready(DATED, METAINFO, "") == []


@pytest.mark.parametrize(
    ("changelog", "metainfo", "uncommitted", "fault"),
    [
        (DATED, METAINFO, " M README.md\n", "not committed"),
        ("## [Unreleased]\n", METAINFO, "", "CHANGELOG.md has no part"),
        (DATED.replace("2026-11-27", "soon"), METAINFO, "", "CHANGELOG.md has no part"),
        (DATED, METAINFO.replace("27", "28"), "", "the metainfo does not name"),
    ],
)
def test_what_is_missing_is_named(changelog, metainfo, uncommitted, fault):
    (found,) = release.unready(changelog, metainfo, uncommitted)

    assert fault in found


def test_sums_can_be_checked_and_a_changed_file_is_found(tmp_path):
    for name in ("a.whl", "b.deb"):
        (tmp_path / name).write_text(name)
    release.write_sums(tmp_path)
    check = ["sha256sum", "--check", "--quiet", release.SUMS]

    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "b.deb").write_text("other")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_two_builds_are_compared_file_by_file(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "same").write_text("same")
        (folder / "unlike").write_text(folder.name)
    (one / "alone").write_text("")

    assert release.differences(one, one) == []
    assert release.differences(one, other) == ["alone is in one of them only", "unlike differs"]
