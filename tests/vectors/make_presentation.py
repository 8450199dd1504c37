"""Makes ``presentation.json``: ``python -m tests.vectors.make_presentation``."""

from __future__ import annotations

from typing import Any

from tests.vectors.make_signed import ABSENT, HOLDER, STRANGER, Signer, changed, digest, encode, to_json, write

HOUR, DAY = 3600, 86400
IAT = 1_794_999_600
NOW = IAT + 600
WINDOW = [NOW - 60, NOW + 540]
CLIENT = "x509_san_dns:shop.example"
NONCE = "n-0S6_WzA2Mj8lqXr5vTqk"
TERMS = digest("the terms")
SALT = "2GLC42sKQveCfGfryNRN9w"
KEY = "clothing.shoe_size"
VALUE = {"value": "43", "system": "EU", "precision": "exact"}
DISCLOSURE = [SALT, KEY, VALUE]
TOKEN_HEADER = {"alg": "ES256", "typ": "dc+sd-jwt", "kid": HOLDER.kid}
KB_HEADER = {"alg": "ES256", "typ": "kb+jwt"}

CASES: list[dict[str, Any]] = []


def disclosure(found: Any) -> str:
    return encode((found if isinstance(found, str) else to_json(found)).encode("utf-8", "surrogatepass"))


def payload(shown: str, **changes: Any) -> dict[str, Any]:
    return changed(
        {
            "vct": "urn:preference-vault:preference:1",
            "iss": HOLDER.did,
            "cnf": {"jwk": HOLDER.jwk},
            "jti": "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01",
            "consent": "urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02",
            "item": 0,
            "aud": CLIENT,
            "iat": IAT,
            "exp": IAT + 90 * DAY,
            "terms": TERMS,
            "_sd": [digest(shown)],
            "_sd_alg": "sha-256",
        },
        changes,
    )


def token(shown: str, header: Any = TOKEN_HEADER, signer: Signer = HOLDER, **changes: Any) -> str:
    return signer.jws(header, payload(shown, **changes))


def binding(shown: str, header: Any = KB_HEADER, signer: Signer = HOLDER, **changes: Any) -> str:
    """A key binding for ``shown``, which is token and disclosures with the tildes after them."""
    found = {
        "iat": NOW,
        "aud": CLIENT,
        "nonce": NONCE,
        "sd_hash": digest(shown),
        "transaction_data_hashes": [TERMS],
        "transaction_data_hashes_alg": "sha-256",
    }
    return signer.jws(header, changed(found, changes))


def bound(jwt: str, *disclosures: str, **changes: Any) -> str:
    shown = "~".join([jwt, *disclosures, ""])
    return shown + binding(shown, **changes)


def case(name: str, section: str, reason: str | None, presentation: str, **inputs: Any) -> None:
    claim = inputs.pop("claim", None)
    given = {
        "client_id": CLIENT,
        "nonce": NONCE,
        "now": NOW,
        "window": WINDOW,
        "terms_hash": TERMS,
        "first": True,
        **inputs,
    }
    facts = {"claim": claim} if claim else {}
    CASES.append({"name": name, "section": section, "reason": reason, **facts, **given, "presentation": presentation})


SHOWN = disclosure(DISCLOSURE)
NOT_FIRST = {"transaction_data_hashes": ABSENT, "transaction_data_hashes_alg": ABSENT}
GOOD = bound(token(SHOWN), SHOWN)
JWT, _, KB = GOOD.split("~")


