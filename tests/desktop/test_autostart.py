# SPDX-License-Identifier: GPL-3.0-or-later
"""The program begins at a login where somebody wants that, and is out of there without a trace."""

import os
import shlex
import sys
import time

import pytest

from hipmob_desktop.desktop.autostart import entry, set_autostart, start_quietly

START = ("/opt/hip mob/100 %/hipmob-desktop",)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "autostart" / "hipmob-desktop.desktop"


def lines(text):
    return dict(line.partition("=")[::2] for line in text.splitlines() if "=" in line)


def test_the_entry_starts_the_program_quietly_by_its_absolute_path():
    found = lines(entry(START))
    assert found["Exec"] == '"/opt/hip mob/100 %%/hipmob-desktop" "remind"'
    assert shlex.split(found["Exec"].replace("%%", "%")) == [*START, "remind"]


def test_a_program_that_is_gone_is_left_alone():
    assert lines(entry(START))["TryExec"] == START[0]


def test_the_entry_is_one_that_desktops_take():
    text = entry(START)
    found = lines(text)
    assert text.startswith("[Desktop Entry]\n")
    assert (found["Type"], found["Terminal"]) == ("Application", "false")
    assert "Hidden" not in found


def test_the_entry_says_all_of_this():
    assert entry(("/opt/run", "a b")) == (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=HipMob Desktop\n"
        "Comment=Reminders to move, as chosen in the settings\n"
        'Exec="/opt/run" "a b" "remind"\n'
        "TryExec=/opt/run\n"
        "Icon=hipmob-desktop\n"
        "Terminal=false\n"
        "X-GNOME-Autostart-enabled=true\n"
        "X-GNOME-Autostart-Delay=20\n"
    )


def test_an_entry_that_is_there_is_read_up_to_its_most_bytes(path):
    set_autostart(path, START, is_wanted=True)
    for bytes_, stays in ((64 * 1_024, True), (64 * 1_024 + 1, False)):
        path.write_text(entry(START).ljust(bytes_))
        assert set_autostart(path, START, is_wanted=True) is None
        assert (path.stat().st_size == bytes_) is stays


def test_the_choice_makes_it_and_takes_it_away(path):
    assert set_autostart(path, START, is_wanted=True) is None
    assert path.read_text() == entry(START)
    assert set_autostart(path, START, is_wanted=False) is None
    assert not path.exists()


def test_to_take_away_what_is_not_there_is_no_fault(path):
    assert set_autostart(path, START, is_wanted=False) is None
    assert not path.parent.exists()


def test_what_the_desktop_wrote_into_it_stays(path):
    set_autostart(path, START, is_wanted=True)
    own = path.read_text() + "Hidden=true\n"
    path.write_text(own)
    set_autostart(path, START, is_wanted=True)
    assert path.read_text() == own


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[Desktop Entry]\nExec=old remind\n"])
def test_an_entry_of_another_program_or_place_is_made_anew(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    set_autostart(path, START, is_wanted=True)
    assert path.read_text() == entry(START)


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "config").write_text("a file")
    path = tmp_path / "config" / "autostart" / "hipmob-desktop.desktop"
    told = set_autostart(path, START, is_wanted=True)
    assert str(path) in told
    assert told.endswith("nothing starts with the computer.")


def test_what_is_started_quietly_says_nothing_and_outlives_its_parent(tmp_path):
    told = tmp_path / "told"
    code = (
        "import os, sys, pathlib; print('loud'); "
        f"pathlib.Path({str(told)!r}).write_text(str(os.getsid(0) == {os.getsid(0)}))"
    )
    start_quietly((sys.executable, "-c", code))
    until = time.monotonic() + 20
    while not (told.exists() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.02)  # noqa: TID251 - another process takes its time
    assert told.read_text() == "False"


def test_a_program_that_cannot_be_started_is_no_error_and_stands_in_the_log(tmp_path, caplog):
    start_quietly((str(tmp_path / "none"), "remind"))
    assert str(tmp_path / "none") in caplog.text
