"""Answers of geocoders, kept so that nobody is asked twice for the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.store.tables import ProviderCacheRow
from app.store.values import now
from etl.files import sha256_of

KEPT_DAYS = 30


class ProviderCache:
    """The cache of the store; an answer older than `KEPT_DAYS` is asked for anew."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def get(self, provider: str, query: str) -> str | None:
        """The answer kept, None where there is none or it is too old."""
        oldest = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
        with Session(self.engine) as session:
            row = session.get(ProviderCacheRow, (provider, sha256_of(query.encode())))
            return row.answer if row is not None and row.fetched_at >= oldest else None

    def put(self, provider: str, query: str, answer: str) -> None:
        """Keep an answer in the place of an older one."""
        key = sha256_of(query.encode())
        row = ProviderCacheRow(
            provider=provider,
            query_sha256=key,
            query=query,
            answer=answer.replace("\x00", ""),
            fetched_at=now(),
        )
        try:
            with Session(self.engine) as session, session.begin():
                session.execute(
                    delete(ProviderCacheRow).where(
                        ProviderCacheRow.provider == provider, ProviderCacheRow.query_sha256 == key
                    )
                )
                session.add(row)
        except IntegrityError:
            pass  # another worker has just kept the same
