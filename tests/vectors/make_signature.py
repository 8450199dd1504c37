"""Makes ``signature.json``: ``python -m tests.vectors.make_signature``. ES256 signatures on their own (RFC 7518 §3.4).

In the manner of the Wycheproof project: r and s at their borders, in other forms, and other curves' habits. Made here,
from the arithmetic of the curve.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from tests.vectors.make_signed import HOLDER, STRANGER, encode, write

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order n of P-256's group (FIPS 186-5, SP 800-186 §3.2.1.3)."""
PRIME = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
DATA = "aaaa.bbbb"
BYTES = 32

CASES: list[dict[str, Any]] = []


def case(name: str, signature: bytes, *, ok: bool = False, data: str = DATA, reason: str = "signature_invalid") -> None:
    outcome = {} if ok else {"reason": reason}
    section = "RFC 7518 §3.4"
    CASES.append(
        {"name": name, "section": section, "key": HOLDER.jwk, "data": data, "signature": encode(signature)} | outcome
    )


def raw(r: int, s: int, size: int = BYTES) -> bytes:
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def cases() -> None:
    der = HOLDER.der(DATA)
    r, s = decode_dss_signature(der)
    good = raw(r, s)
    case("as it is", good, ok=True)
    case("s on the other side, which ECDSA allows", raw(r, ORDER - s), ok=True)
    short = next(number for number in range(10_000) if min(decode_dss_signature(HOLDER.der(f"x.{number}"))) < 2**248)
    small_r, small_s = decode_dss_signature(HOLDER.der(f"x.{short}"))
    case("a half with a zero byte in front", raw(small_r, small_s), ok=True, data=f"x.{short}")
    for name, number in (("0", 0), ("1", 1), ("n", ORDER), ("n - 1", ORDER - 1), ("n + 1", ORDER + 1), ("p", PRIME),
                         ("p - n", PRIME - ORDER), ("2**256 - 1", 2**256 - 1), ("2**255", 2**255)):  # fmt: skip
        case(f"r is {name}", raw(number, s))
        case(f"s is {name}", raw(r, number))
        case(f"both are {name}", raw(number, number))
    case("r is n - r", raw(ORDER - r, s))
    case("both on the other side", raw(ORDER - r, ORDER - s))
    case("r and s swapped", raw(s, r))
    case("both halves are r", raw(r, r))
    if r + ORDER < 2**256:
        case("r and n more", raw(r + ORDER, s))
    case("DER", der)
    case("DER with a long length", b"\x30\x81" + der[1:])
    case("DER of zeros", encode_dss_signature(0, 0))
    case("DER cut to 64 bytes", der[:64])
    case("nothing", b"")
    case("one byte", b"\x00")
    case("r alone", good[:32])
    case("63 bytes", good[:-1])
    case("65 bytes, a zero behind", good + b"\x00")
    case("65 bytes, a zero in front", b"\x00" + good)
    case("two halves of 33 bytes", raw(r, s, 33))
    case("two halves of 48 bytes, as on P-384", raw(r, s, 48))
    case("with the recovery byte of Ethereum", good + b"\x1b")
    case("the same twice", good + good)
    case("little-endian", r.to_bytes(BYTES, "little") + s.to_bytes(BYTES, "little"))
    case("of a key of somebody else", raw(*decode_dss_signature(STRANGER.der(DATA))))
    case("of other data", good, data="aaaa.bbbc")
    case("of the data with a dot more", good, data="aaaa.bbbb.")
    for bit in (0, 7, 255, 256, 300, 511):
        flipped = bytearray(good)
        flipped[bit // 8] ^= 1 << bit % 8
        case(f"bit {bit} flipped", bytes(flipped))


if __name__ == "__main__":
    cases()
    write("signature.json", CASES)
