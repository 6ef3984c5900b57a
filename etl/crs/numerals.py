"""One coordinate as people write it: decimal degrees, 度分秒, metres, with or without its axis."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from etl.errors import CoordinateError

METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Value:
    """A number read from text.

    `is_metric`: metres, else degrees. `axis`: "lon", "lat" or "" where the text does not say.
    `resolution_m`: half the last place written, on the ground (a degree taken as 111 km).
    """

    number: float
    is_metric: bool
    axis: str
    resolution_m: float


_AXES = (
    (re.compile(r"东经|東經|经度|經度|LONGITUDE|LNG|LON|(?<![A-Z])E(?![A-Z])"), "lon", 1),
    (re.compile(r"西经|西經|(?<![A-Z])W(?![A-Z])"), "lon", -1),
    (re.compile(r"北纬|北緯|纬度|緯度|LATITUDE|LAT|(?<![A-Z])N(?![A-Z])"), "lat", 1),
    (re.compile(r"南纬|南緯|(?<![A-Z])S(?![A-Z])"), "lat", -1),
)
AXIS_WORD = re.compile("|".join(pattern.pattern for pattern, _, _ in _AXES))
_LABEL = re.compile(r"[纵横东北]?坐标[XY]?|EASTING|NORTHING|(?<![A-Z])[XY](?![A-Z])")
_SIGNS = str.maketrans(
    {
        "º": "°", "˚": "°", "分": "′", "'": "′", "’": "′", "‘": "′", "`": "′", "´": "′",
        "秒": "″", '"': "″", "”": "″", "“": "″", "−": "-", "–": "-", "：": ":",
    }
)  # fmt: skip
_NUMBER = r"\d+(?:\.\d*)?|\.\d+"
_SEXAGESIMAL = re.compile(
    rf"({_NUMBER})\s*°\s*(?:({_NUMBER})\s*′\s*(?:({_NUMBER})\s*(?:″|$))?|({_NUMBER})$)?"
)
_PARTS = re.compile(rf"(\d{{1,3}})([:\s-]+)({_NUMBER})(?:[:\s-]+({_NUMBER}))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def normal(text: str) -> str:
    """Text with width and case folded and every degree, minute and second sign made one."""
    folded = unicodedata.normalize("NFKC", text.translate(_SIGNS)).upper().translate(_SIGNS)
    folded = re.sub(r"(?<![经經纬緯])度", "°", folded)  # the sign, not the word 经度
    folded = re.sub(r"′\s*′", "″", folded)
    return re.sub(r"\s+", " ", folded).strip()


def parse_value(text: str) -> Value:
    """One number of a coordinate. Raises CoordinateError saying what can't be read and why."""
    body, axis, sign = _axis(normal(text))
    body = _LABEL.sub("", body).strip(" :=,;()[]")
    is_marked_metric = bool(re.search(r"\d\s*(?:米|M)$", body))
    body = re.sub(r"\s*(?:米|M)$", "", body)
    if body[:1] in "+-" and body:
        sign, body = (-sign if body[0] == "-" else sign), body[1:].strip()
    if not body:
        raise _fault(text, "没有数字", "holds no number")
    parts = _degrees_parts(body)
    if parts and not is_marked_metric:
        return _angle(text, parts, sign, axis)
    if _THOUSANDS.fullmatch(body):
        body = body.replace(",", "")
    if not re.fullmatch(_NUMBER, body):
        raise _fault(text, "读不懂", "cannot be read")
    number, last = float(body), 10.0 ** -len(body.partition(".")[2])
    if number <= 180 and not is_marked_metric:
        return Value(sign * number, False, axis, last / 2 * METRES_PER_DEGREE)
    if number < 100_000:
        raise _fault(
            text,
            "既不是度（不超过 180），也不是以米计的高斯坐标（至少六位）",
            "is neither degrees (180 at most) nor Gauss-Kruger metres (six digits at least)",
        )
    return Value(sign * number, True, axis, last / 2)


def _axis(text: str) -> tuple[str, str, int]:
    """The text without its hemisphere or axis words, the axis and the sign they mean."""
    axis, sign = "", 1
    for pattern, name, direction in _AXES:
        if pattern.search(text):
            if axis not in ("", name):
                raise _fault(text, "同时写了经度和纬度", "names both longitude and latitude")
            axis, sign = name, sign * direction
            text = pattern.sub(" ", text)
    return text, axis, sign


def _degrees_parts(body: str) -> list[str] | None:
    """Degrees, minutes, seconds as written; None where the text is a plain number."""
    match = _SEXAGESIMAL.fullmatch(body)
    if match:
        return [part for part in match.groups() if part]
    match = _PARTS.fullmatch(body)
    return [part for part in match.groups()[::2] + match.groups()[3:] if part] if match else None


def _angle(text: str, parts: list[str], sign: int, axis: str) -> Value:
    numbers = [float(part) for part in parts]
    if any(number >= 60 for number in numbers[1:]):
        raise _fault(text, "分、秒须小于 60", "minutes and seconds must be below 60")
    if any("." in part.rstrip(".0") for part in parts[:-1]):
        raise _fault(text, "只有最后一项可带小数", "only its last part may have decimals")
    degrees = sum(number / 60**power for power, number in enumerate(numbers))
    if degrees > 180:
        raise _fault(text, "超过 180 度", "is over 180 degrees")
    last = 10.0 ** -len(parts[-1].partition(".")[2]) / 60 ** (len(parts) - 1)
    return Value(sign * degrees, False, axis, last / 2 * METRES_PER_DEGREE)


def _fault(text: str, zh: str, en: str) -> CoordinateError:
    shown = text.strip()[:40]
    return CoordinateError(
        f"坐标“{shown}”{zh}。可写 124.2034、124°12′12.3″、124:12:12.3 或 41590123.4。",
        f"coordinate '{shown}' {en}. Write 124.2034, 124°12′12.3″, 124:12:12.3 or 41590123.4.",
    )
