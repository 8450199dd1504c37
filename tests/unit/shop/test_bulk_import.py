from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
from sqlalchemy import delete, select

from tests.unit.shop.asgi import call
from tests.unit.shop.example import CLIENT_ID, NEVER, NOW, PHONE, SESSION, SIZE, WEEKLY, Example, Vault
from vault.core.errors import TokenError
from vault.core.value import Value
from vault.openid4vp.answer_file import packed_answer
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.bulk_import import PAGE, Outcome, Taken, bulk_import
from vault.shop.connector import connector
from vault.shop.requests import request_object, waiting
from vault.shop.stopping import receive_stop, stop_by_code
from vault.tokens.jwe import encrypt
from vault.tokens.security_event import stop_event


def line(form: bytes) -> bytes:
    return parse_qs(form.decode())["response"][0].encode()


def answer(shop: Example, vault: Vault, *, session: int = 0, **values: Value) -> bytes:
    request = shop.ask(*values, session=f"browser-session-number-{session:030d}")
    return vault.answer(request, values, now=shop.clock.now())


def came(shop: Example, *forms: bytes) -> list[str]:
    taken = bulk_import(shop.shop, [(str(number), line(form)) for number, form in enumerate(forms)])
    return [f"{each.name} {each.problem.code if each.problem else each.outcome}" for each in taken]


def held(shop: Example) -> dict[str, Value]:
    """What is stored, with its key, by key; each once."""
    with shop.shop.store.reading() as connection:
        rows = connection.execute(select(tables.content, tables.item.c.key).join(tables.item)).all()
        said = shop.shop.store.contents.opened(connection, rows)
    assert len({row.key for row in rows}) == len(said) == len(rows)
    return {row.key: said[row.jti].value for row in rows}


def test_answers_in_files_are_imported_as_by_post(shop: Example) -> None:
    forms = [answer(shop, Vault(), phone=PHONE), answer(shop, Vault(), session=1, shoe_size=SIZE, email=WEEKLY)]
    assert came(shop, *forms) == ["0 imported", "1 imported"]
    assert held(shop) == {"media.phone_model": PHONE, "clothing.shoe_size": SIZE, "contact.email": WEEKLY}
    assert receive_answer(shop.shop, forms[1])["receipt"]  # the same answer by post gets its receipt


def test_what_was_refused_holds_nothing_of_its_page(shop: Example) -> None:
    """Else a folder of files that all are refused is held in memory as a whole, until somebody looks for garbage."""
    forms = [answer(shop, Vault(), phone=PHONE)] * 2
    with shop.shop.store.transaction() as connection:
        connection.execute(delete(tables.request))
    files = [(str(number), line(form)) for number, form in enumerate(forms)] + [("none", b"no answer")]
    taken = list(bulk_import(shop.shop, files))
    problems = [each.problem for each in taken]
    assert [problem.code for problem in problems if problem is not None] == [
        *["request_unknown"] * 2,
        "answer_file_malformed",
    ]
    assert [problem.__traceback__ for problem in problems if problem is not None] == [None] * 3


def test_what_is_in_says_so_when_it_comes_again(shop: Example) -> None:
    form = answer(shop, Vault(), phone=PHONE)
    assert came(shop, form) == ["0 imported"]
    assert came(shop, form, form) == ["0 again", "1 again"]
    assert held(shop) == {"media.phone_model": PHONE}


def test_one_that_is_refused_keeps_out_no_other(shop: Example, vault: Vault) -> None:
    request = shop.ask("phone")
    first, second = (vault.answer(request, {"phone": PHONE}) for _ in range(2))
    late = replace(request, nonce="another-nonce")
    other = answer(shop, Vault(), session=1, shoe_size=SIZE)
    wrong = vault.answer(late, {"phone": PHONE})
    assert came(shop, wrong, first, second, other) == ["0 nonce_wrong", "1 imported", "2 nonce_spent", "3 imported"]
    assert set(held(shop)) == {"media.phone_model", "clothing.shoe_size"}


