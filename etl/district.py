"""A district's folder: `geodata/<adcode>/` with its configuration, tables and layers."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from etl.errors import HetuError, ReportError
from etl.paths import ROOT, geodata_folder, var_folder
from etl.report.model import Report
from etl.sources.reports import ReportSidecar, find_report, read_report_sidecar, report_folders


def default_adcode(geodata: Path | None = None) -> str:
    """The district meant where none is named: HETU_DISTRICT, else the first of `geodata/`."""
    named = os.environ.get("HETU_DISTRICT", "")
    base = geodata or geodata_folder()
    known = sorted(path.parent.name for path in base.glob("*/district.toml"))
    return named or (known[0] if known else "")


NO_REPORT = ReportSidecar("", 0, "", "", None, "", "", "", "", "", ())
"""Stands for the sidecar of a district that no report has been put on record for."""


@dataclass(frozen=True, slots=True)
class District:
    """Where everything of one district lies, and what it is called."""

    adcode: str
    name_zh: str
    name_en: str
    names: tuple[str, ...]
    root: Path
    sidecar: ReportSidecar

    @classmethod
    def load(
        cls, adcode: str = "", geodata: Path | None = None, *, needs_report: bool = True
    ) -> District:
        """Read `district.toml` and the newest report sidecar; HetuError if there is no such folder.

        `geodata` defaults to HETU_GEODATA, else the repository's own; `adcode` to the first there.
        Without `needs_report` a district that has no report yet gets `NO_REPORT`.
        """
        adcode = adcode or default_adcode(geodata)
        base = geodata or geodata_folder()
        root = base / adcode
        path = root / "district.toml"
        if not path.is_file():
            known = ", ".join(sorted(p.parent.name for p in base.glob("*/district.toml")))
            raise HetuError(
                f"没有区县 {adcode or '—'} 的资料（已有：{known or '无'}）。"
                f"请核对代码，或运行 hetu init {adcode or '六位代码'} 新建。",
                f"there is no data for district {adcode or '-'} (known: {known or 'none'}). "
                f"Check the code, or run hetu init {adcode or 'CODE'} to make it.",
                file=str(path.relative_to(base)),
            )
        try:
            values = tomllib.loads(path.read_text("utf-8"))
            names = (str(values["name_zh"]), *map(str, values.get("aliases", ())))
            name_en = str(values["name_en"])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            raise HetuError(
                f"区县配置有误（{error}）。请改正，或从版本库恢复。",
                f"broken district file ({error}). Correct it, or restore it from the repository.",
                file=f"{adcode}/{path.name}",
            ) from None
        sidecars = _sidecars(root)
        if not sidecars and not needs_report:
            sidecars = [NO_REPORT]
        if not sidecars:
            raise HetuError(
                f"reports/ 中没有报告说明（.toml）。请运行 hetu init {adcode} --report 报告文件。",
                f"no report sidecar (.toml) in reports/. Run hetu init {adcode} --report FILE.",
                file=f"{adcode}/reports",
            )
        newest = max(sidecars, key=lambda item: item.year)
        return cls(adcode, names[0], name_en, names, root, newest)

    @property
    def catalogue(self) -> Path:
        """The folder of `corrections.csv`, with a folder of extracted tables for each report."""
        return self.root / "catalogue"

    @property
    def tables(self) -> Path:
        """The folder of the tables extracted from this year's report."""
        return self.catalogue / self.sidecar.report_id

    @property
    def gazetteer(self) -> Path:
        """The folder of the gazetteer tables."""
        return self.root / "gazetteer"

    @property
    def layers(self) -> Path:
        """The folder of the published layers."""
        return self.root / "layers"

    def report_text(self) -> Path | None:
        """The file of the report's text on this machine, or None."""
        return find_report(
            self.sidecar, [self.root / "reports", *report_folders(ROOT, var_folder())]
        )

    def sidecar_of(self, year: int | None) -> ReportSidecar | None:
        """The sidecar of the report of a year, where it is on record."""
        return next((item for item in _sidecars(self.root) if item.year == year), None)

    def report_ids(self) -> list[str]:
        """The ids of all reports on record, oldest first."""
        return [item.report_id for item in sorted(_sidecars(self.root), key=lambda i: i.year)]

    def year_before(self) -> District | None:
        """The same district with its report of the year before, where it has one."""
        earlier = [item for item in _sidecars(self.root) if item.year < self.sidecar.year]
        return replace(self, sidecar=max(earlier, key=lambda item: item.year)) if earlier else None

    def is_own(self, report: Report) -> bool:
        """Whether a report is of this district, by the name in its title."""
        own = report.district_name
        return bool(own) and any(own.endswith(name) or name.endswith(own) for name in self.names)

    def require_own(self, report: Report, file: str) -> None:
        """ReportError naming `file` where the report is of another district or another year."""
        if not self.is_own(report):
            other = report.district_name or "?"
            raise ReportError(
                f"这是“{other}”的报告，不是{self.name_zh}的；目录与图层未改动。"
                "请换成本区的报告，或用 --district 指明区县；名称不同而确是同一处的，"
                f"写入 {self.adcode}/district.toml 的 aliases。",
                f"this report is of '{other}', not of {self.name_en}; nothing was changed. Give "
                "the district's own report, or name its district with --district; if it is the "
                f"same under another name, add that to aliases in {self.adcode}/district.toml.",
                file=file,
            )
        wanted = self.sidecar.year
        if report.year is not None and report.year != wanted:
            raise ReportError(
                f"报告是 {report.year} 年的，说明文件登记的是 {wanted} 年的；目录与图层未改动。"
                f"请换成 {wanted} 年的报告，或运行 hetu init {self.adcode} --report 报告文件，"
                f"为 {report.year} 年起草说明。",
                f"the report is of {report.year}, the one on record of {wanted}; nothing was "
                f"changed. Give the report of {wanted}, or draft a sidecar for {report.year} with "
                f"hetu init {self.adcode} --report FILE.",
                file=file,
            )


def _sidecars(root: Path) -> list[ReportSidecar]:
    return [read_report_sidecar(path) for path in sorted((root / "reports").glob("*.toml"))]
