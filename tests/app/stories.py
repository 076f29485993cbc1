# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody does in the window in the course of a month, chapter by chapter."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from app.person import DAY_MS, MINUTE_MS, MONDAY_MS
from core.hip_checks import a_check
from hipmob_desktop.clocks import day_of
from hipmob_desktop.core.enums import Command, Side
from hipmob_desktop.core.runs import Run, RunSource, run_id
from hipmob_desktop.desktop.mpris_object import MediaCommand, VolumeChoice
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.ui.keys import Answer, Ask, VoiceAction, WindowAction
from storage.sessions import WORK, another

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def opens_the_window_for_the_first_time(person):
    person.forgets_all()
    person.does("opens the window for the first time")
    person.opens()
    person.clicks("Yes (Y)")
    person.clicks("Before a run")
    person.clicks("A knee")
    person.clicks("Start")


def plays_for_a_while(person):
    person.does("plays for a while")
    person.begins()
    person.plays(60_000)
    person.acts(Command.TOGGLE, Command.TOGGLE)
    person.plays(4_000)
    person.acts(Command.NEXT)
    person.plays(40_000)
    person.acts(Command.HURTS, Answer.SKIP)
    person.plays(10_000)
    person.acts(VoiceAction.LOUDER, VoiceAction.SOFTER, VoiceAction.MUTE, VoiceAction.MUTE)
    person.acts(Ask.WHERE, Ask.DESCRIBE, Ask.AGAIN)
    person.plays(4_000)
    person.acts(Command.AGAIN, Command.SLOWER, Command.FASTER, WindowAction.HELP)
    person.acts(WindowAction.HELP)


def leaves(person):
    person.does("leaves")
    person.leaves()
    person.clicks("Good: 7")
    person.clicks("I run after this (R)")
    person.clicks("Write a note (W)")
    person.types("Note", "The left one was stiff.")
    person.clicks("Hide what was done (L)")
    person.clicks("Done")
    person.clicks("Dismiss")
    person.closes()


def follows_a_programme(person):
    person.does("follows a programme")
    person.opens()
    person.clicks("Programmes")
    person.clicks("Follow this: Gentle start")
    person.clicks("Pause")
    person.clicks("Go on")
    person.chooses_file("weeks.ics")
    person.clicks("Weeks to come as a calendar…")
    person.clicks("Back")
    person.clicks("Start")
    person.begins()
    person.plays_to_the_end()
    person.rests()
    person.clicks("Do it again (A)")
    person.begins()
    person.leaves()
    person.clicks("Done")
    person.closes()


def begins_a_session_and_the_power_is_cut(person):
    person.does("begins a session the next day, and the power is cut")
    person.sleeps()
    person.opens()
    person.clicks("Start")
    person.begins()
    person.plays(90_000)
    person.dies()


def is_offered_to_go_on(person):
    person.does("is offered to go on")
    person.opens()
    person.clicks("Go on")
    person.begins()
    person.plays(30_000)
    person.leaves()
    person.clicks("Done")


def looks_at_what_was_done(person):
    person.does("looks at what was done")
    person.clicks("History")
    person.chooses("Goal for a week", "5 days")
    person.clicks("Show the plots as tables")
    person.opens_session(0)
    person.chooses("Before, 0 to 9", "3")
    person.chooses("After, 0 to 9", "5")
    person.types("Note", "Better.")
    person.clicks("I ran after this")
    person.clicks("Remove this session")
    person.clicks("Undo")
    person.clicks("Back")


def follows_it_no_more(person):
    person.does("follows it no more")
    person.clicks("Programmes")
    person.clicks("End")
    person.clicks("Undo")
    person.clicks("End")
    person.clicks("Follow this: Gentle start")
    person.sleeps(6)
    person.clicks("Back")
    person.clicks("Programmes")
    person.closes()


