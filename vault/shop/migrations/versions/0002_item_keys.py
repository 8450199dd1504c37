"""What customers said is sealed, each item under a key of its own; indexes for a million customers.

Nothing is lost if this is interrupted: the keys are kept first, and the former rows go with the commit.
"""

import secrets

import sqlalchemy as sa
from alembic import context, op

from vault.shop.contents import Content, sealed
from vault.shop.key_ring import KEY_BYTES

revision = "0002"
down_revision = "0001"

PAGE = 500
INDEXES = {
    "request_terms": ("request", ["terms"]),
    "request_customer": ("request", ["customer"]),
    "ix_session_customer": ("session", ["customer"]),
    "ix_consent_customer": ("consent", ["customer"]),
    "ix_consent_owner": ("consent", ["owner"]),
    "ix_consent_terms": ("consent", ["terms"]),
    "item_consent": ("item", ["consent"]),
    "item_owner": ("item", ["owner", "key"]),
    "item_proof": ("item", ["proof_until"]),
    "ix_receipt_consent": ("receipt", ["consent"]),
    "ix_receipt_request": ("receipt", ["request"]),
    "ix_refresh_receipt": ("refresh", ["receipt"]),
}


def upgrade() -> None:
    """From 0001 to 0002."""
    op.create_table("erased_key", sa.Column("jti", sa.String(45), primary_key=True))
    op.rename_table("content", "content_open")
    table = op.create_table(
        "content",
        sa.Column("jti", sa.String(45), sa.ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    _seal(op.get_bind(), table)
    op.drop_table("content_open")
    for name, (of, columns) in INDEXES.items():
        op.create_index(name, of, columns)
    if op.get_bind().dialect.name == "postgresql":
        _widen(op.get_bind())


def _seal(connection: sa.Connection, table: sa.Table) -> None:
    keys = context.config.attributes["keys"]
    text = [sa.column(name, sa.Text) for name in ("jti", "value", "disclosure", "key_binding")]
    former, after = sa.table("content_open", *text), ""
    while rows := connection.execute(
        sa.select(former).where(former.c.jti > after).order_by(former.c.jti).limit(PAGE)
    ).all():
        fresh = {row.jti: secrets.token_bytes(KEY_BYTES) for row in rows}
        keys.put(fresh)
        connection.execute(
            sa.insert(table),
            [
                {
                    "jti": row.jti,
                    "sealed": sealed(fresh[row.jti], row.jti, Content(row.value, row.disclosure, row.key_binding)),
                }
                for row in rows
            ],
        )
        after = rows[-1].jti


def _widen(connection: sa.Connection) -> None:
    """Times go on after 2038."""
    found = sa.inspect(connection)
    for table in found.get_table_names():
        for column in found.get_columns(table):
            if isinstance(column["type"], sa.Integer) and not isinstance(column["type"], sa.BigInteger):
                op.alter_column(table, column["name"], type_=sa.BigInteger)
