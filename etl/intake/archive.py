"""Archives unpacked with care: no password, no bomb, no way out of the folder."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from etl.intake.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED
from etl.intake.model import IntakeError

_FREE = 10_000_000
_BLOCK = 1 << 20


def unpack(path: Path, into: Path, shown: str = "") -> list[Path]:
    """Unpack a zip into a folder; the files in the order of their names.

    Names without the UTF-8 mark are read as GBK, as Chinese archivers write them. IntakeError for
    a damaged, encrypted or suspiciously dense archive.
    """
    shown = shown or path.name
    out: list[Path] = []
    try:
        with zipfile.ZipFile(path, metadata_encoding="gb18030") as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
            _check(members, path.stat().st_size, shown)
            left = MAX_UNPACKED
            for item in members:
                target = into / _safe(item.filename)
                target.parent.mkdir(parents=True, exist_ok=True)
                left -= _copy(archive, item, target, left, shown)
                out.append(target)
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        UnicodeDecodeError,
    ) as error:
        raise IntakeError(
            f"压缩包损坏或不是 zip（{error}）。请重新压缩后再试。",
            f"the archive is damaged or no zip ({error}). Pack it again.",
            file=shown,
        ) from error
    except RuntimeError as error:
        raise _locked(shown) from error
    return sorted(out)


def check_zip(path: Path, shown: str = "") -> None:
    """The same checks without unpacking, for formats that are zips themselves (XLSX, KMZ)."""
    shown = shown or path.name
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.infolist(), path.stat().st_size, shown)
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise IntakeError(
            f"文件损坏，打不开（{error}）。请重新保存或导出。",
            f"the file is damaged and cannot be opened ({error}). Save or export it again.",
            file=shown,
        ) from error


def _check(members: list[zipfile.ZipInfo], size: int, shown: str) -> None:
    if any(item.flag_bits & 1 for item in members):
        raise _locked(shown)
    total = sum(item.file_size for item in members)
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or total > _FREE + size * MAX_RATIO:
        raise IntakeError(
            f"压缩包解开后过大（{len(members)} 个文件，{total / 1e6:.0f} MB），未解压。"
            "请只打包要导入的文件。",
            f"the archive would unpack to {len(members)} files, {total / 1e6:.0f} MB, and was left "
            "alone. Pack only the files to take in.",
            file=shown,
        )


def _locked(shown: str) -> IntakeError:
    return IntakeError(
        "压缩包有密码。请解密后重新打包。",
        "the archive has a password. Unlock it and pack it again.",
        file=shown,
    )


def _safe(name: str) -> Path:
    parts = [
        part
        for part in PurePosixPath(name.replace("\\", "/")).parts
        if part not in ("/", "..", ".")
    ]
    return Path(*(part.replace(":", "_") for part in parts)) if parts else Path("_")


def _copy(
    archive: zipfile.ZipFile, item: zipfile.ZipInfo, target: Path, left: int, shown: str
) -> int:
    """Bytes written; the sizes an archive states of itself need not be true."""
    done = 0
    with archive.open(item) as source, target.open("wb") as file:
        while block := source.read(_BLOCK):
            done += len(block)
            if done > min(left, item.file_size + _BLOCK):
                raise IntakeError(
                    "压缩包里的文件比它自己写的大，已停止解压。请重新打包。",
                    "a file in the archive is larger than the archive says. Pack it again.",
                    file=shown,
                )
            file.write(block)
    return done
