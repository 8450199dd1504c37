from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.shop.example import NOW, PHONE
from vault.shop.visits import Visit, VisitItem, Visits

KEY = "media.phone_model"


def visit(request: str, *, session: str = "s", thumbprint: str = "t", jti: str | None = None) -> Visit:
    item = VisitItem(jti or request, KEY, "dpv:x", PHONE, NOW + timedelta(hours=1), NOW, about_other=False)
    return Visit(request, session, thumbprint, (item,))


def test_a_visit_can_be_read_once_it_is_opened() -> None:
    visits = Visits()
    visits.keep(visit("one"))
    assert visits.items("s", KEY) == []
    assert visits.open("one") is not None
    assert [each.jti for each in visits.items("s", KEY)] == ["one"]
    assert visits.items("other", KEY) == []
    assert visits.items("s", "media.sports") == []
    assert visits.open("two") is None


def test_the_oldest_goes_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.shop.visits.MAX_VISITS", 2)
    visits = Visits()
    for each in ("one", "two", "three"):
        visits.keep(visit(each))
    assert [visits.open(each) is not None for each in ("one", "two", "three")] == [False, True, True]


def test_stopping_one_token_leaves_the_others() -> None:
    visits = Visits()
    for each in ("one", "two"):
        visits.keep(visit(each))
        visits.open(each)
    assert [each.jti for each in visits.stop("t", "one", NOW) or []] == ["one"]
    assert [each.jti for each in visits.items("s", KEY)] == ["two"]
    assert visits.stop("t", "one", NOW) == []
    assert visits.stop("t", None, NOW - timedelta(seconds=1)) == []
    assert [each.jti for each in visits.stop("t", None, NOW) or []] == ["two"]
    assert visits.stop("t", None, NOW) is None


def test_a_visit_ends_by_itself() -> None:
    visits = Visits()
    visits.keep(visit("one"))
    assert visits.drop_expired(NOW) == 0
    assert visits.drop_expired(NOW + timedelta(hours=1)) == 1
    assert visits.open("one") is None


def test_a_browser_is_one_persons() -> None:
    visits = Visits()
    visits.keep(visit("one", thumbprint="a"))
    visits.open("one")
    visits.keep(visit("two", thumbprint="b"))
    visits.close_others("s", "b")
    assert visits.items("s", KEY) == []
    visits.open("two")
    assert [each.jti for each in visits.items("s", KEY)] == ["two"]


def test_nothing_shows_a_value_by_accident() -> None:
    assert "Planted" not in repr(visit("one")) + repr(visit("one").items)
