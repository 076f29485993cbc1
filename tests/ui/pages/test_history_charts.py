# SPDX-License-Identifier: GPL-3.0-or-later
"""Each plot paints what its table says, in every theme, and says it to a screen reader."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAccessible, QColor, QHelpEvent
from PySide6.QtWidgets import QToolTip
from sheet_history import TODAY, a_year

from cases import some_of
from hipmob_desktop.ui.pages import history_plots as plots
from hipmob_desktop.ui.pages.history_calendar import CalendarChart
from hipmob_desktop.ui.pages.history_charts import (
    FeltChart,
    MinutesChart,
    SidesChart,
)
from ui.windows import OFFSCREEN, colours_of, name_of

pytestmark = OFFSCREEN

KINDS = (CalendarChart, MinutesChart, SidesChart, FeltChart)
MANY = tuple(day for day in range(370) if day % 7 in (0, 2, 3, 5))


@pytest.fixture
def chart_of(shown):
    """Shows a plot of a kind, of days that long ago."""

    def show(kind, days_ago=MANY, theme="dark"):
        def made(studio):
            chart = kind(studio.style)
            chart.show_year(a_year(days_ago), "In words.")
            return chart

        return shown(made, (900, 260), theme)

    return show


def colours(chart):
    return {QColor(one).name() for one in colours_of(chart.grab().toImage())}


@pytest.mark.parametrize("theme", some_of(["dark", "light", "high_contrast"], "light"))
@pytest.mark.parametrize("kind", KINDS)
def test_a_plot_wears_the_colours_of_the_theme(chart_of, studio, kind, theme):
    chart = chart_of(kind, theme=theme)
    seen = colours(chart)
    wanted = {
        CalendarChart: ("accent", "text"),
        MinutesChart: ("text_quiet",),
        SidesChart: ("side_left", "side_right"),
        FeltChart: ("accent", "text_quiet"),
    }[kind]
    for token in wanted:
        assert studio.style.colour(token).name() in seen, token


@pytest.mark.parametrize("kind", KINDS)
def test_a_plot_is_a_chart_with_words_to_a_screen_reader(chart_of, kind):
    chart = chart_of(kind)
    assert name_of(chart) == "In words."
    assert QAccessible.queryAccessibleInterface(chart).role() is QAccessible.Role.Chart


@pytest.mark.parametrize("kind", [MinutesChart, SidesChart, FeltChart])
def test_what_is_painted_and_the_scale_beside_it_have_one_measure(chart_of, kind, monkeypatch):
    tops, level = [], plots.level
    monkeypatch.setattr(
        plots, "level", lambda value, area, top: tops.append(top) or level(value, area, top)
    )
    chart_of(kind).grab()
    assert len(tops) > 10
    assert len(set(tops)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_plot_of_little_or_nothing_can_be_painted(chart_of, kind):
    for days_ago in ((), (0,), (0, 1, 3)):
        assert not chart_of(kind, days_ago).grab().isNull()


def test_a_day_more_is_seen(chart_of):
    one = chart_of(CalendarChart, (3,)).grab().toImage()
    assert chart_of(CalendarChart, (3, 210)).grab().toImage() != one


def test_the_calendar_is_as_high_as_its_strips(chart_of):
    chart = chart_of(CalendarChart)
    assert chart.hasHeightForWidth()
    assert chart.heightForWidth(350) > chart.heightForWidth(900)


def test_tables_begin_with_the_newest_and_have_every_number(chart_of):
    year = a_year(MANY)
    rows = {kind: chart_of(kind).table(year).rows for kind in KINDS}
    assert len(rows[CalendarChart]) == len(year.days)
    assert rows[CalendarChart][0] == ("Thursday, 26 November 2026", "1", "3 minutes", "–")
    assert rows[MinutesChart][0][0] == "23 Nov"
    assert rows[MinutesChart][1][3] == "kept"
    assert (
        rows[SidesChart][0][1]
        == f"{year.this_week.sides.left_done} of {year.this_week.sides.left_asked}"
    )
    assert rows[FeltChart][0][1] == f"{year.this_week.before.mean:.1f}"
    for kind in KINDS:
        heads = chart_of(kind).table(year).heads
        assert all(len(row) == len(heads) for row in rows[kind])


def test_weeks_without_a_word_have_a_dash(chart_of):
    assert chart_of(FeltChart).table(a_year((0,))).rows[3][1:] == ("–", "–")


def test_a_day_under_the_mouse_is_told(chart_of, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _chart: told.append(text))
    chart = chart_of(CalendarChart)
    grid = chart._grid(chart.width())
    for week, weekday in ((52, 3), (52, 2), (52, 5)):
        box = grid.day(week, weekday)
        at = QPoint(round(box.x + 3), round(box.y + 3))
        chart.event(QHelpEvent(QEvent.Type.ToolTip, at, at))
    chart.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(0, 0), QPoint(0, 0)))
    assert told[0].startswith("Thursday, 26 November 2026: 3 minutes")
    assert told[1] == "Wednesday, 25 November 2026: a rest day"
    assert told[2:] == ["", ""]
    assert (TODAY - timedelta(days=1)).day == 25
