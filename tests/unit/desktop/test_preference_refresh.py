"""A changed preference and the shops that hold the older one: offered, sent, and said exactly as far as it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.connected import KEPT, PASSPHRASE, Wire, share_with, shop_at, vault_at
from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import HeldTasks, sentences
from tests.unit.shop.example import HOST, NOW
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices, explicit_words
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.refresh_progress import Stage
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import ask_sealed, share
from vault.desktop.preference_state import EditorState, PageState, Updates
from vault.desktop.preference_typed import Typed
from vault.desktop.preferences_presenter import PreferencesPresenter
from vault.storage.secret import Passphrase

SIZE, SPORTS, FEET = tuple(KEPT)
OTHER = "fietsplein.example"
WORDS = sentences()


@dataclass
class Screen:
    """The page over a vault that shared a shoe size with two shops: exactly with one, as a range with the other."""

    session: Session
    wire: Wire
    clock: SetClock
    tasks: HeldTasks
    presenter: PreferencesPresenter
    states: list[PageState] = field(default_factory=list)
    sent: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def editor(self) -> EditorState:
        editor = self.states[-1].editor
        assert editor is not None
        return editor

    @property
    def updates(self) -> Updates:
        return self.editor.updates

    def change(self, size: str) -> None:
        """Type another size and save it."""
        self.clock.moment += timedelta(minutes=1)
        if self.states[-1].editor is None:
            self.presenter.open_row(SIZE)
        self.presenter.edit(Typed(size, "", "EU", ()))
        self.presenter.save()

    def stages(self) -> dict[Stage, tuple[str, ...]]:
        return {line.stage: line.hosts for line in self.updates.sent}

    def pass_time(self, minutes: int, step: int = 2) -> None:
        """Let the post work as in the window, where each delivery shows the page anew."""
        for _ in range(0, minutes, step):
            self.clock.moment += timedelta(minutes=step)
            deliver(self.session, self.wire)
        self.presenter.start()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    clock = SetClock(NOW)
    wire = Wire({host: shop_at(tmp_path / host, clock, host) for host in (HOST, OTHER)})
    with vault_at(tmp_path / "vault", clock) as session:
        for host, precision in ((HOST, Precision.EXACT), (OTHER, Precision.RANGE)):
            share_with(session, wire.shops[host], wire, {"shoe_size": precision})
        tasks = HeldTasks(session)
        shown = Screen(session, wire, clock, tasks, PreferencesPresenter(tasks, WORDS, shipped()))
        shown.presenter.changed.connect(shown.states.append)
        shown.presenter.shared.connect(shown.sent.append)
        shown.presenter.start()
        yield shown
    for each in wire.shops.values():
        each.shop.store.close()


def share_feet(screen: Screen) -> None:
    session, made = screen.session, screen.wire.shops[HOST]
    proposal = propose(session, made.ask("feet"))
    said = explicit_words(proposal, proposal.items[0], 30, screen.clock.now(), session.catalogue, WORDS)
    check = ask_sealed(session, proposal, "feet", Precision.EXACT, 30, said, WORDS)
    permission = session.permit(check.prove(Passphrase(PASSPHRASE)))
    share(session, proposal, Choices((Choice("feet", Precision.EXACT, permission),), 30))
    deliver(session, screen.wire)
    screen.clock.moment += timedelta(minutes=1)


def change_feet(screen: Screen) -> None:
    screen.presenter.start()
    screen.presenter.open_row(FEET)
    screen.presenter.edit(replace(screen.editor.draft.typed, words=("flat_feet",)))
    screen.presenter.save()


def test_nothing_is_offered_while_shops_have_what_the_vault_has(screen: Screen) -> None:
    screen.presenter.open_row(SIZE)
    assert screen.updates == Updates()
    screen.presenter.save()
    assert screen.states[-1].editor is None


def test_a_saved_change_stays_open_and_offers_what_each_shop_has_and_would_have(screen: Screen) -> None:
    screen.change("46")
    assert screen.updates.together == (OTHER, HOST)
    assert [(each.host, each.text, each.newer) for each in screen.editor.seen_by] == [
        (OTHER, "EU 42–44", "EU 44.5–46.5"),  # noqa: RUF001 - as ranges are printed
        (HOST, "EU 43", "EU 46"),
    ]
    assert screen.sent == []


def test_a_change_that_a_shop_does_not_see_is_not_offered_for_it(screen: Screen) -> None:
    screen.change("44")
    assert screen.updates.together == (HOST,)


def test_what_is_typed_and_not_saved_is_not_offered(screen: Screen) -> None:
    screen.change("46")
    screen.presenter.edit(Typed("40", "", "EU", ()))
    assert not screen.updates.offered
    assert [each.newer for each in screen.editor.seen_by] == ["", ""]


def test_whoever_opens_it_later_sees_that_a_shop_has_an_older_value(screen: Screen) -> None:
    screen.change("46")
    screen.presenter.cancel()
    screen.presenter.open_row(SIZE)
    assert screen.updates.together == (OTHER, HOST)


def test_one_shop_is_told_at_once_and_then_has_it(screen: Screen) -> None:
    screen.change("44")
    screen.presenter.refreshing.update()
    assert screen.sent == [(HOST,)]
    assert screen.stages() == {Stage.WAITING: (HOST,)}
    assert not screen.updates.offered
    deliver(screen.session, screen.wire)
    screen.presenter.start()
    assert screen.stages() == {Stage.TOLD: (HOST,)}
    assert [each.text for each in screen.editor.seen_by] == ["EU 42–44", "EU 44"]  # noqa: RUF001


def test_several_hear_it_within_the_hour_and_it_can_be_called_off_until_then(screen: Screen) -> None:
    screen.change("46")
    screen.presenter.refreshing.update()
    assert screen.stages() == {Stage.WAITING: (OTHER, HOST)}
    assert screen.updates.sent[0].later
    screen.presenter.refreshing.call_off()
    assert screen.stages() == {}
    assert screen.updates.together == (OTHER, HOST)
    screen.wire.seen.clear()
    screen.pass_time(70)
    assert screen.wire.seen == []
    screen.presenter.refreshing.update()
    screen.pass_time(140)
    assert screen.stages() == {Stage.TOLD: (OTHER, HOST)}


def test_what_waits_is_called_off_when_the_vault_holds_something_else(screen: Screen) -> None:
    screen.change("46")
    screen.presenter.refreshing.update()
    screen.change("43")
    assert screen.states[-1].editor is None, "every shop has this one"
    screen.wire.seen.clear()
    screen.pass_time(70)
    assert screen.wire.seen == []


def test_a_save_that_changes_nothing_calls_nothing_off(screen: Screen) -> None:
    screen.change("46")
    screen.presenter.refreshing.update()
    screen.presenter.save()
    screen.presenter.open_row(SIZE)
    assert screen.stages() == {Stage.WAITING: (OTHER, HOST)}


def test_a_shop_that_is_down_is_not_reached_yet_and_never_told(screen: Screen) -> None:
    screen.wire.down.add(HOST)
    screen.change("44")
    screen.presenter.refreshing.update()
    deliver(screen.session, screen.wire)
    screen.presenter.start()
    assert screen.stages() == {Stage.NOT_REACHED: (HOST,)}
    assert screen.updates.sent[0].at > screen.clock.now()
    assert [each.text for each in screen.editor.seen_by] == ["EU 42–44", "EU 43"]  # noqa: RUF001
    screen.wire.down.clear()
    screen.pass_time(30)
    assert screen.stages() == {Stage.TOLD: (HOST,)}


def test_a_lost_reply_is_neither_told_nor_not_reached(screen: Screen) -> None:
    screen.wire.loses.add("refresh")
    screen.change("44")
    screen.presenter.refreshing.update()
    screen.pass_time(6)
    assert screen.stages() == {Stage.NO_ANSWER: (HOST,)}
    assert not any(line.later for line in screen.updates.sent)


def test_it_goes_on_after_a_lock(screen: Screen) -> None:
    screen.change("44")
    screen.presenter.refreshing.update()
    screen.presenter.forget()
    assert screen.states[-1].editor is None
    screen.presenter.start()
    screen.presenter.open_row(SIZE)
    assert screen.stages() == {Stage.WAITING: (HOST,)}
    screen.pass_time(2)
    assert screen.stages() == {Stage.TOLD: (HOST,)}


def test_what_changed_while_it_was_shown_is_not_sent_and_looked_at_anew(screen: Screen) -> None:
    screen.change("46")
    set_words(screen.session, SIZE, "EU 40")
    screen.presenter.refreshing.update()
    assert screen.updates.failed == WORDS.error(ChoiceError("refresh_changed", host=OTHER))
    assert [each.newer for each in screen.editor.seen_by] == ["EU 39.5–41.5", "EU 40"]  # noqa: RUF001
    assert screen.sent == []


def test_the_offer_of_one_row_never_shows_in_another(screen: Screen) -> None:
    screen.change("46")
    screen.tasks.hold = True
    screen.presenter.start()
    screen.presenter.open_row(SPORTS)
    screen.tasks.run()
    assert screen.editor.entry.key == SPORTS
    assert screen.updates == Updates()


def test_a_sealed_value_goes_alone_after_the_passphrase_for_the_words_on_the_screen(screen: Screen) -> None:
    share_feet(screen)
    change_feet(screen)
    refreshing = screen.presenter.refreshing
    assert screen.updates.together == ()
    (alone,) = screen.updates.sealed
    refreshing.update()
    assert screen.sent == []
    refreshing.update_sealed(alone.consent)
    asked = screen.states[-1].sealed
    assert asked is not None
    assert (asked.steps[0].value, asked.words.count(HOST)) == ("Flat feet", 1)
    for typed, words in (("", asked.words), ("not the passphrase", asked.words), (PASSPHRASE, "Yes.")):
        refreshing.permit(typed, words)
        question = screen.states[-1].sealed
        assert question is not None
        assert (bool(question.error), question.checking, screen.sent) == (True, False, [])
    refreshing.permit(PASSPHRASE, asked.words)
    assert screen.states[-1].sealed is None
    assert screen.sent == [(HOST,)]
    deliver(screen.session, screen.wire)
    screen.presenter.start()
    assert screen.stages() == {Stage.TOLD: (HOST,)}


def test_a_sealed_value_that_is_kept_back_stays_offered(screen: Screen) -> None:
    share_feet(screen)
    change_feet(screen)
    refreshing = screen.presenter.refreshing
    refreshing.update_sealed(screen.updates.sealed[0].consent)
    refreshing.keep()
    assert (screen.states[-1].sealed, len(screen.updates.sealed), screen.sent) == (None, 1, [])


def test_no_question_outlives_the_lock(screen: Screen) -> None:
    share_feet(screen)
    change_feet(screen)
    screen.presenter.refreshing.update_sealed(screen.updates.sealed[0].consent)
    screen.presenter.forget()
    assert screen.states[-1].sealed is None
    assert screen.presenter.refreshing.sealed() is None
