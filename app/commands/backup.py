"""`hetu backup` and `hetu restore`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from etl.cli.errors import say_errors
from etl.paths import geodata_folder, var_folder

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
@say_errors
def backup(file: Path) -> None:
    """备份：数据库与各区县的表，一个文件 / One archive with the database and the tables.

    服务运行时也可备份 / The server may run meanwhile.
    """
    from app.store.backup import make_backup
    from app.store.engine import open_store

    engine = open_store(var_folder())
    try:
        made = make_backup(engine, geodata_folder(), var_folder(), file)
    finally:
        engine.dispose()
    rows = sum(made.rows.values())
    click.echo(f"→ {file} ({made.size_bytes / 1024:.0f} KiB)")
    click.echo(f"  数据库 {rows} 行，表 {made.files} 个文件 / {rows} rows, {made.files} files")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="不询问 / do not ask")
@say_errors
def restore(file: Path, yes: bool) -> None:
    """用备份恢复；原有内容先另存 / Put a backup back; what is there is kept aside first."""
    from app.store.archive import check_archive
    from app.store.restore import open_for_restore, present, restore_backup

    check_archive(file)  # before a broken database is moved aside for it
    var, geodata = var_folder(), geodata_folder()
    engine, broken = open_for_restore(var, os.environ)
    if broken:
        click.echo(f"原数据库已损坏，移至 / the broken database was moved to: {broken}")
    try:
        there = present(engine, geodata, var, file)
        if not there.is_nothing:
            click.echo(
                f"将替换：数据库 {there.rows} 行,{len(there.files)} 个文件；先另存到 {var}\n"
                f"This replaces {there.rows} rows and {len(there.files)} files; "
                f"they are kept in {var} first."
            )
            if not yes:
                click.confirm("继续? / Go on?", abort=True)
        done = restore_backup(engine, geodata, var, file)
    finally:
        engine.dispose()
    rows = sum(done.manifest.tables.values())
    click.echo(
        f"已恢复 {done.manifest.made_utc} 的备份:{rows} 行,{len(done.manifest.placed)} 个文件\n"
        f"Restored the backup of {done.manifest.made_utc}: {rows} rows, "
        f"{len(done.manifest.placed)} files"
    )
    if done.kept:
        click.echo(f"原有内容存于 / what was there is kept in: {done.kept}")
    if done.extra_files:
        count = len(done.extra_files)
        click.echo(f"备份里没有的 {count} 个文件未动 / {count} files not in the backup were left")
    click.echo("请运行 hetu build 重新生成图层 / run hetu build to make the layers anew")