def accepted() -> None:
    section = "RFC 9901 §7.3"
    case("the first of an answer, with the hash of the terms", section, None, GOOD)
    case("a later one of an answer, without it", section, None, bound(token(SHOWN), SHOWN, **NOT_FIRST), first=False)
    bare = bound(token(SHOWN, terms=ABSENT, item=ABSENT), SHOWN, **NOT_FIRST)
    case("a request without terms", section, None, bare, terms_hash=None)
    case("a later one of a request without terms", section, None, bare, terms_hash=None, first=False)
    visit = {"keep": "session", "exp": IAT + DAY}
    case("this visit only", section, None, bound(token(SHOWN, **visit), SHOWN))
    case("an answer for somebody else", section, None, bound(token(SHOWN, subject="other", **visit), SHOWN))
    no_mail = disclosure([SALT, "contact.email", {"value": "never", "precision": "exact"}])
    objection = token(no_mail, objection=True, exp=IAT + 1826 * DAY)
    case("an objection for five years", section, None, bound(objection, no_mail))
    status = {"status_list": {"idx": 51837, "uri": "https://status.example/lists/7"}}
    case("with a status", section, None, bound(token(SHOWN, status=status), SHOWN))
    case("for the longest time", section, None, bound(token(SHOWN, exp=IAT + 366 * DAY), SHOWN))
    early = bound(token(SHOWN), SHOWN, iat=WINDOW[0] - 300)
    case("bound five minutes before the request", section, None, early)
    late = bound(token(SHOWN), SHOWN, iat=WINDOW[1] + 300)
    case("bound five minutes after the request's end", section, None, late, now=WINDOW[1] + 300)
    case("a shop's clock five minutes behind", section, None, GOOD, now=IAT - 300 + 600)
    case("one second before its end", section, None, GOOD, now=IAT + 90 * DAY - 1)
    between = disclosure([SALT, KEY, {"min": "42", "max": "44", "system": "EU", "precision": "range"}])
    case("a range", section, None, bound(token(between), between))
    spaced = disclosure('[ "' + SALT + '", "' + KEY + '" , {"value":"adult","precision":"category"} ]')
    case("a disclosure spelled with spaces", "RFC 9901 §4.2.1", None, bound(token(spaced), spaced))
    escaped = disclosure('["' + SALT + '","clothing.fit",{"value":"caf\\u00e9 \\ud83d\\udc5f","precision":"exact"}]')
    case("a value with escapes", "RFC 8259 §7", None, bound(token(escaped), escaped))


def form() -> None:
    section = "RFC 9901 §4"
    case("nothing", section, "presentation_malformed", "")
    case("a token alone", section, "presentation_malformed", JWT)
    case("no token", section, "presentation_malformed", f"~{SHOWN}~{KB}")
    case("a letter outside ASCII", section, "presentation_malformed", GOOD + "é")
    case("too long", section, "presentation_too_large", GOOD + "A" * 11000)
    case("the token too long", section, "jws_too_large", bound(token(SHOWN, jti="x" * 4000), SHOWN))
    case("the key binding too long", section, "jws_too_large", bound(token(SHOWN), SHOWN, nonce="x" * 2000))
    case("no key binding", "RFC 9901 §7.3 step 2", "kb_missing", f"{JWT}~{SHOWN}~")
    case("no disclosure", section, "disclosure_missing", bound(JWT))
    case("an empty disclosure", section, "disclosure_missing", bound(JWT, ""))
    case("the token in four parts", "RFC 7515 §7.1", "jws_malformed", bound(JWT + ".A", SHOWN))
    case("the token in two parts", "RFC 7515 §7.1", "jws_malformed", bound(JWT.rpartition(".")[0], SHOWN))


