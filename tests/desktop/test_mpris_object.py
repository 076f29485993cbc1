# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from desktop.media_caller import STATE
from hipmob_desktop.desktop.mpris_object import (
    CALLS,
    PATH,
    PLAYER,
    ROOT,
    ROOT_PROPERTIES,
    MediaCommand,
    MediaState,
    MediaStatus,
    changed,
    has_effect,
    has_jumped,
    introspection,
    is_above,
    player_properties,
)


@given(passed_ms=st.integers(0, 500_000))
def test_playing_is_no_jump_however_long_it_is(passed_ms):
    later = replace(
        STATE, position_ms=STATE.position_ms + passed_ms, as_of_ms=STATE.as_of_ms + passed_ms
    )
    assert not has_jumped(STATE, later)
    assert has_jumped(STATE, replace(later, position_ms=later.position_ms + 1_000))


def test_who_counted_through_a_lead_in_is_put_right_after_it_and_not_before():
    paused = replace(STATE, status=MediaStatus.PAUSED)
    leading_in = replace(STATE, waits_ms=3_000)
    playing = replace(STATE, as_of_ms=STATE.as_of_ms + 3_000)
    assert not has_jumped(paused, leading_in)
    assert has_jumped(leading_in, playing)
    assert has_jumped(leading_in, replace(playing, status=MediaStatus.PAUSED))


@given(rate=st.floats(0.1, 60), passed_ms=st.integers(0, 5_000))
def test_a_session_that_goes_faster_or_slower_does_not_jump_by_that(rate, passed_ms):
    before = replace(STATE, rate=rate)
    later_ms = STATE.as_of_ms + passed_ms
    later = replace(before, position_ms=before.position_at(later_ms), as_of_ms=later_ms)
    assert not has_jumped(before, later)


@given(rate=st.floats(0.1, 60))
def test_the_limits_of_the_rate_hold_what_it_is_and_the_usual_one(rate):
    told = player_properties(replace(STATE, rate=rate), STATE.as_of_ms)
    least, now, most = (told[name][1] for name in ("MinimumRate", "Rate", "MaximumRate"))
    assert now == rate
    assert (least, most) == (min(rate, 1.0), max(rate, 1.0))


def test_counting_on_is_no_change_and_anything_else_is():
    before = player_properties(STATE, STATE.as_of_ms)
    assert changed(before, player_properties(STATE, STATE.as_of_ms + 1_000)) == {}
    renamed = player_properties(replace(STATE, title="Rest"), STATE.as_of_ms)
    assert changed(before, renamed) == {"Metadata": renamed["Metadata"]}


def test_a_text_that_no_bus_would_take_is_shown_without_what_is_wrong():
    _, told = player_properties(replace(STATE, routine="nul\0l \ud800", credit=""), 0)["Metadata"]
    assert told["xesam:album"] == ("s", "null ?")
    assert told["xesam:artist"] == ("as", [])


@tried_with(
    ("rate", "off_ms", "expected"),
    [
        *((1.0, 400, False), (1.0, 401, True)),
        *((10.0, 4_000, False), (10.0, 4_001, True)),
        *((0.5, 400, False), (0.5, 401, True)),
    ],
)
def test_what_is_told_a_little_late_is_no_jump_and_fast_sessions_are_further_by_then(
    rate, off_ms, expected
):
    before = replace(STATE, rate=rate)
    for way in (1, -1):
        later = replace(before, position_ms=STATE.position_ms + way * off_ms)
        assert has_jumped(before, later) is expected


def test_the_object_describes_what_it_has_and_takes():
    held = player_properties(STATE, 0)
    told = ElementTree.fromstring(introspection(PATH, held))  # noqa: S314 - our own
    for name, properties in ((ROOT, ROOT_PROPERTIES), (PLAYER, held)):
        (interface,) = told.findall(f"interface[@name='{name}']")
        types = {one.get("name"): one.get("type") for one in interface.findall("property")}
        assert types == {key: signature for key, (signature, _) in properties.items()}
        takes = {
            one.get("name"): "".join(arg.get("type") for arg in one.findall("arg"))
            for one in interface.findall("method")
        }
        assert takes == {member: sign for (of, member), sign in CALLS.items() if of == name}
    written = {one.get("name") for one in told.iter("property") if one.get("access") != "read"}
    assert written == {"Rate", "Volume"}
    quiet = [
        one.get("name") for one in told.iter("property") if one.find("annotation") is not None
    ]
    assert quiet == ["Position"]
    assert [one.get("name") for one in told.iter("signal")] == ["Seeked", "PropertiesChanged"]


