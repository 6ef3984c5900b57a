"""Exports written whole: made under a temporary name beside the target, fsynced, renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.export.errors import ExportError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Yield a path to write to; on success it becomes `target`, on failure nothing changes.

    The path lies in a folder of its own beside `target`, since SQLite puts journals next to it.
    Raises `ExportError` where the folder cannot be written.
    """
    folder: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        path = folder / target.name
        yield path
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        path.chmod(0o644)
        path.replace(target)
    except OSError as error:
        raise ExportError(
            f"无法写入（{error.strerror or error}）。请检查文件夹权限、磁盘空间，"
            "以及该文件是否正被其他程序打开。",
            f"cannot be written ({error.strerror or error}). Check permission and space, "
            "and whether another program holds the file open.",
            file=target.name,
        ) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