def disclosures() -> None:
    section = "RFC 9901 §7.1 step 3"
    other = disclosure(["nPuoQnkRFq3BIeAm7AnXFA", KEY, VALUE])
    unreferenced = bound(JWT, SHOWN, other)
    case("a second disclosure", "RFC 9901 §7.1 step 5", "disclosure_unreferenced", unreferenced)
    case("the disclosure twice", "RFC 9901 §4", "disclosure_duplicate", bound(JWT, SHOWN, SHOWN))
    fit = disclosure(["nPuoQnkRFq3BIeAm7AnXFA", "clothing.fit", {"value": "regular", "precision": "exact"}])
    bundle = token(SHOWN, terms=ABSENT, item=ABSENT, _sd=sorted([digest(SHOWN), digest(fit)]))
    together = "OpenID4VP 1.0 §6.4.1"
    for about, shown in (("a bundle", [SHOWN, fit]), ("a bundle, one of it shown", [SHOWN])):
        case(about, together, "bundle_refused", bound(bundle, *shown, **NOT_FIRST), terms_hash=None)
    case("a bundle for a request with terms", together, "bundle_refused", bound(bundle, SHOWN, fit))
    altered = disclosure([SALT, KEY, {**VALUE, "value": "44"}])
    case("an altered value", "RFC 9901 §7.1 step 5", "disclosure_altered", bound(JWT, altered))
    case("an altered salt", "RFC 9901 §7.1 step 5", "disclosure_altered", bound(JWT, other))
    case("an altered name", section, "disclosure_altered", bound(JWT, disclosure([SALT, "clothing.fit", VALUE])))
    wrong: list[tuple[str, str, Any]] = [
        ("an object", "json_not_an_array", {"salt": SALT}),
        ("two elements, as for an array", "disclosure_malformed", [SALT, "43"]),
        ("four elements", "disclosure_malformed", [*DISCLOSURE, 1]),
        ("a salt of 120 bits", "disclosure_salt_wrong", [SALT[:20], KEY, VALUE]),
        ("a salt that is a number", "disclosure_malformed", [1, KEY, VALUE]),
        ("a salt that is not base64url", "base64_malformed", ["2GLC42sKQveCfGfryNRN9=", KEY, VALUE]),
        ("a name that is a number", "disclosure_malformed", [SALT, 1, VALUE]),
        ("an empty name", "disclosure_malformed", [SALT, "", VALUE]),
        ("a long name", "disclosure_malformed", [SALT, "k" * 81, VALUE]),
        ("a value that is a text", "disclosure_malformed", [SALT, KEY, "43"]),
        ("the name _sd", "disclosure_name_reserved", [SALT, "_sd", VALUE]),
        ("the name ...", "disclosure_name_reserved", [SALT, "...", VALUE]),
        ("the name _sd_alg", "disclosure_name_reserved", [SALT, "_sd_alg", VALUE]),
        ("a value with _sd in it", "disclosure_name_reserved", [SALT, KEY, {**VALUE, "_sd": [TERMS]}]),
        ("the name of a signed claim", "disclosure_name_taken", [SALT, "aud", VALUE]),
        ("the name of an absent signed claim", "disclosure_name_taken", [SALT, "objection", VALUE]),
        ("duplicate members", "json_duplicate_member", f'["{SALT}","{KEY}",{{"value":"43","value":"44"}}]'),
        ("NaN", "json_number_refused", f'["{SALT}","{KEY}",{{"value":NaN}}]'),
        ("half a character", "json_lone_surrogate", f'["{SALT}","{KEY}",{{"value":"\\ud83d"}}]'),
        ("five levels", "json_too_deep", [SALT, KEY, {"value": [[["43"]]]}]),
        ("text after its end", "json_malformed", to_json(DISCLOSURE) + "]"),
    ]
    for name, reason, found in wrong:
        shown = disclosure(found)
        case("a disclosure with " + name, section, reason, bound(token(shown), shown))
    padded = encode(to_json([SALT, KEY, {"value": "4"}]).encode())
    padded += "=" * (-len(padded) % 4)
    if not padded.endswith("="):
        message = "this disclosure needs no padding"
        raise ValueError(message)
    case("a disclosure with padding", "RFC 7515 §2", "base64_malformed", bound(token(padded), padded))
    huge = disclosure([SALT, KEY, {"value": "4" * 3200}])
    case("a disclosure too long", section, "base64_too_long", bound(token(huge), huge))


def headers() -> None:
    algorithm, typing = "RFC 8725 §3.1", "RFC 8725 §3.11"
    wrong: list[tuple[str, str, str, dict[str, Any]]] = [
        ("alg none", algorithm, "alg_refused", {"alg": "none"}),
        ("alg HS256", algorithm, "alg_refused", {"alg": "HS256"}),
        ("alg ES384", algorithm, "alg_refused", {"alg": "ES384"}),
        ("alg in small letters", algorithm, "alg_refused", {"alg": "es256"}),
        ("no alg", algorithm, "alg_refused", {"alg": ABSENT}),
        ("no typ", typing, "typ_wrong", {"typ": ABSENT}),
        ("the typ of a draft", typing, "typ_wrong", {"typ": "vc+sd-jwt"}),
        ("typ in capitals", typing, "typ_wrong", {"typ": "DC+SD-JWT"}),
        ("typ as a media type", typing, "typ_wrong", {"typ": "application/dc+sd-jwt"}),
        ("crit", "RFC 7515 §4.1.11", "crit_refused", {"crit": ["exp"]}),
        ("a key of its own", "RFC 7515 §4.1.3", "header_member_refused", {"jwk": STRANGER.jwk}),
        ("a certificate", "RFC 7515 §4.1.6", "header_member_refused", {"x5c": ["AA"]}),
        ("no kid", "RFC 7515 §4.1.4", "header_member_missing", {"kid": ABSENT}),
        ("kid a number", "RFC 7515 §4.1.4", "header_member_malformed", {"kid": 1}),
        ("kid of another key", "did:jwk", "kid_differs", {"kid": STRANGER.kid}),
        ("kid without its fragment", "did:jwk", "kid_differs", {"kid": HOLDER.did}),
        ("kid with another fragment", "did:jwk", "kid_differs", {"kid": HOLDER.did + "#1"}),
    ]
    for name, section, reason, changes in wrong:
        jwt = token(SHOWN, header=changed(TOKEN_HEADER, changes))
        case("a token with " + name, section, reason, bound(jwt, SHOWN))
    twice = '{"alg":"none",' + to_json(TOKEN_HEADER)[1:]
    case("a token with alg twice", "RFC 7515 §4", "json_duplicate_member", bound(token(SHOWN, header=twice), SHOWN))
    unsigned = token(SHOWN, header=changed(TOKEN_HEADER, {"alg": "none"})).rpartition(".")[0] + "."
    case("an unsigned token", algorithm, "alg_refused", bound(unsigned, SHOWN))
    case("a header that is no JSON", "RFC 7515 §4", "json_malformed", bound(token(SHOWN, header="{"), SHOWN))
    case("a header that is an array", "RFC 7515 §4", "json_not_an_object", bound(token(SHOWN, header="[]"), SHOWN))


