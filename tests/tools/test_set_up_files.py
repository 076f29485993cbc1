# SPDX-License-Identifier: GPL-3.0-or-later
"""The listing of an environment's sizes, and what is found to differ from it."""

import pytest
import set_up_files


@pytest.fixture
def venv(tmp_path):
    """An environment of three files and a link, with its listing."""
    packages = tmp_path / "lib/python3/site-packages"
    (packages / "pack").mkdir(parents=True)
    (packages / "pack/ä b.py").write_text("speaks")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/activate").write_text("on")
    (tmp_path / "bin/hipmob-desktop").write_text("command")
    (tmp_path / "bin/python").symlink_to("/nowhere/python3.11")
    set_up_files.write_listing(tmp_path)
    return tmp_path


def test_what_is_as_it_was_has_no_damage_even_where_a_link_leads_nowhere(venv):
    assert set_up_files.is_listed(venv)
    assert set_up_files.find_damage(venv) == []


def test_packages_are_named_from_their_folder_and_others_from_the_environment(venv):
    (venv / "lib/python3/site-packages/pack/ä b.py").unlink()
    (venv / "bin/activate").write_text("")
    assert not set_up_files.is_listed(venv)
    assert set_up_files.find_damage(venv) == ["bin/activate", "pack/ä b.py"]


def test_a_folder_in_the_place_of_a_file_is_damage(venv):
    (venv / "bin/activate").unlink()
    (venv / "bin/activate").mkdir()
    assert set_up_files.find_damage(venv) == ["bin/activate"]


def test_a_link_that_leads_elsewhere_is_damage(venv):
    (venv / "bin/python").unlink()
    (venv / "bin/python").symlink_to("/somewhere/else/python3.11")
    assert set_up_files.find_damage(venv) == ["bin/python"]


def test_the_command_is_watched_but_needs_no_installation(venv):
    (venv / "bin/hipmob-desktop").write_text("")
    assert not set_up_files.is_listed(venv)
    assert set_up_files.find_damage(venv) == []


def test_what_a_set_up_writes_for_itself_is_not_listed(venv):
    (venv / "set-up-stamp").write_text("run")
    before = (venv / "set-up-files").read_bytes()
    set_up_files.write_listing(venv)
    assert (venv / "set-up-files").read_bytes() == before
