# SPDX-License-Identifier: GPL-3.0-or-later
"""`./run` on a checkout of its own, with an uv that writes down what it was asked for.

It has one package to install, and a cache from which it installs what was not to be fresh.
"""

import base64
import hashlib
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cases import some_of

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (
    "requirements.lock",
    "requirements-film.lock",
    "requirements-dev.lock",
    "requirements-uv.lock",
)
FILMS = "Films can be made now: ./run render ROUTINE --video\n"
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)

UV = r"""#!/bin/sh
echo "$*" >>"$UV_LOG"
case $1 in
    venv)
        for last; do :; done
        mkdir -p "$last/bin" "$last/lib/python3/site-packages"
        python=$last/bin/python
        echo '#!/bin/sh' >"$python"
        echo "PYTHONPATH='${last%/*}/src' exec '$REAL' \"\$@\"" >>"$python"
        chmod +x "$python" ;;
    pip)
        [ -z "${CUT-}" ] || kill -9 $PPID
        [ -z "${SLOW-}" ] || { touch "$UV_LOG.began"; sleep 30; }
        [ -z "${SAYS-}" ] || { echo "$SAYS"; exit 2; }
        [ -z "${OFFLINE-}" ] || { echo "error: no network"; exit 2; }
        case $* in *--refresh-package=pack*) from=fresh ;; *) from=cached ;; esac
        while [ "$1" != --python ]; do shift; done
        cp -R "$PACKAGES/$from/." "${2%/bin/python}/lib/python3/site-packages" ;;
esac
"""
PACKAGE = {
    "pack/__init__.py": b"",
    "pack/engine.py": b"speaks = True",
    "pack/data/voice.bin": bytes(range(256)),
}
PROGRAM = """
import os, sys
sys.stdin.read()
print("program", *sys.argv[1:])
sys.exit(int(os.environ.get("EXIT", 0)))
"""
QUIET_PACKAGES = """
def install_needed(machine, *, has_uv): pass
def install_for_tests(machine): pass
"""
NO_PIP = """
def _fill_by_pip(venv, lock, env): return "ERROR: no network"
"""