def signatures() -> None:
    section = "RFC 7515 §5.2"
    signed, _, signature = JWT.rpartition(".")
    wrong = [
        ("by another key", token(SHOWN, signer=STRANGER), "signature_invalid"),
        ("of another payload", signed + "." + token(SHOWN, item=1).rpartition(".")[2], "signature_invalid"),
        ("in DER", signed + "." + encode(HOLDER.der(signed)), "signature_invalid"),
        ("cut short", JWT[:-2], "signature_invalid"),
        ("left out", signed + ".", "signature_invalid"),
        ("of zeros", signed + "." + encode(bytes(64)), "signature_invalid"),
        ("with spare bits", JWT[:-1] + chr(ord(signature[-1]) + 1), "base64_malformed"),
    ]
    for name, jwt, reason in wrong:
        case("a token's signature " + name, section, reason, bound(jwt, SHOWN))
    spare = "A" + JWT[1:]
    case("a token whose header was changed", section, "json_malformed", bound(spare, SHOWN))


def texts() -> None:
    section = "RFC 8259"
    good = to_json(payload(SHOWN))
    wrong: list[tuple[str, str, str | bytes]] = [
        ("duplicate members", "json_duplicate_member", good[:-1] + ',"exp":1802775600}'),
        ("a byte order mark", "json_bom", "\ufeff" + good),
        ("bytes that are not UTF-8", "json_not_utf8", good.encode().replace(b"shop.example", b"shop.ex\xe4mple")),
        ("exp NaN", "json_number_refused", good.replace("1802775600", "NaN")),
        ("exp Infinity", "json_number_refused", good.replace("1802775600", "Infinity")),
        ("exp 1e999", "json_number_refused", good.replace("1802775600", "1e999")),
        ("exp with a fraction", "json_number_refused", good.replace("1802775600", "1802775600.5")),
        ("exp of 200 digits", "json_number_refused", good.replace("1802775600", "9" * 200)),
        ("half a character", "json_lone_surrogate", good.replace("shop.example", "shop.\\ud800")),
        ("17 levels", "json_too_deep", good[:-1] + ',"x":' + "[" * 16 + "]" * 16 + "}"),
        ("an array", "json_not_an_object", "[]"),
        ("text after its end", "json_malformed", good + "x"),
        ("a comment", "json_malformed", "/**/" + good),
        ("a raw line break in a text", "json_malformed", good.replace("shop.example", "shop\n")),
    ]
    for name, reason, text in wrong:
        case("a token with " + name, section, reason, bound(HOLDER.jws(TOKEN_HEADER, text), SHOWN))


