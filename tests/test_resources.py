# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that ship with the program are found however it is installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hipmob_desktop import resources

ROOT = Path(__file__).resolve().parents[1]
WHERE = "import hipmob_desktop.resources as r; print(r.data_dir()); print(r.assets_dir())"


def a_wheel(site_packages: Path) -> Path:
    """The package as a wheel lays it down, with what ships inside it."""
    package = site_packages / "hipmob_desktop"
    (package / "data").mkdir(parents=True)
    (package / "assets").mkdir()
    for name in ("__init__.py", "resources.py"):
        shutil.copy(ROOT / "src/hipmob_desktop" / name, package)
    return package


def a_checkout(root: Path) -> Path:
    package = root / "src" / "hipmob_desktop"
    for folder in (package, root / "data", root / "assets"):
        folder.mkdir(parents=True)
    (root / "pyproject.toml").touch()
    for name in ("__init__.py", "resources.py"):
        shutil.copy(ROOT / "src/hipmob_desktop" / name, package)
    return package


def found_with(import_from: Path, cwd: Path) -> list[str]:
    code = f"import sys; sys.path.insert(0, {str(import_from)!r}); {WHERE}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_the_tree_that_these_tests_stand_in_has_its_files():
    assert resources.data_dir() == ROOT / "data"
    assert resources.assets_dir() == ROOT / "assets"


def test_an_installed_wheel_uses_the_files_inside_it_from_any_folder(tmp_path):
    package = a_wheel(tmp_path / "site packages")
    found = found_with(package.parent, cwd=tmp_path)
    assert found == [str(package / "data"), str(package / "assets")]


def test_an_editable_install_uses_the_files_of_its_checkout(tmp_path):
    package = a_checkout(tmp_path / "check out")
    found = found_with(package.parent, cwd=tmp_path)
    assert found == [str(tmp_path / "check out/data"), str(tmp_path / "check out/assets")]


def test_a_stale_copy_beside_an_editable_install_is_not_used(tmp_path):
    package = a_checkout(tmp_path / "checkout")
    (tmp_path / "venv/site-packages/hipmob_desktop/data").mkdir(parents=True)
    assert found_with(package.parent, cwd=tmp_path)[0] == str(tmp_path / "checkout/data")


def test_a_link_to_the_package_leads_to_the_files_of_its_checkout(tmp_path):
    package = a_checkout(tmp_path / "checkout")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/hipmob_desktop").symlink_to(package)
    assert found_with(tmp_path / "lib", cwd=tmp_path)[0] == str(tmp_path / "checkout/data")


def test_a_frozen_bundle_uses_the_files_that_it_unpacked(tmp_path):
    package = tmp_path / "_MEI1234" / "hipmob_desktop"
    (package / "data").mkdir(parents=True)
    (package / "assets").mkdir()
    assert resources.data_dir(package) == package / "data"
    assert resources.assets_dir(package) == package / "assets"


def test_a_data_folder_above_that_is_no_checkout_is_not_taken(tmp_path):
    (tmp_path / "data").mkdir()
    package = tmp_path / "site-packages" / "hipmob_desktop"
    with pytest.raises(resources.ResourcesMissingError, match=r"data is missing from .*anew"):
        resources.data_dir(package)
