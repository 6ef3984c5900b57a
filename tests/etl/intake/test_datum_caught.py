"""A layer that carries the shift of GCJ-02 is caught on the way in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import shapely
from intake_district import frame

from etl.crs.datum import Datum
from etl.crs.geodesy import distance_m
from etl.crs.offset import wgs84_to_gcj02
from etl.district import District
from etl.errors import HetuError
from etl.intake.plan import Plan, Wishes
from etl.intake.run import ground_of, plan_file
from etl.places.load import load_gazetteer


def known(county: District) -> list[tuple[str, float, float]]:
    """Places of the county that the gazetteer knows to within 2 km."""
    places = load_gazetteer(county.root).places.values()
    return [(p.name, p.lon, p.lat) for p in places if p.lon is not None and p.lat is not None]


def table(county: District, path: Path, *, shifted: bool) -> Path:
    lines = ["名称,经度,纬度"]
    for name, lon, lat in known(county):
        x, y = wgs84_to_gcj02(lon, lat) if shifted else (lon, lat)
        lines.append(f"{name},{float(x):.7f},{float(y):.7f}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def farthest(plan: Plan, county: District) -> float:
    truth = {name: (lon, lat) for name, lon, lat in known(county)}
    return max(distance_m((item.lon, item.lat), truth[item.name]) for item in plan.features)


def sharpen(county: District) -> None:
    """The gazetteer as if every place in it were known to 30 m."""
    path = county.root / "gazetteer" / "places.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r",WGS84,\d+,\d,", ",WGS84,30,2,", text), encoding="utf-8")


def test_a_shifted_table_is_read_as_what_it_is(tmp_path: Path, county: District) -> None:
    sharpen(county)
    path = table(county, tmp_path / "a.csv", shifted=True)
    plan = plan_file(path, county, Wishes())
    assert (plan.reference.datum, plan.how) == (Datum.GCJ02, "detected")
    assert "GCJ-02" in plan.problems[0].zh and plan.problems[0].row == 0
    assert farthest(plan, county) < 0.5


def test_where_known_ground_is_vague_a_person_is_asked(tmp_path: Path, county: District) -> None:
    path = table(county, tmp_path / "a.csv", shifted=True)
    with pytest.raises(HetuError, match="--datum GCJ02"):
        plan_file(path, county, Wishes())
    kept = plan_file(path, county, Wishes(datum="WGS84"))
    assert kept.reference.datum is Datum.WGS84 and farthest(kept, county) > 100
    assert "GCJ-02" in kept.problems[0].zh


def test_a_true_table_is_left_alone(tmp_path: Path, county: District) -> None:
    plan = plan_file(table(county, tmp_path / "a.csv", shifted=False), county, Wishes())
    assert plan.reference.datum is Datum.WGS84 and farthest(plan, county) < 0.5


def test_a_file_that_says_otherwise_is_asked_about(tmp_path: Path, county: District) -> None:
    """The county's own outline, shifted, in a file that declares CGCS2000."""
    outline = ground_of(county).outline
    moved = shapely.transform(
        shapely.segmentize(outline, 0.005),
        lambda xy: shapely.get_coordinates(shapely.points(*wgs84_to_gcj02(xy[:, 0], xy[:, 1]))),
    )
    data = frame(only=slice(0, 1)).set_geometry([moved], crs="EPSG:4490")
    data.to_file(tmp_path / "界线.gpkg")
    with pytest.raises(HetuError, match="--datum"):
        plan_file(tmp_path / "界线.gpkg", county, Wishes())
    plan = plan_file(tmp_path / "界线.gpkg", county, Wishes(datum="GCJ02"))
    assert plan.features[0].geometry.hausdorff_distance(outline) < 0.001
