"""A district's folder: `geodata/<adcode>/` with its configuration, tables and layers."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from etl.errors import HetuError, ReportError
from etl.report.model import Report
from etl.sources.reports import ReportSidecar, find_report, read_report_sidecar, report_folders

ROOT = Path(__file__).resolve().parent.parent
"""The repository: an installation is editable, the data lies beside the code."""


def geodata_folder() -> Path:
    """The folder of the districts: HETU_GEODATA, else the repository's own."""
    return Path(os.environ.get("HETU_GEODATA") or ROOT / "geodata")


def default_adcode(geodata: Path | None = None) -> str:
    """The district meant where none is named: HETU_DISTRICT, else the first of `geodata/`."""
    named = os.environ.get("HETU_DISTRICT", "")
    base = geodata or geodata_folder()
    known = sorted(path.parent.name for path in base.glob("*/district.toml"))
    return named or (known[0] if known else "")


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
    def load(cls, adcode: str = "", geodata: Path | None = None) -> District:
        """Read `district.toml` and the newest report sidecar; HetuError if there is no such folder.

        `geodata` defaults to HETU_GEODATA, else the repository's own; `adcode` to the first there.
        """
        adcode = adcode or default_adcode(geodata)
        base = geodata or geodata_folder()
        root = base / adcode
        path = root / "district.toml"
        if not path.is_file():
            known = ", ".join(sorted(p.parent.name for p in base.glob("*/district.toml")))
            raise HetuError(
                f"没有区县 {adcode} 的资料(已有:{known or '无'})。",
                f"there is no data for district {adcode} (known: {known or 'none'}).",
                file=str(path.relative_to(base)),
            )
        try:
            values = tomllib.loads(path.read_text("utf-8"))
            sidecars = sorted((root / "reports").glob("*.toml"))
            if not sidecars:
                raise HetuError(
                    "reports/ 中没有报告说明(.toml)。",
                    "no report sidecar (.toml) in reports/.",
                    file=f"{adcode}/reports",
                )
            return cls(
                adcode=adcode,
                name_zh=values["name_zh"],
                name_en=values["name_en"],
                names=(values["name_zh"], *values.get("aliases", ())),
                root=root,
                sidecar=read_report_sidecar(sidecars[-1]),
            )
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise HetuError(
                f"区县配置有误:{error}。", f"broken district file: {error}.", file=path.name
            ) from None

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
        return find_report(self.sidecar, [self.root / "reports", *report_folders(ROOT)])

    def year_before(self) -> District | None:
        """The same district with its report of the year before, where it has one."""
        sidecars = [
            read_report_sidecar(path) for path in sorted((self.root / "reports").glob("*.toml"))
        ]
        earlier = [item for item in sidecars if item.year < self.sidecar.year]
        return replace(self, sidecar=max(earlier, key=lambda item: item.year)) if earlier else None

    def is_own(self, report: Report) -> bool:
        """Whether a report is of this district, by the name in its title."""
        own = report.district_name
        return bool(own) and any(own.endswith(name) or name.endswith(own) for name in self.names)

    def require_own(self, report: Report) -> None:
        """ReportError where the report is of another district."""
        if not self.is_own(report):
            other = report.district_name or "?"
            raise ReportError(
                f"这是“{other}”的报告,不是{self.name_zh}的;目录与图层未改动。",
                f"this report is of '{other}', not of {self.name_en}; nothing was changed.",
                file=self.sidecar.file,
            )
