# SPDX-License-Identifier: GPL-3.0-or-later
"""Which system packages a machine is given, and what a person is told where it may not be."""

import pytest
from set_up_common import SetUpError
from set_up_machine import Machine
from set_up_packages import (
    QT_LIBRARIES,
    SOUND_LIBRARIES,
    TEST_COMMANDS,
    install_for_tests,
    install_needed,
)

from cases import tried_with

EVERYTHING = {need.thing for need in QT_LIBRARIES + SOUND_LIBRARIES}
TOOLS = {need.thing for need in TEST_COMMANDS}


class OtherMachine(Machine):
    """A Debian 12 on which nothing is really run."""

    is_linux = True
    is_root = True
    processor = "x86_64"
    has_python_headers = False
    python = "python3.11"
    makes_environments = True
    has_terminal = False
    glibc = (2, 36)

    def __init__(self, libraries=EVERYTHING, commands=("apt-get",), failing=(), **facts):
        self.libraries = libraries
        self.commands = commands
        self.failing = ("apt-cache", *failing)
        self.said: list[str] = []
        vars(self).update(facts)

    def has_library(self, name):
        return name in self.libraries

    def has_command(self, name):
        return name in self.commands

    def call(self, command):
        self.said.append(" ".join(command))
        return "it failed" if any(word in self.failing for word in command) else None

    @property
    def installed(self):
        """The packages of each apt-get install, one set for each."""
        ends = [line.partition("--no-install-recommends ")[2] for line in self.said]
        return [set(end.split()) for end in ends if end]


def test_a_whole_machine_is_left_alone():
    machine = OtherMachine()
    install_needed(machine, has_uv=True)
    assert machine.said == []


@tried_with("need", QT_LIBRARIES + SOUND_LIBRARIES)
def test_a_missing_library_brings_its_package_alone(need):
    machine = OtherMachine(EVERYTHING - {need.thing})
    install_needed(machine, has_uv=True)
    assert machine.installed == [{need.package}]


def test_the_lists_of_packages_are_fetched_before_anything_is_installed():
    machine = OtherMachine(libraries=())
    install_needed(machine, has_uv=True)
    assert machine.said[0].endswith("update")


def test_nothing_asks_a_question_during_an_installation():
    machine = OtherMachine(libraries=())
    install_needed(machine, has_uv=True)
    assert "DEBIAN_FRONTEND=noninteractive apt-get" in machine.said[-1]
    assert "install -y" in machine.said[-1]


def test_lists_that_cannot_be_fetched_do_not_stop_an_installation():
    machine = OtherMachine(libraries=(), failing=["update"])
    install_needed(machine, has_uv=True)
    assert len(machine.installed) == 1


def test_debians_python_gets_what_makes_environments():
    machine = OtherMachine(makes_environments=False)
    install_needed(machine, has_uv=False)
    assert machine.installed == [{"python3.11-venv"}]


def test_with_uv_python_needs_nothing_more():
    machine = OtherMachine(makes_environments=False)
    install_needed(machine, has_uv=True)
    assert machine.installed == []


def test_a_library_is_installed_by_its_new_name_where_it_has_one():
    machine = OtherMachine(EVERYTHING - {"libasound.so.2", "libpulse.so.0"})
    machine.failing = ()
    install_needed(machine, has_uv=True)
    assert machine.installed == [{"libasound2t64", "libpulse0"}]


def test_sudo_is_used_where_it_asks_for_nothing():
    machine = OtherMachine(libraries=(), commands=("apt-get", "sudo"), is_root=False)
    install_needed(machine, has_uv=True)
    assert machine.said[-1].startswith("sudo -n env DEBIAN_FRONTEND")


def test_sudo_may_ask_for_a_password_at_a_terminal():
    machine = OtherMachine((), ("apt-get", "sudo"), ["true"], is_root=False, has_terminal=True)
    install_needed(machine, has_uv=True)
    assert machine.said[-1].startswith("sudo env DEBIAN_FRONTEND")


def test_who_may_not_use_sudo_is_asked_once_and_shown_the_way_of_root():
    machine = OtherMachine(
        (), ("apt-get", "sudo"), ["true", "-v"], is_root=False, has_terminal=True
    )
    with pytest.raises(SetUpError, match=r"(?s)sudo sh -c .*or, .*\nsu -c 'apt-get"):
        install_needed(machine, has_uv=True)
    assert [line for line in machine.said if line.startswith("sudo")] == [
        "sudo -n true",
        "sudo -v",
    ]


