"""Alembic's entry: runs the steps on the connection that intake.relay.handout.database hands over."""

from __future__ import annotations

from alembic import context

from intake.relay.handout.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
