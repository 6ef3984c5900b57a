"""The quality of a district's places, from its tables as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from etl.catalogue.model import Work
from etl.district import District
from etl.places.load import load_gazetteer
from etl.places.quality import Quality, quality_of
from etl.publish.placing import Placer, query_of


def district_quality(district: District, works: Iterable[Work], today: date) -> Quality:
    """The report on the works of record. Raises HetuError for a broken table."""
    placer = Placer(load_gazetteer(district.root))
    asked = [(work.work_id, query_of(work), placer.place(work)) for work in works]
    return quality_of(asked, load_gazetteer(district.root, fill=False), today)
