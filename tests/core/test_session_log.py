# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever happens to sessions, nothing that was done is lost and nothing stays held."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from builders import a_hold, a_move, a_routine, an_alternating_move
from core.strategies import FEWER
from hipmob_desktop.core.enums import Command, PauseReason, Side
from hipmob_desktop.core.journal import JournalEntry, entry_of, summary_of
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import Finished, LeadIn, Paused, Player, Ready, Running, advance
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.resume import (
    OFFERED_FOR_MS,
    ResumePoint,
    SessionSource,
    fingerprint,
    point_of,
    restored_player,
)
from hipmob_desktop.core.session_log import (
    KEEP_EVERY_MS,
    Began,
    Cancelled,
    ClearPlace,
    Dismissed,
    Effect,
    EnterJournal,
    Found,
    Happening,
    HoldScreen,
    KeepPlace,
    Left,
    Moved,
    Prepared,
    ReleaseScreen,
    RememberPace,
    SessionLog,
    note,
)

NOW_MS = 1_700_000_000_000
PAUSE_MS = 300_000
FOREVER_MS = 10**12
ROUTINE = a_routine(
    a_move(dose=Reps(count=3)),
    an_alternating_move(dose=Reps(count=2)),
    a_hold(dose=Hold(hold_ms=20_000)),
    rounds=2,
)
PLAN = lay_out(ROUTINE, PlanOptions())
PRESSED = tuple(command for command in Command if command not in (Command.TICK, Command.START))


def a_source(started_at_ms: int = NOW_MS, **changes: object) -> SessionSource:
    """Where a session comes from, told apart by when it began."""
    whole = {"routine": "mine", "fingerprint": fingerprint(ROUTINE), "options": PlanOptions()}
    source = SessionSource(**whole, started_at_ms=started_at_ms, title="Mine")
    return replace(source, **changes)


def a_player(*steps: tuple[int, Command], until_ms: int = 0) -> Player:
    """A player that was started and given commands, each with its time."""
    player = Player(PLAN, max_gap_ms=FOREVER_MS)
    for now_ms, command in [(0, Command.START), *steps, (until_ms, Command.TICK)]:
        player, _ = advance(player, command, now_ms)
    return player


def a_point(player: Player, saved_at_ms: int = NOW_MS) -> ResumePoint:
    return point_of(player, a_source(), saved_at_ms=saved_at_ms)


def an_entry(player: Player, *, is_complete: bool = False) -> JournalEntry:
    return entry_of(a_point(player), is_complete=is_complete)


def told(
    *happenings: Happening, log: SessionLog | None = None, unix_ms: int = NOW_MS
) -> tuple[SessionLog, tuple[Effect, ...]]:
    """The log after all of `happenings`, and the effects of the last of them."""
    log = log or SessionLog(awake_pause_ms=PAUSE_MS)
    effects: tuple[Effect, ...] = ()
    for happening in happenings:
        log, effects = note(log, happening, unix_ms)
    return log, effects


def of_kind(effects: tuple[Effect, ...], kind: type) -> list:
    return [effect for effect in effects if isinstance(effect, kind)]


READY = a_player()
TWO_REPS = a_player(until_ms=20_000)
HURT_AT_ONCE = a_player((12_000, Command.HURTS), until_ms=12_000)
PAUSED = a_player((20_000, Command.PAUSE), until_ms=20_000)
STOPPED = a_player((20_000, Command.STOP), until_ms=20_000)
COMPLETE = a_player(until_ms=PLAN.total_ms)
BEGAN = Began(a_source(), READY)


def test_a_session_that_begins_keeps_its_place_and_holds_the_screen():
    _, effects = told(BEGAN)
    assert effects == (KeepPlace(a_point(READY)), HoldScreen())


def test_the_screen_is_held_once_from_the_preparation_on():
    log, effects = told(Prepared())
    assert effects == (HoldScreen(),)
    _, effects = told(BEGAN, log=log)
    assert not of_kind(effects, HoldScreen)


def test_a_session_that_is_not_begun_after_all_lets_the_screen_go():
    assert told(Prepared(), Cancelled())[1] == (ReleaseScreen(),)