@pytest.mark.parametrize(
    ("commands", "way"), [(("apt-get", "sudo"), "sudo sh -c"), (("apt-get",), "su -c")]
)
def test_a_person_without_rights_is_shown_one_line_to_type(commands, way):
    libraries = EVERYTHING - {"libGL.so.1", "libpulse.so.0"}
    machine = OtherMachine(libraries, commands, failing=["true"], is_root=False)
    with pytest.raises(SetUpError) as caught:
        install_needed(machine, has_uv=True)
    install = "apt-get install -y --no-install-recommends libgl1 libpulse0"
    told = str(caught.value).splitlines()[1:]
    assert told[0] == f"{way} 'apt-get update && {install}'"
    assert told[-1] == f"su -c 'apt-get update && {install}'"
    assert machine.installed == []


def test_an_installation_that_fails_says_how_and_what_was_tried():
    machine = OtherMachine(EVERYTHING - {"libGL.so.1"}, failing=["install"])
    with pytest.raises(SetUpError, match=r"(?s)apt-get install .* libgl1'\nit failed"):
        install_needed(machine, has_uv=True)


@pytest.mark.parametrize("rights", [{"is_root": False}, {"failing": ["install"]}])
def test_missing_sound_libraries_are_said_and_stop_nothing(rights, capsys):
    machine = OtherMachine(EVERYTHING - {"libpulse.so.0"}, **rights)
    install_needed(machine, has_uv=True)
    assert "sessions are silent without" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tool", "advice"),
    [
        ("dnf", "sudo dnf install 'libGL.so.1()(64bit)'"),
        ("zypper", "sudo zypper install 'libGL.so.1()(64bit)'"),
        ("pacman", "Please install what brings these, then start again: libGL.so.1"),
    ],
)
def test_other_systems_are_told_what_is_missing(tool, advice):
    machine = OtherMachine(EVERYTHING - {"libGL.so.1"}, commands=(tool,))
    with pytest.raises(SetUpError) as caught:
        install_needed(machine, has_uv=True)
    assert str(caught.value).splitlines()[-1] == advice


def test_another_processor_gets_what_compiles_miniaudio():
    machine = OtherMachine(processor="aarch64", glibc=(2, 41))
    install_needed(machine, has_uv=True)
    assert machine.installed == [{"g++", "python3.11-dev"}]


def test_a_machine_that_can_compile_is_left_alone():
    commands = ("apt-get", "c++")
    machine = OtherMachine(
        commands=commands, processor="aarch64", glibc=(2, 41), has_python_headers=True
    )
    install_needed(machine, has_uv=True)
    assert machine.said == []


@pytest.mark.parametrize(
    ("processor", "glibc", "sentence"),
    [
        ("x86_64", (2, 31), "needs glibc 2.34 or newer on x86_64; found 2.31."),
        ("x86_64", (), "needs glibc 2.34 or newer on x86_64; found another C library."),
        ("aarch64", (2, 36), "needs glibc 2.39 or newer on aarch64; found 2.36."),
    ],
)
def test_a_c_library_that_qt_does_not_run_on_is_named(processor, glibc, sentence):
    with pytest.raises(SetUpError) as caught:
        install_needed(OtherMachine(processor=processor, glibc=glibc), has_uv=True)
    assert str(caught.value).endswith(sentence)


def test_systems_other_than_linux_are_left_alone():
    machine = OtherMachine(libraries=(), commands=(), glibc=(), is_linux=False)
    install_needed(machine, has_uv=True)
    install_for_tests(machine)
    assert machine.said == []


def test_root_gets_what_tests_with_a_display_use():
    machine = OtherMachine(commands=TOOLS - {"Xvfb"} | {"apt-get"})
    install_for_tests(machine)
    assert machine.installed == [{"xvfb"}]


@pytest.mark.parametrize("rights", [{"is_root": False}, {"failing": ["install"]}])
def test_tests_go_without_what_cannot_be_installed(rights, capsys):
    machine = OtherMachine(commands=TOOLS - {"Xvfb"} | {"apt-get", "sudo"}, **rights)
    install_for_tests(machine)
    assert "some tests skip without" in capsys.readouterr().err
    assert "xvfb" in machine.said[-1] if machine.is_root else machine.said == []
