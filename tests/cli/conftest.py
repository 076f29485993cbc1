# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every command that a test types."""

import pytest

from hipmob_desktop.cli import main as command_line

CODES = {0, 1, 2, 3, 129, 130, 143}
"""Those that a command may end with, as the module tells them."""


@pytest.fixture(autouse=True)
def _every_command_ends_with_an_exit_code(monkeypatch):
    run = command_line._run

    def checked(words):
        code = run(words)
        assert type(code) is int
        assert code in CODES
        return code

    monkeypatch.setattr(command_line, "_run", checked)
