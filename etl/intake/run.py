"""From a file to a plan, whatever its format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from etl.district import District
from etl.errors import TableError
from etl.intake.model import IntakeError, Progress, quiet
from etl.intake.plan import Ground, Plan, Wishes, make_plan
from etl.intake.read import format_of, read_file
from etl.intake.suspicion import datum_found, judged
from etl.places.areas import base_shapes
from etl.places.load import kinds_of, load_gazetteer


def ground_of(district: District) -> Ground:
    """Outline and kinds of a district; TableError where it has no outline."""
    outline = base_shapes(district.root / "base").get(district.adcode)
    if outline is None:
        raise TableError(
            f"底图中没有本区（{district.adcode}）的界线，分不清区内区外。请运行 hetu acquire。",
            f"the base map has no outline of {district.adcode}: what lies in the district cannot "
            "be told. Run hetu acquire.",
            file="boundaries.geojson",
        )
    return Ground(outline, kinds_of(district.root))


def plan_file(
    path: Path,
    district: District,
    wishes: Wishes,
    progress: Progress = quiet,
    *,
    shown: str = "",
    when: str = "",
) -> Plan:
    """What taking the file in would write. Raises HetuError naming file, row, cause, next step."""
    ground = ground_of(district)
    shown = shown or path.name
    if format_of(path, shown) == "osm":
        # pyosmium and its tables load only where they are needed.
        from etl.intake.osm_plan import plan_osm

        return plan_osm(path, ground, wishes, progress, when, shown)
    progress(0.1, "读取文件", "reading the file")
    raw = read_file(path, wishes.layer, shown)
    progress(0.7, "核对坐标与图形", "checking coordinates and geometry")
    try:
        plan = make_plan(path, raw, ground, wishes, when)
    except IntakeError as error:
        error.columns, error.layers = raw.columns, raw.layers
        raise
    progress(0.9, "与已知地点比对坐标系", "checking the reference against known ground")
    plan, other = judged(plan, datum_found(plan, ground, load_gazetteer(district.root)))
    if not other:
        return plan
    again = make_plan(path, raw, ground, replace(wishes, datum=other), when)
    return replace(again, how="detected", problems=[plan.problems[0], *again.problems])
