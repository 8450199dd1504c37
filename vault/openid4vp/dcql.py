"""DCQL, the Digital Credentials Query Language (OpenID4VP 1.0 §6 and §7): read, match, and judge a choice. Pure.

All of the language is understood, also what our own requests never use, because a request may come from anyone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vault.core.errors import RequestError
from vault.core.terms import MAX_ITEMS

SD_JWT_VC = "dc+sd-jwt"
"""The credential format identifier of SD-JWT VC (Appendix B.3.1)."""
MAX_QUERIES = MAX_ITEMS
"""Credential queries in one request: more than a person reads."""
MAX_MEMBERS = 50
"""Claims in a query, ids in a set, sets, options, values: far past what one screen shows."""
MAX_PATH = 8
"""Elements of a claims path: deeper than any credential that is read here."""
MAX_INDEX = 1000
"""The largest array index in a path."""

_WORD = re.compile(r".{1,256}", re.DOTALL)
"""A name in a path, an expected value, a format or a ``vct``."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What §6.1 allows, no longer than the terms allow."""

PathElement = str | int | None
"""A member's name, an array's index, or None for every element of an array (§7.1)."""
Expected = str | int | bool


@dataclass(frozen=True)
class ClaimQuery:
    """One claim asked for (§6.3). Empty ``values`` mean any value."""

    id: str | None
    path: tuple[PathElement, ...]
    values: tuple[Expected, ...] = ()


@dataclass(frozen=True)
class CredentialQuery:
    """One credential asked for (§6.1). ``vct_values`` is empty if any type will do."""

    id: str
    format: str
    vct_values: tuple[str, ...]
    claims: tuple[ClaimQuery, ...]
    claim_sets: tuple[tuple[str, ...], ...]
    multiple: bool
    holder_binding: bool
    trusted_authorities: bool
    """Whether issuers are limited. Nobody vouches for a credential one issues to oneself, so it never fits then."""

    def claim_options(self) -> tuple[tuple[ClaimQuery, ...], ...]:
        """The combinations of claims that answer this query, the one the shop likes best first (§6.4.1)."""
        if not self.claim_sets:
            return (self.claims,)
        return tuple(tuple(claim for claim in self.claims if claim.id in ids) for ids in self.claim_sets)


@dataclass(frozen=True)
class CredentialSet:
    """Alternatives for one use case (§6.2): each option is a set of query ids that satisfies it."""

    options: tuple[tuple[str, ...], ...]
    required: bool


