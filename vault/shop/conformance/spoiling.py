"""Every way in which one presentation can be wrong, one at a time, made from an honest one.

RFC 9901 §7 and the rules of the token say that each is refused. The names are those of the checks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from vault.core.clock import to_seconds
from vault.core.strict_json import b64url, dumps, loads_array, unb64url
from vault.shop.conformance.drafts import Draft, Random
from vault.tokens.did_jwk import did_of
from vault.tokens.disclosure import MAX_DISCLOSURE, SALT_BYTES, digest_of, disclosure
from vault.tokens.keys import SigningKey

OTHER: Final = "x509_san_dns:other.example"
"""Another shop."""
HOUR: Final = 3600


@dataclass(frozen=True)
class Facts:
    """What a spoiler may need: the time, random bytes, how long the terms allow a share, and a preference
    that they do not name, with a value."""

    now: datetime
    random: Random
    days: int
    other: tuple[str, dict[str, Any]]

    def at(self, **ahead: int) -> int:
        """Seconds of a whole hour, about so far ahead."""
        seconds = to_seconds(self.now + timedelta(**ahead))
        return seconds - seconds % HOUR


Spoil = Callable[[Draft, Facts], None]


def _alg_none(draft: Draft, _: Facts) -> None:
    draft.header["alg"], draft.unsigned = "none", True


def _alg_other(draft: Draft, _: Facts) -> None:
    draft.header["alg"] = "HS256"


def _token_typ(draft: Draft, _: Facts) -> None:
    draft.header["typ"] = "JWT"


def _token_signature(draft: Draft, _: Facts) -> None:
    draft.signer = SigningKey.generate()


def _confirmation(draft: Draft, _: Facts) -> None:
    """``cnf`` names another key than ``iss``, and that one binds: a stolen token."""
    thief = SigningKey.generate()
    draft.payload["cnf"] = {"jwk": thief.public.jwk()}
    draft.binding_signer = thief


def _issuer(draft: Draft, _: Facts) -> None:
    """``iss`` names another key than ``kid`` and ``cnf``."""
    draft.payload["iss"] = did_of(SigningKey.generate().public)


def _token_audience(draft: Draft, _: Facts) -> None:
    draft.payload["aud"] = OTHER


def _token_vct(draft: Draft, _: Facts) -> None:
    draft.payload["vct"] = "urn:preference-vault:preference:0"


def _token_unknown_member(draft: Draft, _: Facts) -> None:
    draft.payload["loyalty"] = "gold"


def _token_expired(draft: Draft, facts: Facts) -> None:
    draft.payload |= {"iat": facts.at(days=-2), "exp": facts.at(days=-1)}


def _token_future(draft: Draft, facts: Facts) -> None:
    draft.payload["iat"] = facts.at(hours=3)


def _token_no_end(draft: Draft, _: Facts) -> None:
    del draft.payload["exp"]


def _token_end_boolean(draft: Draft, _: Facts) -> None:
    draft.payload["exp"] = True


def _token_too_long(draft: Draft, facts: Facts) -> None:
    draft.payload["exp"] = facts.at(days=facts.days + 2)


def _token_member_twice(draft: Draft, _: Facts) -> None:
    draft.body = dumps(draft.payload)[:-1] + b',"aud":' + json.dumps(draft.payload["aud"]).encode() + b"}"


def _token_terms(draft: Draft, facts: Facts) -> None:
    draft.payload["terms"] = b64url(facts.random(32))


def _token_without_terms(draft: Draft, _: Facts) -> None:
    del draft.payload["terms"], draft.payload["item"]


def _token_item(draft: Draft, _: Facts) -> None:
    draft.payload["item"] += 1


def _disclosure_altered(draft: Draft, facts: Facts) -> None:
    """The same key and value under another salt."""
    _, key, value = _parts(draft)
    draft.disclosures = [disclosure(key, value, facts.random(SALT_BYTES))]


def _disclosure_extra(draft: Draft, facts: Facts) -> None:
    draft.disclosures.append(disclosure("media.books", {"value": ["crime"], "precision": "exact"}, facts.random(16)))


def _disclosure_twice(draft: Draft, _: Facts) -> None:
    draft.disclosures *= 2


def _disclosure_missing(draft: Draft, _: Facts) -> None:
    draft.disclosures = []


def _disclosure_reserved(draft: Draft, facts: Facts) -> None:
    """A claim named as one of the signed part."""
    _redisclose(draft, "aud", _parts(draft)[2], facts)


def _digest_twice(draft: Draft, _: Facts) -> None:
    draft.payload["_sd"] *= 2


def _other_key(draft: Draft, facts: Facts) -> None:
    """A preference that the request does not ask."""
    _redisclose(draft, *facts.other, facts)


def _value(draft: Draft, facts: Facts) -> None:
    """A value that the catalogue does not know."""
    _redisclose(draft, _parts(draft)[1], {"value": {"of": "nothing"}, "precision": "exact"}, facts)


def _binding_missing(draft: Draft, _: Facts) -> None:
    draft.bound = False


def _binding_signature(draft: Draft, _: Facts) -> None:
    draft.binding_signer = SigningKey.generate()


def _binding_typ(draft: Draft, _: Facts) -> None:
    draft.binding_header["typ"] = "JWT"


def _binding_audience(draft: Draft, _: Facts) -> None:
    draft.binding["aud"] = OTHER


def _binding_nonce(draft: Draft, facts: Facts) -> None:
    draft.binding["nonce"] = b64url(facts.random(16))


def _binding_hash(draft: Draft, facts: Facts) -> None:
    draft.binding["sd_hash"] = b64url(facts.random(32))


def _binding_old(draft: Draft, _: Facts) -> None:
    draft.binding["iat"] -= HOUR


def _binding_future(draft: Draft, _: Facts) -> None:
    draft.binding["iat"] += HOUR


def _binding_terms(draft: Draft, _: Facts) -> None:
    """Nothing agrees to the terms."""
    draft.binding = {name: each for name, each in draft.binding.items() if not name.startswith("transaction_data")}


def _binding_other_terms(draft: Draft, facts: Facts) -> None:
    draft.binding["transaction_data_hashes"] = [b64url(facts.random(32))]


def _parts(draft: Draft) -> tuple[str, str, dict[str, Any]]:
    salt, key, value = loads_array(unb64url(draft.disclosures[0], max_chars=MAX_DISCLOSURE), max_bytes=MAX_DISCLOSURE)
    return salt, key, value


def _redisclose(draft: Draft, key: str, value: dict[str, Any], facts: Facts) -> None:
    """Another disclosure, with its digest in the token."""
    draft.disclosures = [disclosure(key, value, facts.random(SALT_BYTES))]
    draft.payload["_sd"] = [digest_of(draft.disclosures[0])]


_SIGNED: Final = "The token"
SPOILERS: Final[tuple[tuple[str, str, Spoil], ...]] = (
    ("token_alg_none", f"{_SIGNED}; RFC 8725 §3.2", _alg_none),
    ("token_alg_other", f"{_SIGNED}; RFC 8725 §3.1", _alg_other),
    ("token_typ", f"{_SIGNED}; RFC 8725 §3.11", _token_typ),
    ("token_signature", f"{_SIGNED}; RFC 9901 §7.1", _token_signature),
    ("token_confirmation", f"{_SIGNED}; RFC 7800 §3", _confirmation),
    ("token_issuer", _SIGNED, _issuer),
    ("token_audience", f"{_SIGNED}; RFC 7519 §4.1.3", _token_audience),
    ("token_vct", f"{_SIGNED}; SD-JWT VC §3.2.2.1", _token_vct),
    ("token_unknown_member", "Reading, in general", _token_unknown_member),
    ("token_member_twice", "Reading, in general; RFC 8725 §2.4", _token_member_twice),
    ("token_expired", f"{_SIGNED}; RFC 7519 §4.1.4", _token_expired),
    ("token_future", f"{_SIGNED}; RFC 7519 §4.1.6", _token_future),
    ("token_no_end", f"{_SIGNED}; RFC 7519 §4.1.4", _token_no_end),
    ("token_end_boolean", f"{_SIGNED}; RFC 7519 §2", _token_end_boolean),
    ("token_too_long", "The request", _token_too_long),
    ("token_terms", _SIGNED, _token_terms),
    ("token_without_terms", _SIGNED, _token_without_terms),
    ("token_item", _SIGNED, _token_item),
    ("disclosure_altered", f"{_SIGNED}; RFC 9901 §7.1", _disclosure_altered),
    ("disclosure_extra", f"{_SIGNED}; RFC 9901 §7.1 step 5", _disclosure_extra),
    ("disclosure_twice", f"{_SIGNED}; RFC 9901 §4", _disclosure_twice),
    ("disclosure_missing", _SIGNED, _disclosure_missing),
    ("disclosure_reserved", f"{_SIGNED}; RFC 9901 §7.1 step 3", _disclosure_reserved),
    ("digest_twice", f"{_SIGNED}; RFC 9901 §7.1 step 4", _digest_twice),
    ("key_not_asked", "The answer; OpenID4VP 1.0 §8.6", _other_key),
    ("value_not_known", _SIGNED, _value),
    ("binding_missing", f"{_SIGNED}; RFC 9901 §7.3", _binding_missing),
    ("binding_signature", f"{_SIGNED}; RFC 9901 §7.3", _binding_signature),
    ("binding_typ", f"{_SIGNED}; RFC 9901 §4.3", _binding_typ),
    ("binding_audience", f"{_SIGNED}; RFC 9901 §7.3", _binding_audience),
    ("binding_nonce", f"{_SIGNED}; RFC 9901 §7.3", _binding_nonce),
    ("binding_hash", f"{_SIGNED}; RFC 9901 §7.3", _binding_hash),
    ("binding_old", f"{_SIGNED}; RFC 9901 §7.3", _binding_old),
    ("binding_future", f"{_SIGNED}; RFC 9901 §7.3", _binding_future),
    ("binding_terms", f"{_SIGNED}; OpenID4VP 1.0 §B.3.3.1", _binding_terms),
    ("binding_other_terms", f"{_SIGNED}; OpenID4VP 1.0 §B.3.3.1", _binding_other_terms),
)
