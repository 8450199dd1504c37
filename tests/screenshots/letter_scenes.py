"""The page "Letters": none yet, the list, the form in some of its kinds, and a letter in the states it goes through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.example_day import NOW, Day, asked
from tests.unit.customer.asking import Shop
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.ending import end_what_is_over
from vault.customer.letters import LetterEventKind, LetterKind, SentHow
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.desktop.letter_page_state import Panel
from vault.desktop.window import Window

Pictures = Iterator[tuple[str, QWidget]]

WHO = {"name": "Sanne de Vries", "reply": "sanne@voorbeeld.example\nBloemgracht 12\n1015 TK Amsterdam"}


def letter_pictures(window: Window, day: Day) -> Pictures:
    """Each made on its day, so that one is late by now; the clock goes back to where it was."""
    window.show_page("letters")
    letters = window.presenter("letters")
    yield "18-letters-empty", window
    day.clock.moment = NOW - timedelta(days=40)
    letters.write_to("zeepenzo.example", ready=False)
    _type(letters, kind=LetterKind.ACCESS, **WHO)
    letters.form.make()
    yield "18-letter-not-sent", window
    letters.letter.toggle(Panel.SENT)
    yield "18-letter-sent-when", window
    letters.letter.mark_sent(_day(40), SentHow.MAIL)
    day.clock.moment = NOW
    letters.show_list()
    yield from _form(window)
    yield from _answered(window)
    yield from _after_a_stop(window, day)
    day.clock.moment = NOW


def _form(window: Window) -> Pictures:
    letters = window.presenter("letters")
    letters.write_to("groenekom.example", ready=False)
    yield "18-letter-form", window
    _type(letters, kind=LetterKind.ERASURE)
    yield "18-letter-form-erasure", window
    _type(letters, kind=LetterKind.RECTIFICATION)
    view: Any = window.inside.pages.page("letters").view
    view.form.name.clear()
    for field, text in zip(
        view.form.about.corrections.rows[0], ("my address", "Keizersgracht 1", "Bloemgracht 12"), strict=True
    ):
        field.setText(text)
    view.form._changed()
    letters.form.make()
    yield "18-letter-form-missing", window
    _type(letters, kind=LetterKind.PORTABILITY, name=WHO["name"])
    letters.form.make()
    letters.letter.mark_sent(_day(0), SentHow.POST)
    letters.show_list()


def _answered(window: Window) -> Pictures:
    letters = window.presenter("letters")
    newest, oldest = letters._state.lines[0].id, letters._state.lines[-1].id
    letters.begin()
    _type(letters, to_name="Kleurrijk", kind=LetterKind.OBJECTION)
    letters.form.make()
    refused = letters._state.lines[0].id
    letters.letter.mark_sent(_day(0), SentHow.FORM)
    letters.letter.record(_day(0), LetterEventKind.REFUSED, "They say that they may do this.")
    letters.show_list()
    yield "18-letters", window
    letters.open(newest)
    letters.letter.toggle(Panel.CAME)
    yield "18-letter-came", window
    letters.open(refused)
    letters.letter.toggle(Panel.COURT)
    yield "18-letter-court", window
    letters.open(oldest)
    letters.letter.toggle(Panel.COMPLAIN)
    yield "18-letter-complain", window
    letters.letter.copy()
    letters.letter.complain("Autoriteit Persoonsgegevens", "", WHO["reply"], "")
    yield "18-letter-complaint", window
    letters.show_list()


def _after_a_stop(window: Window, day: Day) -> Pictures:
    """A shop that confirmed a stop and did not delete in time; the letter for that, and the shop once it is written."""
    shop = Shop(host="sokkendoos.example", now=day.clock.now)
    day.clock.moment = NOW - timedelta(days=40)
    width = asked("clothing.shoe_width", "To leave out what is narrow.", "Om weg te laten wat smal is.", required=True)
    proposal = propose(day.session, shop.ask(width, delete_within="P7D"))
    share(day.session, proposal, Choices((Choice(proposal.items[0].credential_id, Precision.CATEGORY),), 90))
    deliver(day.session, shop)
    shop.mood = "slow"
    stop(day.session, shop.host)
    deliver(day.session, shop)
    day.clock.moment = NOW
    end_what_is_over(day.session)
    window.show_page("shops")
    shops = window.presenter("shops")
    shops.select(shop.host)
    yield "06-shops-letter-ready", window
    shops.write_letter()
    yield "18-letter-form-ready", window
    letters = window.presenter("letters")
    letters.form.make()
    letters.show_list()
    window.show_page("shops")


def _type(letters: Any, **changes: Any) -> None:
    form = letters.form
    if "kind" in changes:  # first, as a person does: it brings its usual ground
        form.take(replace(form._state.typed, kind=changes.pop("kind")))
    form.take(replace(form._state.typed, **changes))


def _day(back: int) -> date:
    return (NOW - timedelta(days=back)).date()
