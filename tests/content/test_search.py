# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine is found by any word of it, half typed or not quite right."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_move
from cases import tried_with
from content.samples import SHIPPED
from hipmob_desktop.content.library_cache import Entry
from hipmob_desktop.content.names import folded
from hipmob_desktop.content.search import SearchIndex, matching
from hipmob_desktop.content.search_words import Alike, Length, SearchWords, load_search_words
from hipmob_desktop.core.enums import Item, Level
from hipmob_desktop.core.move import Equipment

WORDS = ("hip", "hips", "lunge", "lunges", "café", "90/90", "bridge", "ridge")


def an_entry(id_, title, *, summary="", move_names=(), total_ms=0):
    """A routine of which only these words are known."""
    text = " ".join((title, summary, *move_names))
    return Entry(
        id=id_,
        title=title,
        summary=summary,
        goals=(),
        when=(),
        level=Level.STANDARD,
        equipment=(),
        move_names=tuple(move_names),
        total_ms=total_ms,
        credit="",
        stand_ins=(),
        is_own=True,
        order=0,
        path="",
        search_text=f" {folded(text)}",
    )


@pytest.fixture(scope="module")
def index(shipped):
    """All that is shipped, ready to search."""
    words = load_search_words(SHIPPED / "search.toml")
    return SearchIndex(shipped.entries, shipped.moves.values(), words)


def titled(*titles):
    return SearchIndex([an_entry(title, title) for title in titles])


@tried_with(
    ("query", "first"),
    [
        ("nilsson", "nilsson_seven"),
        ("nilson", "nilsson_seven"),
        ("NILSSÖN", "nilsson_seven"),
        ("madeliene", "nilsson_seven"),
        ("desk", "desk_break"),
        ("dsek break", "desk_break"),
        ("evning", "evening_unwind"),
        ("eveningunwind", "evening_unwind"),
    ],
)
def test_a_routine_is_found_first_by_what_people_type(index, query, first):
    assert index.search(query)[0] == first


@tried_with(
    ("query", "wanted"),
    [
        ("lower back", "nilsson_seven"),
        ("psoas", "hip_flexor_focus"),
        ("breath", "nilsson_seven"),
        ("sleep", "evening_unwind"),
        ("bedtime", "evening_unwind"),
        ("towel", "mitro_four"),
        ("Lisa", "mitro_four"),
        ("Dr", "mitro_four"),
        ("physical therapist", "mitro_four"),
        ("physio", "mitro_four"),
        ("run coach", "nilsson_seven"),
        ("itb", "glute_stability_band"),
        ("it band", "glute_stability_band"),
        ("desk", "desk_break"),
        ("quadriceps", "nilsson_seven"),
        ("ball and socket", "mitro_four"),
    ],
)
def test_what_a_runner_types_is_found(index, query, wanted):
    assert wanted in index.search(query)


@pytest.mark.parametrize(
    ("query", "first"),
    [("psoas", "hip_flexor_focus"), ("Dr", "mitro_four"), ("desk", "desk_break")],
)
def test_what_is_meant_most_likely_comes_first(index, query, first):
    assert index.search(query)[0] == first


def test_tight_hips_find_more_than_one(index):
    assert len(index.search("tight hips")) > 1


@pytest.mark.parametrize("query", ["sciatica", "Sciatica!", "knee arthritis"])
def test_a_complaint_finds_nothing_and_says_why(index, query):
    assert index.search(query) == ()
    assert "treats you" in index.answer(query)


def test_any_other_query_has_no_answer_of_its_own(index):
    assert index.answer("lunge") == index.answer("") == index.answer("sciat") == ""


ALIKE = SearchWords(
    alike=(Alike(typed=("psoas", "it band"), found=("hip flexor", "iliopsoas")),),
    length=Length(words=("minutes", "mins"), numbers={"ten": 10}),
)


def knowing(*entries):
    return SearchIndex(entries, words=ALIKE)


def test_a_name_finds_what_is_called_otherwise_and_itself():
    index = knowing(
        an_entry("other", "Front", summary="for the hip flexors"),
        an_entry("apart", "Flexor and hip"),
        an_entry("itself", "My psoas"),
        an_entry("title", "Hip-flexor day"),
    )
    assert index.search("psoas") == ("itself", "title", "other")
    assert index.search("psoa") == ("itself", "title", "other")
    assert index.search("front psoas") == ("other",)