def checks_the_hips(person):
    person.does("checks the hips")
    person.opens()
    person.clicks("Programmes")
    person.clicks("Hip check")
    person.clicks("Begin the check")
    person.begins()
    person.plays_to_the_end()
    person.clicks("2")
    person.clicks("4")
    person.clicks("Enter")
    person.clicks("2")
    person.clicks("0")
    person.clicks("Enter")
    person.begins()
    person.plays_to_the_end()
    person.clicks("Left out (S)")
    person.plays_to_the_end()
    person.clicks("Once more (R)")
    person.plays(20_000)
    person.leaves()
    person.closes()


def wants_to_be_reminded(person):
    person.does("wants to be reminded")
    person.opens()
    person.clicks("Settings")
    person.clicks("Reminders")
    person.clicks("Remind me to move")
    person.clicks("Saturday")
    person.chooses("When I have sat for", "1 hour")
    person.chooses("Remind me", "Also when it is closed")
    person.clicks("Show me one now")
    person.clicks("Remind me to move")
    person.clicks("Back")


def chooses_otherwise(person):
    person.does("chooses otherwise")
    for name, choice in (
        ("Colours", "Light"),
        ("Text size", "130%"),
        ("Side that goes first", "Right"),
        ("Counting", "Every rep"),
    ):
        person.chooses(name, choice)
    for name in (
        "Sound a chime at changes",
        "Say when to breathe in and out",
        "Lower other programs while the coach speaks",
        "Foam roller",
        "Less motion: the figure steps from pose to pose",
        "In the small window, captions instead of sound",
        "Left is heard on the left, right on the right",
        "Play a sample",
        "Sound check",
        "Check again",
        "Back",
        "My body today",
        "Kneeling hurts",
        "Back",
        "Safety",
        "Back",
        "About this program",
        "Back",
    ):
        person.clicks(name)
    person.chooses_file("all.hipmob")
    person.clicks("Save to a file…")
    person.chooses("Colours", "Dark")
    person.clicks("Restore from a file…")
    person.clicks("Back")
    person.closes()


def makes_a_routine_of_a_list(person):
    person.does("makes a routine of a list")
    person.opens()
    person.clicks("From a list")
    person.types("The list", "Evening\n3 x 12 clamshells each side\nclaim shells 10\nburpees")
    person.chooses("“claim shells”: is this the move?", "Clamshell")
    person.clicks("Save")


def makes_a_routine(person):
    person.does("makes a routine")
    person.clicks("New routine")
    person.types("Title", "Mine")
    person.types("Search a move", "bridge")
    person.clicks("Add it")
    person.clicks("Done")
    person.clicks("Change how it is done")
    person.types("Sets", "2")
    person.chooses("Sides", "Each side its own")
    person.presses(Key.Key_Escape)
    person.clicks("The whole routine")
    person.types("In a sentence", "Just a bridge.")
    person.presses(Key.Key_Escape)
    person.clicks("Add a move")
    person.types("Search a move", "clam")
    person.clicks("Add it")
    person.clicks("Done")
    for name in (
        "Move it up",
        "Copy it",
        "Remove it",
        "Undo",
        "Redo",
        "Hear it",
        "Play from here",
    ):
        person.clicks(name)
    person.begins()
    person.plays(20_000)
    person.leaves()
    person.clicks("Change how it is done")
    person.clicks("Make this move mine")
    person.types("What it is called", "My shell")
    person.clicks("Save the move")
    person.clicks("Save")
    person.clicks("Back")
    person.clicks("Back")


def changes_it_and_takes_it_away(person):
    person.does("changes it, and takes it away")
    person.clicks("All moves")
    person.clicks("Change it")
    person.types("Title", "Mine too")
    person.keeps_what_is_unsaved()
    person.clicks("Save")
    person.clicks("Back")
    person.closes()


