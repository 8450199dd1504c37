"""Preferences that the shop had already, and when a leak was noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """From 0002 to 0003."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "own_item",
        sa.Column("id", sa.String(45), primary_key=True),
        sa.Column("number", sa.String(64)),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("purpose", sa.String(120), nullable=False),
        sa.Column("given", whole, nullable=False),
        sa.Column("imported", whole, nullable=False),
        sa.Column("exp", whole, nullable=False),
        sa.Column("proof_hash", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("erased", whole),
        sa.Column("proof_until", whole),
        sa.UniqueConstraint("owner", "key", "purpose", "given"),
    )
    op.create_index("own_item_read", "own_item", ["number", "key"])
    op.create_index("own_item_end", "own_item", ["state", "exp"])
    op.create_index("own_item_proof", "own_item", ["proof_until"])
    op.add_column("incident", sa.Column("noticed", whole))
