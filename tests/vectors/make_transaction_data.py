"""Writes transaction_data.json: terms against the query they stand beside.

Run with ``python -m tests.vectors.make_transaction_data``.

A case has ``transaction_data`` and ``dcql_query`` as in a request of the host ``shop.example``; ``where``, for a
mismatch, is the place that is named.
"""

from __future__ import annotations

from typing import Any

from tests.vectors import example_shop as shop
from tests.vectors.example_shop import item, json_b64url, query, terms
from tests.vectors.writing import as_text, path_of

ENTRY = "OpenID4VP 1.0 §5.1, §8.4"
PROFILE = "OpenID4VP 1.0 B.3.3"
MISMATCH = "invalid_transaction_data"
TERMS = json_b64url(terms())


def case(
    name: str, reason: str | None, where: str | None, dcql: dict[str, Any], transaction_data: Any, section: str = ENTRY
) -> dict[str, Any]:
    """One case."""
    found = {"name": name, "reason": reason, "section": section}
    place = {} if where is None else {"where": where}
    return {**found, **place, "transaction_data": transaction_data, "dcql_query": dcql}


def about(name: str, where: str, *, section: str = PROFILE, **other: Any) -> dict[str, Any]:
    """A case whose first query differs in ``other``."""
    first = query("shoe_size", "clothing.shoe_size", **other)
    return case(
        name, MISMATCH, where, {**shop.DCQL, "credentials": [first, shop.DCQL["credentials"][1]]}, [TERMS], section
    )


def with_sets(name: str, where: str | None, items: list[dict[str, Any]], *sets: Any) -> dict[str, Any]:
    """A case of these items under these sets."""
    dcql: dict[str, Any] = {"credentials": [query(each["credential_id"], each["key"]) for each in items]}
    if sets:
        dcql["credential_sets"] = list(sets)
    return case(name, where and MISMATCH, where, dcql, [json_b64url(terms(items))])


def changed(name: str, reason: str, where: str | None = None, **other: Any) -> dict[str, Any]:
    """A case whose terms differ in ``other``."""
    return case(name, reason, where, shop.DCQL, [json_b64url(terms(**other))])


