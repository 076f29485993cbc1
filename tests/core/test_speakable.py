# SPDX-License-Identifier: GPL-3.0-or-later
"""The voices say Latin letters, and what they cannot say is known beforehand."""

from dataclasses import replace

import pytest

from builders import PHRASES, a_move, a_routine, a_voice, the_library
from cases import tried_with
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.move import MoveVoice, Setup, SideWords
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import RoutineItem
from hipmob_desktop.core.speakable import NOTES_UNSAID, can_be_said, unsaid_lines, unsaid_notes

JAPANESE = "股関節ストレッチ"


@tried_with(
    "text",
    [
        *("Clamshell", "90/90 sit switch", "Hüftöffner", "Étirement du fléchisseur", "Żabka"),
        *(
            "Ðuro",
            "İpek",
            "tư thế",
            "\u02bbOpihi",
            "ﬂow",
            "\uff37\uff49\uff44\uff45",
            "\U0001d401\U0001d428\U0001d425\U0001d41d",
            "½ squat",
            "🔥 Burn",
            "z̷͍a̶l̵go",
        ),
    ],
)
def test_latin_letters_can_be_said_whatever_stands_on_them(text):
    assert can_be_said(text)


@tried_with(
    "text",
    [
        *(
            "Бабочка",
            JAPANESE,
            "蝴蝶式",
            "나비",
            "تمدد",
            "מתיחה",
            "πεταλούδα",
            "ท่าผีเสื้อ",
            "तितली",
            "الورك ٣",
        ),
        *("Squat スクワット", "\u0412utterfly", "٣", "🔥", "…", "", " "),
    ],
)
def test_other_scripts_and_what_has_no_words_cannot(text):
    assert not can_be_said(text)


def test_all_that_ships_can_be_said():
    library, coach = the_library(), Coach(PHRASES)
    assert unsaid_lines(library.moves.values()) == ()
    for routine in library.routines:
        plan = lay_out(routine, PlanOptions())
        texts = (*coach.all_texts(plan), *coach.answers(plan))
        assert [text for text in texts if not can_be_said(text)] == []


def test_a_line_names_the_moves_with_names_that_cannot_be_said_each_once():
    moves = [a_move(name=JAPANESE, spoken_name=JAPANESE), a_move("said", name=JAPANESE)]
    (line,) = unsaid_lines([*moves, *moves])
    assert line.count(JAPANESE) == 1
    assert "the next move" in line


def test_a_line_names_the_moves_of_which_the_rest_is_not_said():
    moves = [
        a_move("a", name="One", cues=("Спина прямая",)),
        a_move("b", name="Two", setup=Setup(text="", left="伸ばす", right="lie down")),
        a_move("c", name="Three", easier="أسهل"),
        a_move("d", name="Four"),
    ]
    (line,) = unsaid_lines(moves)
    assert "One, Two, Three:" in line


@tried_with("key", ["settle", "how", "again", "over", "feel", "leave"])
@tried_with("side", ["left", "right"])
def test_a_line_names_a_move_of_which_the_coach_cannot_say_how(key, side):
    voice = MoveVoice(**{side: SideWords(**{key: JAPANESE})})
    assert len(unsaid_lines([a_move(voice=voice)])) == 1
    assert unsaid_lines([a_move(voice=a_voice())]) == ()


def test_a_line_names_a_move_with_led_words_that_cannot_be_said():
    phases = tuple(replace(phase, lead=JAPANESE) for phase in a_move().phases)
    assert len(unsaid_lines([a_move(phases=phases)])) == 1


UNSAID = "\u043c\u0435\u0434\u043b\u0435\u043d\u043d\u043e"


@pytest.mark.parametrize("ways", [{"note": UNSAID}, {"cue": UNSAID}])
def test_notes_that_the_voice_cannot_say_are_told_once(ways):
    item = RoutineItem(move=a_move(), dose=a_move().dose, **ways)
    assert unsaid_notes(a_routine(items=(item, item))) == (NOTES_UNSAID,)
    assert unsaid_notes(a_routine(pain=UNSAID)) == (NOTES_UNSAID,)
    assert unsaid_notes(a_routine(pain="A little.")) == ()
