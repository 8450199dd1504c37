"""Keys for a new shop, and the request for the certificate that names its host."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from vault.core.errors import PolicyError
from vault.shop.durable import OWNER_ONLY, sync_folder

SIGNING, RECEIPTS, REQUEST = "signing.pem", "receipts.pem", "signing.csr"
"""Names beside the settings. The certificate that an authority makes of the request is kept as ``chain.pem``."""
_READABLE = 0o644


def new_keys(host: str) -> dict[str, bytes]:
    """The files of a new shop: two P-256 keys as PKCS #8 in PEM, and a certificate request (RFC 2986) for ``host``."""
    signing, receipts = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    # The subject stays empty: a host name stands in the alternative names, which are critical then (RFC 5280 §4.2.1.6).
    request = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(x509.Name([]))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=True)
        .sign(signing, hashes.SHA256())
    )
    return {SIGNING: _pem(signing), RECEIPTS: _pem(receipts), REQUEST: request.public_bytes(Encoding.PEM)}


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files; keys so that only their owner may read them. One that is there is kept, and then none is written.

    Raises :class:`PolicyError` ``file_taken`` or ``file_unwritable``.
    """
    for name in files:
        if os.path.lexists(folder / name):
            raise PolicyError("file_taken", file=name)
    made: list[Path] = []
    for name, data in files.items():
        try:
            mode = OWNER_ONLY if name in {SIGNING, RECEIPTS} else _READABLE
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            made.append(folder / name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            for path in made:
                path.unlink(missing_ok=True)
            code = "file_taken" if isinstance(problem, FileExistsError) else "file_unwritable"
            raise PolicyError(code, file=name) from problem
    try:
        sync_folder(folder)
    except OSError as problem:
        raise PolicyError("file_unwritable", file=folder.name) from problem


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
