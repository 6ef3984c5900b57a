"""The `hetu` command: the ETL commands and those that need the dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module

import click

from etl.cli.errors import say_errors

# Name → module and object. A command is imported when it is called: GDAL, Dash and the like take a
# second or more, and no command needs them all.
COMMANDS: Mapping[str, str] = {
    "acquire": "etl.cli.acquire:acquire",
    "backup": "app.commands.backup:backup",
    "build": "etl.cli.build:build",
    "commit-places": "app.commands.commit_places:commit_places",
    "export": "app.commands.export:export",
    "extract": "app.commands.draft:extract",
    "import": "etl.cli.intake:intake",
    "init": "etl.cli.init:init",
    "ladder": "etl.cli.ladder:ladder",
    "quality": "etl.cli.quality:quality",
    "restore": "app.commands.backup:restore",
    "roads": "app.itinerary.cli:roads",
    "score": "etl.cli.extract:score",
    "train": "etl.cli.train:train",
}


class Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted({*self.commands, *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, None where there is none."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(module), name)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hetu")
def main() -> None:
    """鹤图 Hetu：把政府工作报告变成规划人员信得过的地图。

    Turn a government work report into a map that planners can trust.
    """


@main.command()
@click.option("--host", help="监听地址 / address to listen on (HETU_HOST)")
@click.option("--port", type=click.IntRange(1, 65535), help="端口 / port (HETU_PORT)")
@say_errors
def serve(host: str | None, port: int | None) -> None:
    """启动看板 / Serve the dashboard."""
    from app.server import serve as run_server
    from app.settings import from_environment

    settings = from_environment()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    run_server(settings)
