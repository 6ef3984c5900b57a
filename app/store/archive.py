"""The form of a backup: one zip with the database's rows, the tables of geodata, a manifest.

manifest.json            what it is, when it was made, rows a table, SHA-256 and size a file
database/<table>.jsonl   one row a line, the same whichever database it came from
geodata/…                every edited file of the districts; layers are made anew by hetu build
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from app.store import tables as _tables  # noqa: F401  makes its tables known to Base
from app.store.migrate import HEAD, KNOWN
from app.store.schema import Base
from etl.errors import HetuError

FORMAT = "hetu-backup"
LARGEST_FILE = 64 * 2**30
"""Bytes one member may unpack to."""
_CHUNK = 1 << 20
_DISTRICT = re.compile(r"\d{6}")


class ArchiveError(HetuError):
    """The archive is damaged, or none of ours; nothing was touched."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself; `files` is name → (sha256, bytes)."""

    made_utc: str
    version: str
    tables: dict[str, int]
    files: dict[str, tuple[str, int]]

    @property
    def placed(self) -> list[str]:
        """The names of the files that are put back, as they stand in the archive."""
        return [name for name in self.files if name.startswith(("geodata/", "reports/"))]


def kept_files(geodata: Path, var: Path) -> dict[str, Path]:
    """Every file of this machine that a backup holds, by its name there."""
    found = {
        f"geodata/{path.relative_to(geodata).as_posix()}": path for path in edited_files(geodata)
    }
    texts = (path for path in sorted((var / "reports").glob("*")) if path.is_file())
    return found | {f"reports/{path.name}": path for path in texts if path.name[0] != "."}


def place_of(name: str, geodata: Path, var: Path) -> Path:
    """Where a file of the archive belongs on this machine."""
    top, _, rest = name.partition("/")
    return (geodata if top == "geodata" else var / "reports") / rest


def edited_files(geodata: Path) -> list[Path]:
    """The files of geodata/ that people edit: the districts' but for layers/, and the top's CSV."""
    tops = [path for path in geodata.glob("*") if path.is_dir() and _DISTRICT.fullmatch(path.name)]
    found = [path for path in geodata.glob("*.csv") if path.is_file()]
    for top in tops:
        found += [path for path in top.rglob("*") if path.is_file() and path.parts[-2] != "layers"]
    # What begins with a dot is half-written or an editor's.
    return sorted(path for path in found if not path.name.startswith((".", "~")))


def table_names() -> list[str]:
    """Every table, those that others refer to first."""
    return [table.name for table in Base.metadata.sorted_tables]


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive as a zip; ArchiveError where it is none, OSError where it cannot be read."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise damaged(path, str(error)) from None


def check_archive(path: Path) -> Manifest:
    """The manifest of an archive that is whole. Raises ArchiveError, OSError."""
    with open_archive(path) as archive:
        return read_manifest(archive, path)


def read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The manifest, and every member checked against it. ArchiveError names what is wrong."""
    try:
        if archive.getinfo("manifest.json").file_size > 2**28:
            raise _foreign(path)
        said = json.loads(archive.read("manifest.json"))
        if said["format"] != FORMAT:
            raise _foreign(path)
        manifest = Manifest(
            made_utc=str(said["made_utc"]),
            version=str(said["database"]["version"]),
            tables={str(name): int(rows) for name, rows in said["database"]["tables"].items()},
            files={str(n): (str(f["sha256"]), int(f["bytes"])) for n, f in said["files"].items()},
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, ArchiveError):
            raise
        raise _foreign(path) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(path, str(error)) from None
    if manifest.version not in KNOWN:
        raise ArchiveError(
            f"备份由更新的鹤图版本（{manifest.version}）写出，本版本只到 {HEAD}。请先升级鹤图。",
            f"the backup was written by a newer release ({manifest.version}; this one knows up to "
            f"{HEAD}). Upgrade Hetu first.",
            file=path.name,
        )
    _check_members(archive, manifest, path)
    return manifest


def _check_members(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    names = archive.namelist()
    if len(names) != len(set(names)) or set(names) != {*manifest.files, "manifest.json"}:
        raise damaged(path, "its parts are not those of its manifest")
    wanted = {f"database/{name}.jsonl" for name in manifest.tables}
    if not wanted <= set(names) or not set(manifest.tables) <= set(table_names()):
        raise damaged(path, "its tables are not those of its manifest")
    for name, (digest, size) in manifest.files.items():
        if name not in wanted and not is_safe(name):
            raise damaged(path, f"a name that leads elsewhere: {name[:80]}")
        # The declared size first: what unpacks to more than it says is not unpacked.
        if archive.getinfo(name).file_size != size or size > LARGEST_FILE:
            raise damaged(path, f"{name}: its size is wrong")
        try:
            found = _digest(archive, name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
            raise damaged(path, f"{name}: {e}") from None
        if found != digest:
            raise damaged(path, f"{name}: SHA-256 differs")


def is_safe(name: str) -> bool:
    """Whether a member may be written: a file of a district, a top CSV of geodata/, a report."""
    parts = PurePosixPath(name).parts
    plain = (
        "\\" not in name
        and ":" not in name
        and "\x00" not in name
        and str(PurePosixPath(name)) == name
    )
    if not plain or len(parts) < 2 or ".." in parts or parts[0] not in ("geodata", "reports"):
        return False
    if parts[0] == "reports":
        return len(parts) == 2 and parts[1][0] != "."
    if len(parts) == 2:
        return parts[1].endswith(".csv")
    return bool(_DISTRICT.fullmatch(parts[1])) and parts[-2] != "layers"


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    sha = hashlib.sha256()
    with archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            sha.update(chunk)
    return sha.hexdigest()


def manifest_of(
    made_utc: str, release: str, tables: dict[str, int], files: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """The manifest as it is written."""
    return {
        "format": FORMAT,
        "made_utc": made_utc,
        "release": release,
        "database": {"version": HEAD, "tables": tables},
        "files": files,
    }


def _foreign(path: Path) -> ArchiveError:
    return ArchiveError(
        "不是鹤图的备份（没有可读的清单）。请选用 hetu backup 写出的文件；未改动任何内容。",
        "this is no backup of Hetu (it has no manifest that can be read). Take a file that hetu "
        "backup wrote; nothing was touched.",
        file=path.name,
    )


def damaged(path: Path, why: str) -> ArchiveError:
    """The error that says why an archive cannot be taken."""
    return ArchiveError(
        f"备份已损坏（{why}）。请换用另一份备份；未改动任何内容。",
        f"the backup is damaged ({why}). Take another one; nothing was touched.",
        file=path.name,
    )
