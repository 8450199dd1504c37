"""Refreshing: a changed value takes the place of the one that the shop holds, and changes nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from vault.core.errors import NetworkError
from vault.core.terms import TermItem
from vault.net.fetcher import HttpResponse
from vault.openid4vp.refresh import ShopNonce, make_refresh
from vault.openid4vp.response import parse_reply
from vault.shop.conformance.checks import Check, fail, lacks, untried
from vault.shop.conformance.drafts import Draft, How, SharedItem, urn
from vault.shop.conformance.kit import AS_ASKED, FORM, Customer, Kit
from vault.shop.conformance.letters import question
from vault.shop.conformance.line import expect, refused
from vault.shop.conformance.share_checks import verified_receipt
from vault.tokens.keys import SigningKey

Change = Callable[[Draft], None]
HOUR: Final = 3600


@dataclass(frozen=True)
class Refreshed:
    """The refresh that was taken: its token, and the one that it took the place of."""

    draft: Draft = field(repr=False)
    old: SharedItem
    reply: HttpResponse = field(repr=False)


def _item(kit: Kit) -> tuple[TermItem, SharedItem]:
    """An item that the shop holds of the main customer. Raises :class:`NotOffered` or :class:`NotTried`."""
    kit.endpoint("refresh")
    kit.endpoint("nonce")
    held = next(iter(kit.main.kept().values()), None)
    if held is None:
        untried("without a share")
    return kit.terms.item(held.credential_id), held


def _letter(
    kit: Kit,
    customer: Customer,
    item: TermItem,
    old: SharedItem,
    to: ShopNonce,
    change: Change | None = None,
    how: How | None = None,
) -> tuple[Draft, bytes]:
    """A refresh of one item: the same consent and end, another value."""
    (draft,) = kit.drafts(kit.request, customer, [item], how or How(1, old.value.precision))
    draft.payload |= {"consent": old.consent, "exp": int(old.exp.timestamp())}
    draft.binding = {"iat": draft.binding["iat"], "aud": kit.request.client_id, "nonce": to.nonce}
    if change is not None:
        change(draft)
    return draft, make_refresh(to, {draft.credential_id: draft.text()}, [old.jti])


def _send(kit: Kit, form: bytes) -> HttpResponse:
    return kit.line.send("POST", kit.endpoint("refresh"), body=form, content_type=FORM)


def _accepted(kit: Kit) -> str:
    item, old = _item(kit)
    draft, form = _letter(kit, kit.main, item, old, kit.nonce())
    response = _send(kit, form)
    seen = expect(response, 200)
    new = draft.shared()
    kit.main.items[new.jti] = new
    kit.main.gone.add(old.jti)
    kit.known["refreshed"] = Refreshed(draft, old, response)
    try:
        receipt = parse_reply(response.body, host=kit.request.host).receipt
    except NetworkError as problem:
        fail(problem.code)
    if receipt is None:
        fail("without receipt")
    if verified_receipt(kit, receipt).consent != old.consent:
        fail("receipt of another consent")
    return f"{seen}, with a new receipt"


def _replaced(kit: Kit) -> str:
    done = _done(kit)
    kit.endpoint("held")
    held = {each.jti for each in question(kit, kit.main).items}
    if done.draft.payload["jti"] not in held:
        fail("the new one is not held")
    if done.old.jti in held:
        fail("the old one is held still")
    return "the new one is held, the old one is not"


def _again(kit: Kit) -> str:
    """The same tokens under another nonce, as after a reply that was lost."""
    done, to = _done(kit), kit.nonce()
    done.draft.binding["nonce"] = to.nonce
    form = make_refresh(to, {done.draft.credential_id: done.draft.text()}, [done.old.jti])
    response = _send(kit, form)
    seen = expect(response, 200)
    if response.body != done.reply.body:
        fail("another reply than before")
    return f"{seen}, the same reply"


def _longer(draft: Draft) -> None:
    draft.payload["exp"] += 24 * HOUR


def _bad(change: Change) -> Callable[[Kit], str]:
    """A refresh that is wrong in one thing."""

    def work(kit: Kit) -> str:
        item, old = _item(kit)
        return _refused(kit, kit.main, item, old, change)

    return work


def _refused(
    kit: Kit, customer: Customer, item: TermItem, old: SharedItem, change: Change | None = None, how: How | None = None
) -> str:
    draft, form = _letter(kit, customer, item, old, kit.nonce(), change, how)
    response = _send(kit, form)
    if response.status == 200:  # which of the two the shop holds now, nobody can tell
        for each in (kit.main, customer):
            each.items |= {item.jti: item for item in (old, draft.shared())}
            each.gone |= each.items.keys() & {old.jti, draft.payload["jti"]}
    return refused(response)


def _end_later(kit: Kit) -> str:
    """Under terms that would allow the longer end, so that nothing else is wrong with it."""
    kit.endpoint("refresh")
    if kit.terms.duration_days < 2:
        lacks("the terms last a day")
    item, _ = _item(kit)
    customer = kit.customer()
    answered = kit.share(customer, _with(kit, item), How(days=kit.terms.duration_days - 1))
    old = next(each.shared() for each in answered.drafts if each.credential_id == item.credential_id)
    return _refused(kit, customer, item, old, _longer)


def _finer(kit: Kit) -> str:
    """A coarse value shared first, and a finer one put in its place."""
    kit.endpoint("refresh")
    kit.endpoint("nonce")
    for item in kit.items(kit.request):
        ladder = [step for step in kit.catalogue.entry(item.key).ladder if step <= item.precision]
        if len(ladder) > 1:
            break
    else:
        lacks("no item has two precisions to share at")
    customer = kit.customer()
    answered = kit.share(customer, _with(kit, item), How(precision=min(ladder)))
    old = next(each.shared() for each in answered.drafts if each.credential_id == item.credential_id)
    return _refused(kit, customer, item, old, how=AS_ASKED)


def _with(kit: Kit, item: TermItem) -> list[TermItem]:
    """The least share with this item."""
    return [each for each in kit.items(kit.request) if each.required or each == item]


def _other_key(draft: Draft) -> None:
    """All of the customer's own, but signed and bound by another key."""
    draft.signer = draft.binding_signer = SigningKey.generate()