def identity() -> None:
    section = "RFC 7800 §3.2"
    reordered = "did:jwk:" + encode(to_json(dict(sorted(HOLDER.jwk.items(), reverse=True))).encode())
    spaced = "did:jwk:" + encode(to_json(HOLDER.jwk).replace(",", ", ").encode())
    dids = [
        ("with the members in another order", reordered),
        ("with spaces", spaced),
        ("of another method", HOLDER.did.replace("did:jwk", "did:key")),
        ("of a point off the curve", "did:jwk:" + encode(to_json({**HOLDER.jwk, "y": HOLDER.jwk["x"]}).encode())),
        ("that is an address", "https://shop.example/"),
    ]
    for name, did in dids:
        header = {**TOKEN_HEADER, "kid": did + "#0"}
        case("an issuer " + name, "did:jwk", "did_refused", bound(token(SHOWN, header=header, iss=did), SHOWN))
    missing = bound(token(SHOWN, iss=ABSENT), SHOWN)
    case("no issuer", "RFC 7519 §4.1.1", "claim_missing", missing, claim="iss")
    stranger = bound(token(SHOWN, cnf={"jwk": STRANGER.jwk}), SHOWN, signer=STRANGER)
    case("a confirmation key that is not the issuer's", section, "cnf_key_differs", stranger)
    more = bound(token(SHOWN, cnf={"jwk": {**HOLDER.jwk, "kid": "1"}}), SHOWN)
    case("a confirmation key with more in it", section, "cnf_key_differs", more)
    case("no confirmation key", section, "cnf_malformed", bound(token(SHOWN, cnf=ABSENT), SHOWN))
    case("a confirmation by kid", section, "cnf_malformed", bound(token(SHOWN, cnf={"kid": HOLDER.kid}), SHOWN))
    case("a confirmation key as text", section, "cnf_malformed", bound(token(SHOWN, cnf={"jwk": HOLDER.did}), SHOWN))


