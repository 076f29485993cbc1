# SPDX-License-Identifier: GPL-3.0-or-later
import math
from dataclasses import replace

import pytest

from hipmob_desktop.app.preferences import WINDOW_FILE, PreferencesService, WindowPlace


def test_a_place_that_was_kept_is_read_at_the_next_start(tmp_path):
    WindowPlace(tmp_path).keep(b"\x01\xd9 anything")

    assert WindowPlace(tmp_path).read() == b"\x01\xd9 anything"


def test_a_first_start_has_none(tmp_path):
    assert WindowPlace(tmp_path / "not there").read() == b""


@pytest.mark.parametrize(
    "text", ["{", '{"version": 1, "place": 5}', '{"version": 1, "place": "?"}']
)
def test_a_damaged_file_is_no_place(tmp_path, text):
    (tmp_path / WINDOW_FILE).write_text(text)

    assert WindowPlace(tmp_path).read() == b""


def test_where_it_cannot_be_kept_nothing_fails(tmp_path):
    (tmp_path / "file").touch()

    WindowPlace(tmp_path / "file").keep(b"x")


# -- what was chosen ---------------------------------------------------------------------------


class Disk:
    """Does every job at once."""

    def do(self, _, job):
        job()


@pytest.fixture
def service(qapp, tmp_path):
    return PreferencesService(tmp_path / "settings.json", Disk())


def again(tmp_path):
    return PreferencesService(tmp_path / "settings.json", Disk()).now


def test_what_is_chosen_is_told_and_kept(service, tmp_path):
    heard = []
    service.changed.connect(lambda *both: heard.append(both))
    before, now = service.now, replace(service.now, rate=180)
    service.choose(now)

    assert heard == [(before, now)]
    assert again(tmp_path).rate == 180


def test_what_is_as_before_is_neither_told_nor_written(service, tmp_path):
    heard = []
    service.changed.connect(lambda *both: heard.append(both))
    service.choose(service.now)

    assert heard == []
    assert not (tmp_path / "settings.json").exists()


def test_a_pace_a_favourite_and_the_first_start_are_kept(service, tmp_path):
    service.remember_pace("lunge", 1.2)
    service.toggle_favourite("desk_break")
    service.welcome()
    kept = again(tmp_path)

    assert dict(kept.move_paces) == {"lunge": 1.2}
    assert kept.favourites == ("desk_break",)
    assert kept.first_start_seen


@pytest.mark.parametrize(
    ("sent", "kept"),
    [(0.6, 0.6), (1 / 3, 0.33), (-2.0, 0.0), (7.5, 1.0), (math.inf, 1.0), (math.nan, 0.4)],
)
def test_a_volume_sent_by_another_program_is_kept_within_its_range(service, tmp_path, sent, kept):
    service.choose_volume(0.4)
    service.choose_volume(sent)

    assert service.now.voice_volume == kept
    assert again(tmp_path).voice_volume == kept


def test_a_favourite_marked_twice_is_none(service, tmp_path):
    service.toggle_favourite("desk_break")
    service.toggle_favourite("desk_break")

    assert again(tmp_path).favourites == ()


def test_where_nothing_can_be_kept_it_holds_for_now_and_is_said(service, tmp_path):
    (tmp_path / "settings.json").mkdir()
    said = []
    service.failed.connect(said.append)
    service.choose(replace(service.now, rate=180))

    assert service.now.rate == 180
    assert "settings.json" in said[0]


def test_a_file_that_was_restored_holds_and_is_told(service, tmp_path):
    service.choose(replace(service.now, rate=200))
    (tmp_path / "settings.json").write_text('{"version": 1, "rate": 120}')
    told = []
    service.changed.connect(lambda before, now: told.append((before.rate, now.rate)))
    service.reload()
    assert service.now.rate == 120
    assert told == [(200, 120)]
