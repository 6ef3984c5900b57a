"""A file on the way in: what would be taken, read how, from what datum, with what left out."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import LonLat
from etl.crs.reference import Reference, parse_reference
from etl.files import json_bytes, sha256_of
from etl.intake.datum import Settled, settle
from etl.intake.mapping import check_mapping, guess_mapping
from etl.intake.model import IntakeError, Problem, Raw, RawRow
from etl.places.import_records import Authority, Batch, ImportedFeature, ImportKind
from etl.places.import_rung import outline_radius

MARGIN_DEG = 0.1
"""How far outside the district's box a feature may lie and still be kept (some ten kilometres)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The district as an import needs to know it."""

    outline: BaseGeometry
    kinds: Mapping[str, ImportKind]

    @property
    def centre(self) -> LonLat:
        """A point well inside it."""
        point = self.outline.representative_point()
        return (point.x, point.y)

    @property
    def box(self) -> BaseGeometry:
        """Its bounds with the margin."""
        west, south, east, north = self.outline.bounds
        return shapely.box(
            west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of a file; empty means: find out."""

    datum: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    layer: str = ""
    kind: str = ""
    title: str = ""
    licence: str = ""
    who: str = ""
    uncertainty_m: float | None = None
    authority: Authority = "own"


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a file in would write; `scenery` is the base map an OSM extract brings."""

    batch: Batch
    features: list[ImportedFeature]
    problems: list[Problem]
    mapping: dict[str, str]
    columns: tuple[str, ...]
    reference: Reference
    how: str
    unnamed: int = 0
    outside: int = 0
    repaired: int = 0
    scenery: bytes = b""
    layers: tuple[str, ...] = ()


def make_plan(path: Path, raw: Raw, ground: Ground, wishes: Wishes, when: str = "") -> Plan:
    """Rows to features of record. IntakeError where nothing of the file can be used here."""
    mapping = guess_mapping(raw)
    mapping = check_mapping(raw, {**mapping, **wishes.mapping})
    declared = parse_reference(wishes.datum) if wishes.datum else None
    settled = settle(raw, mapping, declared, ground.centre)
    return plan_rows(path, raw, settled, mapping, ground, wishes, when)


def plan_rows(
    path: Path,
    raw: Raw,
    settled: Settled,
    mapping: dict[str, str],
    ground: Ground,
    wishes: Wishes,
    when: str,
) -> Plan:
    """The plan of rows that are in WGS84 already."""
    problems = [*raw.problems, *settled.problems]
    sha = file_sha(path)
    batch = Batch(
        batch_id=batch_id_of(sha, settled.reference.label_en, {**mapping, "kind": wishes.kind}),
        title=wishes.title or Path(raw.file).stem,
        file=raw.file,
        format=raw.format,
        sha256=sha,
        size_bytes=path.stat().st_size,
        datum=settled.reference.label_zh,
        datum_said=raw.said or settled.how,
        who=wishes.who,
        when=when or datetime.now(UTC).date().isoformat(),
        licence=wishes.licence,
        attribution="",
        authority=wishes.authority,
        count=0,
        mapping=mapping,
    )
    features: list[ImportedFeature] = []
    unnamed = outside = repaired = 0
    box = ground.box
    shapely.prepare(box)
    for row, form in settled.rows:
        mended = repair(form)
        if mended is None:
            problems.append(
                Problem(row.row, "图形修不好，略过。", "the geometry cannot be mended, left out.")
            )
            continue
        if mended is not form:
            repaired += 1
            problems.append(
                Problem(row.row, "图形有误（自相交等），已修复。", "invalid geometry, repaired.")
            )
        if not box.intersects(mended):
            outside += 1
            continue
        name = _cell(row, mapping, "name")
        if not name:
            unnamed += 1
            continue
        features.append(_feature(row, name, mended, mapping, ground, settled, wishes, batch))
    if not features:
        raise _nothing(raw, outside, unnamed, settled)
    return Plan(
        batch, features, sorted(problems, key=lambda p: p.row), mapping, raw.columns,
        settled.reference, settled.how, unnamed, outside, repaired, layers=raw.layers,
    )  # fmt: skip


def file_sha(path: Path) -> str:
    """SHA-256 of a file, read in blocks; of a shapefile with its table."""
    names = [path]
    if path.suffix.lower() == ".shp":
        names += [p for s in (".dbf", ".DBF") if (p := path.with_suffix(s)).is_file()][:1]
    digests = []
    for name in names:
        with name.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return digests[0] if len(digests) == 1 else sha256_of("".join(digests).encode())


def batch_id_of(sha: str, reference: str, mapping: Mapping[str, str]) -> str:
    """A batch is one file read in one way: two runs give the same id."""
    return sha256_of(json_bytes([sha, reference, dict(mapping)]))[:10]


def repair(form: BaseGeometry) -> BaseGeometry | None:
    """The geometry valid, the same object where it was; None where nothing of it is left."""
    if form.is_valid:
        return form
    mended = shapely.make_valid(form, method="structure", keep_collapsed=False)
    if mended.geom_type == "GeometryCollection":
        parts = [part for part in shapely.get_parts(mended) if part.area or part.length]
        mended = shapely.union_all(parts) if parts else mended
    return None if mended.is_empty else mended


def _feature(
    row: RawRow,
    name: str,
    form: BaseGeometry,
    mapping: Mapping[str, str],
    ground: Ground,
    settled: Settled,
    wishes: Wishes,
    batch: Batch,
) -> ImportedFeature:
    kind = kind_of(
        ground.kinds, wishes.kind, _cell(row, mapping, "kind"), name, row.layer,
        is_line="LineString" in form.geom_type,
    )  # fmt: skip
    radius = wishes.uncertainty_m or _number(_cell(row, mapping, "uncertainty"))
    lon, lat, uncertainty = stand_for(form, radius or ground.kinds[kind].uncertainty_m or 500.0)
    if uncertainty is not None:
        uncertainty += settled.extra_m
    return ImportedFeature(
        feature_id=f"{batch.batch_id}/{row.row}",
        name=name,
        aliases=tuple(_split(_cell(row, mapping, "alias"))),
        kind=kind,
        code=_cell(row, mapping, "code"),
        address=_cell(row, mapping, "address"),
        row=row.row,
        geometry=form,
        lon=lon,
        lat=lat,
        uncertainty_m=uncertainty,
        batch=batch,
    )


def stand_for(form: BaseGeometry, radius_m: float) -> tuple[float, float, float | None]:
    """(lon, lat, radius) of the point that stands for a geometry: None for a line's radius."""
    if form.geom_type == "Point":
        return round(form.x, 6), round(form.y, 6), float(math.ceil(radius_m))
    if "LineString" in form.geom_type:
        middle = (
            form.interpolate(0.5, normalized=True)
            if form.geom_type == "LineString"
            else form.representative_point()
        )
        return round(middle.x, 6), round(middle.y, 6), None
    return outline_radius(form)


def kind_of(
    kinds: Mapping[str, ImportKind], wished: str, said: str, name: str, layer: str, *, is_line: bool
) -> str:
    """The kind: as wished, by the column's word, by the ending of the name, by the layer."""
    if wished in kinds:
        return wished
    if said in kinds:
        return said
    for text, at_end in ((said, False), (name, True), (layer, False)):
        best = ""
        found = ""
        for kind in kinds.values():
            for word in kind.words:
                fits = text.endswith(word) if at_end else word in text
                if text and fits and len(word) > len(best):
                    best, found = word, kind.kind
        if found:
            return found
    return "street" if is_line else "other"


def _cell(row: RawRow, mapping: Mapping[str, str], wanted: str) -> str:
    column = mapping.get(wanted, "")
    return row.values.get(column, "").strip()[:200] if column else ""


def _split(text: str) -> list[str]:
    for mark in "；;、|，,/":
        text = text.replace(mark, "|")
    return [part.strip() for part in text.split("|") if part.strip()]


def _number(text: str) -> float | None:
    try:
        value = float(text.removesuffix("米").removesuffix("m").strip())
    except ValueError:
        return None
    return value if math.isfinite(value) and value > 0 else None


def _nothing(raw: Raw, outside: int, unnamed: int, settled: Settled) -> IntakeError:
    if outside:
        form = settled.rows[0][1].centroid
        return IntakeError(
            f"没有一个要素在本区附近（{outside} 个在外，如 {form.x:.4f}, {form.y:.4f}）。请核对"
            f"区县和坐标系（按“{settled.reference.label_zh}”读）。",
            f"no feature lies near the district ({outside} are outside, such as {form.x:.4f}, "
            f"{form.y:.4f}). Check the reference (read as {settled.reference.label_en}) and the "
            "district.",
            file=raw.file,
        )
    return IntakeError(
        f"{unnamed} 个要素都没有名称。请用 --map name=列名 指明名称列；文件的列："
        f"{'、'.join(raw.columns[:20])}。",
        f"none of the {unnamed} features has a name. Say which column holds it with --map "
        f"name=COLUMN; the file has: {', '.join(raw.columns[:20])}.",
        file=raw.file,
    )
