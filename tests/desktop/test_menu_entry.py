# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in a person's menu, and out of it again without a trace."""

import os
import re
import shutil
import stat
import subprocess
import tomllib
from configparser import ConfigParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DATA
from hipmob_desktop.desktop import menu_entry
from hipmob_desktop.desktop.menu_entry import ENTRY, SHARED, ForeignFileError, Menu

ROOT = DATA.parent
ASSETS = ROOT / "assets"
START = ("/opt/hip mob/run",)


@pytest.fixture
def menu(tmp_path):
    return Menu(tmp_path / "share", tmp_path / "bin")


def files_below(folder):
    return {path for path in folder.rglob("*") if not path.is_dir()}


def entry_of(menu):
    parser = ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str
    parser.read(menu.share / ENTRY, "utf-8")
    return parser


def words_of(value):
    """What a launcher makes of an Exec value: first the value's own marks, then its quotes."""
    value = value.replace("\\\\", "\\")
    parts = re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', value, re.DOTALL)
    words = [re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) or plain for quoted, plain in parts]
    return [word.replace("%%", "%") for word in words]


def test_everything_is_where_menus_and_shells_look_for_it(menu, tmp_path):
    written = menu.install(START, ASSETS)

    assert set(written) == files_below(tmp_path)
    assert set(written) == {menu.share / place for place in SHARED.values()} | {menu.command}
    assert all(os.access(path, os.R_OK) for path in written)
    assert (menu.share / SHARED["app_icon.svg"]).read_bytes() == (
        ASSETS / "app_icon.svg"
    ).read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_all_may_read_it_and_run_the_command_and_nobody_else_may_change_it(menu):
    written = menu.install(START, ASSETS)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in written}
    assert modes.pop(menu.command) == 0o755
    assert set(modes.values()) == {0o644}


def test_the_entry_starts_the_program_where_it_is(menu):
    menu.install(START, ASSETS)
    entry = entry_of(menu)

    assert words_of(entry["Desktop Entry"]["Exec"]) == list(START)
    assert entry["Desktop Entry"]["TryExec"] == START[0]
    assert words_of(entry["Desktop Action desk"]["Exec"]) == [*START, "play", "desk_break"]
    assert entry["Desktop Entry"]["Icon"] == "hipmob-desktop"


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="no desktop-file-utils")
@pytest.mark.parametrize("start", [START, ('/a$b/`c`/"d"/100%/run',), ("/py", "-m", "it")])
def test_the_entry_is_valid(menu, start):
    menu.install(start, ASSETS)

    done = subprocess.run(
        ["desktop-file-validate", menu.share / ENTRY], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\n\r"), min_size=1))
def test_whatever_the_folder_is_called_the_entry_leads_there(name):
    word = f"/{name}"
    quoted = menu_entry.quoted(word)

    assert quoted[0] == quoted[-1] == '"'
    assert words_of(quoted) == [word]


def test_the_command_hands_its_words_on(menu, tmp_path):
    told = tmp_path / "it's here" / "run"
    told.parent.mkdir()
    told.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    told.chmod(0o755)
    menu.install((str(told), "-m"), ASSETS)

    done = subprocess.run(
        [menu.command, "play", "a b", ""], capture_output=True, text=True, check=True
    )
    assert done.stdout == "-m\nplay\na b\n\n"


def test_the_command_and_the_entry_say_all_of_this(menu):
    menu.install(("/opt/a b/run", "-m"), ASSETS)
    assert menu.command.read_text() == (
        "#!/bin/sh\n"
        "# made by hipmob-desktop install; install --remove takes it away.\n"
        "exec '/opt/a b/run' -m \"$@\"\n"
    )
    shipped = (ASSETS / "hipmob-desktop.desktop").read_text("utf-8")
    assert (menu.share / ENTRY).read_text("utf-8") == re.sub(
        r"^TryExec=.*$", "TryExec=/opt/a b/run", shipped, flags=re.MULTILINE
    ).replace("Exec=hipmob-desktop", 'Exec="/opt/a b/run" "-m"')


def test_installed_twice_is_as_once(menu, tmp_path):
    menu.install(("/old/run",), ASSETS)
    first = files_below(tmp_path)
    menu.install(START, ASSETS)

    assert files_below(tmp_path) == first
    assert START[0] in menu.command.read_text()
    assert "/old/run" not in (menu.share / ENTRY).read_text()


def test_what_was_installed_is_taken_away_and_nothing_else(menu, tmp_path):
    other = menu.share / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    written = menu.install(START, ASSETS)

    assert set(menu.remove()) == set(written)
    assert files_below(tmp_path) == {other}
    assert menu.remove() == ()


@pytest.mark.parametrize("is_link", [False, True])
def test_a_command_of_somebody_else_stays_and_nothing_is_changed(menu, tmp_path, is_link):
    menu.bin.mkdir()
    if is_link:
        menu.command.symlink_to(tmp_path / "nowhere")
    else:
        menu.command.write_text("#!/bin/sh\necho mine\n")

    with pytest.raises(ForeignFileError) as refused:
        menu.install(START, ASSETS)
    assert refused.value.path == menu.command
    assert files_below(tmp_path) == {menu.command}
    assert menu.remove() == ()
    assert os.path.lexists(menu.command)


@pytest.mark.parametrize("is_link", [False, True])
def test_a_command_that_leads_there_already_is_left(menu, tmp_path, is_link):
    menu.bin.mkdir()
    start = tmp_path / "venv" if is_link else menu.command
    start.write_text("#!/bin/sh\n")
    if is_link:
        menu.command.symlink_to(start)

    assert menu.command in menu.install((str(start),), ASSETS)
    assert menu.command.read_text() == "#!/bin/sh\n"
    menu.remove()
    assert menu.command.exists()


def test_a_command_that_leads_to_another_use_of_the_same_python_is_somebody_elses(menu, tmp_path):
    python = tmp_path / "python"
    python.write_text("")
    menu.bin.mkdir()
    menu.command.symlink_to(python)

    with pytest.raises(ForeignFileError):
        menu.install((str(python), "-m", "hipmob_desktop"), ASSETS)


def test_a_folder_that_cannot_be_written_is_named(menu, tmp_path):
    menu.share.write_text("a file")

    with pytest.raises(OSError, match="share"):
        menu.install(START, ASSETS)


def test_pip_puts_the_same_files_into_the_same_places():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]

    assert shared == {f"assets/{name}": f"share/{place}" for name, place in SHARED.items()}
    assert all((ASSETS / name).is_file() for name in SHARED)


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="no appstreamcli")
def test_software_centres_can_read_what_the_program_is():
    # An id of three parts would have to be of a domain, and the project has none, nor a page.
    told = subprocess.check_output(["appstreamcli", "--version"], text=True)
    later = ("url-homepage-missing",) if " 1." in told else ()
    passed = ",".join(f"{tag}=info" for tag in ("cid-desktopapp-is-not-rdns", *later))
    words = ["--no-net", "--override", passed, ASSETS / "hipmob-desktop.metainfo.xml"]
    done = subprocess.run(
        ["appstreamcli", "validate", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_newest_release_is_the_one_that_this_is():
    from hipmob_desktop import __version__

    text = (ASSETS / "hipmob-desktop.metainfo.xml").read_text("utf-8")
    assert f'<release version="{__version__}"' in text.split("<releases>")[1].splitlines()[1]