@dataclass(frozen=True)
class DcqlQuery:
    """A whole query. Empty ``credential_sets`` mean that every credential is asked for (§6.4.2)."""

    credentials: tuple[CredentialQuery, ...]
    credential_sets: tuple[CredentialSet, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The query ids, in the order of the request."""
        return tuple(query.id for query in self.credentials)

    def credential(self, query_id: str) -> CredentialQuery:
        """The credential query with this id. Raises ``KeyError``."""
        for query in self.credentials:
            if query.id == query_id:
                return query
        raise KeyError(query_id)


@dataclass(frozen=True)
class Offer:
    """A credential that could be presented."""

    format: str
    vct: str
    claims: Mapping[str, Any] = field(repr=False)


def parse_dcql(found: object) -> DcqlQuery:
    """Read a ``dcql_query`` object. Unknown members are ignored, as §6 says.

    Raises :class:`RequestError` ``dcql_malformed`` (``invalid_request``) with ``where`` naming the member.
    """
    members = _object(found, "dcql_query")
    credentials = tuple(_credential(each) for each in _array(members, "credentials", MAX_QUERIES))
    ids = [query.id for query in credentials]
    _require(len(set(ids)) == len(ids), "credentials.id")
    sets: tuple[CredentialSet, ...] = ()
    if "credential_sets" in members:
        sets = tuple(_credential_set(each, ids) for each in _array(members, "credential_sets"))
    return DcqlQuery(credentials, sets)


def match(query: CredentialQuery, offer: Offer) -> tuple[ClaimQuery, ...] | None:
    """The claims of ``offer`` to disclose for ``query`` (§6.4.1), or None if it does not answer it.

    They are those of the first option that it has all of. A query without claims is answered with none.
    """
    if query.format != offer.format or query.trusted_authorities:
        return None
    if query.vct_values and offer.vct not in query.vct_values:
        return None
    for option in query.claim_options():
        if all(_has(offer.claims, claim) for claim in option):
            return option
    return None


def answerable(query: DcqlQuery, chosen: Collection[str]) -> bool:
    """Whether presentations for exactly the ``chosen`` query ids are an answer (§6.4.2).

    Every required set has one of its options complete, and every id belongs to a complete option. Nothing chosen is
    never an answer.
    """
    ids = set(chosen)
    if not ids or not ids <= set(query.ids):
        return False
    if not query.credential_sets:
        return ids == set(query.ids)
    asked: set[str] = set()
    for each in query.credential_sets:
        complete = [option for option in each.options if ids.issuperset(option)]
        if each.required and not complete:
            return False
        asked.update(*complete)
    return ids <= asked


def select(claims: object, path: Sequence[PathElement]) -> tuple[Any, ...]:
    """The elements that a claims path pointer selects (§7.1.1). Empty where the standard says *error*."""
    selected: list[Any] = [claims]
    for element in path:
        kind = dict if isinstance(element, str) else list
        if not all(isinstance(each, kind) for each in selected):
            return ()
        if element is None:
            selected = [inner for each in selected for inner in each]
        elif isinstance(element, str):
            selected = [each[element] for each in selected if element in each]
        else:
            selected = [each[element] for each in selected if element < len(each)]
    return tuple(selected)


def _has(claims: Mapping[str, Any], query: ClaimQuery) -> bool:
    selected = select(dict(claims), query.path)
    if not query.values:
        return bool(selected)
    return any(type(each) is type(value) and each == value for each in selected for value in query.values)


def _credential(found: object) -> CredentialQuery:
    members = _object(found, "credentials")
    claims = tuple(_claim(each) for each in _array(members, "claims")) if "claims" in members else ()
    ids = [claim.id for claim in claims if claim.id is not None]
    _require(len(set(ids)) == len(ids), "claims.id")
    claim_sets: tuple[tuple[str, ...], ...] = ()
    if "claim_sets" in members:
        _require(bool(claims) and len(ids) == len(claims), "claim_sets")
        claim_sets = tuple(_ids(each, ids, "claim_sets") for each in _array(members, "claim_sets"))
    if "trusted_authorities" in members:
        _array(members, "trusted_authorities")
    form = _word(members.get("format"), "format")
    return CredentialQuery(
        id=_word(members.get("id"), "credentials.id", _ID),
        format=form,
        vct_values=_vct_values(_object(members.get("meta"), "meta"), form),
        claims=claims,
        claim_sets=claim_sets,
        multiple=_yes_no(members, "multiple", default=False),
        holder_binding=_yes_no(members, "require_cryptographic_holder_binding", default=True),
        trusted_authorities="trusted_authorities" in members,
    )


def _vct_values(meta: Mapping[str, Any], form: str) -> tuple[str, ...]:
    """The types asked for (Appendix B.3.5). An empty ``meta`` sets no limit (§6.1)."""
    if form != SD_JWT_VC or not meta:
        return ()
    return tuple(_word(each, "vct_values") for each in _array(meta, "vct_values"))


def _claim(found: object) -> ClaimQuery:
    members = _object(found, "claims")
    values: tuple[Expected, ...] = ()
    if "values" in members:
        values = tuple(_expected(each) for each in _array(members, "values"))
    return ClaimQuery(
        _word(members["id"], "claims.id", _ID) if "id" in members else None,
        tuple(_element(each) for each in _array(members, "path", MAX_PATH)),
        values,
    )


def _element(found: object) -> PathElement:
    if found is None or (isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= MAX_INDEX):
        return found
    return _word(found, "path")


def _expected(found: object) -> Expected:
    return found if isinstance(found, bool | int) else _word(found, "values")


def _credential_set(found: object, known: Sequence[str]) -> CredentialSet:
    members = _object(found, "credential_sets")
    options = tuple(_ids(each, known, "options") for each in _array(members, "options"))
    return CredentialSet(options, _yes_no(members, "required", default=True))


def _ids(found: object, known: Sequence[str], where: str) -> tuple[str, ...]:
    """A non-empty list of different ids that are all known."""
    ids = tuple(_word(each, where, _ID) for each in _array({where: found}, where))
    _require(len(set(ids)) == len(ids) and set(ids) <= set(known), where)
    return ids


def _require(holds: bool, where: str) -> None:
    if not holds:
        raise RequestError("dcql_malformed", where=where)


def _object(found: object, where: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise RequestError("dcql_malformed", where=where)
    return found


def _array(members: Mapping[str, Any], name: str, most: int = MAX_MEMBERS) -> list[Any]:
    """The non-empty array of this name."""
    found = members.get(name)
    if not isinstance(found, list) or not 0 < len(found) <= most:
        raise RequestError("dcql_malformed", where=name)
    return found


def _word(found: object, where: str, shape: re.Pattern[str] = _WORD) -> str:
    if not isinstance(found, str) or not shape.fullmatch(found):
        raise RequestError("dcql_malformed", where=where)
    return found


def _yes_no(members: Mapping[str, Any], name: str, *, default: bool) -> bool:
    found = members.get(name, default)
    if not isinstance(found, bool):
        raise RequestError("dcql_malformed", where=name)
    return found
