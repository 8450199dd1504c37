"""The logic of the wish list: whose is shown, what is typed, ticked off, removed and copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.customer import wishes
from vault.customer.people import list_people
from vault.customer.sheets import wish_sheet
from vault.customer.wishes import PriceBand, Wish, Wished
from vault.desktop.family_presenter import FamilyPresenter
from vault.desktop.portion import Portion
from vault.desktop.sheet_presenter import SheetPresenter
from vault.desktop.undo_offer import Removed
from vault.desktop.wishes_state import ALL, ME, WishesState, WishForm, WishLine

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.people import PersonView
    from vault.customer.session import Session
    from vault.customer.sheets import Sheet
    from vault.desktop.tasks import Tasks

Found = tuple[tuple[Wish, ...], "tuple[PersonView, ...]", frozenset[str]]
"""Every wish, everybody, and the ids of the wishes that the search finds."""


class WishesPresenter(QObject):
    """Emits a :class:`WishesState` for each change.

    ``removed`` carries a :class:`Removed` for the window's undo bar; ``copy_wanted`` text for the clipboard, and that
    it is not sealed; ``navigate`` the id of another page.
    """

    changed = Signal(object)
    removed = Signal(object)
    copy_wanted = Signal(str, bool)
    navigate = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, clock: Clock) -> None:
        super().__init__()
        self.paper = SheetPresenter(tasks, sentences, clock, self)
        self.family = FamilyPresenter(tasks, sentences, clock, self)
        self._tasks, self._sentences = tasks, sentences
        self._forms = 0
        self._portion = Portion()
        self.forget()

    def forget(self) -> None:
        """Drop everything that was read or typed, when the vault locks."""
        self._wishes: tuple[Wish, ...] = ()
        self._names: dict[str, str] = {}
        self._matching: frozenset[str] = frozenset()
        self._state = WishesState()
        self._portion.reset()
        self.paper.forget()
        self.family.forget()
        self._show(self._state)

    def start(self) -> None:
        """Read the list, and again each time the page is shown. What is typed stays."""
        sought = self._state.search
        self._tasks.vault(lambda session: _load(session, sought), self._read, self._failed, owner=self)

    def search(self, text: str) -> None:
        """Show the wishes that this finds, by what was written of them or for whom they are."""
        self._state = replace(self._state, search=text, told="")
        self._portion.reset()
        self.start()

    def show_of(self, whose: str) -> None:
        """Show the wishes of all, of oneself, or for one person."""
        self.paper.forget()
        self._portion.reset()
        self._show(replace(self._state, whose=whose, told=""))

    def show_more(self) -> None:
        """Show the next of a long list too."""
        self._portion.grow()
        self._show(self._state)

    def begin(self, wish_id: str = "") -> None:
        """Open the form, of a wish or for a new one; who is shown is whom a new one is for."""
        self._forms += 1
        found = next((each for each in self._wishes if each.id == wish_id), None)
        person = self._state.whose if self._state.whose in self._names else None
        wished = (
            Wished(found.what, found.note, found.seen, found.price, found.person)
            if found
            else Wished("", person=person)
        )
        self._show(replace(self._state, form=WishForm(found.id if found else "", self._forms, wished), told=""))

    def cancel(self) -> None:
        """Close the form and forget what was typed in it."""
        self._show(replace(self._state, form=None))

    def save(self, wished: Wished) -> None:
        """Keep what is typed, or say what is wrong with it."""
        form = self._state.form
        if form is None or form.busy:
            return

        def work(session: Session) -> Wish:
            return wishes.change_wish(session, form.id, wished) if form.id else wishes.add_wish(session, wished)

        def failed(problem: VaultError) -> None:
            if self._state.form is not None and self._state.form.number == form.number:
                said = self._sentences.error(problem)
                wrong = replace(form, wished=wished, error=said, wrong=problem.code, busy=False)
                self._show(replace(self._state, form=wrong))

        def saved(wish: Wish) -> None:
            if self._state.form is not None and self._state.form.number == form.number:
                self._state = replace(self._state, form=None, added=self._state.added if form.id else wish.id)
                self._bring_in(wish)
            self.start()

        self._show(replace(self._state, form=replace(form, wished=wished, busy=True, error="")))
        self._tasks.vault(work, saved, failed, owner=self)

    def tick(self, wish_id: str, done: bool) -> None:
        """Tick a wish off, or take that back. It goes to another place in the list, and stays in sight there."""
        self._portion.keep(wish_id)
        self._tasks.vault(
            lambda session: wishes.set_done(session, wish_id, done=done),
            lambda _: self.start(),
            self._failed,
            owner=self,
        )

    def remove(self, wish_id: str) -> None:
        """Forget a wish."""

        def gone(wish: Wish) -> None:
            def bring_back() -> None:
                self._portion.keep(wish.id)
                self._tasks.vault(
                    lambda session: wishes.put_wish_back(session, wish),
                    lambda _: self.start(),
                    self._failed,
                    owner=self,
                )

            if self._state.form is not None and self._state.form.id == wish_id:
                self._state = replace(self._state, form=None)
            self.removed.emit(Removed(self.tr("Removed: {name}.").format(name=wish.what), bring_back))
            self.start()

        self._tasks.vault(lambda session: wishes.remove_wish(session, wish_id), gone, self._failed, owner=self)

    def copy(self, wish_id: str) -> None:
        """Put one wish on the clipboard, as text."""
        self._copy([each for each in self._wishes if each.id == wish_id], self.tr("The wish is copied."))

    def copy_list(self) -> None:
        """Put all that is shown and not done on the clipboard, as text."""
        self._copy(self._shown(), self.tr("The list is copied. Paste it where you like."))

    def print_list(self) -> None:
        """Print all that is shown and not done."""
        sheet = self._sheet()
        if sheet.lines:
            self._show(replace(self._state, told=""))
            self.paper.print_sheet(sheet)

    def save_list(self, path: Path) -> None:
        """Keep that as a file."""
        sheet = self._sheet()
        if sheet.lines:
            self._show(replace(self._state, told=""))
            self.paper.save(sheet, path)

    def go_back(self) -> None:
        """To the customer's own preferences."""
        self.navigate.emit("preferences")

    def _bring_in(self, wish: Wish) -> None:
        """Let the list be one in which this wish is seen."""
        whose = self._state.whose if self._state.whose in {ALL, wish.person or ME} else ALL
        if self._state.search or whose != self._state.whose:
            self._portion.reset()
        self._state = replace(self._state, search="", whose=whose)
        self._portion.keep(wish.id)

    def _copy(self, found: list[Wish], told: str) -> None:
        text = wishes.wish_text(found, self._sentences)
        if text:
            self.copy_wanted.emit(text, False)
            self._show(replace(self._state, told=told))

    def _read(self, found: Found) -> None:
        self._wishes, people, self._matching = found
        self._names = {each.id: each.nickname for each in people}
        known = self._state.whose in {ALL, ME, *self._names}
        self._show(replace(self._state, loaded=True, whose=self._state.whose if known else ALL, failed=""))

    def _failed(self, problem: VaultError) -> None:
        self._show(replace(self._state, failed=self._sentences.error(problem)))

    def _shown(self) -> list[Wish]:
        whose = self._state.whose
        return [each for each in self._wishes if whose in {ALL, each.person or ME} and each.id in self._matching]

    def _sheet(self) -> Sheet:
        whose = self._names.get(self._state.whose, "")
        names = self._names if self._state.whose == ALL else None
        return wish_sheet(self._shown(), self._sentences, whose=whose, names=names)

    def _line(self, wish: Wish) -> WishLine:
        about = [self._names.get(wish.person or "", self.tr("Me"))]
        if wish.price is not None:
            about.append(self._price(wish.price))
        more = (*(wish.note or "").splitlines(), *([wish.seen] if wish.seen else []))
        return WishLine(wish.id, wish.what, "  ·  ".join(about), tuple(each for each in more if each), wish.done)

    def _price(self, band: PriceBand) -> str:
        return self._sentences.say("price_bands", band)

    def _show(self, state: WishesState) -> None:
        self._state = state
        shown = self._shown()
        people = tuple(self._names.items())
        self._state = replace(
            state,
            lines=tuple(map(self._line, self._portion.of(shown))),
            found=len(shown),
            some=bool(self._wishes),
            choices=((ALL, self.tr("Everybody")), (ME, self.tr("Me")), *people),
            people=people,
            prices=tuple((band.value, self._price(band)) for band in PriceBand),
            can_copy=any(not each.done for each in shown),
        )
        self.changed.emit(self._state)


def _load(session: Session, sought: str) -> Found:
    found, people = wishes.list_wishes(session), list_people(session)
    names = {each.id: each.nickname for each in people}
    return found, people, frozenset(each.id for each in wishes.matching_wishes(found, names, sought))