def _stranger(kit: Kit) -> str:
    """Somebody else's key, honest in itself."""
    item, old = _item(kit)
    return _refused(kit, Customer(), item, old)


def _consent(kit: Kit) -> str:
    item, old = _item(kit)

    def change(draft: Draft) -> None:
        draft.payload["consent"] = urn(kit.random)

    return _refused(kit, kit.main, item, old, change)


def _nonce(kit: Kit) -> str:
    """The binding names another nonce than the one that the letter is sealed to."""
    item, old = _item(kit)
    other = kit.nonce().nonce

    def change(draft: Draft) -> None:
        draft.binding["nonce"] = other

    return _refused(kit, kit.main, item, old, change)


def _done(kit: Kit) -> Refreshed:
    kit.endpoint("refresh")
    found: Refreshed = kit.need("refreshed")
    return found


_SECTION: Final = "Nonce, refresh, held, feedback"
CHECKS: Final = (
    Check("refresh_accepted", _SECTION, _accepted),
    Check("refresh_replaced", _SECTION, _replaced),
    Check("refresh_again", _SECTION, _again),
    Check("refresh_longer", _SECTION, _end_later),
    Check("refresh_finer", _SECTION, _finer),
    Check("refresh_stranger", _SECTION, _stranger),
    Check("refresh_signature", _SECTION, _bad(_other_key)),
    Check("refresh_consent", _SECTION, _consent),
    Check("refresh_nonce", _SECTION, _nonce),
)
