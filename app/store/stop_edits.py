"""Facts of stops as staff changed them: one field at a time, with history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.store.tables import StopEditRow
from app.store.values import as_json, now, words
from etl.errors import HetuError


@dataclass(frozen=True, slots=True)
class StopEdit:
    """One change of one field; `old` and `new` are JSON values. `undoes_id`: the one taken back."""

    edit_id: int
    district: str
    stop_id: str
    field: str
    rev: int
    old: Any
    new: Any
    source: str
    why: str
    who: str
    when_utc: str
    undoes_id: int | None


class StopEditConflictError(HetuError):
    """Somebody else has changed the field meanwhile; `latest` is that change (None: none)."""

    def __init__(self, latest: StopEdit | None) -> None:
        who = latest.who if latest else "?"
        super().__init__(
            f"{who} 刚刚改动了这一项；请先看他的内容，再作更改。",
            f"{who} has just changed this field; look at that first, then change it.",
        )
        self.latest = latest


class StopEdits:
    """The changes of stops in the store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(
        self,
        district: str,
        stop_id: str,
        field: str,
        *,
        expected: int | None,
        old: Any,
        new: Any,
        source: str,
        who: str,
        why: str = "",
    ) -> StopEdit:
        """Change a field from `old` to `new`. `expected` is the id of its last change the author
        has seen (None: none); StopEditConflictError where that is past.
        """
        row = StopEditRow(
            district=words("district", district, needed=True),
            stop_id=words("stop_id", stop_id, needed=True),
            field=words("field", field, needed=True),
            old_value=as_json("old", old),
            new_value=as_json("new", new),
            source=words("source", source, needed=True),
            why=words("why", why),
            who=words("who", who, needed=True),
        )
        return self._append(row, expected)

    def undo(self, edit_id: int, *, expected: int, who: str, why: str = "") -> StopEdit:
        """Set a field back to what it was before a change, as a further change."""
        with Session(self.engine) as session:
            row = session.get(StopEditRow, edit_id)
            if row is None:
                raise HetuError("没有这次改动。", "there is no such change.")
            found = _edit(row)
        now_there = self.history(found.district, found.stop_id, found.field)[-1].new
        row = StopEditRow(
            district=found.district,
            stop_id=found.stop_id,
            field=found.field,
            old_value=as_json("old", now_there),
            new_value=as_json("new", found.old),
            source=found.source,
            why=words("why", why),
            who=words("who", who, needed=True),
            undoes_id=edit_id,
        )
        return self._append(row, expected)

    def history(self, district: str, stop_id: str = "", field: str = "") -> list[StopEdit]:
        """Every change of a district, of one stop or of one of its fields, oldest first."""
        query = select(StopEditRow).where(StopEditRow.district == district)
        if stop_id:
            query = query.where(StopEditRow.stop_id == stop_id)
        if field:
            query = query.where(StopEditRow.field == field).order_by(StopEditRow.rev)
        with Session(self.engine) as session:
            return [_edit(row) for row in session.scalars(query.order_by(StopEditRow.edit_id))]

    def current(self, district: str) -> dict[str, dict[str, StopEdit]]:
        """The last change of each field that was ever changed: stop → field → change."""
        last: dict[str, dict[str, StopEdit]] = {}
        for edit in self.history(district):
            fields = last.setdefault(edit.stop_id, {})
            if edit.field not in fields or edit.rev > fields[edit.field].rev:
                fields[edit.field] = edit
        return last

    def _append(self, row: StopEditRow, expected: int | None) -> StopEdit:
        key = (row.district, row.stop_id, row.field)
        steps = self.history(*key)
        latest = steps[-1] if steps else None
        if (latest.edit_id if latest else None) != expected:
            raise StopEditConflictError(latest)
        row.rev = latest.rev + 1 if latest else 1
        row.when_utc = now()
        try:
            with Session(self.engine) as session, session.begin():
                session.add(row)
                session.flush()
                return _edit(row)
        except IntegrityError:
            raise StopEditConflictError(self.history(*key)[-1]) from None


def _edit(row: StopEditRow) -> StopEdit:
    return StopEdit(
        edit_id=row.edit_id,
        district=row.district,
        stop_id=row.stop_id,
        field=row.field,
        rev=row.rev,
        old=json.loads(row.old_value),
        new=json.loads(row.new_value),
        source=row.source,
        why=row.why,
        who=row.who,
        when_utc=row.when_utc,
        undoes_id=row.undoes_id,
    )