def test_a_complete_session_is_entered_before_its_place_is_cleared():
    _, effects = told(BEGAN, Moved(COMPLETE))
    assert effects == (
        EnterJournal(an_entry(COMPLETE, is_complete=True)),
        ClearPlace(),
        ReleaseScreen(),
    )


def test_a_session_that_is_stopped_can_be_gone_on_with():
    _, effects = told(BEGAN, Moved(STOPPED))
    assert effects == (
        KeepPlace(a_point(STOPPED)),
        EnterJournal(an_entry(STOPPED)),
        ReleaseScreen(),
    )


def test_a_session_that_is_left_is_kept_and_entered_as_it_was_last_seen():
    _, effects = told(BEGAN, Moved(TWO_REPS), Left())
    assert effects == (
        KeepPlace(a_point(TWO_REPS)),
        EnterJournal(an_entry(TWO_REPS)),
        ReleaseScreen(),
    )


@pytest.mark.parametrize("happening", [Prepared(), Began(a_source(NOW_MS + 1), READY)])
def test_a_session_that_gives_way_to_another_is_entered_first(happening):
    _, effects = told(BEGAN, Moved(TWO_REPS), happening)
    assert effects[:2] == (KeepPlace(a_point(TWO_REPS)), EnterJournal(an_entry(TWO_REPS)))
    assert not of_kind(effects, ReleaseScreen)


def test_what_is_found_unfinished_is_entered_at_once():
    _, effects = told(Found(a_point(TWO_REPS)))
    assert effects == (EnterJournal(an_entry(TWO_REPS)),)


@pytest.mark.parametrize("later_ms", [OFFERED_FOR_MS + 1, -OFFERED_FOR_MS - 1])
def test_what_is_found_too_old_is_entered_and_cleared(later_ms):
    _, effects = told(Found(a_point(TWO_REPS)), unix_ms=NOW_MS + later_ms)
    assert effects == (EnterJournal(an_entry(TWO_REPS)), ClearPlace())


def test_what_was_found_is_cleared_when_nobody_wants_it():
    assert told(Found(a_point(TWO_REPS)), Dismissed())[1] == (ClearPlace(),)


def test_nobody_clears_the_place_of_a_session_that_runs():
    assert told(BEGAN, Dismissed())[1] == ()
    assert told(BEGAN, Cancelled())[1] == ()


def test_what_was_found_too_late_is_entered_and_the_new_place_stays():
    before = point_of(TWO_REPS, a_source(NOW_MS - OFFERED_FOR_MS * 2), saved_at_ms=0)
    _, effects = told(BEGAN, Found(before))
    assert effects == (EnterJournal(entry_of(before)),)


def test_the_running_session_is_not_found():
    assert told(BEGAN, Found(a_point(TWO_REPS)))[1] == ()


def test_the_screen_is_let_go_at_once_when_nothing_is_played():
    _, effects = told(BEGAN, Left())
    assert [effect.after_ms for effect in of_kind(effects, ReleaseScreen)] == [0]


def test_what_was_entered_is_not_entered_again_when_it_is_found():
    assert told(BEGAN, Moved(STOPPED), Found(a_point(STOPPED)))[1] == ()


def test_what_hurt_before_the_first_rep_had_ended_is_entered():
    _, effects = told(BEGAN, Moved(HURT_AT_ONCE), Left())
    (entered,) = of_kind(effects, EnterJournal)
    first = entered.entry.work[0]
    assert (first.side, first.done, first.is_hurt) == (Side.LEFT, 0, True)


def test_a_session_of_which_nothing_was_done_is_not_entered():
    assert not of_kind(told(BEGAN, Left())[1], EnterJournal)
    assert not of_kind(told(Found(a_point(READY)))[1], EnterJournal)


def test_the_place_is_kept_once_a_second():
    log, _ = told(BEGAN)
    players = [a_player(until_ms=position_ms) for position_ms in range(100, 2_100, 100)]
    kept = []
    for player in players:
        log, effects = note(log, Moved(player), NOW_MS + player.position_ms)
        kept += [effect.point.position_ms for effect in of_kind(effects, KeepPlace)]
    assert kept == [KEEP_EVERY_MS, 2 * KEEP_EVERY_MS]


