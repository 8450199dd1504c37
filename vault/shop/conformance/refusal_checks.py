"""Answers that must be refused, and answers that come again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from vault.core.sensitivity import Level
from vault.core.strict_json import b64url, dumps
from vault.core.value import Precision
from vault.openid4vp.request_object import VerifiedRequest
from vault.shop.conformance.checks import Check, lacks, untried
from vault.shop.conformance.drafts import answer_form, texts
from vault.shop.conformance.kit import Answered, Customer, Kit
from vault.shop.conformance.line import refused
from vault.shop.conformance.page import Asked
from vault.shop.conformance.samples import sample
from vault.shop.conformance.spoiling import SPOILERS, Facts, Spoil
from vault.tokens.disclosure import SALT_BYTES, digest_of, disclosure
from vault.tokens.keys import SigningKey


def _spoiled(spoil: Spoil) -> Callable[[Kit], str]:
    """An answer whose first presentation is wrong in one thing."""

    def work(kit: Kit) -> str:
        _, request = _asked(kit)
        customer = kit.customer()
        drafts = kit.drafts(request, customer)
        spoil(drafts[0], Facts(kit.clock.now(), kit.random, kit.terms.duration_days, _other(kit)))
        return _refuses(kit, customer, request, texts(drafts))

    return work


def _other(kit: Kit) -> tuple[str, dict[str, Any]]:
    """A preference that the terms do not name, as a disclosure has it."""
    asked = {item.key for item in kit.terms.items}
    entry = next(entry for key, entry in kit.catalogue.entries.items() if key not in asked)
    return entry.key, sample(entry, max(entry.ladder)).to_json()


def _asked(kit: Kit) -> tuple[Asked, VerifiedRequest]:
    """A further request. A refusal says something only of a shop that takes an honest answer."""
    kit.need("share")
    return kit.ask()


def _refuses(
    kit: Kit, customer: Customer, request: VerifiedRequest, vp_token: Mapping[str, list[str]], **members: str
) -> str:
    return _sent(kit, customer, request, answer_form(request, vp_token, **members))


def _sent(kit: Kit, customer: Customer, request: VerifiedRequest, form: bytes) -> str:
    response = kit.post_answer(request, form)
    customer.met = customer.met or response.status == 200
    return refused(response)


def _empty(kit: Kit) -> str:
    _, request = _asked(kit)
    return _refuses(kit, kit.customer(), request, {})


def _unknown_query(kit: Kit) -> str:
    _, request = _asked(kit)
    customer = kit.customer()
    drafts = kit.drafts(request, customer)
    more = {**texts(drafts), f"query-{b64url(kit.random(6))}": [drafts[0].text()]}
    return _refuses(kit, customer, request, more)


def _several(kit: Kit) -> str:
    """Two presentations for a query that asks for one."""
    _, request = _asked(kit)
    customer = kit.customer()
    drafts = kit.drafts(request, customer)
    found = texts(drafts)
    return _refuses(kit, customer, request, {**found, drafts[0].credential_id: [drafts[0].text()] * 2})


def _required(kit: Kit) -> str:
    _, request = _asked(kit)
    customer = kit.customer()
    drafts = kit.drafts(request, customer)
    needed = [item.credential_id for item in kit.terms.items if item.required]
    if not needed:
        lacks("nothing that is asked is required")
    return _refuses(kit, customer, request, {n: t for n, t in texts(drafts).items() if n != needed[0]})


def _state(kit: Kit) -> str:
    _, request = _asked(kit)
    if request.state is None:
        lacks("the request has no state")
    customer = kit.customer()
    drafts = kit.drafts(request, customer)
    return _refuses(kit, customer, request, texts(drafts), state=b64url(kit.random(16)))


def _plain(kit: Kit) -> str:
    """Values in the clear, where the request asks for encryption."""
    _, request = _asked(kit)
    if request.encryption is None:
        lacks("the request asks for no encryption")
    customer = kit.customer()
    members = {"vp_token": dumps(texts(kit.drafts(request, customer))).decode()}
    state = {} if request.state is None else {"state": request.state}
    return _sent(kit, customer, request, urlencode({**members, **state}).encode())


def _two_holders(kit: Kit) -> str:
    _, request = _asked(kit)
    customer = kit.customer()
    items = kit.items(request)
    if len(items) < 2:
        lacks("one item is asked")
    honest = kit.drafts(request, customer, items)
    other = kit.drafts(request, Customer(SigningKey.generate()), items)
    return _refuses(kit, customer, request, {**texts(honest), **texts(other[1:])})


def _twice(kit: Kit) -> str:
    """Two items whose tokens have one ``jti``."""
    _, request = _asked(kit)
    customer = kit.customer()
    drafts = kit.drafts(request, customer)
    if len(drafts) < 2:
        lacks("one item is asked")
    drafts[1].payload["jti"] = drafts[0].payload["jti"]
    return _refuses(kit, customer, request, texts(drafts))


def _sealed(kit: Kit) -> str:
    """Something sealed under the consent of the rest."""
    _, request = _asked(kit)
    customer = kit.customer()
    terms = request.terms
    if terms is None:
        untried("without terms")
    sealed = [
        item
        for item in terms.items
        if item.key in kit.catalogue.entries and kit.catalogue.entry(item.key).level is Level.SEALED
    ]
    if not sealed:
        lacks("nothing sealed is asked")
    ordinary = [item for item in kit.items(request) if item != sealed[0]]
    if not ordinary:
        lacks("one item is asked")
    drafts = kit.drafts(request, customer, [item for item in terms.items if item in [*ordinary, sealed[0]]])
    for draft in drafts:
        draft.payload["consent"] = drafts[0].payload["consent"]
    return _refuses(kit, customer, request, texts(drafts))


def _finer(kit: Kit) -> str:
    """More precise than the terms ask."""
    _, request = _asked(kit)
    customer = kit.customer()
    for item in kit.terms.items:
        entry = kit.catalogue.entries.get(item.key)
        if entry is not None and entry.level is not Level.SEALED and item.precision < max(entry.ladder):
            break
    else:
        lacks("everything is asked as precisely as it can be")
    items = [each for each in kit.terms.items if each == item or each in [i for i in kit.items(request) if i.required]]
    drafts = kit.drafts(request, customer, items)
    fine = next(draft for draft in drafts if draft.credential_id == item.credential_id)
    value = sample(entry, max(entry.ladder, default=Precision.EXACT))
    fine.disclosures = [disclosure(item.key, value.to_json(), kit.random(SALT_BYTES))]
    fine.payload["_sd"] = [digest_of(fine.disclosures[0])]
    return _refuses(kit, customer, request, texts(drafts))


def _other_answer(kit: Kit) -> str:
    """Another answer to a request that was answered: its nonce is spent."""
    share: Answered = kit.need("share")
    customer = kit.customer()
    return _sent(kit, customer, share.request, answer_form(share.request, texts(kit.drafts(share.request, customer))))


def _other_request(kit: Kit) -> str:
    """The presentations of one answer in another one's place."""
    share: Answered = kit.need("share")
    _, request = kit.ask()
    return _sent(kit, kit.main, request, answer_form(request, texts(share.drafts)))


