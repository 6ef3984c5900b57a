"""Steps from the database of each release to the next (Alembic); `app.store.migrate` runs them."""