def test_a_name_of_several_words_counts_as_a_whole():
    index = knowing(
        an_entry("apart", "Band", summary="put it on"),
        an_entry("itself", "For the IT band"),
        an_entry("other", "Iliopsoas"),
    )
    assert index.search("it band") == ("itself", "other")


def test_of_a_name_that_is_half_typed_every_word_has_to_be_there():
    index = knowing(
        an_entry("half", "It is late"),
        an_entry("other half", "A band for the hips"),
        an_entry("itself", "For the IT band"),
    )
    assert index.search("it ban") == ("itself",)


def test_the_things_that_stand_in_and_what_works_are_found_for_moves_that_were_given():
    piece = Equipment(item=Item.MAT, required=True, note="", substitute="a couple of towels")
    move = a_move(equipment=(piece,), works="the deep hip flexors")
    index = SearchIndex([an_entry("one", "One", move_names=[move.name])], [move], ALIKE)
    assert index.search("towel") == index.search("deep") == index.search("psoas") == ("one",)


def lasting(*minutes):
    return knowing(
        *(an_entry(f"{each:g}", f"R{place}", total_ms=round(each * 60_000))
          for place, each in enumerate(minutes))
    )  # fmt: skip


@tried_with("query", ["10 minutes", "10 m", "10 mins", "10min", "Ten minutes"])
def test_a_length_finds_what_is_shown_as_about_that_long_the_nearest_first(query):
    index = lasting(8.4, 8.6, 11, 9.9, 11.6)
    assert index.search(query) == ("9.9", "11", "8.6")


@pytest.mark.parametrize("query", ["1 minute", "0 min"])
def test_the_shortest_is_shown_as_one_minute(query):
    assert lasting(0.1).search(query) == ("0.1",)


@tried_with("query", ["10", "ten", "10 miles", "minutes", "minutes 10"])
def test_a_number_alone_is_no_length(query):
    assert lasting(10).search(query) == ()


def test_a_title_that_names_a_length_is_found_however_long_it_is():
    index = knowing(
        an_entry("title", "Ten minutes of calm", total_ms=1_800_000),
        an_entry("text", "Calm", summary="ten times as long as two minutes"),
    )
    assert index.search("ten minutes") == ("title",)
    assert index.search("ten minutes calm") == ("title",)


def test_two_letters_that_are_a_word_come_before_mere_beginnings_but_not_before_titles():
    index = knowing(
        an_entry("move", "One", move_names=["Knee drops"]),
        an_entry("word", "Two", summary="after Dr. Body"),
        an_entry("title", "Drops"),
    )
    assert index.search("dr") == ("title", "word", "move")


@tried_with(
    ("query", "move_id"),
    [
        ("lun", "bouncing_lunge"),
        ("lungse", "bouncing_lunge"),
        ("90/90", "ninety_ninety_switch"),
        ("90 90", "ninety_ninety_switch"),
        ("ninety-ninety", "ninety_ninety_switch"),
        ("shin box", "ninety_ninety_switch"),
        ("figure 4", "supine_figure_4"),
        ("figure4", "supine_figure_4"),
        ("figure four", "supine_figure_4"),
        ("piriformis", "supine_figure_4"),
        ("couch strech", "couch_stretch"),
    ],
)
def test_every_routine_with_a_move_is_found_by_whatever_it_is_called(
    index, shipped, query, move_id
):
    having = {
        routine.id
        for routine in shipped.routines
        if move_id in {item.move.id for item in routine.items}
    }
    assert having <= set(index.search(query))


def test_goals_equipment_moments_and_levels_are_found(index):
    assert "glute_stability_band" in index.search("loop band")
    assert "evening_unwind" in index.search("relax")
    assert "pre_run" in index.search("prerun")
    assert "deep_20" in index.search("deep")


@pytest.mark.parametrize("query", ["", "   ", "/", "–!"])
def test_a_query_without_words_asks_for_nothing(index, query):
    assert index.search(query) is None


@tried_with("query", ["qwertyuiop", "lunge qwertyuiop", "zz", "日本", "x" * 5000])
def test_what_is_like_nothing_finds_nothing(index, query):
    assert index.search(query) == ()


def test_the_better_match_comes_first():
    entries = [
        an_entry("summary", "One", summary="with a lunge"),
        an_entry("move", "Two", move_names=["Bouncing lunges"]),
        an_entry("title", "My lunge"),
        an_entry("start", "Lunge day"),
    ]
    assert SearchIndex(entries).search("lunge") == ("start", "title", "move", "summary")


