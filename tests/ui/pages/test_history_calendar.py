# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs stand in the calendar and in a plot of weeks: seen, said and in tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip
from sheet_history import a_run, a_year

from cases import some_of
from hipmob_desktop.core.runs import RunDone
from hipmob_desktop.ui.pages.history_calendar import CalendarChart, RunsChart
from ui.windows import OFFSCREEN, colours_of

pytestmark = OFFSCREEN

PREPARED = (RunDone(a_run(1), "1"),)
ALONE = (RunDone(a_run(1), None),)


@pytest.fixture
def chart_of(shown):
    """Shows a plot of a kind, with runs, of sessions on some days before today."""

    def show(kind, runs=(), days_ago=(1, 5), theme="dark"):
        def made(studio):
            chart = kind(studio.style)
            chart.show_year(a_year(days_ago, runs), "In words.")
            return chart

        return shown(made, (900, 260), theme)

    return show


def picture(chart):
    return chart.grab().toImage()


@pytest.mark.parametrize("theme", some_of(["dark", "light", "high_contrast"], "light"))
@pytest.mark.parametrize("days_ago", [(1, 5), (5,)])
def test_a_run_with_a_session_before_it_one_without_and_none_differ(chart_of, theme, days_ago):
    told = [
        picture(chart_of(CalendarChart, runs, days_ago, theme)) for runs in ((), PREPARED, ALONE)
    ]
    assert told[0] != told[1] != told[2] != told[0]


def test_a_day_counts_as_prepared_when_each_of_its_runs_was(chart_of):
    second = replace(a_run(1), id="other")
    both = (*PREPARED, RunDone(second, None))
    assert picture(chart_of(CalendarChart, both)) == picture(chart_of(CalendarChart, ALONE))


def test_the_table_has_days_with_a_run_alone_and_says_how_each_stood(chart_of):
    runs = (*PREPARED, RunDone(a_run(3), None), RunDone(a_run(5), "5"), RunDone(a_run(5), None))
    rows = chart_of(CalendarChart).table(a_year((1, 5, 6), runs)).rows
    assert [row[1:] for row in rows] == [
        ("1", "5 minutes", "a run, with a session before it"),
        ("–", "–", "a run, without a session before it"),
        ("1", "11 minutes", "2 runs, 1 with a session before"),
        ("1", "12 minutes", "–"),
    ]


def test_a_run_under_the_mouse_is_told(chart_of, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _chart: told.append(text))
    chart = chart_of(CalendarChart, (*PREPARED, RunDone(a_run(2), None)))
    grid = chart._grid(chart.width())
    for weekday in (2, 1):
        box = grid.day(52, weekday)
        at = QPoint(round(box.x + 3), round(box.y + 3))
        chart.event(QHelpEvent(QEvent.Type.ToolTip, at, at))
    assert told == [
        "Wednesday, 25 November 2026: 5 minutes, a run, with a session before it",
        "Tuesday, 24 November 2026: a run, without a session before it",
    ]


def test_bars_are_filled_as_far_as_a_session_was_before(chart_of, studio):
    accent = studio.style.colour("accent").rgb()
    assert accent in colours_of(picture(chart_of(RunsChart, PREPARED)))
    assert accent not in colours_of(picture(chart_of(RunsChart, ALONE)))
    assert picture(chart_of(RunsChart, ALONE)) != picture(chart_of(RunsChart, ()))


def test_weeks_of_runs_are_a_table_the_newest_first(chart_of):
    rows = chart_of(RunsChart).table(a_year((1,), (*PREPARED, RunDone(a_run(2), None)))).rows
    assert rows[:2] == (("23 Nov", "2", "1"), ("16 Nov", "0", "0"))
    assert len(rows) == RunsChart.shown
