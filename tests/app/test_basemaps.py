"""Online basemaps: none unless named, and only with what they need."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.basemaps import COLUMNS, Basemap, from_environment, refuse_unapproved
from app.security import content_security_policy
from app.settings import from_environment as settings_from
from etl.crs.datum import Datum
from etl.errors import HetuError, ServeError
from etl.paths import SHIPPED

ROW = {
    "basemap_id": "mine", "name_zh": "自有底图", "url": "https://{s}.tiles.local/{z}/{x}/{y}.png",
    "subdomains": "ab", "datum": "GCJ-02", "attribution_zh": "测绘院",
    "approval_no": "测S(2026)1号",
}  # fmt: skip


def table(folder: Path, **cells: str) -> Path:
    row = {**ROW, **cells}
    line = ",".join(row.get(column, "") for column in COLUMNS)
    (folder / "basemaps.csv").write_text(f"{','.join(COLUMNS)}\n{line}\n", encoding="utf-8")
    return folder


def mine(folder: Path, wanted: str = "mine", **env: str) -> tuple[Basemap, ...]:
    return from_environment({"HETU_BASEMAPS": wanted, **env}, SHIPPED, folder)


def test_none_is_on_by_default() -> None:
    assert settings_from({}).basemaps == ()


def test_every_shipped_row_can_be_used(tmp_path: Path) -> None:
    key = {"HETU_TIANDITU_TILE_KEY": "a key&more"}
    found = mine(tmp_path, "tianditu-vec, tianditu-img,amap,osm", **key)
    assert [b.datum for b in found] == [Datum.CGCS2000] * 2 + [Datum.GCJ02, Datum.WGS84]
    assert len(found[0].hosts) == 8
    assert found[0].hosts[0] == "https://t0.tianditu.gov.cn"
    assert "TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=a%20key%26more" in found[0].url
    assert found[3].hosts == ("https://tile.openstreetmap.org",)
    assert [b.for_page()["shifted"] for b in found] == [False, False, True, False]


def test_an_own_row_joins_and_replaces(tmp_path: Path) -> None:
    (found,) = mine(table(tmp_path))
    assert found.hosts == ("https://a.tiles.local", "https://b.tiles.local")
    osm = {"basemap_id": "osm", "datum": "WGS84", "approval_no": "GS(2026)2号"}
    assert mine(table(tmp_path, **osm), "osm")[0].approval_no == "GS(2026)2号"


def test_a_name_no_table_has_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match=r"nosuch.*tianditu-vec.*osm"):
        mine(tmp_path, "nosuch")


@pytest.mark.parametrize("key", [{}, {"HETU_TIANDITU_TILE_KEY": " "}])
def test_a_missing_key_names_its_variable(tmp_path: Path, key: dict[str, str]) -> None:
    with pytest.raises(ServeError, match="HETU_TIANDITU_TILE_KEY"):
        mine(tmp_path, "tianditu-vec", **key)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("url", "ftp://tiles.local/{z}/{x}/{y}.png"),
        ("url", "https://tiles.local/{z}/{x}.png"),
        ("url", "https://tiles.local; script-src */{z}/{x}/{y}"),
        ("url", "https://*/{z}/{x}/{y}"),
        ("url", "https://user@tiles.local/{z}/{x}/{y}"),
        ("labels_url", "javascript:{z}{x}{y}"),
        ("subdomains", "a b"),
        ("datum", "BD-09"),
        ("datum", "EPSG:3857"),
        ("attribution_zh", ""),
        ("max_zoom", "deep"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(HetuError, match=r"basemaps\.csv:2: "):
        mine(table(tmp_path, **{column: value}))


def test_the_policy_opens_images_to_the_named_hosts_alone(tmp_path: Path) -> None:
    (found,) = mine(table(tmp_path))
    policy = dict(
        part.split(" ", 1) for part in content_security_policy([], found.hosts).split("; ")
    )
    closed = dict(part.split(" ", 1) for part in content_security_policy([]).split("; "))
    assert policy.pop("img-src") == f"{closed.pop('img-src')} {' '.join(found.hosts)}"
    assert policy == closed


def test_public_mode_wants_a_number_for_every_map(tmp_path: Path) -> None:
    approved, bare = mine(table(tmp_path)), mine(table(tmp_path, approval_no=""))
    refuse_unapproved(approved, "GS(2026)3号")
    with pytest.raises(ServeError, match="自有底图"):
        refuse_unapproved(bare, "GS(2026)3号")
    with pytest.raises(ServeError, match="HETU_BOUNDARY_APPROVAL"):
        refuse_unapproved(approved, "")


def test_public_mode_is_asked_for_by_the_environment() -> None:
    with pytest.raises(ServeError, match="审图号"):
        settings_from({"HETU_PUBLIC": "1"})
    open_to_all = {"HETU_PUBLIC": "1", "HETU_BOUNDARY_APPROVAL": "GS(2026)3号"}
    assert settings_from(open_to_all).boundary_approval == "GS(2026)3号"
    with pytest.raises(ServeError, match="OpenStreetMap"):
        settings_from({**open_to_all, "HETU_BASEMAPS": "osm"})
    assert settings_from({"HETU_PUBLIC": "0", "HETU_BASEMAPS": "osm"}).basemaps[0].name_en
