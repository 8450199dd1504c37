"""Runs in the environment of ``requirements.txt``, without anything of ours: a JSON job in, a JSON verdict out."""

from __future__ import annotations

import json
import sys
from typing import Any


def polaris(job: dict[str, Any]) -> dict[str, Any]:
    """``polaris-oid4vp``, one presentation at a time."""
    from polaris_oid4vp.sdjwt import PER_CREDENTIAL, TransactionDataBinding, TransactionDataEntry, verify_presentation

    binding = None
    if job["first"]:
        entries = [TransactionDataEntry(raw) for raw in job["transaction_data"]]
        binding = TransactionDataBinding(
            entries, job["id"], scope=PER_CREDENTIAL, response_mode="direct_post.jwt", jti_fresh=lambda _: True
        )
    verdict = verify_presentation(
        job["presentation"],
        expected_nonce=job["nonce"],
        expected_audience=job["client_id"],
        issuer_jwks=[job["issuer_key"]],
        expected_vct=job["vct"],
        transaction_data=binding,
    )
    return {"ok": bool(verdict.authentic), "code": verdict.code, "claims": verdict.claims}


def openvc(job: dict[str, Any]) -> dict[str, Any]:
    """``openvc-core``, the whole ``vp_token``."""
    from openvc.did.base import DidResolverRegistry
    from openvc.did.did_jwk import DidJwkResolver
    from openvc.openid4vp import verify_vp_token

    registry = DidResolverRegistry()
    registry.register(DidJwkResolver())
    try:
        found = verify_vp_token(
            job["vp_token"],
            dcql_query=job["dcql_query"],
            nonce=job["nonce"],
            client_id=job["client_id"],
            resolver=registry,
            require_holder_binding=True,
        )
    except Exception as problem:
        return {"ok": False, "code": f"{type(problem).__name__}: {problem}"}
    return {"ok": True, "ids": sorted(each.query_id for each in found.presentations)}


if __name__ == "__main__":
    job = json.load(sys.stdin)
    json.dump({"polaris": polaris, "openvc": openvc}[job["verifier"]](job), sys.stdout, default=str)
