"""What other systems have, and the numbers of reports."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """From 0003 to 0004."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "sent",
        sa.Column("target", sa.String(120), primary_key=True),
        sa.Column("number", sa.String(64), primary_key=True),
        sa.Column("field", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("jti", sa.String(45), nullable=False),
        sa.Column("there", sa.Boolean, nullable=False),
        sa.Column("going", whole),
    )
    op.create_index("ix_sent_jti", "sent", ["jti"])
    op.create_index("ix_customer_number", "customer", ["number"])
    op.create_table(
        "group_report",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("numbers", sa.Text, nullable=False),
    )
