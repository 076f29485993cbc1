# SPDX-License-Identifier: GPL-3.0-or-later
"""`install` and `install --remove`, as a person types them."""

import sys

import pytest

from hipmob_desktop.cli import install
from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main

START = ("/opt/hipmob/run",)


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", "/usr/bin")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(install, "start_words", lambda: START)
    return home


@pytest.fixture
def run(home, capsys):
    def run_it(*words):
        return main(["install", *words]), *capsys.readouterr()

    return run_it


def test_after_it_the_program_is_in_the_menu_and_on_the_command_line(run, home):
    code, out, err = run()

    assert (code, err) == (OK, "")
    assert (home / ".local/share/applications/hipmob-desktop.desktop").is_file()
    assert START[0] in (home / ".local/bin/hipmob-desktop").read_text()
    assert out.startswith(f"{install.IN_MENU}\nThe command is {home}/.local/bin/hipmob-desktop.\n")


def test_who_cannot_call_it_yet_is_told(run, home, monkeypatch):
    folder = home / ".local/bin"
    told = install.NOT_FOUND_YET.format(folder=folder)

    assert told in run()[1]
    monkeypatch.setenv("PATH", f"/usr/bin:{folder}")
    assert told not in run()[1]


def test_another_folder_for_data_is_where_menus_look(run, home, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    run()

    assert (tmp_path / "share/applications/hipmob-desktop.desktop").is_file()


def test_removed_it_says_what_went_and_what_stays(run, home):
    own = home / ".local/share/hipmob-desktop"
    own.mkdir(parents=True)
    run()
    code, out, err = run("--remove")

    assert (code, err) == (OK, "")
    assert not (home / ".local/bin/hipmob-desktop").exists()
    removed, stays = out.split(install.STAYS)
    assert f"  {home}/.local/bin/hipmob-desktop\n" in removed
    assert stays == f"\n  {own}\n"
    assert own.is_dir()


def test_removed_twice_there_is_nothing_left_to_remove(run):
    assert run("--remove")[1].startswith(install.NOTHING_THERE)


def test_a_command_of_another_program_is_named(run, home):
    command = home / ".local/bin/hipmob-desktop"
    command.parent.mkdir(parents=True)
    command.write_text("mine")
    code, out, err = run()

    assert (code, out) == (BAD_INPUT, "")
    assert err == f"hipmob-desktop: {install.FOREIGN.format(path=command)}\n"


def test_a_folder_that_cannot_be_written_is_named(run, home):
    (home / ".local").write_text("a file")
    code, _, err = run()
    told = f"hipmob-desktop: {home}/.local"

    assert (code, err.startswith(told)) == (MACHINE_LACKS, True)
    assert err.endswith(" cannot be written: a file stands where a folder is needed\n")


def test_elsewhere_than_on_linux_there_is_no_menu_to_be_in(run, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")

    assert run() == (MACHINE_LACKS, "", f"hipmob-desktop: {install.LINUX_ONLY}\n")


def test_without_a_home_it_says_so(run, monkeypatch):
    def no_home():
        raise RuntimeError

    monkeypatch.setattr("platformdirs.user_data_path", no_home)
    code, _, err = run()

    assert (code, "no home" in err) == (MACHINE_LACKS, True)


def test_what_a_package_put_into_everybodys_menu_is_not_put_there_again(
    run, home, monkeypatch, tmp_path
):
    monkeypatch.setattr(install, "start_words", lambda: (f"{tmp_path}/usr/lib/hipmob/run",))
    monkeypatch.setattr(install, "SYSTEM_SHARE", tmp_path / "usr/share")
    entry = tmp_path / "usr/share/applications/hipmob-desktop.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text("")

    assert run()[1] == install.SYSTEM_WIDE.format(entry=entry) + "\n"
    assert not (home / ".local").exists()


def test_what_stands_elsewhere_is_installed_although_a_package_is_there(
    run, home, monkeypatch, tmp_path
):
    monkeypatch.setattr(install, "SYSTEM_SHARE", tmp_path / "usr/share")
    entry = tmp_path / "usr/share/applications/hipmob-desktop.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text("")
    assert run()[1].startswith(install.IN_MENU)


def test_a_package_that_put_nothing_into_the_menu_can_be_installed(run, monkeypatch, tmp_path):
    monkeypatch.setattr(install, "start_words", lambda: (f"{tmp_path}/usr/lib/hipmob/run",))
    monkeypatch.setattr(install, "SYSTEM_SHARE", tmp_path / "usr/share")
    assert run()[1].startswith(install.IN_MENU)