def test_a_rep_is_kept_as_soon_as_it_is_done():
    log, _ = told(BEGAN)
    kept = []
    for position_ms in range(0, 20_100, 70):
        player = a_player(until_ms=position_ms)
        log, effects = note(log, Moved(player), NOW_MS + position_ms)
        kept += [len(effect.point.done) for effect in of_kind(effects, KeepPlace)]
        assert kept[-1:] in ([], [len(player.done)])
    assert kept[-1] == len(TWO_REPS.done) == 2


def test_what_is_done_is_entered_each_second_as_the_session_goes_on():
    log, _ = told(BEGAN)
    for position_ms in range(100, 30_000, 100):
        player = a_player(until_ms=position_ms)
        log, effects = note(log, Moved(player), NOW_MS + position_ms)
        entered = [effect.entry for effect in of_kind(effects, EnterJournal)]
        if of_kind(effects, KeepPlace) and player.done:
            (entry,) = entered
            assert (done_in(entry), entry.played_ms) == (len(player.done), position_ms)
            assert entry.ended_at_ms is None
        else:
            assert entered == []


def test_what_hurts_is_entered_within_a_second():
    log, _ = told(BEGAN)
    _, effects = note(log, Moved(HURT_AT_ONCE), NOW_MS + KEEP_EVERY_MS)
    (effect,) = of_kind(effects, EnterJournal)
    assert hurts_in(effect.entry)


def test_a_session_that_is_over_has_an_end_and_one_that_goes_on_has_none():
    log, effects = note(told(BEGAN)[0], Moved(TWO_REPS), NOW_MS + KEEP_EVERY_MS)
    assert of_kind(effects, EnterJournal)[0].entry.ended_at_ms is None
    _, effects = note(log, Left(), NOW_MS + 5_000)
    assert of_kind(effects, EnterJournal)[0].entry.ended_at_ms == NOW_MS + 5_000


def test_how_the_hips_felt_and_what_stood_in_are_entered():
    source = a_source(felt_before=4, stand_ins=(("leg_lift", "squat"),))
    _, effects = told(Began(source, READY), Moved(TWO_REPS), Left())
    (effect,) = of_kind(effects, EnterJournal)
    assert effect.entry.felt_before == 4
    stood_in = {work.move_id: work.adapted_from for work in effect.entry.work}
    assert stood_in["leg_lift"] == "squat"
    assert set(stood_in.values()) == {"squat", None}


def test_a_clock_that_was_put_back_does_not_stop_the_keeping():
    log, _ = told(BEGAN)
    _, effects = note(log, Moved(TWO_REPS), NOW_MS - 3_600_000)
    assert of_kind(effects, KeepPlace)


def test_a_pause_is_kept_at_once_and_then_not_again():
    log, effects = told(BEGAN, Moved(TWO_REPS), Moved(PAUSED))
    assert of_kind(effects, KeepPlace) == [KeepPlace(a_point(PAUSED))]
    assert told(Moved(PAUSED), log=log, unix_ms=NOW_MS + 60_000)[1] == ()


def test_the_screen_may_go_dark_some_time_into_a_pause_and_stays_on_after_it():
    log, effects = told(BEGAN, Moved(PAUSED))
    assert of_kind(effects, ReleaseScreen) == [ReleaseScreen(PAUSE_MS)]
    going_on, _ = advance(PAUSED, Command.RESUME, 30_000)
    assert of_kind(told(Moved(going_on), log=log)[1], HoldScreen)


def test_whoever_does_something_in_a_pause_has_the_screen_for_as_long_again():
    log, _ = told(BEGAN, Moved(PAUSED))
    jumped, events = advance(PAUSED, Command.NEXT, 30_000)
    _, effects = told(Moved(jumped, events), log=log)
    assert of_kind(effects, ReleaseScreen) == [ReleaseScreen(PAUSE_MS)]