def claims() -> None:
    section = "RFC 7519 §4"
    status = {"idx": 1, "uri": "https://status.example/lists/7"}
    wrong: list[tuple[str, str, str | None, dict[str, Any]]] = [
        ("for another shop", "token_aud_wrong", None, {"aud": "x509_san_dns:other.example"}),
        ("for a shop without its prefix", "token_aud_wrong", None, {"aud": "shop.example"}),
        ("for several shops", "claim_malformed", "aud", {"aud": [CLIENT]}),
        ("for nobody", "claim_missing", "aud", {"aud": ABSENT}),
        ("of another vct", "vct_unknown", None, {"vct": "urn:preference-vault:preference:2"}),
        ("without vct", "claim_missing", "vct", {"vct": ABSENT}),
        ("with an unknown claim", "claim_refused", "sub", {"sub": "somebody"}),
        ("with nbf", "claim_refused", "nbf", {"nbf": IAT}),
        ("with a disclosed claim in the open", "claim_refused", KEY, {KEY: VALUE}),
        ("without jti", "claim_missing", "jti", {"jti": ABSENT}),
        ("with jti a number", "claim_malformed", "jti", {"jti": 1}),
        ("with jti in capitals", "claim_malformed", "jti", {"jti": "urn:uuid:0B1C6A4E-3F0D-4F6E-9A57-1F6F0C2F7F01"}),
        ("without consent", "claim_missing", "consent", {"consent": ABSENT}),
        ("with consent null", "claim_malformed", "consent", {"consent": None}),
        ("with item true", "claim_malformed", "item", {"item": True}),
        ("with item negative", "claim_malformed", "item", {"item": -1}),
        ("with item as text", "claim_malformed", "item", {"item": "0"}),
        ("with item past every request", "claim_malformed", "item", {"item": 1000}),
        ("with an item but no terms", "terms_and_item_differ", None, {"terms": ABSENT}),
        ("with terms but no item", "terms_and_item_differ", None, {"item": ABSENT}),
        ("with terms of a wrong length", "claim_malformed", "terms", {"terms": TERMS[:-1]}),
        ("with terms a number", "claim_malformed", "terms", {"terms": 1}),
        ("with terms in another spelling", "base64_malformed", None, {"terms": TERMS[:-1] + "="}),
        ("without iat", "claim_missing", "iat", {"iat": ABSENT}),
        ("with iat true", "time_malformed", "iat", {"iat": True}),
        ("with iat as text", "time_malformed", "iat", {"iat": str(IAT)}),
        ("with iat null", "time_malformed", "iat", {"iat": None}),
        ("with iat negative", "time_out_of_range", "iat", {"iat": -1}),
        ("with iat past the year 9999", "time_out_of_range", "iat", {"iat": 253_402_300_800}),
        ("without exp", "claim_missing", "exp", {"exp": ABSENT}),
        ("with exp true", "time_malformed", "exp", {"exp": True}),
        ("with exp negative", "time_out_of_range", "exp", {"exp": -1}),
        ("with exp past the year 9999", "time_out_of_range", "exp", {"exp": 2**53 - 1}),
        ("that ends as it begins", "times_out_of_order", None, {"exp": IAT}),
        ("that ends before it begins", "times_out_of_order", None, {"exp": IAT - HOUR}),
        ("for more than 366 days", "lifetime_too_long", None, {"exp": IAT + 366 * DAY + 1}),
        ("for a visit of two days", "lifetime_too_long", None, {"keep": "session", "exp": IAT + 2 * DAY}),
        ("that objects for six years", "lifetime_too_long", None, {"objection": True, "exp": IAT + 6 * 366 * DAY}),
        ("kept forever", "claim_malformed", "keep", {"keep": "forever"}),
        ("with objection false", "claim_malformed", "objection", {"objection": False}),
        ("with objection 1", "claim_malformed", "objection", {"objection": 1}),
        ("about oneself by name", "claim_malformed", "subject", {"subject": "self"}),
        ("about somebody else, kept", "claims_conflict", None, {"subject": "other"}),
        ("that objects for a visit", "claims_conflict", None, {"objection": True, "keep": "session"}),
        ("with a status without a list", "status_malformed", None, {"status": status}),
        ("with two kinds of status", "status_malformed", None, {"status": {"status_list": status, "other": 1}}),
        ("with a status that is no object", "status_malformed", None, {"status": "revoked"}),
        ("with a status without index", "status_malformed", None, {"status": {"status_list": {"uri": status["uri"]}}}),
        ("with a status index true", "claim_malformed", "status", {"status": {"status_list": {**status, "idx": True}}}),
        ("with a status over http", "status_malformed", None, _status("http://status.example/lists/7")),
        ("with a status at a number", "status_malformed", None, _status(7)),
        ("with a long status address", "status_malformed", None, _status("https://status.example/" + "a" * 256)),
        ("with no digest", "sd_malformed", None, {"_sd": []}),
        ("with two digests and terms", "bundle_with_terms", None, {"_sd": sorted([digest(SHOWN), TERMS])}),
        (
            "with two digests and an item alone",
            "terms_and_item_differ",
            None,
            {"_sd": sorted([digest(SHOWN), TERMS]), "terms": ABSENT},
        ),
        ("with two digests out of order", "sd_malformed", None, {"_sd": sorted([digest(SHOWN), TERMS], reverse=True)}),
        ("with a digest twice", "sd_malformed", None, {"_sd": [TERMS, TERMS]}),
        ("with 21 digests", "sd_malformed", None, {"_sd": sorted(digest(str(number)) for number in range(21))}),
        ("with a second digest that is a number", "claim_malformed", "_sd", {"_sd": [TERMS, 1]}),
        ("with a digest that is no list", "sd_malformed", None, {"_sd": digest(SHOWN)}),
        ("with a digest that is a number", "claim_malformed", "_sd", {"_sd": [1]}),
        ("without digests", "claim_missing", "_sd", {"_sd": ABSENT}),
        ("with another hash", "sd_alg_refused", None, {"_sd_alg": "sha-512"}),
        ("without the name of the hash", "claim_missing", "_sd_alg", {"_sd_alg": ABSENT}),
    ]
    for name, reason, claim, changes in wrong:
        case("a token " + name, section, reason, bound(token(SHOWN, **changes), SHOWN), claim=claim)
    case("a token at its end", "RFC 7519 §4.1.4", "expired", GOOD, now=IAT + 90 * DAY)
    future = bound(token(SHOWN, iat=NOW + 301), SHOWN)
    case("a token from the future", "RFC 7519 §4.1.6", "issued_in_future", future)


def _status(uri: Any) -> dict[str, Any]:
    return {"status": {"status_list": {"idx": 1, "uri": uri}}}


