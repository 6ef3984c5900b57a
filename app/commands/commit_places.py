"""`hetu commit-places`: what people confirmed on the place page, into the district's tables."""

from __future__ import annotations

import click

from etl.cli.errors import say_errors
from etl.district import District
from etl.paths import var_folder


@click.command("commit-places")
@click.option(
    "--district",
    "adcode",
    default="",
    help="区县代码，默认第一个 / district code, the first by default",
)
@say_errors
def commit_places(adcode: str) -> None:
    """把已确认的定位写入数据表 / Write confirmed places into the district's tables.

    可重复运行；写完后运行 hetu build 发布 / Safe to repeat; then hetu build publishes them.
    """
    from app.places.confirmed import commit_placements, names_of
    from app.store.engine import open_store
    from app.store.placements import Placements

    district = District.load(adcode)
    engine = open_store(var_folder())
    try:
        done = commit_placements(Placements(engine), district, names_of(district))
    finally:
        engine.dispose()
    written = done.written
    click.echo(
        f"overrides.csv：新增 {written.added} 行，撤去 {written.removed} 行，"
        f"保留 {written.kept} 行\n"
        f"overrides.csv: {written.added} rows added, {written.removed} taken out, "
        f"{written.kept} kept"
    )
    if done.unknown:
        click.echo(
            f"{len(done.unknown)} 项已不在目录中，未写入 / "
            f"{len(done.unknown)} works are no longer in the catalogue and were not written: "
            + ", ".join(done.unknown)
        )
    if written.added or written.removed:
        click.echo("下一步 next: hetu build")