@pytest.mark.parametrize(("own", "pace", "factor"), [(1.0, 1.0, 1.1), (1.3, 1.3, 1.1)])
def test_a_pace_is_remembered_as_a_factor_of_everybodys(own, pace, factor):
    source = a_source(options=PlanOptions(pace=own))
    player = Player(lay_out(ROUTINE, PlanOptions(pace=pace)), max_gap_ms=FOREVER_MS)
    player, _ = advance(player, Command.START, 0)
    slower, events = advance(player, Command.SLOWER, 2_000)
    _, effects = told(Began(source, player), Moved(slower, events))
    assert of_kind(effects, RememberPace) == [RememberPace("leg_lift", factor)]


@pytest.mark.parametrize("command", [Command.MORE, Command.LESS, Command.NEXT, Command.HURTS])
def test_nothing_but_slower_and_faster_is_remembered_as_a_pace(command):
    player, events = advance(TWO_REPS, command, 20_000)
    assert not of_kind(told(BEGAN, Moved(player, events))[1], RememberPace)


@pytest.mark.parametrize("happening", [Moved(COMPLETE), Moved(TWO_REPS), Left(), Cancelled()])
def test_after_the_end_nothing_more_is_done(happening):
    log, _ = told(BEGAN, Moved(COMPLETE))
    assert told(happening, log=log) == (log, ())


@dataclass
class AppContext:
    """What the effects have made of the disk and the screen."""

    place: ResumePoint | None = None
    journal: dict[int, JournalEntry] = field(default_factory=dict)
    screen: HoldScreen | ReleaseScreen = field(default_factory=ReleaseScreen)
    entries: int = 0

    def carry_out(self, effect: Effect) -> None:
        match effect:
            case KeepPlace(point):
                if self.place and self.place.source != point.source:
                    self.must_have(self.place)
                self.place = point
            case ClearPlace():
                if self.place:
                    self.must_have(self.place)
                self.place = None
            case EnterJournal(entry):
                self.journal[entry.started_at_ms] = entry
                self.entries += 1
            case HoldScreen() | ReleaseScreen():
                self.screen = effect
            case RememberPace():
                pass

    def must_have(self, point: ResumePoint) -> None:
        """The journal has at least all that `point` tells."""
        entry = entry_of(point)
        if entry.is_worth_keeping:
            entered = self.journal[point.source.started_at_ms]
            assert done_in(entered) >= done_in(entry)
            assert hurts_in(entered) >= hurts_in(entry)


def done_in(entry: JournalEntry) -> int:
    return sum(work.done for work in entry.work)


def hurts_in(entry: JournalEntry) -> set[tuple[str, Side]]:
    return {(work.move_id, work.side) for work in entry.work if work.is_hurt}


