# SPDX-License-Identifier: GPL-3.0-or-later
"""`./run` on a checkout of its own, with an uv that only writes down what it was asked for."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
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
        [ -z "${CUT-}" ] || kill -9 $PPID ;;
esac
"""
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
    def installed(self):
        """The locks that uv was asked to install, in order."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [Path(line).name for line in lines if line.startswith("pip sync")]


def a_checkout(folder):
    root = folder / "check out"
    (root / "src/hipmob_desktop").mkdir(parents=True)
    (root / "src/hipmob_desktop/__init__.py").touch()
    (root / "src/hipmob_desktop/__main__.py").write_text(PROGRAM)
    (root / "src/pytest.py").write_text(PROGRAM.replace("program", "pytest"))
    shutil.copytree(ROOT / "tools", root / "tools")
    (root / "tools/set_up_packages.py").write_text(QUIET_PACKAGES)
    with (root / "tools/set_up_environment.py").open("a") as module:
        module.write('LOADS_QT = ""\n')
    shutil.copy(ROOT / "run", root)
    for name in (*LOCKS, "pyproject.toml"):
        (root / name).write_text(name)
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    (bin_folder / "uv").write_text(UV)
    (bin_folder / "uv").chmod(0o755)
    (bin_folder / "python3").symlink_to(BASE_PYTHON)
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


def test_all_tests_go_two_at_a_time_and_some_one_by_one(ready):
    assert ready.run("test").stdout == "pytest -n 2 --dist loadfile\n"
    assert ready.run("test", "tests/core").stdout == "pytest tests/core\n"


def test_the_exit_code_is_the_programs(ready):
    assert ready.run(EXIT="7").returncode == 7


def test_a_link_to_run_starts_the_checkout_it_points_to(ready, tmp_path):
    (ready.root.parent / "far").mkdir()
    (ready.root.parent / "far/hip").symlink_to("../check out/run")
    (tmp_path / "hip").symlink_to(ready.root.parent / "far/hip")
    assert ready.run("list", start=str(tmp_path / "hip")).stdout == "program list\n"


@pytest.mark.parametrize("level", ["first", "second"])
def test_a_closed_standard_input_changes_nothing(checkout, level):
    if level == "second":
        checkout.run()
    command = ["sh", "-c", 'exec "$0" list <&-', str(checkout.root / "run")]
    done = subprocess.run(
        command, env=checkout.environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "program list\n")


@pytest.mark.parametrize("home", [None, "/nonexistent"])
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


def test_a_set_up_that_was_cut_is_done_anew_from_the_start(checkout):
    assert checkout.run(CUT="yes").returncode != 0
    (checkout.root / ".venv.new/half").touch()
    assert checkout.run("list").stdout == "program list\n"
    assert not (checkout.root / ".venv/half").exists()


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


def test_the_command_in_the_environment_works_from_anywhere(ready):
    (ready.root / "src/hipmob_desktop/cli").mkdir()
    (ready.root / "src/hipmob_desktop/cli/main.py").write_text("def main(): print('cli')")
    assert ready.run(start=".venv/bin/hipmob-desktop").stdout == "cli\n"


def test_the_command_of_an_older_version_is_renewed_without_an_installation(ready):
    command = ready.root / ".venv/bin/hipmob-desktop"
    renewed = command.read_text()
    command.write_text("of an older version")
    (ready.root / "pyproject.toml").write_text("changed")
    ready.run()
    assert command.read_text() == renewed
    assert ready.installed == []


def test_a_machine_without_a_fitting_python_is_told_which_ones_fit(checkout):
    checkout.forbid_python()
    done = checkout.run()
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "hipmob-desktop needs Python 3.11, 3.12, 3.13 or 3.14; none was found.\n"
    )


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
