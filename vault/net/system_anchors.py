"""The certificates of the authorities that the operating system believes, to check what is signed outside TLS."""

from __future__ import annotations

import ssl
import warnings

from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning


def system_anchors() -> tuple[x509.Certificate, ...]:
    """About 145 on Debian."""
    anchors = []
    with warnings.catch_warnings():
        # Some systems still carry a root whose serial number is not to the letter. It is the system's choice.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for each in ssl.create_default_context().get_ca_certs(binary_form=True):
            try:
                anchors.append(x509.load_der_x509_certificate(each))
            except ValueError:  # and one that cannot be read at all vouches for nobody
                continue
    return tuple(anchors)
