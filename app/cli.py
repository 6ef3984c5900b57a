"""The `hetu` command: the ETL commands and those that need the dashboard."""

from __future__ import annotations

from dataclasses import replace

import click

from app.commands.backup import backup, restore
from app.commands.commit_places import commit_places
from app.commands.draft import extract
from app.commands.export import export
from app.itinerary.cli import roads
from app.settings import from_environment
from etl.cli.acquire import acquire
from etl.cli.build import build
from etl.cli.errors import say_errors
from etl.cli.extract import score
from etl.cli.init import init
from etl.cli.intake import intake
from etl.cli.ladder import ladder
from etl.cli.quality import quality
from etl.cli.train import train


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hetu")
def main() -> None:
    """鹤图 Hetu:把政府工作报告变成规划人员信得过的地图。

    Turn a government work report into a map that planners can trust.
    """


@main.command()
@click.option("--host", help="监听地址 / address to listen on (HETU_HOST)")
@click.option("--port", type=click.IntRange(1, 65535), help="端口 / port (HETU_PORT)")
@say_errors
def serve(host: str | None, port: int | None) -> None:
    """启动看板 / Serve the dashboard."""
    # Dash takes a second to import; the other commands do not wait for it.
    from app.server import serve as run_server

    settings = from_environment()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    run_server(settings)


for item in (
    build,
    extract,
    score,
    train,
    init,
    acquire,
    intake,
    backup,
    restore,
    roads,
    export,
    commit_places,
    ladder,
    quality,
):
    main.add_command(item)
