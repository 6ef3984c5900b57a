"""Saved routes with their versions. Nothing is overwritten: each saving adds a version."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.store.tables import ItineraryRow
from app.store.values import as_json, now, words
from etl.errors import HetuError


@dataclass(frozen=True, slots=True)
class Itinerary:
    """One version of a saved route; `itinerary_id` is the token of its share link."""

    itinerary_id: str
    version: int
    district: str
    title: str
    body: dict[str, Any]
    note: str
    is_removed: bool
    who: str
    when_utc: str


class ItineraryConflictError(HetuError):
    """Somebody else has saved the route meanwhile; `latest` is that version."""

    def __init__(self, latest: Itinerary) -> None:
        super().__init__(
            f"{latest.who} 刚刚保存了第 {latest.version} 版；请先看一看，或另存为新的线路。",
            f"{latest.who} has just saved version {latest.version}; look at it first, or save "
            "yours as another route.",
        )
        self.latest = latest


class Itineraries:
    """The saved routes of the store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def create(
        self, district: str, title: str, body: dict[str, Any], who: str, note: str = ""
    ) -> Itinerary:
        """Save a new route as version 1, under a token that cannot be guessed."""
        return self._append(secrets.token_hex(8), 1, district, title, body, who, note)

    def save(
        self,
        itinerary_id: str,
        title: str,
        body: dict[str, Any],
        who: str,
        *,
        expected_version: int,
        note: str = "",
    ) -> Itinerary:
        """Save the next version; ItineraryConflictError where `expected_version` is past."""
        latest = self._expected(itinerary_id, expected_version)
        return self._append(
            itinerary_id, latest.version + 1, latest.district, title, body, who, note
        )

    def remove(self, itinerary_id: str, who: str, *, expected_version: int) -> Itinerary:
        """Take a route off the list; its versions stay, and `save` brings it back."""
        latest = self._expected(itinerary_id, expected_version)
        return self._append(
            itinerary_id,
            latest.version + 1,
            latest.district,
            latest.title,
            latest.body,
            who,
            is_removed=True,
        )

    def get(self, itinerary_id: str, version: int | None = None) -> Itinerary:
        """A version, by default the last; HetuError where there is none."""
        query = select(ItineraryRow).where(ItineraryRow.itinerary_id == itinerary_id)
        if version is not None:
            query = query.where(ItineraryRow.version == version)
        with Session(self.engine) as session:
            row = session.scalar(query.order_by(ItineraryRow.version.desc()).limit(1))
            if row is None:
                raise HetuError(
                    "没有这条线路，或没有这一版。请核对链接。",
                    "there is no such route or version. Check the link.",
                )
            return _itinerary(row)

    def versions(self, itinerary_id: str) -> list[Itinerary]:
        """Every version of a route, oldest first."""
        query = select(ItineraryRow).where(ItineraryRow.itinerary_id == itinerary_id)
        with Session(self.engine) as session:
            rows = session.scalars(query.order_by(ItineraryRow.version))
            return [_itinerary(row) for row in rows]

    def all_of(self, district: str) -> list[Itinerary]:
        """The last version of each route of a district that is not removed, newest first."""
        last = (
            select(ItineraryRow.itinerary_id, func.max(ItineraryRow.version).label("version"))
            .where(ItineraryRow.district == district)
            .group_by(ItineraryRow.itinerary_id)
            .subquery()
        )
        query = (
            select(ItineraryRow)
            .join(
                last,
                (ItineraryRow.itinerary_id == last.c.itinerary_id)
                & (ItineraryRow.version == last.c.version),
            )
            .where(ItineraryRow.is_removed.is_(False))
            .order_by(ItineraryRow.when_utc.desc(), ItineraryRow.row_id.desc())
        )
        with Session(self.engine) as session:
            return [_itinerary(row) for row in session.scalars(query)]

    def _expected(self, itinerary_id: str, expected_version: int) -> Itinerary:
        latest = self.get(itinerary_id)
        if latest.version != expected_version:
            raise ItineraryConflictError(latest)
        return latest

    def _append(
        self,
        itinerary_id: str,
        version: int,
        district: str,
        title: str,
        body: dict[str, Any],
        who: str,
        note: str = "",
        *,
        is_removed: bool = False,
    ) -> Itinerary:
        row = ItineraryRow(
            itinerary_id=itinerary_id,
            version=version,
            district=words("district", district, needed=True),
            title=words("title", title, needed=True),
            body=as_json("body", body),
            note=words("note", note),
            is_removed=is_removed,
            who=words("who", who, needed=True),
            when_utc=now(),
        )
        try:
            with Session(self.engine) as session, session.begin():
                session.add(row)
                session.flush()
                return _itinerary(row)
        except IntegrityError:
            raise ItineraryConflictError(self.get(itinerary_id)) from None


def _itinerary(row: ItineraryRow) -> Itinerary:
    return Itinerary(
        itinerary_id=row.itinerary_id,
        version=row.version,
        district=row.district,
        title=row.title,
        body=json.loads(row.body),
        note=row.note,
        is_removed=row.is_removed,
        who=row.who,
        when_utc=row.when_utc,
    )
