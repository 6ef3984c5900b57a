"""`hetu roads`: import roads for routes."""

from __future__ import annotations

from pathlib import Path

import click

from app.itinerary.book import load_book
from app.itinerary.roads import build_roads, read_roads
from app.itinerary.travel import Point
from app.itinerary.valhalla import Valhalla
from etl.cli.errors import say_errors
from etl.district import District
from etl.paths import var_folder


@click.group()
def roads() -> None:
    """线路用的道路 / Roads for routes."""


@roads.command("build")
@click.argument("extract", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--district", "adcode", default="", help="区县代码 / district code")
@say_errors
def build(extract: Path, adcode: str) -> None:
    """用 OpenStreetMap 文件（.osm.pbf）建道路 / Build roads from an OpenStreetMap extract."""
    made = build_roads(extract, var_folder() / "roads")
    west, south, east, north = made.bbox
    click.echo(f"{made.source}: {west:g}–{east:g}°E, {south:g}–{north:g}°N · {made.licence}")
    book = load_book(District.load(adcode).root)
    spots = [
        Point(stop.stop_id, stop.lon, stop.lat)
        for stop in book.stops.values()
        if stop.lon is not None and stop.lat is not None
    ]
    near = Valhalla(var_folder() / "roads").covers(spots)
    click.echo(
        f"{near} / {len(spots)} 个站点在道路附近，其余用估算 · "
        "stops near these roads; drives to the others are estimated"
    )


@roads.command("status")
@say_errors
def status() -> None:
    """已导入的道路 / What roads are imported."""
    made = read_roads(var_folder() / "roads")
    click.echo(f"{made.source} · {made.built} · Valhalla {made.valhalla} · {made.licence}")