def has_a_file_that_is_broken(person):
    person.does("has a file that is broken")
    person.writes("data/routines/mine.toml", 'title = "Mine"\nmoves = ["Standing march x0"]\n')
    person.writes("config/settings.json", "{")
    person.opens()
    person.clicks("Skip (Esc)")
    person.clicks("Dismiss")
    person.writes("data/routines/mine.toml", 'title = "Mine"\nmoves = ["Standing march x5"]\n')
    person.closes()
    person.opens()


def has_a_disk_that_is_full(person):
    person.does("has a disk that is full")
    person.fills_the_disk()
    person.clicks("Mark as a favourite")
    person.clicks("Start")
    person.begins()
    person.plays(60_000)
    person.leaves()
    person.clicks("Done")
    person.has_room_again()
    person.clicks("Start")
    person.begins()
    person.plays_to_the_end()
    person.rests()
    person.clicks("Done")


def plays_in_the_small_window(person):
    person.does("plays in the small window")
    person.clicks("Start")
    person.begins()
    person.acts(WindowAction.OTHER_FACE)
    person.plays(30_000)
    person.acts(WindowAction.OTHER_FACE)
    person.leaves()
    person.closes()


def looks_for_something(person):
    person.does("looks for something")
    person.opens()
    person.types_at_once("hip")
    person.presses(Key.Key_Down)
    person.presses(Key.Key_Down)
    person.presses(Key.Key_Escape)
    person.presses_together(Control, Key.Key_F)
    person.types_at_once("zzzz")
    person.presses(Key.Key_Return)
    person.clicks("Filters")
    person.clicks("5 minutes at most")
    person.clicks("Filters: 1")
    person.presses(Key.Key_F6)
    person.presses(Key.Key_F6)
    person.presses(Key.Key_Escape)
    person.presses(Key.Key_Escape)


def looks_at_a_routine(person):
    person.does("looks at a routine")
    person.presses(Key.Key_Down)
    person.types_at_once("-")
    person.types_at_once("-")
    person.types_at_once("+")
    person.presses(Key.Key_Right)
    person.clicks("Mark as a favourite")
    person.clicks("Make it mine")
    person.clicks("Back")
    person.presses(Key.Key_Left)
    person.clicks("My body today: nothing hurts")
    person.clicks("Kneeling hurts")
    person.clicks("Back")
    person.clicks("Start")
    person.begins()
    person.plays(20_000)
    person.acts(WindowAction.FULL_SCREEN, WindowAction.FULL_SCREEN)
    person.leaves()
    person.presses(Key.Key_Return)


def asks_for_a_session_while_one_goes_on(person):
    person.does("asks for a session while one goes on")
    person.starts_it_again(StartRequest(action=Action.SUGGESTED))
    person.begins()
    person.plays(30_000)
    person.starts_it_again(StartRequest(action=Action.PLAY, routine="evening_unwind"))
    person.plays(2_000)
    person.clicks("Go on")
    person.plays(4_000)
    person.starts_it_again(StartRequest(action=Action.PLAY, routine="desk_break"))
    person.clicks("Start Desk break")
    person.begins()
    person.plays(20_000)
    person.starts_it_again(StartRequest(action=Action.PLAY, routine="of_nobody"))
    for asked in (MediaCommand.PAUSE, MediaCommand.PLAY, MediaCommand.NEXT, VolumeChoice(0.4)):
        person.hears_from_the_desktop(asked)
    person.plays(4_000)
    person.hears_from_the_desktop(MediaCommand.STOP)
    person.leaves()
    person.clicks("Done")
    person.closes()


def makes_something_and_the_power_is_cut(person):
    person.does("makes something, and the power is cut")
    person.opens()
    person.clicks("New routine")
    person.types("Title", "Half made")
    person.types("Search a move", "clam")
    person.clicks("Add it")
    person.clicks("Done")
    person.keeps_what_is_unsaved()
    person.dies()


