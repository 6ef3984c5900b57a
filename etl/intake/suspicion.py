"""Is the file in the datum it is taken to be in? Its features against ground that is known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from etl.codes import LocationMethod
from etl.crs.datum import Datum
from etl.crs.detective import Finding, Verdict, investigate
from etl.crs.geodesy import area_m2
from etl.intake.model import IntakeError, Problem
from etl.intake.plan import Ground, Plan
from etl.places.import_records import ImportedFeature
from etl.places.index import Gazetteer

_KNOWN_M = 2000.0
_DEGREES = (Datum.WGS84, Datum.CGCS2000)


def datum_found(plan: Plan, ground: Ground, gazetteer: Gazetteer) -> Finding | None:
    """What known ground says of a file in degrees; None where there is nothing to compare.

    Only files taken for WGS84 or CGCS2000 are questioned: that is what the offset systems of
    Chinese online maps pass for.
    """
    if plan.reference.datum not in _DEGREES or plan.batch.format == "osm":
        return None
    outline = _outline(plan.features, ground)
    if outline is not None:
        xy = shapely.get_coordinates(outline.geometry)
        return investigate(xy[:, 0], xy[:, 1], boundary=ground.outline, is_outline=True)
    rows = [(item, _known(item, gazetteer)) for item in plan.features]
    known = np.array([at for _, (at, _) in rows])
    radius = np.array([metres for _, (_, metres) in rows])
    x, y = (np.array([getattr(item, axis) for item, _ in rows]) for axis in ("lon", "lat"))
    return investigate(x, y, known=known, known_m=radius, boundary=ground.outline)


def judged(plan: Plan, finding: Finding | None) -> tuple[Plan, str]:
    """The plan with what was found said, and the datum to read the file in instead ("": as it is).

    Where the file's own declaration is contradicted, IntakeError asks: neither is simply believed.
    """
    if finding is None:
        return plan, ""
    fits = [hypothesis.reference.datum for hypothesis in finding.remaining]
    if finding.verdict is Verdict.FITS and fits[0] in _DEGREES:
        return _said(
            plan,
            f"坐标系已与 {finding.matched} 处已知地点比对，相符。",
            f"the reference was checked against {finding.matched} known places and fits.",
        ), ""
    if fits and not set(fits) & set(_DEGREES):
        return _contradicted(plan, finding, fits[0])
    if finding.verdict is Verdict.NONE:
        return _said(
            plan,
            "与已知地点都对不上，请核对坐标系或数据。",
            "fits no known ground: check datum and data.",
        ), ""
    is_open = plan.how in ("format", "found") or fits[0] not in _DEGREES
    if is_open and finding.margin_m and not math.isnan(finding.margin_m):
        names = "、".join(dict.fromkeys(h.reference.datum.value for h in finding.remaining[:3]))
        return _said(
            plan,
            f"已知地点太少，分不清是哪种坐标系（{names}，相差约 {finding.margin_m:.0f} 米）；"
            f"按 {plan.reference.datum.value} 读。",
            f"too little known ground to tell the reference ({names}, some "
            f"{finding.margin_m:.0f} m apart); read as {plan.reference.datum.value}.",
        ), ""
    return plan, ""


def _contradicted(plan: Plan, finding: Finding, datum: Datum) -> tuple[Plan, str]:
    """Known ground speaks against WGS84: converted where sure and nobody said otherwise."""
    metres = f"{finding.margin_m:.0f}" if finding.margin_m else "?"
    read = plan.reference.datum.value
    zh = f"与已知地点比对，坐标像是 {datum.label_zh}，按 {read} 读会偏约 {metres} 米"
    en = (
        f"compared with known ground this looks like {datum.label_en}; read as "
        f"{plan.reference.datum.value} it would be some {metres} m off"
    )
    if plan.how == "declared":
        return _said(plan, f"{zh}；仍按所填的坐标系读。", f"{en}; read as you declared."), ""
    if plan.how == "file" or finding.verdict is not Verdict.FITS:
        raise IntakeError(
            f"{zh}。请用 --datum {datum.value} 或 --datum WGS84 写明后再导入。",
            f"{en}. State it: --datum {datum.value} or --datum WGS84.",
            file=plan.batch.file,
        )
    return _said(plan, f"{zh}，已按它换算。", f"{en}; converted from it."), datum.value


def _said(plan: Plan, zh: str, en: str) -> Plan:
    return replace(plan, problems=[Problem(0, zh, en), *plan.problems])


def _known(item: ImportedFeature, gazetteer: Gazetteer) -> tuple[tuple[float, float], float]:
    """The curated position of the same name, nan where there is none."""
    place = None if item.is_line else gazetteer.named(item.name)
    if place is None or place.lon is None or place.lat is None or place.is_area:
        return (math.nan, math.nan), 0.0
    if place.method is not LocationMethod.GAZETTEER or (place.uncertainty_m or 1e9) > _KNOWN_M:
        return (math.nan, math.nan), 0.0
    return (place.lon, place.lat), place.uncertainty_m or 0.0


def _outline(features: Sequence[ImportedFeature], ground: Ground) -> ImportedFeature | None:
    """The district's own outline among the features: as large as it, and mostly over it."""
    whole = area_m2(ground.outline)
    for item in features:
        if item.geometry.geom_type.endswith("Polygon"):
            share = area_m2(item.geometry) / whole
            if 0.8 < share < 1.25:
                both = item.geometry.intersection(ground.outline)
                if area_m2(both) > 0.8 * whole:
                    return item
    return None
