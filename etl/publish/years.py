"""A report's catalogue as a year to compare, and the file that two years give."""

from __future__ import annotations

from collections.abc import Sequence

from etl.catalogue.build import Catalogue
from etl.catalogue.corrections import Correction
from etl.publish.placing import Placer
from etl.sources.reports import ReportSidecar
from etl.years.compare import Year, YearsComparison, compare_years
from etl.years.decisions import Decision
from etl.years.release import FILENAME, release_bytes


def corrections_of(report_id: str, corrections: Sequence[Correction]) -> list[Correction]:
    """The rows that speak of one report; those of another year are not unmet, only elsewhere."""
    return [row for row in corrections if row.record_id.split("/")[0] == report_id]


def year_of(sidecar: ReportSidecar, catalogue: Catalogue, placer: Placer) -> Year:
    """The works of a report with their places, ready for `compare_years`."""
    return Year(
        report_id=sidecar.report_id,
        year=sidecar.year,
        title_zh=sidecar.title_zh,
        title_en=sidecar.title_en,
        delivered_on=sidecar.delivered_on,
        works=catalogue.works,
        indicators=catalogue.indicators.records,
        locations={work.work_id: placer.place(work) for work in catalogue.works},
        focus_areas=[(item.number, item.label_zh, item.label_en) for item in sidecar.focus_areas],
    )


def compared_files(
    old: Year, new: Year, decisions: Sequence[Decision] = ()
) -> tuple[dict[str, bytes], YearsComparison]:
    """`years.json` by file name, and the comparison (`carried_over` of it goes to the layers)."""
    comparison = compare_years(old, new, decisions)
    return {FILENAME: release_bytes(comparison)}, comparison