def test_the_same_token_in_one_page_comes_once(shop: Example, vault: Vault) -> None:
    first, second = (shop.ask("phone", session=f"browser-session-number-{each:030d}") for each in range(2))
    forms = [vault.answer(first, {"phone": PHONE})]
    token = vault.issued[0]
    forms.append(
        vault.answer(second, {"phone": PHONE}, change=lambda _, claims: replace(claims, jti=token.jti)),
    )
    assert came(shop, *forms) == ["0 imported", "1 token_known"]


def test_a_no_and_then_a_wish_of_one_page_end_as_a_wish(shop: Example, vault: Vault) -> None:
    forms = [answer(shop, vault, session=each, email=value) for each, value in enumerate((NEVER, WEEKLY))]
    assert came(shop, *forms) == ["0 imported", "1 imported"]
    with shop.shop.store.reading() as connection:
        assert connection.execute(select(tables.suppression)).all() == []
        assert len(connection.execute(select(tables.customer)).all()) == 1


def test_a_packed_answer_and_a_refusal_are_read_and_nonsense_is_refused(shop: Example, vault: Vault) -> None:
    packed = packed_answer(line(answer(shop, vault, phone=PHONE)).decode()).encode()
    request = shop.ask("phone", session="browser-session-of-who-says-no-0")
    assert request.encryption is not None
    no = {"error": "access_denied", "state": request.state}
    refusal = encrypt(no, request.encryption.key.jwk(), enc="A128GCM", kid=request.encryption.kid).encode()
    unknown = encrypt(no, request.encryption.key.jwk(), enc="A128GCM", kid="nobody").encode()
    files = [("packed", packed), ("no", refusal), ("nonsense", b"?"), ("unknown", unknown)]
    taken = list(bulk_import(shop.shop, files))
    assert [each.outcome for each in taken] == [
        Outcome.IMPORTED,
        Outcome.DECLINED,
        Outcome.REFUSED,
        Outcome.REFUSED,
    ]
    assert [each.problem.code for each in taken if each.problem] == ["jwe_malformed", "request_unknown"]
    again = list(bulk_import(shop.shop, files))[1]
    assert again == Taken("no", Outcome.AGAIN, request=request.encryption.kid)


def test_files_are_read_a_page_at_a_time(shop: Example) -> None:
    read = 0

    def files() -> Iterator[tuple[str, bytes]]:
        nonlocal read
        for number in range(PAGE + 1):
            read += 1
            yield str(number), b"?"

    first = next(bulk_import(shop.shop, files()))
    assert (first.outcome, read) == (Outcome.REFUSED, PAGE)
    assert shop.clock.now() == NOW


NUL = "\0"
"""PostgreSQL has no text with it; JSON and addresses may."""


def test_one_that_no_database_can_look_for_keeps_out_no_other(shop: Example) -> None:
    request = shop.ask("phone")
    assert request.encryption is not None
    odd = replace(request, encryption=replace(request.encryption, kid=NUL))
    hostile = Vault().answer(odd, {"phone": PHONE})
    assert came(shop, hostile, answer(shop, Vault(), session=1, phone=PHONE)) == [
        "0 header_member_malformed",
        "1 imported",
    ]
    with pytest.raises(TokenError, match="header_member_malformed"):
        receive_answer(shop.shop, hostile)


def test_nor_is_it_a_failure_elsewhere(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    for token in (NUL, None):
        event = stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=NUL if token is None else "a", token_jti=token)
        with pytest.raises(TokenError, match="claim_malformed"):
            receive_stop(shop.shop, event)
    with pytest.raises(TokenError, match="stop_code_unknown"):
        stop_by_code(shop.shop, NUL)
    with pytest.raises(TokenError, match="answer_malformed"):
        receive_answer(shop.shop, urlencode({"error": "access_denied", "state": NUL}).encode())
    assert request_object(shop.shop, NUL) is None
    assert waiting(shop.shop, NUL, browser_session=SESSION) is None
    app = connector(shop.shop)
    for path in ("request", "wait", "stop", "element/state"):
        assert call(app, "GET", f"/preferences/{path}/{NUL}").status in {200, 404}
