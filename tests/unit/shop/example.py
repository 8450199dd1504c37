"""An example shop with a throw-away certificate, and a customer's vault reduced to what answers it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.real_postgresql import Places
from vault.core.clock import SetClock
from vault.core.value import Precision, Value
from vault.demo.authority import ThrowAwayAuthority
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import VerifiedRequest, verify_signed
from vault.openid4vp.response import make_answer, make_refusal
from vault.shop.answers import receive_answer
from vault.shop.browser_session import bring_code
from vault.shop.keys import load_keys
from vault.shop.policy import Policy, PolicyItem, read_policy
from vault.shop.profile import SERVICE_PERSONALISATION
from vault.shop.requests import create_request, request_object
from vault.shop.service import Shop, bundled_catalogue
from vault.shop.store import open_store
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import IssuedToken, TokenClaims, issue
from vault.tokens.presentation import present

NOW = datetime(2026, 11, 18, 12, 30, tzinfo=UTC)
CATALOGUE = bundled_catalogue()
SESSION = "browser-session-of-the-customer-who-asked-0"
OTHER_SESSION = "browser-session-of-somebody-else-entirely-0"
HOST = "schoenenhuis.example"
CLIENT_ID = f"x509_san_dns:{HOST}"
POLICY_FILE = Path(__file__).parents[2] / "fixtures" / "preferences.toml"

SIZE = Value("43", system="EU")
SPORTS = Value(("running_trail", "hiking"))
SPORT_IDEAS = Value(("running", "walking"), precision=Precision.CATEGORY)
PHONE = Value("Planted Phone 7")
WEEKLY, NEVER = Value("weekly"), Value("never")
FEET = Value(("flat_feet",))
VALUES = {"shoe_size": SIZE, "sports": SPORTS, "sport_ideas": SPORT_IDEAS, "phone": PHONE, "email": WEEKLY}


def pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def shop_folder(folder: Path, authority: ThrowAwayAuthority) -> Path:
    """Settings and keys as a shop has them; returns the settings file."""
    leaf = authority.leaf(HOST)
    (folder / "signing.pem").write_bytes(leaf.key_pem)
    (folder / "chain.pem").write_bytes(leaf.certificate_pem)
    (folder / "receipts.pem").write_bytes(pem(ec.generate_private_key(ec.SECP256R1())))
    return Path(shutil.copy(POLICY_FILE, folder / "preferences.toml"))


@dataclass
class Example:
    """One shop, its clock, and the authority that its certificate is from."""

    shop: Shop
    clock: SetClock
    authority: ThrowAwayAuthority

    @property
    def folder(self) -> Path:
        return self.shop.policy.store.parent

    def ask(self, *ids: str, session: str = SESSION) -> VerifiedRequest:
        """A request of the shop as a vault reads it."""
        created = create_request(self.shop, ids or None, browser_session=session)
        link = parse_link(created.link)
        text = request_object(self.shop, created.id)
        assert text is not None
        return verify_signed(text, client_id=link.client_id, anchors=[self.authority.certificate], now=self.clock.now())

    def share(self, vault: Vault, values: Mapping[str, Value], *, session: str = SESSION, **how: Any) -> dict[str, Any]:
        """Ask for these items, get them, and bring the browser back."""
        request = self.ask(*values, session=session)
        reply = receive_answer(self.shop, vault.answer(request, values, now=self.clock.now(), **how))
        self.bring(reply, session)
        return reply

    def bring(self, reply: Mapping[str, Any], session: str = SESSION) -> str:
        """Bring the browser back, without a new secret, so that a test may go on with the one it knows."""
        brought = bring_code(self.shop, code_of(reply), browser_session=session, next_session=session)
        return brought.outcome

    def with_policy(self, change: Callable[[Policy], Policy]) -> Example:
        """The same shop with other settings."""
        return replace(self, shop=replace(self.shop, policy=change(self.shop.policy)))


def example(folder: Path, places: Places | None = None, **parts: Any) -> Example:
    """On SQLite in ``folder``, or on PostgreSQL at ``places``."""
    clock = SetClock(NOW)
    authority = ThrowAwayAuthority(NOW, lifetime=timedelta(days=4000))
    file = shop_folder(folder, authority)
    if places is not None:
        file.write_text(file.read_text("utf-8").replace('store = "preferences.db"', places.settings), "utf-8")
    policy = read_policy(file)
    store = open_store(policy.database or policy.store, key_store=policy.key_store, key_ring=policy.key_ring)
    shop = Shop(policy, load_keys(policy), store, CATALOGUE, clock, **parts)
    return Example(shop, clock, authority)


def adding(*items: PolicyItem) -> Callable[[Policy], Policy]:
    return lambda policy: replace(policy, items=(*policy.items, *items))


def item(item_id: str, key: str, *, purpose: str = SERVICE_PERSONALISATION, required: bool = False) -> PolicyItem:
    reason = {"en": "To show what fits.", "nl": "Om te tonen wat past."}
    return PolicyItem(item_id, key, purpose, Precision.EXACT, required, reason)


def code_of(reply: Mapping[str, Any]) -> str:
    return parse_qs(urlsplit(reply["redirect_uri"]).query)["response_code"][0]


def urn() -> str:
    return f"urn:uuid:{uuid4()}"


@dataclass
class Vault:
    """Answers as a vault does, or, by ``change``, as one that is wrong."""

    key: SigningKey = field(default_factory=SigningKey.generate)
    issued: list[TokenClaims] = field(default_factory=list)

    def claims(self, request: VerifiedRequest, ids: list[str], now: datetime) -> dict[str, TokenClaims]:
        """What a well-behaved vault says of each item: sealed ones under a consent of their own."""
        assert request.terms is not None
        ordinary = urn()
        return {
            each: TokenClaims(
                jti=urn(),
                consent=urn() if CATALOGUE.entry(request.terms.item(each).key).level.word == "sealed" else ordinary,
                item=request.terms.credential_ids.index(each),
                aud=request.client_id,
                iat=now,
                exp=now + timedelta(days=request.terms.duration_days),
                terms=request.terms.hash,
            )
            for each in ids
        }

    def answer(self, request: VerifiedRequest, values: Mapping[str, Value], **how: Any) -> bytes:
        """The form with an answer of ``values`` by query id; ``how`` as for :meth:`present`."""
        return make_answer(request, self.present(request, values, **how))

    def present(
        self,
        request: VerifiedRequest,
        values: Mapping[str, Value],
        *,
        now: datetime = NOW,
        change: Callable[[str, TokenClaims], TokenClaims] = lambda _, claims: claims,
        keys: Mapping[str, str] | None = None,
        signers: Mapping[str, SigningKey] | None = None,
    ) -> dict[str, str]:
        """The presentations by query id."""
        assert request.terms is not None
        order = [each for each in request.terms.credential_ids if each in values]
        shown = {}
        for each, claims in self.claims(request, order, now).items():
            signer = (signers or {}).get(each, self.key)
            changed = change(each, claims)
            self.issued.append(changed)
            key = (keys or {}).get(each, request.terms.item(each).key)
            token: IssuedToken = issue(changed, key, values[each].to_json(), signer, uuid4().bytes)
            shown[each] = present(
                token,
                signer,
                client_id=request.client_id,
                nonce=request.nonce,
                now=now,
                terms_hash=request.terms.hash if each == order[0] else None,
            )
        return shown

    def refuse(self, request: VerifiedRequest) -> bytes:
        return make_refusal(request)