class Checkout:
    """A copy of what `./run` is made of, and how often it asked uv to install."""

    def __init__(self, root: Path, bin_folder: Path) -> None:
        self.root = root
        self.bin = bin_folder
        self.log = bin_folder / "uv.log"

    def environment(self, **more):
        path = f"{self.bin}:/usr/bin:/bin"
        made = {
            "PATH": path,
            "UV_LOG": str(self.log),
            "REAL": sys.executable,
            "PACKAGES": str(self.bin / "packages"),
            "HOME": str(self.bin),
        }
        return {name: value for name, value in (made | more).items() if value is not None}

    def run(self, *arguments, start="run", **more):
        command = [str(self.root / start), *arguments]
        env = self.environment(**more)
        return subprocess.run(
            command,
            cwd="/",
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def forbid_python(self):
        """Leave the checkout no Python but that of its environment."""
        for name in ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python"):
            (self.bin / name).unlink(missing_ok=True)
            (self.bin / name).write_text("#!/bin/sh\nexit 2\n")
            (self.bin / name).chmod(0o755)

    @property
    def packages(self):
        """The folder of the environment that packages stand in."""
        return self.root / ".venv/lib/python3/site-packages"

    @property
    def installed(self):
        """The locks that uv was asked to install, in order."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [Path(line).name for line in lines if line.startswith("pip sync")]


def a_wheels_files(folder):
    """Write the files of a package into `folder`, as an installer does."""
    info = folder / "pack-1.0.dist-info"
    info.mkdir(parents=True)
    rows = []
    for name, content in PACKAGE.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
        checksum = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        rows.append(f"{name},sha256={checksum},{len(content)}\n")
    (info / "RECORD").write_text("".join([*rows, f"{info.name}/RECORD,,\n"]))


def a_checkout(folder):
    root = folder / "check out"
    (root / "src/hipmob_desktop").mkdir(parents=True)
    for name in ("__init__.py", "installation.py"):
        shutil.copy(ROOT / "src/hipmob_desktop" / name, root / "src/hipmob_desktop")
    (root / "src/hipmob_desktop/__main__.py").write_text(PROGRAM)
    (root / "src/pytest.py").write_text(PROGRAM.replace("program", "pytest"))
    shutil.copytree(ROOT / "tools", root / "tools")
    (root / "tools/set_up_packages.py").write_text(QUIET_PACKAGES)
    with (root / "tools/set_up_environment.py").open("a") as module:
        module.write('LOADS_QT = ""\n')
    with (root / "tools/set_up_python.py").open("a") as module:
        module.write(NO_PIP)
    shutil.copy(ROOT / "run", root)
    for name in (*LOCKS, "pyproject.toml"):
        (root / name).write_text(name)
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    (bin_folder / "uv").write_text(UV)
    (bin_folder / "uv").chmod(0o755)
    (bin_folder / "python3").symlink_to(BASE_PYTHON)
    for kind in ("cached", "fresh"):
        a_wheels_files(bin_folder / "packages" / kind)
    return Checkout(root, bin_folder)


@pytest.fixture
def checkout(tmp_path):
    return a_checkout(tmp_path)


@pytest.fixture(scope="module")
def folder_of_one_set_up(tmp_path_factory):
    """A folder with a checkout that was set up, and a copy of the folder beside it."""
    folder = tmp_path_factory.mktemp("ready") / "folder"
    folder.mkdir()
    checkout = a_checkout(folder)
    assert checkout.run().returncode == 0
    checkout.log.unlink()
    shutil.copytree(folder, folder.with_name("kept"), symlinks=True)
    return folder


@pytest.fixture
def ready(folder_of_one_set_up):
    """A checkout that was set up; at the same place for every test, as it would notice another."""
    folder = folder_of_one_set_up
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("kept"), folder, symlinks=True)
    return Checkout(folder / "check out", folder / "bin")


def test_the_first_start_sets_up_and_then_runs_the_program_with_its_arguments(checkout):
    done = checkout.run("list", "--json", "a b")
    assert (done.returncode, done.stdout) == (0, "program list --json a b\n")
    assert checkout.installed == ["requirements.lock"]


@pytest.mark.sweep
def test_what_is_said_while_setting_up_stays_off_the_programs_output(checkout):
    done = checkout.run()
    assert done.stdout == "program\n"
    assert "Setting up" in done.stderr


def test_a_second_start_sets_nothing_up_and_says_nothing(ready):
    done = ready.run("list")
    assert (done.stdout, done.stderr) == ("program list\n", "")
    assert not ready.log.exists()


def test_a_start_with_everything_there_runs_nothing_but_the_program(ready):
    ready.run("test")
    ready.forbid_python()
    assert ready.run().stdout == "program\n"
    assert ready.run("test", "-k", "one").stdout == "pytest -k one\n"


def test_all_tests_go_three_at_a_time_and_some_one_by_one(ready):
    assert ready.run("test").stdout == "pytest -n 3 --dist loadfile\n"
    assert ready.run("test", "tests/core").stdout == "pytest tests/core\n"


def test_the_exit_code_is_the_programs(ready):
    assert ready.run(EXIT="7").returncode == 7


def test_a_link_to_run_starts_the_checkout_it_points_to(ready, tmp_path):
    (ready.root.parent / "far").mkdir()
    (ready.root.parent / "far/hip").symlink_to("../check out/run")
    (tmp_path / "hip").symlink_to(ready.root.parent / "far/hip")
    assert ready.run("list", start=str(tmp_path / "hip")).stdout == "program list\n"


@pytest.mark.parametrize("level", some_of(["first", "second"], "second"))
def test_a_closed_standard_input_changes_nothing(checkout, level):
    if level == "second":
        checkout.run()
    command = ["sh", "-c", 'exec "$0" list <&-', str(checkout.root / "run")]
    done = subprocess.run(
        command, env=checkout.environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "program list\n")


@pytest.mark.parametrize("home", some_of([None, "/nonexistent"], None))
def test_no_home_is_needed(checkout, home):
    assert checkout.run("list", HOME=home).stdout == "program list\n"


def test_a_changed_lock_is_installed_at_the_next_start(ready):
    (ready.root / "requirements.lock").write_text("changed")
    ready.run()
    assert ready.installed == ["requirements.lock"]


def test_the_tests_add_what_they_need_and_the_program_then_keeps_it(ready):
    assert ready.run("test", "-k", "one").stdout == "pytest -k one\n"
    assert ready.run().stdout == "program\n"
    assert ready.installed == ["requirements-dev.lock"]
    (ready.root / "requirements-dev.lock").write_text("changed")
    ready.run()
    assert ready.installed == ["requirements-dev.lock"] * 2


@pytest.mark.sweep
def test_what_films_take_is_added_once_and_then_kept(ready):
    assert ready.run("add-film").stdout == FILMS
    assert ready.run("add-film").stdout == FILMS
    assert ready.run("list").stdout == "program list\n"
    assert ready.installed == ["requirements-film.lock"]
    (ready.root / "requirements-film.lock").write_text("changed")
    assert ready.run("list").stdout == "program list\n"
    assert ready.installed == ["requirements-film.lock"] * 2


@pytest.mark.sweep
def test_a_repair_keeps_what_films_take(ready):
    ready.run("add-film")
    empty(ready.packages / "pack/engine.py")
    done = ready.run("list")
    assert done.stdout == "program list\n"
    assert "pack/engine.py was changed" in done.stderr
    assert ready.installed == ["requirements-film.lock"] * 2


@pytest.mark.sweep
def test_the_tests_have_what_films_take(ready):
    ready.run("add-film")
    ready.run("test", "-k", "one")
    assert ready.run("add-film").stdout == FILMS
    assert ready.run("list").stdout == "program list\n"
    assert ready.installed == ["requirements-film.lock", "requirements-dev.lock"]


@pytest.mark.sweep
def test_where_what_films_take_cannot_be_had_the_program_still_runs(ready):
    done = ready.run("add-film", OFFLINE="yes")
    assert (done.returncode, done.stdout) == (3, "")
    assert ready.run("list").stdout == "program list\n"


def test_a_set_up_that_was_cut_is_done_anew_from_the_start(checkout):
    assert checkout.run(CUT="yes").returncode != 0
    (checkout.root / ".venv.new/half").touch()
    assert checkout.run("list").stdout == "program list\n"
    assert not (checkout.root / ".venv/half").exists()


@pytest.mark.sweep
def test_what_worked_before_a_set_up_was_cut_still_works(ready):
    lock = ready.root / "requirements.lock"
    lock.write_text("cannot be installed")
    assert ready.run(CUT="yes").returncode != 0
    lock.write_text(lock.name)
    ready.log.unlink()
    assert ready.run("list").stdout == "program list\n"
    assert ready.installed == []


def test_a_new_version_of_the_set_up_alone_installs_nothing(ready):
    (ready.root / "pyproject.toml").write_text("changed")
    assert ready.run("list").stdout == "program list\n"
    assert ready.installed == []


def test_a_checkout_that_was_moved_gets_an_environment_of_its_own(ready, tmp_path):
    ready.root = shutil.move(ready.root, tmp_path / "moved")
    (tmp_path / "moved/.venv/old").touch()
    assert ready.run("list").stdout == "program list\n"
    assert ready.installed == ["requirements.lock"]
    assert not (tmp_path / "moved/.venv/old").exists()


@pytest.mark.sweep
def test_an_environment_whose_python_is_gone_is_made_anew(ready):
    python = ready.root / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nonexistent/python3.11")
    assert ready.run("list").stdout == "program list\n"


def test_two_first_starts_at_the_same_time_install_once_and_both_run(checkout):
    command = [str(checkout.root / "run"), "list"]
    both = [
        subprocess.Popen(
            command,
            env=checkout.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = [process.communicate() for process in both]
    assert [output for output, _ in said] == [b"program list\n"] * 2
    assert b"".join(chatter for _, chatter in said).count(b"Setting up") == 1
    assert checkout.installed == ["requirements.lock"]


def empty(path):
    path.write_bytes(b"")


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def spoil(path):
    path.write_bytes(b"?")


def grow(path):
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize("damage", some_of([empty, cut, grow, Path.unlink], cut))
@pytest.mark.parametrize(
    "name", some_of(["pack/engine.py", "pack/data/voice.bin"], "pack/data/voice.bin")
)
def test_a_damaged_file_is_named_and_installed_anew_and_the_start_goes_on(ready, damage, name):
    damage(ready.packages / name)
    done = ready.run("list")
    told = f"hipmob-desktop: {name} was changed or is missing: installing the packages anew.\n"
    assert (done.returncode, done.stdout) == (0, "program list\n")
    assert done.stderr.startswith(told)
    assert (ready.packages / name).read_bytes() == PACKAGE[name]
    assert ready.installed == ["requirements.lock"]


@pytest.mark.sweep
def test_the_link_to_the_program_is_watched_like_a_packages_file(ready):
    link = ready.packages / "hipmob-desktop.pth"
    before = link.read_bytes()
    empty(link)
    done = ready.run("list")
    assert done.stdout == "program list\n"
    assert "hipmob-desktop.pth was changed or is missing: installing" in done.stderr
    assert link.read_bytes() == before


@pytest.mark.parametrize("damage", some_of([empty, Path.unlink], empty))
def test_a_damaged_command_is_written_anew_without_an_installation(ready, damage):
    command = ready.root / ".venv/bin/hipmob-desktop"
    before = command.read_bytes()
    damage(command)
    assert ready.run("list", OFFLINE="yes").stdout == "program list\n"
    assert (command.read_bytes(), ready.installed) == (before, [])


@pytest.mark.sweep
def test_a_package_that_is_gone_is_told_in_one_line(ready):
    shutil.rmtree(ready.packages / "pack")
    told = "pack/__init__.py (one of 3 files) was changed or is missing: installing"
    assert told in ready.run().stderr.splitlines()[0]
    assert (ready.packages / "pack/engine.py").exists()


@pytest.mark.sweep
def test_after_a_repair_the_next_start_is_an_ordinary_one(ready):
    empty(ready.packages / "pack/engine.py")
    ready.run()
    ready.log.unlink()
    ready.forbid_python()
    done = ready.run("list")
    assert (done.stdout, done.stderr) == ("program list\n", "")


@pytest.mark.sweep
def test_a_repair_keeps_what_the_tests_need(ready):
    ready.run("test", "-k", "one")
    empty(ready.packages / "pack/engine.py")
    ready.run()
    assert ready.run("test", "-k", "one").stdout == "pytest -k one\n"
    assert ready.installed == ["requirements-dev.lock"] * 2


@pytest.mark.sweep
def test_an_environment_made_for_the_tests_is_watched_as_well(ready):
    ready.run("test", "-k", "one")
    empty(ready.packages / "pack/engine.py")
    done = ready.run("test", "-k", "one")
    assert "pack/engine.py was changed" in done.stderr
    assert done.stdout == "pytest -k one\n"


ADDED = ["pack/__pycache__/engine.pyc", "pack/old.pyc", "more/added.py"]


@pytest.mark.parametrize("name", some_of(ADDED, ADDED[0]))
def test_compiled_and_added_files_come_and_go_as_they_like(ready, name):
    ready.forbid_python()
    (ready.packages / name).parent.mkdir(exist_ok=True)
    (ready.packages / name).write_bytes(b"one")
    assert ready.run().stderr == ""
    (ready.packages / name).write_bytes(b"other")
    assert ready.run().stderr == ""
    (ready.packages / name).unlink()
    assert ready.run().stderr == ""


COMPILED = ["pack/__pycache__/engine.nbi", "pack/old.pyc"]


@pytest.mark.parametrize("name", some_of(COMPILED, COMPILED[0]))
def test_compiled_files_that_were_there_at_the_set_up_may_change(checkout, name):
    compiled = checkout.bin / "packages/cached" / name
    compiled.parent.mkdir(exist_ok=True)
    compiled.write_bytes(b"compiled")
    checkout.run()
    checkout.forbid_python()
    empty(checkout.packages / name)
    assert checkout.run().stderr == ""


def test_without_a_network_the_damage_is_told_in_one_line_and_all_stays_as_it_was(ready):
    engine = ready.packages / "pack/engine.py"
    empty(engine)
    (ready.packages / "added.py").touch()
    done = ready.run("list", OFFLINE="yes")
    assert (done.returncode, done.stdout) == (3, "")
    told = (
        "hipmob-desktop: pack/engine.py was changed or is missing, and the packages cannot be "
        "installed anew (ERROR: no network). That takes a network and a checkout that may be "
        "written; then start again."
    )
    assert done.stderr.splitlines()[1:] == [told]
    assert (engine.read_bytes(), (ready.packages / "added.py").exists()) == (b"", True)
    assert ready.run("list").stdout == "program list\n"


def test_a_file_that_is_damaged_in_the_installers_cache_too_is_fetched_anew(ready):
    empty(ready.packages / "pack/engine.py")
    empty(ready.bin / "packages/cached/pack/engine.py")
    assert ready.run("list").stdout == "program list\n"
    assert (ready.packages / "pack/engine.py").read_bytes() == PACKAGE["pack/engine.py"]


@pytest.mark.sweep
def test_the_first_set_up_does_not_take_a_damaged_file_from_a_cache_either(checkout):
    empty(checkout.bin / "packages/cached/pack/data/voice.bin")
    checkout.run()
    assert (checkout.packages / "pack/data/voice.bin").stat().st_size == 256


@pytest.mark.sweep
def test_a_set_up_reads_every_file_and_so_notices_one_of_the_same_size(ready):
    engine = ready.packages / "pack/engine.py"
    engine.write_bytes(engine.read_bytes().swapcase())
    (ready.root / "pyproject.toml").write_text("changed")
    assert "pack/engine.py was changed" in ready.run().stderr
    assert engine.read_bytes() == PACKAGE["pack/engine.py"]


def listing_of(checkout):
    return checkout.root / ".venv/set-up-files"


@pytest.mark.parametrize("damage", some_of([empty, cut, Path.unlink, spoil], Path.unlink))
def test_a_damaged_listing_of_the_sizes_is_written_anew_and_nothing_installed(ready, damage):
    before = sorted(listing_of(ready).read_text().splitlines())
    damage(listing_of(ready))
    done = ready.run("list")
    assert (done.stdout, done.stderr, ready.installed) == ("program list\n", "", [])
    assert sorted(listing_of(ready).read_text().splitlines()) == before


@pytest.mark.sweep
def test_a_start_goes_on_where_no_listing_can_be_written(ready):
    listing_of(ready).unlink()
    (ready.root / ".venv/set-up-files.new").mkdir()
    (ready.root / ".venv/set-up-stamp.new").mkdir()
    done = ready.run("list")
    assert (done.stdout, done.stderr) == ("program list\n", "")


@pytest.mark.parametrize("lacking", some_of(["find", "awk"], "find"))
def test_without_a_find_that_prints_sizes_or_an_awk_a_start_looks_at_nothing(ready, lacking):
    ready.forbid_python()
    (ready.bin / lacking).write_text("#!/bin/sh\necho 'unknown: -printf' >&2\nexit 1\n")
    (ready.bin / lacking).chmod(0o755)
    empty(ready.packages / "pack/engine.py")
    done = ready.run("list")
    assert (done.stdout, done.stderr) == ("program list\n", "")


@pytest.mark.sweep
def test_a_checkout_that_was_moved_is_watched_where_it_is_now(ready, tmp_path):
    ready.root = shutil.move(ready.root, tmp_path / "moved")
    ready.run()
    empty(ready.packages / "pack/engine.py")
    assert "pack/engine.py was changed" in ready.run().stderr
    assert ready.run().stderr == ""


def test_the_command_in_the_environment_works_from_anywhere(ready):
    (ready.root / "src/hipmob_desktop/cli").mkdir()
    (ready.root / "src/hipmob_desktop/cli/main.py").write_text("def main(): print('cli')")
    assert ready.run(start=".venv/bin/hipmob-desktop").stdout == "cli\n"


@pytest.mark.sweep
def test_the_command_of_an_older_version_is_renewed_without_an_installation(ready):
    command = ready.root / ".venv/bin/hipmob-desktop"
    renewed = command.read_text()
    command.write_text("of an older version")
    (ready.root / "pyproject.toml").write_text("changed")
    ready.run()
    assert command.read_text() == renewed
    assert ready.installed == []
    ready.forbid_python()
    assert ready.run("list").stdout == "program list\n"


def test_a_machine_without_a_fitting_python_is_told_which_ones_fit(checkout):
    checkout.forbid_python()
    (checkout.bin / "apt-cache").write_text("#!/bin/sh\ntrue\n")  # the system's takes a second
    (checkout.bin / "apt-cache").chmod(0o755)
    done = checkout.run()
    assert (done.returncode, done.stdout) == (3, "")
    missing, advice = done.stderr.splitlines()
    assert missing == "hipmob-desktop needs Python 3.11, 3.12, 3.13 or 3.14; none was found."
    assert re.search(r"(apt-get|dnf|brew) install python|Install one", advice)


LACKS = [
    ("error: dns error: failed to lookup", "there is no network"),
    ("NewConnectionError: [Errno -3] Temporary failure in name resolution", "no network"),
    ("SSLError(CERTIFICATE_VERIFY_FAILED: self-signed)", "name its file in SSL_CERT_FILE"),
    ("error: No space left on device (os error 28)", "The disk is full: free some 540 MB"),
]


@pytest.mark.parametrize(
    ("says", "advice"),
    some_of(LACKS, LACKS[1], are_several=True),
)
def test_what_an_installer_lacks_is_told_in_words_and_nothing_is_left(checkout, says, advice):
    done = checkout.run(SAYS=says)

    assert (done.returncode, done.stdout) == (3, "")
    assert advice in done.stderr
    assert done.stderr.splitlines()[-1] == says
    assert not list(checkout.root.glob(".venv*"))
    assert not (checkout.root / ".uv").exists()
    assert checkout.run("list").stdout == "program list\n"


@pytest.mark.sweep
def test_without_a_network_nothing_is_tried_twice(checkout):
    with (checkout.root / "tools/set_up_python.py").open("a") as module:
        module.write('\ndef _fill_by_pip(venv, lock, env): raise SystemExit("tried again")\n')

    assert checkout.run(SAYS="error: dns error").returncode == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_checkout_that_may_not_be_written_is_told_to_be_copied(checkout):
    checkout.root.chmod(0o500)
    try:
        done = checkout.run()
    finally:
        checkout.root.chmod(0o700)
    assert done.returncode == 3
    assert "copy it to a folder of your own" in done.stderr


CODES = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.parametrize("to_group", some_of([False, True], False))
@pytest.mark.parametrize(("number", "code"), some_of(CODES, CODES[1], are_several=True))
def test_a_set_up_that_is_told_to_end_leaves_no_process_and_no_half_of_a_folder(
    checkout, number, code, to_group
):
    """Ctrl-C reaches all that runs in a terminal, `kill` the one process that it names."""
    process = subprocess.Popen(
        [checkout.root / "run", "list"],
        env=checkout.environment(SLOW="yes"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    began = checkout.log.with_name("uv.log.began")
    while not began.exists():
        assert process.poll() is None
        time.sleep(0.01)  # noqa: TID251 - another process has to come so far
    (os.killpg if to_group else os.kill)(process.pid, number)
    out, err = process.communicate(timeout=20)

    assert (process.returncode, out) == (code, "")
    assert "Stopped" in err
    assert not list(checkout.root.glob(".venv*"))
    assert checkout.run("list").stdout == "program list\n"


def test_what_a_set_up_lacks_ends_it_with_three_and_without_the_program(checkout):
    stub = QUIET_PACKAGES.replace("has_uv): pass", "has_uv):\n    raise SetUpError('type this')")
    code = f"from set_up_common import SetUpError\n{stub}"
    (checkout.root / "tools/set_up_packages.py").write_text(code)
    done = checkout.run()
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.endswith("hipmob-desktop: type this\n")


@pytest.mark.parametrize("script", ["run", ".ci/run", "tools/lock"])
def test_scripts_may_be_executed_and_are_sound(script):
    assert (ROOT / script).stat().st_mode & stat.S_IXUSR
    shell = "bash" if script == ".ci/run" else "sh"
    assert subprocess.run([shell, "-n", str(ROOT / script)], check=False).returncode == 0
