"""What Alembic runs: the steps, over the connection that `app.store.migrate` hands it."""

from __future__ import annotations

from alembic import context

from app.store import schema, tables

assert tables  # imported for the tables it declares


def run() -> None:
    """Run the steps that Alembic was asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=schema.Base.metadata,
        # SQLite can roll DDL back too; the caller has opened the transaction.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


# Alembic executes this file; whoever imports it by name asks for nothing to be run.
if hasattr(context, "config"):
    run()