def goes_on_making_it(person):
    person.does("goes on making it")
    person.opens()
    person.clicks("Go on with it")
    person.clicks("Save")
    person.clicks("Back")
    person.types_at_once("half")
    person.presses(Key.Key_Escape)
    person.presses(Key.Key_Right)
    person.clicks("Remove")
    person.clicks("Bring it back")
    person.clicks("All moves")
    person.clicks("Change")
    person.types("Title", "Made")
    person.keeps_what_is_unsaved()
    person.dies()
    person.opens()
    person.clicks("Go on with it")
    person.clicks("Save")
    person.clicks("Back")
    person.closes()


def has_done_much(person):
    person.has_done(*a_quarter())
    person.does("has done much, and looks at it")
    person.opens()
    person.clicks("History")
    person.clicks("Show the plots as tables")
    person.clicks("Show the plots as tables")
    person.opens_session(3)
    person.clicks("Back")
    person.clicks("Back")
    person.presses_together(Control, Key.Key_K)
    person.clicks("Back")
    person.clicks("Programmes")
    person.clicks("Follow this: Gentle start")
    person.clicks("Back")


def a_quarter():
    """Sessions every other day or so, runs after some of them, and two hip checks."""
    days = range(45)
    checks = ((a_check(), 80), (a_check(inward_turn=(20, 28)), 30))
    return (
        [a_session(number) for number in days],
        [a_run_after(number) for number in days if number % 3 == 1],
        [
            replace(check, at_ms=before(days_ago), day=day_of(before(days_ago)))
            for check, days_ago in checks
        ],
    )


def before(days):
    """So many days before the month begins."""
    return MONDAY_MS - days * DAY_MS


def a_session(number):
    """One of these sessions, which differ in what was done, how it felt and how it ended."""
    at_ms = before(90 - 2 * number)
    work = [
        replace(WORK, move_id="clamshell", side=Side.LEFT),
        replace(WORK, move_id="clamshell", side=Side.RIGHT, is_hurt=number % 9 == 0),
    ]
    return another(
        routine=("desk_break", "evening_unwind", "nilsson_seven")[number % 3],
        title=("Desk break", "Evening unwind", "Seven-move runner hips")[number % 3],
        started_at_ms=at_ms,
        ended_at_ms=at_ms + 10 * MINUTE_MS,
        offset_min=0,
        felt_before=number % 5,
        felt_after=(number + 3) % 10 if number % 4 else None,
        is_complete=bool(number % 7),
        note="Soft." if number % 11 == 0 else "",
        work=tuple(work),
    )


def a_run_after(number):
    """A run an hour after one of these sessions began."""
    begun_ms = before(90 - 2 * number) + 60 * MINUTE_MS
    return Run(
        id=run_id(begun_ms),
        started_at_ms=begun_ms,
        ended_at_ms=begun_ms + 40 * MINUTE_MS,
        offset_min=0,
        title="Run",
        source=RunSource.RECORDED,
    )


STORIES = {
    "first_start": (
        opens_the_window_for_the_first_time,
        plays_for_a_while,
        leaves,
    ),
    "programme": (
        follows_a_programme,
        begins_a_session_and_the_power_is_cut,
        is_offered_to_go_on,
        looks_at_what_was_done,
        follows_it_no_more,
    ),
    "hip_check": (checks_the_hips,),
    "settings": (
        wants_to_be_reminded,
        chooses_otherwise,
    ),
    "making": (
        makes_a_routine_of_a_list,
        makes_a_routine,
        changes_it_and_takes_it_away,
    ),
    "troubles": (
        has_a_file_that_is_broken,
        has_a_disk_that_is_full,
        plays_in_the_small_window,
    ),
    "finding": (
        looks_for_something,
        looks_at_a_routine,
        asks_for_a_session_while_one_goes_on,
    ),
    "unsaved": (
        makes_something_and_the_power_is_cut,
        goes_on_making_it,
    ),
    "looking_back": (has_done_much,),
}
"""Each is of somebody who begins anew, and does these things in turn."""