class SessionLogLaws(RuleBasedStateMachine):
    """A program that starts, plays, is killed and starts again, told to a log as it goes."""

    @initialize()
    def open(self):
        self.world = AppContext()
        self.log = SessionLog(awake_pause_ms=PAUSE_MS)
        self.unix_ms = NOW_MS
        self.clock_ms = 0
        self.source: SessionSource | None = None
        self.player: Player | None = None
        self.is_prepared = False

    def tell(self, happening: Happening) -> None:
        self.log, effects = note(self.log, happening, self.unix_ms)
        for effect in effects:
            self.world.carry_out(effect)

    def command(self, command: Command) -> None:
        self.player, events = advance(self.player, command, self.clock_ms)
        self.tell(Moved(self.player, events))
        if isinstance(self.player.state, Finished):
            self.check_the_end()

    def check_the_end(self) -> None:
        player, self.player = self.player, None
        self.check_the_journal(player)
        is_complete = player.state.is_complete
        assert (self.world.place is None) == is_complete
        if not is_complete:
            assert self.world.place.done == player.done

    def check_the_journal(self, player: Player) -> None:
        """Each rep and each hurt of the session's plan is in its one entry, once."""
        items = summary_of(player).items
        done = sum(side.done for item in items for side in item.sides)
        hurt = {(i.move.id, s.side) for i in items for s in i.sides if s.is_hurt}
        entry = self.world.journal.get(self.source.started_at_ms)
        if entry is None:
            assert not done
            assert not hurt
        else:
            assert done_in(entry) == done
            assert hurts_in(entry) == hurt

    def leave_running(self) -> None:
        if self.player is not None:
            player, self.player = self.player, None
            self.check_the_journal(player)

    @rule()
    def a_session_is_prepared(self):
        self.tell(Prepared())
        self.is_prepared = True
        self.leave_running()

    @precondition(lambda self: self.is_prepared)
    @rule()
    def it_is_cancelled(self):
        self.tell(Cancelled())
        self.is_prepared = False

    @rule(pace=st.sampled_from([0.7, 1.0, 1.5]))
    def a_session_begins(self, pace):
        self.begin(a_source(self.unix_ms, options=PlanOptions(pace=pace)), None)

    @precondition(lambda self: self.world.place is not None)
    @rule()
    def one_goes_on_with_what_was_left(self):
        if self.player is None:
            self.begin(self.world.place.source, self.world.place)

    def begin(self, source: SessionSource, point: ResumePoint | None) -> None:
        plan = lay_out(ROUTINE, source.options)
        player = restored_player(plan, point) if point else Player(plan)
        before = self.player
        self.tell(Began(source, player))
        if before is not None:
            self.leave_running()
        self.is_prepared = False
        self.source, self.player = source, player
        self.unix_ms += 1
        self.command(Command.RESUME if point else Command.START)

    @precondition(lambda self: self.player is not None)
    @rule(passed_ms=st.integers(0, 4_999), times=st.integers(1, 20))
    def time_passes(self, passed_ms, times):
        for _ in range(times):
            if self.player is not None:
                self.clock_ms += passed_ms
                self.unix_ms += passed_ms
                self.command(Command.TICK)

    @precondition(lambda self: self.player is not None)
    @rule(command=st.sampled_from(PRESSED))
    def press(self, command):
        if self.player.accepts(command):
            self.command(command)

    @rule()
    def it_is_left(self):
        self.tell(Left())
        self.leave_running()
        self.is_prepared = False

    @rule(later_ms=st.sampled_from([0, 1_000, OFFERED_FOR_MS * 2]))
    def the_program_is_killed_and_started_again(self, later_ms):
        self.player = None
        self.is_prepared = False
        self.unix_ms += later_ms
        self.world.screen = ReleaseScreen()
        self.log = SessionLog(awake_pause_ms=PAUSE_MS)
        self.find()

    @precondition(lambda self: self.player is None)
    @rule()
    def what_was_left_is_looked_for(self):
        self.find()

    def find(self) -> None:
        point = self.world.place
        if point is None:
            return
        self.tell(Found(point))
        self.world.must_have(point)
        assert (self.world.place is not None) == point.is_offered(self.unix_ms)
        entries = self.world.entries
        self.tell(Found(point))
        assert self.world.entries == entries

    @precondition(lambda self: self.player is None and self.world.place is not None)
    @rule()
    def it_is_dismissed(self):
        self.tell(Dismissed())
        assert self.world.place is None

    @invariant()
    def the_screen_is_on_while_somebody_looks_at_it_and_else_let_go(self):
        if self.player is None:
            wanted = HoldScreen() if self.is_prepared else ReleaseScreen()
        elif isinstance(self.player.state, Paused):
            wanted = ReleaseScreen(PAUSE_MS)
        else:
            assert isinstance(self.player.state, Ready | Running | LeadIn)
            wanted = HoldScreen()
        assert self.world.screen == wanted

    @invariant()
    def at_most_a_second_is_lost_when_the_program_is_killed(self):
        if self.player is not None:
            kept = self.world.place
            assert kept.source == self.source
            assert abs(kept.saved_at_ms - self.unix_ms) <= KEEP_EVERY_MS or isinstance(
                self.player.state, Paused
            )

    @invariant()
    def the_log_knows_whether_a_session_runs(self):
        assert (self.log.running is None) == (self.player is None)


SessionLogLaws.TestCase.settings = settings(FEWER, stateful_step_count=25)
TestSessionLogLaws = SessionLogLaws.TestCase


def test_a_pause_by_sleep_is_a_pause():
    asleep = Player(PLAN, Paused(20_000, PauseReason.SLEPT))
    assert of_kind(told(BEGAN, Moved(asleep))[1], ReleaseScreen) == [ReleaseScreen(PAUSE_MS)]
