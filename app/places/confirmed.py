"""The placements that stand, as rows for the district's table of positions set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.store.placements import Placement, Placements, standing
from etl.district import District
from etl.places.commit import Confirmed, Written, commit, ref_of


@dataclass(frozen=True, slots=True)
class Committed:
    """What a run wrote, and the works of placements that no catalogue knows any more."""

    written: Written
    unknown: tuple[str, ...]


def commit_placements(
    placements: Placements, district: District, names: Mapping[str, str]
) -> Committed:
    """Write what stands into gazetteer/overrides.csv; `names` are the works' names by id."""
    unknown: list[str] = []

    def read() -> tuple[list[Confirmed], set[str]]:
        own: set[str] = set()
        rows: list[Confirmed] = []
        for work_id, steps in placements.histories(district.adcode).items():
            own |= {_ref(step) for step in steps}
            now = standing(steps)
            if now is None or not now.geometry:
                continue
            if work_id in names:
                rows.append(_row(now, names[work_id]))
            else:
                unknown.append(work_id)
                own.discard(_ref(now))  # its row stays: the work may come back
        return sorted(rows, key=lambda row: (row.when, row.work_id)), own

    written = commit(district.root / "gazetteer" / "overrides.csv", read)
    return Committed(written, tuple(sorted(unknown)))


def _ref(step: Placement) -> str:
    return ref_of(step.work_id, step.rev, step.who, step.when_utc)


def _row(step: Placement, name: str) -> Confirmed:
    return Confirmed(
        name=name,
        work_id=step.work_id,
        rev=step.rev,
        geometry=step.geometry or {},
        radius_m=step.radius_m,
        method=step.method,
        source=step.source,
        who=step.who,
        when=step.when_utc,
        why=step.note or step.source,
        raw=" ".join(part for part in (step.raw_value, step.raw_datum) if part),
    )


def names_of(district: District) -> dict[str, str]:
    """The names of the works of record, by id: by the tables, else as published."""
    from etl.pipeline import catalogue_of, read_records
    from etl.sources.geojson import read_features

    found: dict[str, str] = {}
    for path in sorted(district.layers.glob("*.geojson")):
        if path.stem in ("projects", "roads", "villages"):
            for feature in read_features(path):
                found[str(feature["id"])] = str(feature["properties"]["name"])
    catalogue = catalogue_of(district, *read_records(district))
    return {**found, **{work.work_id: work.name for work in catalogue.works}}
