"""`hetu extract … --draft`: the report goes to the review page too, as if it were dropped there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.settings import from_environment
from etl.cli.errors import say_errors
from etl.cli.extract import extract as plain
from etl.cli.extract import text_of
from etl.district import District

WHO = "命令行 command line"


def keep_draft(path: Path) -> str:
    """Keep the report as a draft, draw its layers; the draft's id. HetuError keeps nothing."""
    # The store and the layers' libraries: nobody else waits for them.
    from app.review.desk import Desk
    from app.review.intake import parse_upload, take_in

    desk = Desk(from_environment())
    try:
        taken = take_in(parse_upload(path.read_bytes(), path.name), desk.districts())
        return desk.put_in(taken, path.name, WHO).draft_id
    finally:
        desk.close()


@say_errors
def _run(*, draft: bool, **options: Any) -> None:
    assert plain.callback is not None
    plain.callback(**options)
    if draft:
        found = keep_draft(text_of(District.load(options["adcode"]), options["report"]))
        click.echo(f"→ 核对 review: /review?draft={found} · 地图 map: /?draft={found}")


extract = click.Command(
    "extract",
    callback=_run,
    help=plain.help,
    params=[
        *plain.params,
        click.Option(
            ["--draft"],
            is_flag=True,
            help="放到“核对”页和草稿地图上 / put it on the review page and on a map of its own",
        ),
    ],
)
