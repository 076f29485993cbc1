# SPDX-License-Identifier: GPL-3.0-or-later
"""What a second start asks of the first, as a line of JSON on its way between the two."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 16 * 1024
ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Where launchers on Wayland leave it, and where Qt looks for it when it activates a window."""

Option = str | float | bool


class Action(StrEnum):
    """What is asked for."""

    SHOW = "show"
    PLAY = "play"
    SUGGESTED = "suggested"
    REMIND = "remind"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRequest:
    """To show the window, to play a routine or what is suggested in it, or to go on reminding.

    `routine` is an id or the absolute path of a file; `options` are names and values as the
    command line has them. `activation` is what a Wayland compositor gave the start so that it may
    bring a window to the front: empty elsewhere.
    """

    action: Action = Action.SHOW
    routine: str = ""
    options: tuple[tuple[str, Option], ...] = ()
    activation: str = ""


def activation_in(environ: Mapping[str, str]) -> str:
    """What lets this start bring a window to the front, as its launcher left it; or empty."""
    return environ.get(ACTIVATION, "")


def line_of(request: StartRequest) -> bytes:
    """`request` as one line."""
    table = {
        "action": request.action,
        "routine": request.routine,
        "options": dict(request.options),
        "activation": request.activation,
    }
    return json.dumps(table).encode() + b"\n"


def request_of(line: bytes) -> StartRequest:
    """The request in `line`; names that it does not know are left out.

    Raises:
        ValueError: There is none in it.
    """
    try:
        table = dict(json.loads(line))
    except (RecursionError, TypeError):
        raise ValueError("no table of names and values") from None
    request = StartRequest(
        action=Action(_text(table.get("action"))),
        routine=_text(table.get("routine", "")),
        options=_options(table.get("options", {})),
        activation=_text(table.get("activation", "")).partition("\0")[0],
    )
    if (request.action is Action.PLAY) != bool(request.routine):
        raise ValueError("a routine goes with playing, and with nothing else")
    return request


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError("a text was expected")  # noqa: TRY004 - one kind of error for callers
    return raw


def _options(raw: Any) -> tuple[tuple[str, Option], ...]:  # noqa: ANN401 - out of JSON
    if not isinstance(raw, dict) or not all(isinstance(each, Option) for each in raw.values()):
        raise ValueError("options are names with plain values")
    return tuple(raw.items())
