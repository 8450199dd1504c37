"""The tables before there were migrations. Nobody has to come from an older one."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing: the tables are there."""
