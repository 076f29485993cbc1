# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from hipmob_desktop.desktop.start_request import Action, StartRequest, line_of, request_of


@pytest.mark.parametrize(
    "wanted",
    [
        StartRequest(),
        StartRequest(action=Action.PLAY, routine="é", options=(("pace", 1.5), ("console", True))),
    ],
)
def test_a_request_arrives_as_it_was_sent(wanted):
    assert request_of(line_of(wanted)) == wanted


@pytest.mark.parametrize(
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