def cases() -> list[dict[str, Any]]:
    """All of them."""
    size, sports = item("shoe_size", "clothing.shoe_size"), item("sports", "hobbies.sports")
    must = [{**each, "required": True} for each in (size, sports)]
    required = {"options": [["shoe_size", "sports"]], "required": True}
    maybe = [{"options": [[each]], "required": False} for each in ("shoe_size", "sports")]
    again = item("sports_mail", "hobbies.sports")
    host, evil = "https://shop.example/", "https://evil.example/"
    expected = {
        **shop.DCQL,
        "credentials": [
            query("shoe_size", claims=[{"path": ["clothing.shoe_size", "value"], "values": ["43"]}]),
            shop.DCQL["credentials"][1],
        ],
    }
    ends = {"stop": host + "stop", "nonce": host + "nonce", "held": host + "held"}
    return [
        case("one required, one optional", None, None, shop.DCQL, [TERMS]),
        case("with an expected value", None, None, expected, [TERMS]),
        with_sets("all required, no sets", None, must),
        with_sets("all optional", None, [size, sports], *maybe),
        with_sets("sets in another order", None, [must[0], sports], maybe[1], {"options": [["shoe_size"]]}),
        with_sets("one key for two purposes", None, [sports, again], maybe[1],
                  {"options": [["sports_mail"]], "required": False}),
        case("no policy address, more endpoints", None, None, shop.DCQL, [json_b64url(terms(
            controller={k: v for k, v in terms()["controller"].items() if k != "policy_uri"}, endpoints=ends))]),
        case("not a list", MISMATCH, "count", shop.DCQL, TERMS),
        case("nothing in it", MISMATCH, "count", shop.DCQL, []),
        case("two entries", MISMATCH, "count", shop.DCQL, [TERMS, TERMS]),
        case("entry is an object", MISMATCH, "entry", shop.DCQL, [terms()]),
        case("entry is padded", MISMATCH, "base64_malformed", shop.DCQL, [TERMS + "="]),
        case("entry is no JSON", MISMATCH, "json_malformed", shop.DCQL, ["AAAA"]),
        changed("other type", MISMATCH, "type", type="payment"),
        changed("unknown member", MISMATCH, "terms", newsletter=True),
        changed("other hash", MISMATCH, "type", transaction_data_hashes_alg=["sha-512"]),
        changed("ids in another order", MISMATCH, "credential_ids", credential_ids=["sports", "shoe_size"]),
        changed("an id that no item has", MISMATCH, "credential_ids", credential_ids=["shoe_size", "sports", "more"]),
        changed("more than a year", MISMATCH, "duration", duration="P367D"),
        changed("nowhere to stop", MISMATCH, "endpoints.stop", endpoints={}),
        changed("stop elsewhere", "url_other_host", endpoints={"stop": evil}),
        changed("a receipt key that is on no curve", MISMATCH, "receipt_keys",
                receipt_keys={"keys": [{**shop.public_jwk(shop.OTHER_KEY, kid="r"), "y": "A" * 43}]}),
        changed("held elsewhere", "url_other_host", endpoints={**ends, "held": evil}),
        changed("stop at another port", "url_port", endpoints={"stop": "https://shop.example:8443/stop"}),
        changed("stop with a user", "url_userinfo", endpoints={"stop": "https://shop.example@evil.example/"}),
        changed("policy elsewhere", "url_other_host", controller={**terms()["controller"], "policy_uri": evil}),
        case("query without an item", MISMATCH, "credential_ids",
             {**shop.DCQL, "credentials": [*shop.DCQL["credentials"], query("more", "clothing.fit")]}, [TERMS]),
        case("item without a query", MISMATCH, "credential_ids",
             {"credentials": shop.DCQL["credentials"][:1]}, [TERMS]),
        case("queries in another order", MISMATCH, "credential_ids",
             {**shop.DCQL, "credentials": shop.DCQL["credentials"][::-1]}, [TERMS]),
        about("query for another key", "key", claims=[{"path": ["food.allergies"]}]),
        about("query inside the value", "key", claims=[{"path": ["clothing.shoe_size", "value"]}]),
        about("expected value of the whole object", "key",
              claims=[{"path": ["clothing.shoe_size"], "values": ["43"]}]),
        about("expected value of another key", "key", claims=[{"path": ["hobbies.sports", "value"], "values": ["x"]}]),
        about("two claims", "claims", claims=[{"path": ["clothing.shoe_size"]}, {"path": ["food.allergies"]}]),
        about("no claims", "claims", claims=None),
        about("several credentials", "credentials", multiple=True),
        about("without holder binding", "credentials", require_cryptographic_holder_binding=False),
        about("trusted authorities", "credentials", trusted_authorities=[{"type": "aki", "values": ["x"]}]),
        about("claim sets", "credentials", claims=[{"id": "a", "path": ["clothing.shoe_size"]}], claim_sets=[["a"]]),
        about("other format", "format", format="mso_mdoc"),
        about("other type of credential", "format", meta={"vct_values": ["https://pid.example"]}),
        about("more types of credential", "format", meta={"vct_values": [shop.VCT, "https://pid.example"]}),
        about("any type of credential", "format", meta={}),
        with_sets("optional in the terms, required in the query", "required", [size, sports]),
        with_sets("required in the terms, optional in the query", "required", must, *maybe),
        with_sets("required set for required items only", "required", must, required),
        with_sets("optional item in no set", "required", [must[0], sports], {"options": [["shoe_size"]]}),
        with_sets("optional items in one set", "required", [size, sports], {**required, "required": False}),
        with_sets("required items in two sets", "required", [*must, again], {"options": [["shoe_size"]]},
                  {"options": [["sports"]]}, {"options": [["sports_mail"]], "required": False}),
        with_sets("a way round the required item", "required", [must[0], sports],
                  {"options": [["shoe_size"], ["sports"]]}, maybe[1]),
        with_sets("an optional set twice", "required", [size, sports], *maybe, maybe[0]),
    ]  # fmt: skip


if __name__ == "__main__":
    path_of("transaction_data").write_text(as_text(cases()), encoding="utf-8")
