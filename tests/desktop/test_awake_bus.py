# SPDX-License-Identifier: GPL-3.0-or-later
import sys

import pytest

from desktop.conftest import GNOME, SCREEN_SAVER
from hipmob_desktop.desktop.awake_bus import NAME, REASON, NamedBus
from hipmob_desktop.desktop.keep_awake import held_by_system

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus")


@pytest.fixture
def closed(monkeypatch):
    """The connections that were closed, in their order."""
    closed = []
    close = NamedBus.close_connection

    def note(self, connection):
        closed.append(connection)
        close(self, connection)

    monkeypatch.setattr(NamedBus, "close_connection", note)
    return closed


@pytest.mark.parametrize("name", [SCREEN_SAVER, GNOME])
def test_the_desktop_is_told_our_name_and_reason_not_those_of_the_library(desktop, name):
    service = desktop(name)
    with held_by_system() as is_held:
        assert is_held
        service.wait_for(lambda it: it.held)
        assert next(iter(service.held.values()))[:2] == (NAME, REASON)


def test_what_was_opened_is_closed_when_the_screen_is_let_go(desktop, closed):
    desktop()
    with held_by_system():
        opened = len(closed)
    assert len(closed) == opened + 1


def test_what_was_opened_is_closed_where_the_desktop_refuses(desktop, closed):
    desktop(answer="refusal")
    with held_by_system() as is_held:
        assert not is_held
        assert closed
