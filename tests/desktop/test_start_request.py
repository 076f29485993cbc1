# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from cases import tried_with
from hipmob_desktop.desktop.start_request import (
    Action,
    StartRequest,
    activation_in,
    line_of,
    request_of,
)


@pytest.mark.parametrize(
    "wanted",
    [
        StartRequest(),
        StartRequest(action=Action.PLAY, routine="é", options=(("pace", 1.5), ("console", True))),
        StartRequest(activation="token-7"),
    ],
)
def test_a_request_arrives_as_it_was_sent(wanted):
    assert request_of(line_of(wanted)) == wanted


@tried_with(
    "line",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 9_000,
        b'{"action": "play"}',
        b'{"action": "show", "routine": "a"}',
        b'{"action": "play", "routine": 1}',
        b'{"action": "play", "routine": "a", "options": [1]}',
        b'{"action": "play", "routine": "a", "options": {"pace": [1]}}',
    ],
)
def test_a_line_that_holds_no_request_gives_none(line):
    with pytest.raises(ValueError, match=r"."):
        request_of(line)


def test_a_name_that_only_another_version_knows_is_left_out():
    assert request_of(b'{"action": "show", "colour": "red"}') == StartRequest()


def test_what_the_launcher_left_for_a_start_goes_with_it():
    assert activation_in({"XDG_ACTIVATION_TOKEN": "7"}) == "7"
    assert activation_in({}) == ""


def test_what_no_environment_can_hold_is_cut():
    assert request_of(b'{"action": "show", "activation": "7\\u00008"}').activation == "7"
