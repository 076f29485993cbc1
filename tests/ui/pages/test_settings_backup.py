# SPDX-License-Identifier: GPL-3.0-or-later
"""The card for backups asks in the system's dialogue, and asks again before it replaces."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from hipmob_desktop.ui.pages.settings_backup import BackupCard
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


@pytest.fixture
def card(shown):
    card = shown(lambda studio: BackupCard(studio.style), (500, 400))
    card.saved, card.chosen, card.restores = [], [], []
    card.backup_requested.connect(card.saved.append)
    card.backup_chosen.connect(card.chosen.append)
    card.restore_requested.connect(card.restores.append)
    return card


def dialogue(card):
    return card.findChild(QFileDialog)


def offered(card):
    return [each for each in (card.yes, card.no, card.undo) if each.isVisible()]


def test_at_first_nothing_is_said_or_asked(card):
    assert offered(card) == []
    assert not card.said.isVisible()


def test_a_file_is_named_for_the_backup(card, tmp_path):
    card.suggest("hipmob-2026-11-27.zip")
    card.save.click()
    asked = dialogue(card)
    assert asked.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert asked.selectedFiles()[0].endswith("hipmob-2026-11-27.zip")
    assert asked.defaultSuffix() == "zip"
    asked.fileSelected.emit(str(tmp_path / "a.zip"))
    asked.close()
    assert card.saved == [str(tmp_path / "a.zip")]


def test_a_file_is_chosen_to_restore_and_nothing_is_restored_yet(card, tmp_path):
    card.choose.click()
    asked = dialogue(card)
    assert asked.fileMode() is QFileDialog.FileMode.ExistingFile
    asked.fileSelected.emit(str(tmp_path / "a.zip"))
    asked.close()
    assert (card.chosen, card.restores) == ([str(tmp_path / "a.zip")], [])


def test_the_question_names_what_it_would_bring_and_can_be_declined(card):
    card.ask("/a.zip", "a.zip has 3 files.")
    assert "a.zip has 3 files." in labels(card)
    assert offered(card) == [card.yes, card.no]
    card.no.click()
    assert (offered(card), card.restores) == ([], [])
    card.ask("/b.zip", "b.zip has 3 files.")
    card.yes.click()
    assert card.restores == ["/b.zip"]


def test_after_it_what_was_there_can_be_had_back(card):
    card.show_restored("3 files restored.", "/kept.zip")
    assert offered(card) == [card.undo]
    card.undo.click()
    assert card.restores == ["/kept.zip"]


def test_another_line_takes_the_place_of_a_question(card):
    card.ask("/a.zip", "a.zip has 3 files.")
    card.tell("a.zip: it is no backup.")
    assert offered(card) == []
    assert labels(card)[-1] == "a.zip: it is no backup."
