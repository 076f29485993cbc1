# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual and the completions are those of the commands that there are."""

import shutil
import subprocess
import sys

import make_command_docs
import pytest

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="argparse writes them otherwise in other versions"
)


@pytest.fixture(scope="module")
def texts():
    return make_command_docs.texts()


@pytest.mark.parametrize("width", ["40", "200"])
def test_the_shipped_files_are_in_step_with_the_parser(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    old = [
        name
        for name, text in make_command_docs.texts().items()
        if (make_command_docs.ASSETS / name).read_text("utf-8") != text
    ]
    assert old == [], "run tools/make_command_docs.py"


def test_files_are_brought_in_step(tmp_path, texts):
    make_command_docs.write(tmp_path)

    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert written == set(texts)


def test_the_manual_has_every_part_that_one_looks_for(texts):
    text = texts["manual/hipmob-desktop.1"]

    parts = ("NAME", "SYNOPSIS", "EXIT STATUS", "EXAMPLES", "SAFETY")
    assert [part for part in parts if f".SH {part}" not in text] == []
    assert "\n130\nended by Ctrl-C" in text


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["sh"], {"show"}),
        (["journal", "e"], {"export"}),
        (["plan", "--fi"], {"--first-side"}),
        (["plan", "desk"], {"desk_break"}),
    ],
)
def test_bash_completes_commands_options_and_routines(texts, typed, offered, tmp_path):
    stub = tmp_path / "hipmob-desktop"
    stub.write_text("#!/bin/sh\nprintf '%s\\n' '    \"id\": \"desk_break\",'\n")
    stub.chmod(0o755)
    words = ["hipmob-desktop", *typed]
    script = (
        texts["completions/hipmob-desktop.bash"]
        + f"\nPATH={tmp_path}:$PATH\nCOMP_WORDS=({' '.join(words)})\nCOMP_CWORD={len(words) - 1}\n"
        + "_shtab_hipmob_desktop\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert offered <= set(done.stdout.split())
