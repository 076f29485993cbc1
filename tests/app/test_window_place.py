# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from hipmob_desktop.app.window_place import FILE, WindowPlace


def test_a_place_that_was_kept_is_read_at_the_next_start(tmp_path):
    WindowPlace(tmp_path).keep(b"\x01\xd9 anything")

    assert WindowPlace(tmp_path).read() == b"\x01\xd9 anything"


def test_a_first_start_has_none(tmp_path):
    assert WindowPlace(tmp_path / "not there").read() == b""


@pytest.mark.parametrize(
    "text", ["{", '{"version": 1, "place": 5}', '{"version": 1, "place": "?"}']
)
def test_a_damaged_file_is_no_place(tmp_path, text):
    (tmp_path / FILE).write_text(text)

    assert WindowPlace(tmp_path).read() == b""


def test_where_it_cannot_be_kept_nothing_fails(tmp_path):
    (tmp_path / "file").touch()

    WindowPlace(tmp_path / "file").keep(b"x")
