"""The check finds what is not as it should be, and says where."""

from __future__ import annotations

import pytest

from tests.unit.customer.asking import SHOE, Shop
from vault.core.consent import ItemState
from vault.core.value import Precision, Value
from vault.customer.checking import check_vault
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.storage import preferences

ALL = ["encryption", "structure", "references", "journal", "states", "values"]


def shared(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE))
    share(session, proposal, Choices((Choice("shoe_size", Precision.RANGE),), 90))
    deliver(session, shop)


def found(session: Session) -> list[str]:
    checked = check_vault(session)
    wrong = [line.code for line in checked.lines if not line.whole]
    assert checked.damaged is bool(set(wrong) & {"encryption", "structure", "references", "journal"})
    assert checked.whole is (wrong == [])
    return wrong


def test_whole_vault_is_whole(session: Session, shop: Shop) -> None:
    shared(session, shop)
    assert [line.code for line in check_vault(session).lines] == ALL
    assert found(session) == []


def test_stopped_share_put_back_to_life_is_found(session: Session, shop: Shop) -> None:
    shared(session, shop)
    stop(session, shop.host)
    with session.database.transaction() as transaction:
        transaction.execute("UPDATE consent_item SET state = ?", (ItemState.ACTIVE,))
    assert found(session) == ["states"]


def test_lost_share_is_found(session: Session, shop: Shop) -> None:
    shared(session, shop)
    with session.database.transaction() as transaction:
        transaction.execute("DELETE FROM consent_item")
    assert found(session) == ["states"]


def test_changed_history_is_found(session: Session, shop: Shop) -> None:
    shared(session, shop)
    with session.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET body = '{}' WHERE seq = 2")
    assert found(session) == ["journal"]


@pytest.mark.parametrize("key", ["clothing.shoe_size", "of_a_later.catalogue"])
def test_value_that_the_catalogue_does_not_allow_is_found(session: Session, key: str) -> None:
    with session.database.transaction() as transaction:
        kept = preferences.Preference(key, Value("430", system="EU"), session.clock.now())
        preferences.put(transaction, kept, key)
    assert found(session) == ["values"]