def _known_token(kit: Kit) -> str:
    """A token that the shop has, bound anew to another request."""
    share: Answered = kit.need("share")
    _, request = kit.ask()
    if request.terms is None or request.terms.hash != share.drafts[0].payload["terms"]:
        lacks("every request has terms of its own")
    for draft in share.drafts:
        draft.binding["nonce"] = request.nonce
    return _sent(kit, kit.main, request, answer_form(request, texts(share.drafts)))


def _stopped_token(kit: Kit) -> str:
    """A token that never came before its stop: the stop overtook its answer."""
    _, request = _asked(kit)
    customer = kit.customer()
    drafts = kit.drafts(request, customer)
    kit.share(customer)  # so that the shop knows the key
    kit.stop(customer, drafts[0].payload["jti"])
    return _sent(kit, customer, request, answer_form(request, texts(drafts)))


_ANSWER: Final = "The answer"
BAD: Final = (
    *(Check(name, section, _spoiled(spoil)) for name, section, spoil in SPOILERS),
    Check("answer_empty", f"{_ANSWER}; OpenID4VP 1.0 §8.1", _empty),
    Check("answer_query_unknown", f"{_ANSWER}; OpenID4VP 1.0 §8.6", _unknown_query),
    Check("answer_several", f"{_ANSWER}; OpenID4VP 1.0 §8.6", _several),
    Check("answer_required_missing", f"{_ANSWER}; OpenID4VP 1.0 §6.4.2", _required),
    Check("answer_state", f"{_ANSWER}; OpenID4VP 1.0 §8.2", _state),
    Check("answer_plain", f"{_ANSWER}; OpenID4VP 1.0 §8.3", _plain),
    Check("answer_two_holders", "The token", _two_holders),
    Check("answer_token_twice", "The token", _twice),
    Check("answer_sealed_consent", "The token", _sealed),
    Check("answer_finer", "The request", _finer),
)
REPLAYS: Final = (
    Check("replay_nonce", f"{_ANSWER}; OpenID4VP 1.0 §14.1", _other_answer),
    Check("replay_presentation", f"{_ANSWER}; OpenID4VP 1.0 §14.1", _other_request),
    Check("replay_token", "The token", _known_token),
    Check("replay_stopped", "Stopping", _stopped_token),
)