def test_what_has_no_effect_is_not_offered():
    told = {**ROOT_PROPERTIES, **player_properties(STATE, 0)}
    says = {name: value for name, (kind, value) in told.items() if kind == "b"}
    assert {name for name, value in says.items() if not value} == {
        "CanQuit",
        "CanSeek",
        "HasTrackList",
    }
    assert told["SupportedUriSchemes"] == told["SupportedMimeTypes"] == ("as", [])


def test_each_step_on_the_way_to_the_object_names_the_next():
    steps = PATH.split("/")[1:]
    for depth, step in enumerate(steps):
        above = "/" + "/".join(steps[:depth])
        assert is_above(above)
        told = ElementTree.fromstring(introspection(above, {}))  # noqa: S314 - our own
        assert [one.get("name") for one in told] == [step]
    assert not is_above(PATH)
    assert not is_above("/org/mpri")


ALL_OF_IT = MediaState(
    status=MediaStatus.PLAYING,
    title="Clam",
    routine="Seven",
    credit="A. Person",
    position_ms=65_000,
    length_ms=600_000,
    as_of_ms=10_000,
    waits_ms=500,
    rate=2.0,
    volume=0.5,
    can_go_next=False,
)
PROPERTIES = {
    "PlaybackStatus": ("s", "Playing"), "Rate": ("d", 2.0), "MinimumRate": ("d", 1.0),
    "MaximumRate": ("d", 2.0), "Volume": ("d", 0.5), "Position": ("x", 66_000_000),
    "CanGoNext": ("b", False), "CanGoPrevious": ("b", True), "CanPlay": ("b", True),
    "CanPause": ("b", True), "CanSeek": ("b", False), "CanControl": ("b", True),
    "Metadata": (
        "a{sv}",
        {
            "mpris:trackid": ("o", "/org/mpris/MediaPlayer2/hipmob_desktop/session"),
            "mpris:length": ("x", 600_000_000),
            "xesam:title": ("s", "Clam"),
            "xesam:album": ("s", "Seven"),
            "xesam:artist": ("as", ["A. Person"]),
        },
    ),
}  # fmt: skip


def test_a_player_tells_all_of_its_session():
    assert player_properties(ALL_OF_IT, 11_000) == PROPERTIES
    assert ROOT_PROPERTIES == {
        "Identity": ("s", "HipMob Desktop"), "DesktopEntry": ("s", "hipmob-desktop"),
        "CanRaise": ("b", True), "CanQuit": ("b", False), "HasTrackList": ("b", False),
        "SupportedUriSchemes": ("as", []), "SupportedMimeTypes": ("as", []),
    }  # fmt: skip


@tried_with(
    ("passed_ms", "told_ms", "guessed_ms"),
    [(-9, 65_000, 65_000), (0, 65_000, 65_000), (500, 65_000, 66_000), (501, 65_002, 66_002),
     (267_500, 599_000, 600_000), (268_000, 600_000, 600_000), (999_999, 600_000, 600_000)],
)  # fmt: skip
def test_a_position_is_counted_on_from_its_moment_to_the_end(passed_ms, told_ms, guessed_ms):
    now_ms = ALL_OF_IT.as_of_ms + passed_ms
    assert ALL_OF_IT.position_at(now_ms) == told_ms
    assert ALL_OF_IT.guess_at(now_ms) == guessed_ms
    assert replace(ALL_OF_IT, status=MediaStatus.PAUSED).position_at(now_ms) == 65_000


@tried_with(
    ("goes", "next_", "previous"), [((True, False), True, False), ((False, True), False, True)]
)
def test_a_command_has_an_effect_where_its_property_says_so(goes, next_, previous):
    state = replace(ALL_OF_IT, can_go_next=goes[0], can_go_previous=goes[1])
    assert has_effect(MediaCommand.NEXT, state) is next_
    assert has_effect(MediaCommand.PREVIOUS, state) is previous
    others = set(MediaCommand) - {MediaCommand.NEXT, MediaCommand.PREVIOUS}
    assert all(has_effect(command, state) for command in others)
