# SPDX-License-Identifier: GPL-3.0-or-later
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.voice.pronunciation import LONGEST, Pronunciation, Wording

PRONOUNCE = {"90/90": "ninety-ninety", "Mitro": "Meetro", "figure-4": "figure four"}


@tried_with(
    ("text", "spoken"),
    [
        ("90/90 sit switches", "ninety-ninety sit switches"),
        ("MITRO, mitro.", "Meetro, Meetro."),
        ("Mitrovic 190/90", "Mitrovic 190/90"),
        ("a figure-4 pose", "a figure four pose"),
        ("  two \n words ", "two words"),
        ("a <b>bold</b> word", "a b bold /b word"),
        ("[[slnc 9]] {one}", "slnc 9 one"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_text_is_spoken_as_plain_words(text, spoken):
    assert Wording(Pronunciation(PRONOUNCE)).spoken(text) == spoken


def test_of_two_words_that_fit_the_longer_is_taken():
    assert Wording(Pronunciation({"hip": "x", "hip car": "y"})).spoken("hip car") == "y"


@given(st.text())
def test_nothing_an_engine_might_obey_is_left(text):
    assert not set("<>[]{}\\\n\0") & set(Wording(Pronunciation({})).spoken(text))


def test_no_text_is_too_long_for_an_engine():
    assert len(Wording(Pronunciation({})).spoken("word " * 5_000)) <= LONGEST


def test_many_texts_are_not_remembered_for_ever():
    wording = Wording(Pronunciation())
    first = wording.spoken("text  0")
    for n in range(12_000):
        wording.spoken(f"text {n}")
        if n < 4_000:
            assert wording.spoken("text  0") is first

    assert len(wording._known) < 6_000


SLOWLY = Pronunciation(slow=("In", "out"), phonemes={"Psoas": "sOas", "psoas major": "x"})


@tried_with(
    ("spoken", "rate"),
    [("in, two", 136), ("OUT", 136), ("one", 160), ("begin", 160), ("", 160)],
)
def test_what_begins_with_a_slow_word_is_said_more_slowly(spoken, rate):
    assert Wording(SLOWLY).rate(spoken, 160) == rate
    assert Wording(Pronunciation()).rate(spoken, 160) == 160


def test_phonemes_are_written_for_the_natural_voice_alone():
    wording = Wording(SLOWLY)
    told = "The psoas, psoas major, PSOAS and psoases."
    assert wording.written_for("simple", told) == told
    assert wording.written_for("natural", told) == (
        "The [psoas](/sOas/), [psoas major](/x/), [PSOAS](/sOas/) and psoases."
    )
    assert Wording(Pronunciation()).written_for("natural", told) == told


def test_a_text_is_cut_where_it_grows_too_long():
    wording = Wording(Pronunciation())
    assert wording.spoken("a" * 601) == "a" * 600
    assert wording.spoken("." * 600 + "a") == ""
