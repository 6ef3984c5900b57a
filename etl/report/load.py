"""Load a report from a file: size check, reader by suffix, parse."""

from __future__ import annotations

from pathlib import Path

from etl.errors import ReportError
from etl.report.model import Report
from etl.report.parse import parse_report
from etl.report.readers import read_bytes

MAX_BYTES = 5_000_000
"""Work reports run to some 100 KB; anything beyond 5 MB is something else."""


def load_report(path: Path) -> Report:
    """Read and parse the report at `path`; ReportError names the file, the cause, the next step."""
    name = path.name
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReportError(
                f"文件过大（{size / 1e6:.1f} MB，上限 5 MB）；请只提供报告正文",
                f"The file is too big ({size / 1e6:.1f} MB, limit 5 MB); give the report only",
                file=name,
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(
            f"无法读取报告文件：{error.strerror}；请检查路径和权限",
            f"Cannot read the report: {error.strerror}; check path and permissions",
            file=name,
        ) from error
    if not data.strip():
        raise ReportError(
            "报告文件是空的；请提供报告正文",
            "The report file is empty; give the text of the report",
            file=name,
        )
    try:
        return parse_report(read_bytes(data, name, path.suffix))
    except ReportError as error:
        if error.file:
            raise
        raise ReportError(error.zh, error.en, file=name, row=error.row) from error
