# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of safety, as data. Apart from all other words: the first page waits for these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.core.enums import SkipTag


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyRule:
    """One rule: a short title and a few sentences."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """The rules, and the words that other pages take from them.

    `welcome` are the sentences of a first start, `stop_rule` the one sentence that is always
    in sight. `skip_words` says for every tag in what state of the body to leave a move out.
    """

    stop_rule: str
    welcome: tuple[str, ...]
    rules: tuple[SafetyRule, ...]
    skip_words: Mapping[SkipTag, str]