def bindings() -> None:
    section = "RFC 9901 §7.3 step 5"
    terms = "OpenID4VP 1.0 §B.3.3.1"
    wrong: list[tuple[str, str, str, str | None, dict[str, Any]]] = [
        ("without typ", section, "typ_wrong", None, {"header": {"alg": "ES256"}}),
        ("with typ JWT", section, "typ_wrong", None, {"header": {**KB_HEADER, "typ": "JWT"}}),
        ("with alg none", section, "alg_refused", None, {"header": {**KB_HEADER, "alg": "none"}}),
        ("with a kid", section, "header_member_refused", None, {"header": {**KB_HEADER, "kid": HOLDER.kid}}),
        ("by another key", section, "signature_invalid", None, {"signer": STRANGER}),
        ("for another shop", section, "kb_aud_wrong", None, {"aud": "x509_san_dns:other.example"}),
        ("for several shops", section, "kb_aud_wrong", None, {"aud": [CLIENT]}),
        ("for nobody", section, "claim_missing", "aud", {"aud": ABSENT}),
        ("with another nonce", section, "nonce_wrong", None, {"nonce": NONCE[:-1] + "_"}),
        ("with the nonce and more", section, "nonce_wrong", None, {"nonce": NONCE + "A"}),
        ("with a nonce outside ASCII", section, "nonce_wrong", None, {"nonce": "é"}),
        ("with a nonce that is a number", section, "claim_malformed", "nonce", {"nonce": 1}),
        ("with an empty nonce", section, "claim_malformed", "nonce", {"nonce": ""}),
        ("without nonce", section, "claim_missing", "nonce", {"nonce": ABSENT}),
        ("without sd_hash", section, "claim_missing", "sd_hash", {"sd_hash": ABSENT}),
        ("with the hash of something else", section, "sd_hash_wrong", None, {"sd_hash": digest(JWT)}),
        ("with a hash that is a number", section, "sd_hash_wrong", None, {"sd_hash": 1}),
        ("with an unknown claim", section, "claim_refused", "exp", {"exp": NOW + 60}),
        ("without iat", section, "claim_missing", "iat", {"iat": ABSENT}),
        ("with iat true", section, "time_malformed", "iat", {"iat": True}),
        ("with iat negative", section, "time_out_of_range", "iat", {"iat": -1}),
        ("before the request", section, "kb_outside_window", None, {"iat": WINDOW[0] - 301}),
        ("after the request", section, "kb_outside_window", None, {"iat": WINDOW[1] + 301}),
        ("from the future", section, "issued_in_future", None, {"iat": NOW + 301}),
        ("without the hash of the terms", terms, "transaction_data_hashes_missing", None, NOT_FIRST),
        ("without the name of that hash", terms, "transaction_data_hashes_missing", None, _terms(alg=ABSENT)),
        ("with the hash of other terms", terms, "transaction_data_hashes_wrong", None, _terms([digest("other")])),
        ("with two hashes of terms", terms, "transaction_data_hashes_wrong", None, _terms([TERMS, TERMS])),
        ("with a hash of terms that is no list", terms, "transaction_data_hashes_wrong", None, _terms(TERMS)),
        ("with another hash of the terms", terms, "transaction_data_hashes_wrong", None, _terms(alg="sha-512")),
    ]
    for name, where, reason, claim, changes in wrong:
        case("a key binding " + name, where, reason, bound(JWT, SHOWN, **changes), claim=claim)
    moved = "~".join([token(SHOWN, item=1), SHOWN, KB])
    case("a key binding moved to another token", section, "sd_hash_wrong", moved)
    case("a key binding with NaN", section, "json_number_refused", f"{JWT}~{SHOWN}~" + _not_a_number())
    case("the terms agreed to twice", terms, "transaction_data_hashes_unexpected", GOOD, first=False)
    case("terms agreed to that the request lacks", terms, "terms_hash_wrong", GOOD, terms_hash=None)
    named = bound(JWT, SHOWN, transaction_data_hashes=ABSENT)
    case("a later one with the name of the hash", terms, "transaction_data_hashes_unexpected", named, first=False)
    case("a token for other terms", terms, "terms_hash_wrong", GOOD, terms_hash=digest("other terms"))
    bare = bound(token(SHOWN, terms=ABSENT, item=ABSENT), SHOWN)
    case("a token without the terms of the request", terms, "terms_hash_wrong", bare)
    agreed = "a key binding with terms, to a request without"
    case(agreed, terms, "transaction_data_hashes_unexpected", bare, terms_hash=None)


def _terms(hashes: Any = None, alg: Any = "sha-256") -> dict[str, Any]:
    return {"transaction_data_hashes": hashes or [TERMS], "transaction_data_hashes_alg": alg}


def _not_a_number() -> str:
    return HOLDER.jws(KB_HEADER, f'{{"iat":NaN,"aud":"{CLIENT}","nonce":"{NONCE}","sd_hash":"{TERMS}"}}')


if __name__ == "__main__":
    for group in (accepted, form, disclosures, headers, signatures, texts, identity, claims, bindings):
        group()
    write("presentation.json", CASES)
