"""The review's desk: store, districts, table of record and layers, brought together."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine

from app.review.current import put_in_current, stamp_of
from app.review.districts import as_of, geodata_of, known_districts
from app.review.draftlayers import DraftLayers, build_draft_layers
from app.review.feed import combined
from app.review.guard import RefusedError
from app.review.intake import Taken
from app.review.onrecord import (
    can_be_kept,
    keep_tables,
    put_on_record,
    sidecar_of,
    take_off_record,
    was_put_here,
)
from app.review.rebuild import Rebuilder
from app.review.record import read_parted, review_rows, write_record
from app.review.restore import restore
from app.settings import Settings
from app.store.engine import open_store
from app.store.reviews import Draft, Reviews
from etl.district import District
from etl.errors import HetuError
from etl.files import locked
from etl.pipeline import build


class Desk:
    """Everything the review's addresses work with; opened in each worker when first asked."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.geodata = geodata_of(settings)
        self.layers = DraftLayers(settings.var)
        self.rebuilder = Rebuilder(settings.var / "review")
        self._engines: dict[int, Engine] = {}
        self._lock = Lock()
        self._synced: tuple[str, str] = ("", "")
        self.trouble: HetuError | None = None

    @property
    def reviews(self) -> Reviews:
        """The store, opened once in each process: a connection must not pass a fork."""
        with self._lock:
            me = os.getpid()
            if me not in self._engines:
                self._engines = {me: open_store(self.settings.var)}
            return Reviews(self._engines[me])

    def close(self) -> None:
        """End what runs in the background and let go of the store."""
        self.rebuilder.wait()
        for engine in self._engines.values():
            engine.dispose()
        self._engines = {}

    # --- districts ---------------------------------------------------------------------------

    def districts(self) -> list[District]:
        """Every district of this machine."""
        return known_districts(self.geodata)

    def served(self) -> District | None:
        """The district whose layers are served."""
        own = self.settings.layers.parent.name
        found = {item.adcode: item for item in self.districts()}
        return found.get(own)

    def is_written(self, draft: Draft) -> bool:
        """Whether decisions on a draft go to the table of record."""
        return self.district_of(draft) is not None and can_be_kept(draft)

    def district_of(self, draft: Draft) -> District | None:
        """The draft's district, None where this machine does not know it."""
        return next((item for item in self.districts() if item.adcode == draft.adcode), None)

    def record_state(self, draft: Draft) -> str:
        """Of a draft's report: `kept` on record, `taken` from this page, `free` to go, or ""."""
        district = self.district_of(draft)
        if district is None or not can_be_kept(draft):
            return ""
        if sidecar_of(district, draft) is None:
            return "free" if draft.text else ""
        return "taken" if was_put_here(district, draft) else "kept"

    # --- drafts ------------------------------------------------------------------------------

    def current(self) -> str:
        """The id of the current report's draft, put in anew where its sources changed; or "".

        With a broken table the last good draft stays, and `trouble` says what is wrong.
        """
        district = self.served()
        if district is None or not district.sidecar.report_id:
            return ""
        try:
            self._sync(district)
            self.trouble = None
        except HetuError as error:
            self.trouble = error
        return self._synced[1] or self._last_current(district)

    def _last_current(self, district: District) -> str:
        """The newest draft of the district that was drawn from its tables."""
        own = (draft for draft in self.reviews.drafts() if draft.adcode == district.adcode)
        return next((draft.draft_id for draft in own if "stamp" in draft.facts), "")

    def _sync(self, district: District) -> None:
        stamp = stamp_of(district)
        if self._synced[0] != stamp:
            with locked(self.settings.var / "review" / "current.lock"):
                self._synced = (stamp, self._put_in_current(district, stamp))
            self._take_over(self.draft(self._synced[1]), district)
            # A server killed between a decision and its row leaves the table behind the store.
            with suppress(HetuError, OSError):
                self._write(district, district.sidecar.report_id)

    def _put_in_current(self, district: District, stamp: str) -> str:
        for draft in self.reviews.drafts():
            if draft.facts.get("stamp") == stamp and draft.adcode == district.adcode:
                return draft.draft_id
        return put_in_current(self.reviews, district, stamp)

    def draft(self, draft_id: str) -> Draft:
        """One draft; RefusedError (404) where there is none."""
        try:
            return self.reviews.draft(draft_id)
        except HetuError as error:
            raise RefusedError(error.zh, error.en, 404) from None

    def put_in(self, taken: Taken, file_name: str, who: str) -> Draft:
        """Keep a report as a draft and have its layers drawn."""
        home = taken.home
        draft_id = self.reviews.put_in(
            adcode=home.district.adcode if home.district else "",
            report_id=home.report_id,
            title=taken.report.title or file_name,
            file_name=file_name,
            text=taken.report.text,
            facts=taken.facts,
            who=who,
        )
        draft = self.draft(draft_id)
        self._synced = ("", self._synced[1])  # it may be the current report itself
        if home.district:
            self._take_over(draft, home.district)
            self._draw(draft, home.district)
        return draft

    def _take_over(self, draft: Draft, district: District) -> None:
        """Take in what the table of record says and this store does not know."""
        rows, _ = read_parted(district.catalogue / "corrections.csv", draft.report_id)
        ids = [item["record_id"] for item in [*draft.facts["mentions"], *draft.facts["indicators"]]]
        with locked(self.record_lock(district)):
            known = self.reviews.decisions(draft.draft_id)
            restore(self.reviews.engine, draft.draft_id, rows, ids, known)

    # --- decisions ---------------------------------------------------------------------------

    def after_decision(self, draft: Draft) -> dict[str, Any] | None:
        """Write what stands through to the table of record and have the layers drawn anew.

        The error in both languages where the table could not be written: the decision is kept and
        goes there with the next one.
        """
        district = self.district_of(draft)
        if district is None:
            return None
        if draft.draft_id != self.current():
            self._draw(draft, district)
        if not self.is_written(draft):
            return None
        try:
            if sidecar_of(district, draft) is None:
                keep_tables(district, draft)
            self._write(district, draft.report_id)
        except HetuError as error:
            return {"zh": error.where + error.zh, "en": error.where + error.en}
        except OSError as error:
            return {
                "zh": f"更正表没有写成（{error.strerror}）；决定已保存，下一次会补写。",
                "en": f"The table of corrections was not written ({error.strerror}); the decision "
                "is kept and goes there with the next one.",
            }
        return None

    def _write(self, district: District, report_id: str) -> None:
        """Bring the table of record to what stands; where that changes it, the layers too."""
        with locked(self.record_lock(district)):
            rows = review_rows(combined(self.reviews, district.adcode, report_id))
            changed = write_record(district.catalogue / "corrections.csv", report_id, rows)
        # Rows of a report that is not on record change nothing that is published.
        if changed and report_id in district.report_ids():
            self.redraw(district)

    def put_on_record(self, draft: Draft, who: str, *, undo: bool = False) -> None:
        """Make the draft's report one of record, or take it off again, and publish what follows."""
        district = self.district_of(draft)
        if district is None:
            raise RefusedError(
                "本机没有这个区县的资料。请先运行 hetu init 六位代码。",
                "This machine has no data for this district. Run hetu init CODE first.",
            )
        with locked(self.record_lock(district)):
            if undo:
                take_off_record(district, draft, self.settings.var)
            else:
                put_on_record(district, draft, self.settings.var, who)
        self._write(district, draft.report_id)
        self.redraw(district, first=True)

    def redraw(self, district: District, *, first: bool = False) -> None:
        """Have a district's published layers drawn anew, where it has any or gets its first."""
        layers = self._published(district) or (district.layers if first else None)
        if layers is None:
            return

        def job() -> None:
            again = District.load(district.adcode, self.geodata)
            build(again, layers=layers, var=self.settings.var)

        self.rebuilder.ask(f"record-{district.adcode}", job)

    def _published(self, district: District) -> Path | None:
        """The folder of a district's published layers; None where it has none.

        Never the layers of another geodata folder than the one the table was written to.
        """
        served, folder = self.served(), self.settings.layers
        foreign = (folder.parent / "district.toml").is_file() and (
            folder.parent.resolve() != district.root.resolve()
        )
        if served is not None and served.adcode == district.adcode and not foreign:
            return folder
        return district.layers if district.layers.is_dir() else None

    def _draw(self, draft: Draft, district: District) -> None:
        """Have a draft's own layers drawn."""
        folder = self.layers.folder(draft.draft_id)
        seen = self._seen(draft, district)

        def job() -> None:
            newest = self.draft(draft.draft_id)
            standings = self.reviews.standings(draft.draft_id).values()
            build_draft_layers(folder, seen, newest, standings)

        self.rebuilder.ask(f"draft-{draft.draft_id}", job)

    def _seen(self, draft: Draft, district: District) -> District:
        return as_of(district, draft)

    def published_state(self) -> dict[str, Any]:
        """How the drawing of the published layers stands; a killed server's is asked for again."""
        district = self.served()
        key = f"record-{district.adcode}" if district else ""
        if district and self.rebuilder.is_lost(key):
            self.redraw(district)
        return self.rebuilder.state(key)

    def record_lock(self, district: District) -> Path:
        """The lock file of the tables of record."""
        return self.settings.var / "review" / f"record-{district.adcode}-table.lock"

    def layers_state(self, draft: Draft, current: str) -> dict[str, Any]:
        """How the drawing of a draft's layers stands, under its key; what a killed server left
        undone is asked for again.
        """
        is_current = draft.draft_id == current
        key = f"record-{draft.adcode}" if is_current else f"draft-{draft.draft_id}"
        if self.rebuilder.is_lost(key) and (district := self.district_of(draft)):
            if is_current:
                self.redraw(district)
            else:
                self._draw(draft, district)
        return {"key": key, **self.rebuilder.state(key)}
