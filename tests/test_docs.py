# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documents point to is there, and the commands they show are understood."""

import json
import re
from pathlib import Path

import pytest

from cases import tried_with
from hipmob_desktop.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], key=lambda page: page.name)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
ROOMS = r"\.ci|app|assets|benchmarks|cli|content|core|data|docs|figure|src|tests|tools|ui"
PATH = re.compile(rf"`((?:{ROOMS})/[\w./*-]*)`")
CHECK = re.compile(r'^check "[^"]+" "\$bin/([\w-]+)" ?(\S*)', re.MULTILINE)
COMMAND = re.compile(r"^ {4}\./run +([^#\n]*)", re.MULTILINE)


def shown_commands() -> list[list[str]]:
    """The arguments of each `./run` in the readme, but for the one that runs these tests."""
    found = (line.split() for line in COMMAND.findall((ROOT / "README.md").read_text()))
    return [arguments for arguments in found if arguments and arguments != ["test"]]


@tried_with("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    targets = LINK.findall(page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


@tried_with("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_is_named_exists(page):
    bases = (ROOT, ROOT / "src/hipmob_desktop")
    named = PATH.findall(page.read_text())
    assert [path for path in named if not any(any(base.glob(path)) for base in bases)] == []


@pytest.mark.parametrize("arguments", shown_commands(), ids=" ".join)
def test_every_command_in_the_readme_is_understood(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0


def test_every_routine_in_the_readme_exists(capsys, tmp_path):
    assert main(["list", "--json", "--data-dir", str(tmp_path)]) == 0
    routines = {routine["id"] for routine in json.loads(capsys.readouterr().out)}
    shown = {arguments[1] for arguments in shown_commands() if arguments[0] in {"play", "plan"}}
    assert shown
    assert shown <= routines


def test_every_check_is_told_of_with_how_to_run_it_alone():
    page = (ROOT / "CONTRIBUTING.md").read_text()
    checks = [
        " ".join(filter(None, check)) for check in CHECK.findall((ROOT / ".ci/run").read_text())
    ]
    assert len(checks) > 5
    assert [check for check in checks if f"`{check}" not in page] == []
