"""The list of letters and one letter without a window: sent, answered, reminded of, complained about, taken along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.desktop.letter_day import BAKERY, SENDER, Letters, kept
from tests.unit.desktop.vault_day import Day, open_day
from vault.core.errors import StorageError
from vault.customer.letter_standing import StandingCode, Step
from vault.customer.letters import LetterEventKind, LetterKind, SentHow
from vault.desktop.letter_page_state import LetterPageState, Panel
from vault.desktop.letters_state import Face

DAY = date(2026, 5, 12)


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def letters(day: Day) -> Letters:
    return Letters(day)


@pytest.fixture
def late(day: Day, letters: Letters) -> str:
    """A letter that was sent forty days ago; its id."""
    made = letters.write()
    letters.letter.mark_sent(DAY, SentHow.MAIL)
    day.later(days=40)
    letters.show_list()
    return made


def page(letters: Letters) -> LetterPageState:
    found: LetterPageState = letters.pages[-1]
    return found


def test_the_list_says_to_whom_about_what_when_and_how_it_stands(day: Day, letters: Letters) -> None:
    assert (day.state.loaded, day.state.lines) == (True, ())
    made = letters.write()
    letters.show_list()
    (line,) = day.state.lines
    assert (line.id, line.to, line.about) == (made, BAKERY.name, "See what the shop has")
    assert (line.dates, line.standing) == ("Written on 12 May 2026.", "Not sent yet.")
    assert [step for step, _ in line.steps] == [Step.SEND]
    assert day.state.holidays == ""
    letters.do(made, Step.SEND)
    assert (page(letters).panel, day.state.face) == (Panel.NONE, Face.LETTER)
    letters.letter.mark_sent(DAY, SentHow.POST)
    (line,) = day.state.lines
    assert line.standing == "Answer due by 15 June 2026."
    assert line.dates == "Written on 12 May 2026. On 12 May 2026 you sent it by post."
    assert day.state.holidays.startswith("Public holidays")


def test_days_to_choose_go_from_today_back_to_the_letter(day: Day, letters: Letters, late: str) -> None:
    letters.open(late)
    days = page(letters).sent_days
    assert days[0] == (date(2026, 6, 21), "Today, 21 June 2026")
    assert (days[-1], len(days)) == ((DAY, "12 May 2026"), 41)


def test_what_came_of_it_is_kept_and_taken_back(day: Day, letters: Letters, late: str) -> None:
    letters.do(late, Step.RECORD)
    assert page(letters).panel is Panel.CAME
    letters.letter.record(DAY, LetterEventKind.REFUSED, "They say no.")
    (line,) = page(letters).came
    assert (line.text, line.note) == ("12 May 2026: the shop said no", "They say no.")
    assert (page(letters).kind, page(letters).panel) == ("warning", Panel.NONE)
    letters.letter.forget_answer(line.seq)
    assert page(letters).came == ()
    assert kept(day)[0].standing.code is StandingCode.LATE


def test_what_does_not_fit_is_said_beside_the_letter(day: Day, letters: Letters) -> None:
    letters.write()
    letters.letter.record(DAY, LetterEventKind.ANSWERED, "")
    assert page(letters).error == "Say first when you sent this letter."
    letters.letter.mark_sent(DAY, SentHow.MAIL)
    assert page(letters).error == ""


def test_a_reminder_from_the_list_opens_it(day: Day, letters: Letters, late: str) -> None:
    letters.do(late, Step.REMIND)
    assert day.state.face is Face.LETTER
    assert (page(letters).about, page(letters).id != late) == ("Reminder: See what the shop has", True)
    assert "Attachment 1: " in page(letters).text
    assert len(kept(day)) == 2


def test_closing_from_the_list_stays_there(day: Day, letters: Letters, late: str) -> None:
    letters.do(late, Step.CLOSE)
    assert (day.state.face, day.state.lines[0].standing) == (Face.LIST, "Closed on 21 June 2026.")


def test_a_complaint_to_the_dutch_authority(day: Day, letters: Letters, late: str) -> None:
    letters.do(late, Step.COMPLAIN)
    assert page(letters).panel is Panel.COMPLAIN
    assert page(letters).reply == SENDER.mail
    letters.letter.complain(page(letters).authority, "", "Dam 1\n020 123 45 67", "It is about my orders.")
    assert kept(day)[0].kind is LetterKind.COMPLAINT
    text = page(letters).text
    for each in ("Dam 1\n020 123 45 67", "Postbus 93374", "It is about my orders.", "Attachment 1: "):
        assert each in text
    assert "Your earlier letters are not in the mail." in page(letters).mail_about


def test_a_complaint_elsewhere_needs_a_name_and_a_way_to_be_reached(day: Day, letters: Letters, late: str) -> None:
    letters.open(late)
    letters.letter.complain("", "Rue 1", "Dam 1", "")
    assert page(letters).error == "Type the name of the authority."
    letters.letter.complain("CNIL", "3 Place de Fontenoy\nParis", " ", "")
    assert page(letters).error == "Say how the authority can reach you."
    letters.letter.complain("CNIL", "3 Place de Fontenoy\nParis", "Dam 1", "")
    assert "CNIL\n3 Place de Fontenoy\nParis" in page(letters).text


def test_what_a_court_can_do(day: Day, letters: Letters, late: str) -> None:
    letters.do(late, Step.COURT)
    assert page(letters).panel is Panel.COURT
    assert "You need no lawyer for this." in page(letters).court


def test_a_letter_leaves_as_text_in_the_mail_program_and_as_a_file(day: Day, letters: Letters, tmp_path: Path) -> None:
    letters.write()
    letters.letter.copy()
    ((text, sealed),) = letters.copied
    assert ("Article 15" in text, sealed) == (True, False)
    assert letters.papers[-1].told.startswith("The letter is copied.")
    letters.letter.mail()
    (link,) = letters.mailed
    assert link.startswith("mailto:?subject=")
    assert "attached" in link
    assert page(letters).mail_about.startswith("The mail says that the letter is attached.")
    assert page(letters).mail_about.endswith("Type the mail address there yourself.")
    path = tmp_path / "letter.txt"
    letters.letter.save(path)
    assert path.read_text().startswith(SENDER.name)
    assert letters.papers[-1].told == "Saved as letter.txt. This file is not locked."
    letters.letter.save(path)
    assert letters.papers[-1].told_wrong  # what is there is never written over


def test_pages_for_a_printer(day: Day, letters: Letters) -> None:
    letters.write()
    drawn: list[tuple[bytes, ...]] = []
    letters.letter.paper.pages_drawn.connect(drawn.append)
    letters.letter.print_letter()
    assert drawn
    assert all(sheet.startswith(b"\x89PNG") for sheet in drawn[0])


def test_a_letter_is_removed_and_brought_back(day: Day, letters: Letters, late: str) -> None:
    letters.open(late)
    letters.letter.remove()
    assert (kept(day), day.state.face, day.state.lines) == ((), Face.LIST, ())
    (gone,) = letters.gone
    assert gone.text == "Removed: letter to Bakkerij Voorbeeld."
    gone.bring_back()
    assert [line.id for line in day.state.lines] == [late]


def test_the_way_back(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.go_back()
    assert (day.state.face, letters.went) == (Face.LIST, [])
    letters.go_back()
    assert letters.went == ["your_data"]
    day.share()
    letters.write_to("schoenenhuis.example", ready=False)
    letters.go_back()
    assert (day.state.face, letters.went) == (Face.LIST, ["your_data", "shops"])


def test_a_vault_that_fails_is_said(day: Day, letters: Letters, late: str) -> None:
    day.tasks.fails = StorageError("disk_full")
    letters.do(late, Step.REMIND)
    assert day.state.failed
    letters.open(late)
    assert (day.state.face, len(kept(day))) == (Face.LIST, 1)


def test_a_letter_that_was_closed_meanwhile_is_not_shown(day: Day, letters: Letters, late: str) -> None:
    day.tasks.hold = True
    letters.open(late)
    letters.show_list()
    day.tasks.run()
    assert (day.state.face, page(letters)) == (Face.LIST, LetterPageState())


def test_locking_forgets_all(day: Day, letters: Letters) -> None:
    letters.write()
    letters.forget()
    assert (page(letters), day.state.lines, day.state.loaded) == (LetterPageState(), (), False)
    letters.letter.copy()
    assert letters.copied == []
