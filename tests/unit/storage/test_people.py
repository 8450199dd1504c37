"""People and wishes on disk: there and back, changed in place, gone together."""

from __future__ import annotations

from vault.core.value import Value
from vault.storage import people, wishes
from vault.storage.connection import Database
from vault.storage.people import Person, PersonPreference
from vault.storage.wishes import PriceBand, Wish

from .conftest import NOON

LOU = Person("p1", "Lou", NOON, "likes green")
SHOES = PersonPreference("p1", "clothing.shoe_size", Value("38", system="EU"), NOON)
SCARF = Wish("w1", "A scarf", NOON, "wool", "https://shop.example/scarf", PriceBand.FROM_10, "p1")


def test_people_are_kept_changed_and_forgotten_with_what_is_theirs(database: Database) -> None:
    mine = Wish("w2", "A lamp", NOON, done=True)
    with database.transaction() as transaction:
        people.put_person(transaction, LOU)
        people.put_preference(transaction, SHOES)
        for each in (SCARF, mine):
            wishes.put_wish(transaction, each)
        assert people.people(transaction) == [LOU] == [people.person(transaction, "p1")]
        assert people.preferences(transaction) == [SHOES] == people.preferences(transaction, "p1")
        assert wishes.wishes(transaction) == [SCARF, mine]
        assert people.preferences(transaction, "p2") == []
        people.remove_person(transaction, "p1")
        assert people.people(transaction) == [] == people.preferences(transaction)
        assert wishes.wishes(transaction) == [mine]


def test_the_same_id_is_changed_and_not_added(database: Database) -> None:
    with database.transaction() as transaction:
        for each in (LOU, Person("p1", "Louise", NOON)):
            people.put_person(transaction, each)
        for value in ("38", "39"):
            people.put_preference(transaction, PersonPreference("p1", SHOES.key, Value(value, system="EU"), NOON))
        for wish in (SCARF, Wish("w1", "A hat", NOON)):
            wishes.put_wish(transaction, wish)
        assert people.people(transaction) == [Person("p1", "Louise", NOON)]
        assert [each.value.value for each in people.preferences(transaction)] == ["39"]
        assert wishes.wish(transaction, "w1") == Wish("w1", "A hat", NOON)
        people.remove_preference(transaction, "p1", SHOES.key)
        wishes.remove_wish(transaction, "w1")
        assert people.preferences(transaction) == [] == wishes.wishes(transaction)


def test_what_is_kept_of_somebody_is_in_no_text_of_it() -> None:
    assert not any(word in repr((LOU, SHOES, SCARF)) for word in ("Lou", "38", "green", "scarf", "wool"))
