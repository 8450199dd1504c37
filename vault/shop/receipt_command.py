"""``preference-shop receipt``: say in words what a receipt proves, and write down what the shop keeps as proof."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from vault.core.catalogue import Catalogue
from vault.core.errors import TokenError
from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.proof import Proof, check_proof, kept_proof, read_proof


def check_receipt(path: Path, *, catalogue: Catalogue, now: datetime, sentences: Sentences) -> list[str]:
    """What the file proves, a line each. Raises as :func:`read_proof` and :func:`check_proof`."""
    proofs = check_proof(read_proof(path), now=now)
    lines = [line for proof in proofs for line in _told(proof, catalogue, sentences)]
    return [*lines, sentences.say("proof", "not_proved")]


def kept_for(policy: Path, consent: str) -> str:
    """The proof that the shop keeps of one consent. Raises as :func:`open_shop`, and :class:`TokenError`
    ``proof_unknown``."""
    shop = open_shop(policy)
    try:
        found = kept_proof(shop, consent)
    finally:
        shop.store.close()
    if found is None:
        raise TokenError("proof_unknown")
    return found


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``receipt check FILE`` and ``receipt kept CONSENT --policy FILE``."""
    receipt = commands.add_parser("receipt", help="check a receipt, or write down what is kept as proof")
    actions = receipt.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check", help="say what the receipts in a file prove; needs no network and no settings")
    check.add_argument("file", type=Path, help="receipts, terms and signed parts of tokens, one a line; # is a comment")
    kept = actions.add_parser("kept", help="print what this shop keeps to prove one consent, for check")
    kept.add_argument("consent", help="urn:uuid: of the consent")
    add_policy(kept)


def _told(proof: Proof, catalogue: Catalogue, sentences: Sentences) -> list[str]:
    receipt, say = proof.receipt, sentences.say
    controller = proof.terms.controller
    lines = [
        say("proof", "holds"),
        say("proof", "signed_by_shop", shop=proof.client_id, date=sentences.minute(receipt.iat), kid=proof.kid),
        say("proof", "controller", name=controller.name, address=controller.address, country=controller.country),
        say("proof", "terms", hash=proof.terms.hash),
        say("proof", "customer", did=receipt.did, stop=receipt.stop_code),
    ]
    for item in proof.items:
        entry, purpose = catalogue.entries.get(item.key), catalogue.purposes.get(item.purpose)
        what = {
            "item": in_language(entry.label, sentences.language) if entry is not None else item.key,
            "precision": say("precisions", item.precision.word),
            "purpose": in_language(purpose.label, sentences.language) if purpose is not None else item.purpose,
            "date": sentences.date(item.until),
        }
        lines.append(say("proof", "agreed_signed" if item.signed else "agreed_unsigned", **what))
        if item.erased is not None:
            lines.append(say("proof", "erased", item=what["item"], date=sentences.minute(item.erased)))
    return lines
