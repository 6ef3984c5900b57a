"""A reviewed draft as tables: the records as decided, and the rows that say what was decided."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from app.review.facts import records_of
from app.review.record import as_corrections, review_rows
from app.store.reviews import Draft
from etl.catalogue.build import build_catalogue
from etl.catalogue.corrections import COLUMNS
from etl.catalogue.review import Standing
from etl.catalogue.store import indicator_table, mention_table
from etl.tables import table_bytes

_DAY = (1980, 1, 1, 0, 0, 0)


def export_zip(draft: Draft, standings: Iterable[Standing]) -> bytes:
    """`mentions.csv` and `indicators.csv` as decided, `corrections.csv`; no sentence of the text.

    The same decisions give the same bytes.
    """
    rows = review_rows(standings)
    mentions, indicators = records_of(draft.facts)
    catalogue = build_catalogue(draft.adcode, mentions, indicators, as_corrections(rows))
    files = {
        "mentions.csv": mention_table(catalogue.mentions.records),
        "indicators.csv": indicator_table(catalogue.indicators.records),
        "corrections.csv": table_bytes(COLUMNS, rows),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # Excel takes UTF-8 for what it is only with the mark; readers of tables accept it.
            archive.writestr(zipfile.ZipInfo(name, _DAY), b"\xef\xbb\xbf" + data)
    return buffer.getvalue()
