"""What Alembic runs: the steps, on the connection and within the transaction that it is given."""

from alembic import context

if hasattr(context, "config"):  # not where the package is only looked through
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    context.run_migrations()
