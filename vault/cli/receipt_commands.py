"""``receipt``: the numbers of what was shared, and the receipt of one as a file that anybody can check."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer.receipt_file import numbered_shares, receipt_text, save_receipt
from vault.customer.shop_detail import view_receipt

if TYPE_CHECKING:
    from vault.customer.receipt_file import NumberedShare
    from vault.customer.shop_detail import ShareReceipt


def receipt(program: Program, arguments: argparse.Namespace) -> int:
    """List the receipts; with a number print that one, or save it to a new file."""
    if arguments.number is None:
        return _list(program)
    with program.open_session() as session:
        seq = next((each.seq for each in numbered_shares(session) if each.number == arguments.number), None)
        found = view_receipt(session, seq) if seq is not None else None
    if found is None:
        raise ChoiceError("receipt_number_unknown")
    if arguments.file is None:
        text = receipt_text(found, program.catalogue, program.sentences)
        program.show({**_as_json(found), "text": text}, text.splitlines())
        return DONE
    path = Path(arguments.file)
    save_receipt(found, path, program.catalogue, program.sentences)
    program.show({**_as_json(found), "file": path.name}, [program.say("receipt_saved", file=path.name)])
    return DONE


def _list(program: Program) -> int:
    with program.open_session() as session:
        found = numbered_shares(session)
    answer: list[Json] = [
        {"number": each.number, "agreed": to_text(each.agreed), "host": each.host, "keys": list(each.keys)}
        for each in found
    ]
    rows = [_row(program, each) for each in found]
    program.show({"receipts": answer}, columns(rows) if rows else [program.say("nothing_found")])
    return DONE


def _row(program: Program, share: NumberedShare) -> list[str]:
    names = ", ".join(program.labelled(key) for key in share.keys)
    return [share.number, program.sentences.minute(share.agreed), share.host, names]


def _as_json(found: ShareReceipt) -> dict[str, Json]:
    return {"number": found.number, "host": found.host, "agreed": to_text(found.agreed)}