def test_equally_good_ones_stay_in_the_order_of_the_library():
    assert titled("Hips b", "Hips a", "Hips c").search("hips") == ("Hips b", "Hips a", "Hips c")


def test_typing_errors_are_forgiven_only_where_nothing_is_found_as_it_stands():
    index = titled("Nilson day", "Nilsson day")
    assert index.search("nilson") == ("Nilson day",)
    assert index.search("nilsom") == ("Nilson day",)


@pytest.mark.parametrize("query", ["hop", "90", "hpi"])
def test_short_words_and_numbers_are_taken_as_they_stand(query):
    assert titled("Hip day", "Routine 91").search(query) == ()


@pytest.mark.parametrize("query", ["stretching", "stretches"])
def test_a_longer_form_finds_the_shorter_word(query):
    assert titled("Couch stretch").search(query) == ("Couch stretch",)


def test_other_names_of_a_move_are_known_only_for_the_moves_that_were_given(shipped):
    assert "nilsson_seven" not in (SearchIndex(shipped.entries).search("shin box") or ())


def test_many_routines_keep_every_place_apart():
    index = titled(*(f"Routine {number:03} of hips" for number in range(200)))
    assert index.search("routine 077") == ("Routine 077 of hips",)
    assert len(index.search("hips")) == 200
    assert index.search("hips")[-1] == "Routine 199 of hips"


def test_comparing_words_waits_until_it_is_needed_and_needs_no_numpy():
    code = """
import sys
from hipmob_desktop.content.search import _NearWords
before = "rapidfuzz" in sys.modules
found = _NearWords(["lunges"]).words("lungse")
print(before, found, "rapidfuzz" in sys.modules, "numpy" in sys.modules)
"""
    told = [sys.executable, "-c", code]
    answer = subprocess.run(told, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False ['lunges'] True False"


TITLES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), unique=True
)


@given(TITLES, st.data())
def test_any_beginning_of_any_word_of_a_title_finds_it(titles, data):
    index = titled(*titles)
    for title in titles:
        word = data.draw(st.sampled_from(folded(title).split()))
        start = word[: data.draw(st.integers(1, len(word)))]
        assert title in index.search(start.upper())


@given(TITLES, st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_a_second_word_only_narrows_what_is_found_as_it_stands(titles, one, other):
    index = titled(*titles)
    both = {
        title
        for title in titles
        if all(
            any(word.startswith(part) for word in folded(title).split())
            for part in folded(f"{one} {other}").split()
        )
    }
    if both:
        assert set(index.search(f"{one} {other}")) == both


@given(TITLES, st.text())
def test_whatever_is_typed_finds_each_routine_once_or_not_at_all(titles, query):
    found = titled(*titles).search(query)
    if found is None:
        assert folded(query) == ""
    else:
        assert len(set(found)) == len(found)
        assert set(found) <= set(titles)


@given(st.integers(0, 6), st.integers(0, 25))
def test_one_wrong_letter_in_a_word_is_forgiven(place, letter):
    wrong = "lunges!"[:place] + chr(ord("a") + letter) + "lunges!"[place + 1 :]
    assert titled("Bouncing lunges", "Couch").search(wrong)[0] == "Bouncing lunges"


def entry_ids(entries):
    return [entry.id for entry in entries]


def test_a_search_finds_titles_moves_goals_and_things_by_their_beginnings(shipped):
    assert entry_ids(matching(shipped.entries, "SEVEN")) == ["nilsson_seven"]
    assert entry_ids(matching(shipped.entries, "couch str")) == ["hip_flexor_focus", "deep_20"]
    assert entry_ids(matching(shipped.entries, "roller")) == ["mitro_four"]
    assert entry_ids(matching(shipped.entries, "relax")) == ["evening_unwind"]
    assert entry_ids(matching(shipped.entries, "desk sitting")) == ["desk_break"]
    assert entry_ids(matching(shipped.entries, "desk office")) == ["no_floor"]


def test_a_search_for_nothing_finds_all_and_for_nonsense_nothing(shipped):
    assert matching(shipped.entries, "  ") == shipped.entries
    assert matching(shipped.entries, "xyzzy") == ()


def test_the_middle_of_a_word_is_not_found(shipped):
    assert matching(shipped.entries, "even") != ()
    assert "nilsson_seven" not in entry_ids(matching(shipped.entries, "even"))
