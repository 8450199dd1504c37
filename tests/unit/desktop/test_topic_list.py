"""The list of topics: its rows keep their height and their column, whatever is chosen and counted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import themed
from vault.core.wording import in_language
from vault.desktop.preference_state import TopicLine
from vault.desktop.topic_list import TopicList

MOST = 400


def topics(language: str, count: int) -> tuple[TopicLine, ...]:
    """All topics of the catalogue, with so many preferences each."""
    found = shipped().topics
    return tuple(TopicLine(each.id, in_language(each.label, language), each.icon, each.sealed, count) for each in found)


@pytest.fixture
def made(qtbot: QtBot, qapp: QApplication) -> TopicList:
    made = TopicList(*themed(qapp))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_topic_has_one_line_chosen_or_not(made: TopicList, language: str) -> None:
    lines = topics(language, 23)
    made.show_topics(lines, None)
    made.resize(made.fitting_width(MOST), made.height())
    assert made.width() <= MOST
    for each in lines:
        made.show_topics(lines, each.id)
        rows = [made.visualRect(made.model().index(row, 0)).height() for row in range(made.model().rowCount())]
        everyday = rows[: sum(not line.sealed for line in lines)]
        assert set(everyday) == set(rows[len(everyday) + 1 :]) == {rows[0]}
        assert rows[0] < 2 * made.fontMetrics().lineSpacing() + 16  # two lines have no room in it


def test_the_column_is_as_wide_with_few_as_with_many(made: TopicList) -> None:
    widths = set()
    for count in (0, 7, 23):
        made.show_topics(topics("nl", count), None)
        widths.add(made.fitting_width(MOST))
    assert len(widths) == 1


def test_where_that_is_too_wide_no_word_is_cut(made: TopicList) -> None:
    long = TopicLine("home", "Onroerendezaakbelasting " * 4, "house", sealed=False, count=3)
    made.show_topics((long,), None)
    one_word = TopicLine("home", "Onroerendezaakbelasting", "house", sealed=False, count=3)
    width = made.fitting_width(MOST)
    made.show_topics((one_word,), None)
    assert width == made.fitting_width(10_000)
