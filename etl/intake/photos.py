"""Photos with a position in their EXIF data."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, UnidentifiedImageError
from shapely.geometry import Point

from etl.crs.datum import Datum
from etl.crs.reference import Reference
from etl.intake.limits import MAX_PHOTOS, MAX_PIXELS
from etl.intake.model import IntakeError, Problem, Raw, RawRow

SUFFIXES = frozenset({".jpg", ".jpeg", ".tif", ".tiff", ".png", ".webp"})
COLUMNS = ("name", "taken", "direction", "uncertainty", "file")
_GPS = ExifTags.GPS


def read_photos(paths: Sequence[Path], shown: str) -> Raw:
    """One row a photo that has a position; the others are named as problems."""
    if len(paths) > MAX_PHOTOS:
        raise IntakeError(
            f"照片过多（{len(paths)}，上限 {MAX_PHOTOS}）。请分批导入。",
            f"too many photos ({len(paths)}, limit {MAX_PHOTOS}). Take them in in parts.",
            file=shown,
        )
    rows: list[RawRow] = []
    problems: list[Problem] = []
    for number, path in enumerate(paths, start=1):
        try:
            found = _row(path, number)
        except (OSError, ValueError, ZeroDivisionError, SyntaxError, UnidentifiedImageError,
                Image.DecompressionBombError) as error:  # fmt: skip
            problems.append(
                Problem(
                    number,
                    f"{path.name}：打不开（{error}）。",
                    f"{path.name}: cannot be read ({error}).",
                )
            )
            continue
        if found is None:
            problems.append(
                Problem(
                    number,
                    f"{path.name}：没有位置信息（EXIF GPS）。",
                    f"{path.name}: no position in its EXIF.",
                )
            )
        else:
            rows.append(found)
    if not rows:
        raise IntakeError(
            f"照片里没有位置信息（EXIF GPS）：{problems[0].zh if problems else ''}请用原图，"
            "不要用聊天软件转发过的；手机需打开相机的定位。",
            f"no photo has a position: {problems[0].en if problems else ''} Use the originals, not "
            "copies sent through a messenger.",
            file=shown,
            row=1,
        )
    return Raw(
        shown, "photo", COLUMNS, rows, Reference(Datum.WGS84), "EXIF GPS", problems=problems
    )  # fmt: skip


def _row(path: Path, number: int) -> RawRow | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValueError(f"{image.width}×{image.height}")
            exif = image.getexif()
            gps: dict[int, Any] = dict(exif.get_ifd(ExifTags.IFD.GPSInfo))
            taken = str(exif.get(ExifTags.Base.DateTime, ""))
            said = str(exif.get(ExifTags.Base.ImageDescription, "")).strip()
    lat = _degrees(gps.get(_GPS.GPSLatitude), gps.get(_GPS.GPSLatitudeRef), "S")
    lon = _degrees(gps.get(_GPS.GPSLongitude), gps.get(_GPS.GPSLongitudeRef), "W")
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None
    error = gps.get(_GPS.GPSHPositioningError)
    values = {
        "name": said or path.stem,
        "taken": taken,
        "direction": str(gps.get(_GPS.GPSImgDirection, "")),
        "uncertainty": f"{max(float(error), 1.0):.0f}" if error else "50",
        "file": path.name,
    }
    return RawRow(number, values, Point(lon, lat))


def _degrees(value: Any, reference: Any, negative: str) -> float | None:
    if value is None or len(value) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in value)
    number = degrees + minutes / 60 + seconds / 3600
    return -number if str(reference).upper().startswith(negative) else number
