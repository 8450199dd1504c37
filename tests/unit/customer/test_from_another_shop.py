"""A new request answered from what another shop had: never finer, never sealed, never more, and never by itself."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop, item
from tests.unit.customer.test_consent_records import share_sealed_too
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.precision import coarsen
from vault.core.sensitivity import Level
from vault.core.value import Precision, precision_named
from vault.customer.choosing import Choice, Choices, decide
from vault.customer.delivery import deliver
from vault.customer.editing import remove_preference, set_words
from vault.customer.from_another_shop import choices, offers
from vault.customer.people import add_person
from vault.customer.proposal import Proposal
from vault.customer.review import propose, propose_for
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.storage import consents, preferences

OTHER, NEW = "fietsplein.example", "schoenenhuis.example"
WORDS = {
    "clothing.shoe_size": ("EU 43", "EU 44", "EU 37"),
    "clothing.shoe_width": ("H", "G"),
    "media.sports": ("running_road", "hiking", "running_road, hiking"),
}
QUERY = {"clothing.shoe_size": "shoe_size", "clothing.shoe_width": "width", "media.sports": "sports"}
STEPS = {key: [step.word for step in shipped().entry(key).ladder] for key in WORDS}
_HOSTS = count()


@pytest.fixture
def other(clock: SetClock) -> Shop:
    return Shop(host=OTHER, now=clock.now)


def share_with(session: Session, other: Shop, chosen: Mapping[str, Precision], days: int = 90) -> None:
    proposal = propose(session, other.ask(SHOE, SPORTS, WIDTH))
    share(session, proposal, Choices(tuple(Choice(key, step) for key, step in chosen.items()), days))
    deliver(session, other)


def found(session: Session, proposal: Proposal, host: str = OTHER) -> dict[str, Precision]:
    return {each.credential_id: each.precision for each in choices(session, proposal, host).items}


def test_the_same_items_at_the_same_precision(session: Session, shop: Shop, other: Shop) -> None:
    share_with(session, other, {"shoe_size": Precision.RANGE, "sports": Precision.CATEGORY})
    proposal = propose(session, shop.ask(SHOE, SPORTS, WIDTH))
    assert found(session, proposal) == {"shoe_size": Precision.RANGE, "sports": Precision.CATEGORY}
    (earlier,) = offers(session, proposal)
    assert (earlier.host, earlier.still, earlier.sealed) == (OTHER, True, ())
    assert earlier.until > session.clock.now()
    with session.database.read() as reader:
        assert not consents.consents(reader, NEW)  # nothing was shared by looking


def test_the_value_is_that_of_today(session: Session, shop: Shop, other: Shop) -> None:
    share_with(session, other, {"shoe_size": Precision.EXACT})
    set_words(session, "clothing.shoe_size", "EU 39")
    proposal = propose(session, shop.ask(SHOE))
    share(session, proposal, choices(session, proposal, OTHER))
    deliver(session, shop)
    assert [each.value["value"] for each in shop.holds.values()] == ["39"]
    assert [each.value["value"] for each in other.holds.values()] == ["43"]


def test_no_more_than_is_asked_or_needed(session: Session, shop: Shop, other: Shop) -> None:
    share_with(session, other, {"shoe_size": Precision.EXACT, "sports": Precision.EXACT})
    coarse = {**SHOE, "precision": "category"}
    proposal = propose(session, shop.ask(coarse))
    assert found(session, proposal) == {"shoe_size": Precision.CATEGORY}


def test_what_needs_more_than_the_other_had_is_not_offered(session: Session, shop: Shop, other: Shop) -> None:
    share_with(session, other, {"shoe_size": Precision.CATEGORY})
    request = shop.ask_for_claims({"path": ["clothing.shoe_size", "value"], "values": ["43"]})
    assert offers(session, propose(session, request)) == ()


def test_a_stopped_share_is_remembered_and_one_that_never_arrived_is_not(
    session: Session, shop: Shop, other: Shop
) -> None:
    share_with(session, other, {"shoe_size": Precision.RANGE})
    stop(session, OTHER)
    deliver(session, other)
    proposal = propose(session, shop.ask(SHOE))
    assert [each.still for each in offers(session, proposal)] == [False]
    never = Shop(host="nooit.example", now=session.clock.now, mood="down")
    share_with(session, never, {"shoe_size": Precision.EXACT})
    assert [each.host for each in offers(session, proposal)] == [OTHER]


def test_what_it_has_now_goes_before_what_it_had(session: Session, shop: Shop, other: Shop) -> None:
    share_with(session, other, {"shoe_size": Precision.EXACT})
    stop(session, OTHER)
    deliver(session, other)
    share_with(session, other, {"shoe_size": Precision.CATEGORY})
    assert found(session, propose(session, shop.ask(SHOE))) == {"shoe_size": Precision.CATEGORY}


def test_sealed_is_never_turned_on(session: Session, shop: Shop, other: Shop) -> None:
    share_sealed_too(session, other)
    proposal = propose(session, shop.ask(SHOE, FEET))
    (earlier,) = offers(session, proposal)
    assert [each.credential_id for each in earlier.items] == ["shoe_size"]
    assert earlier.sealed == ("feet",)


def test_what_the_customer_sealed_since_is_never_turned_on(session: Session, shop: Shop, other: Shop) -> None:
    share_with(session, other, {"shoe_size": Precision.EXACT, "sports": Precision.EXACT})
    set_words(session, "media.sports", "running_road", level=Level.SEALED)
    assert found(session, propose(session, shop.ask(SHOE, SPORTS))) == {"shoe_size": Precision.EXACT}


def test_what_was_of_somebody_else_or_is_for_them_is_left_alone(session: Session, shop: Shop, other: Shop) -> None:
    share_with(session, other, {"shoe_size": Precision.RANGE})
    lou = add_person(session, "Lou")
    proposal = propose(session, shop.ask(SHOE))
    assert offers(session, propose_for(session, proposal, lou.id)) == ()


def test_a_shop_is_not_another_shop_and_unknown_ones_had_nothing(session: Session, shop: Shop) -> None:
    share_with(session, shop, {"shoe_size": Precision.RANGE})
    proposal = propose(session, shop.ask(SHOE))
    assert offers(session, proposal) == ()
    for host in (NEW, "nergens.example"):
        with pytest.raises(ChoiceError, match="nothing_from_there"):
            choices(session, proposal, host)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_never_finer_never_sealed_never_more(session: Session, clock: SetClock, data: st.DataObject) -> None:
    number = next(_HOSTS)
    before, after = (Shop(host=f"{name}{number}.example", now=clock.now) for name in ("voor", "na"))
    had = data.draw(
        st.fixed_dictionaries({}, optional={key: st.sampled_from(steps) for key, steps in STEPS.items()}).filter(bool)
    )
    for key, words in WORDS.items():
        with suppress(ChoiceError):
            remove_preference(session, key)  # with the level that an earlier example gave it
        set_words(session, key, data.draw(st.sampled_from(words)))
    share_with(session, before, {QUERY[key]: precision_named(step) for key, step in had.items()})
    for key, words in WORDS.items():
        set_words(session, key, data.draw(st.sampled_from(words)), level=data.draw(st.sampled_from([None, *Level])))
    asked = data.draw(
        st.fixed_dictionaries({}, optional={key: st.sampled_from(steps) for key, steps in STEPS.items()}).filter(bool)
    )
    request = after.ask(*(item(QUERY[key], key, precision=step) for key, step in asked.items()))
    proposal = propose(session, request)
    earlier = {each.host: each for each in offers(session, proposal)}.get(before.host)
    for each in earlier.items if earlier else ():
        proposed = proposal.item(each.credential_id)
        assert proposed is not None
        assert proposed.level is not Level.SEALED
        assert each.precision <= precision_named(had[each.key])
        assert each.precision <= precision_named(asked[each.key])
        step = proposed.step(each.precision)
        assert step is not None
        with session.database.read() as reader:
            now = next(kept.value for kept in preferences.preferences(reader) if kept.key == each.key)
        assert step.value == coarsen(shipped().entry(each.key), now, each.precision)
    if earlier and earlier.items:
        made = decide(proposal, choices(session, proposal, before.host), shipped(), clock.now())
        assert {one.item.credential_id for one in made.items} == {each.credential_id for each in earlier.items}
