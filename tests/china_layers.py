"""A published set of an invented district in China, its texts and shapes as bad as they come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import export_layers
from export_layers import feature, publish, work

from layers.base import BoundaryProperties

LONG = "很长的说明" * 40 + "，到此为止"
"""More than 254 bytes in any encoding."""
TEXTS = {
    "plain": "云溪县第一小学",
    "markup": export_layers.HOSTILE,
    "formula": export_layers.FORMULA,
    "apostrophe": "'=1+1",
    "quotes": "他说:\"好\", 她说:'行'; \\ / %s {0}",
    "lines": "第一行\n第二行\r\n第三行\t制表",
    "blanks": "  两头有空格  ",
    "beyond gbk": "𠮷野家 🦩 ㎡ é ñ ﷺ",
    "escape": "_x0041_ 不是 A",
    "long": LONG,
    "long beyond gbk": "𠮷" * 90,
    "just fits": "字" * 84 + "ab",
    "just not": "字" * 84 + "abc",
    "pointer": "…〔全文见 长文本.csv〕",
    "dashes": "--; drop table works; --",
}
HOLE = [
    [[119.5, 29.5], [120.1, 29.5], [120.1, 30.1], [119.5, 30.1], [119.5, 29.5]],
    [[119.7, 29.7], [119.7, 29.9], [119.9, 29.9], [119.9, 29.7], [119.7, 29.7]],
]
SHAPES: list[dict[str, Any] | None] = [
    {"type": "Point", "coordinates": [119.123456, 29.654321]},
    {"type": "MultiPoint", "coordinates": [[119.1, 29.1], [119.200001, 29.200001]]},
    {"type": "LineString", "coordinates": [[119.1, 29.1], [119.345678, 29.456789], [119.5, 29.2]]},
    {
        "type": "MultiLineString",
        "coordinates": [[[119.1, 29.1], [119.2, 29.2]], [[119.3, 29.3], [119.4, 29.5]]],
    },
    {"type": "Polygon", "coordinates": HOLE},
    {
        "type": "MultiPolygon",
        "coordinates": [
            [[[119.1, 29.1], [119.2, 29.1], [119.2, 29.2], [119.1, 29.1]]],
            [[[119.3, 29.3], [119.4, 29.3], [119.4, 29.4], [119.3, 29.3]]],
        ],
    },
    None,
]
_NOWHERE: dict[str, Any] = {
    "precision": 0,
    "uncertainty_m": None,
    "location_method": "none",
    "reason_zh": "未选址",
}
OUTLINE = {
    "type": "Polygon",
    "coordinates": [[[119.0, 29.0], [120.4, 29.0], [120.4, 30.4], [119.0, 30.4], [119.0, 29.0]]],
}


def works(texts: list[str]) -> list[dict[str, Any]]:
    """A work for each text, as name, alias and note, over all kinds of shapes in turn."""
    made = []
    for number, text in enumerate(texts):
        form = SHAPES[number % len(SHAPES)]
        more: dict[str, Any] = {"aliases": [text], "location_note_zh": text, "promise_zh": text}
        if form is None:
            more |= {**_NOWHERE, "reason_zh": (text.strip() and text) or "未选址"}
        made.append(work(f"w{number}", text, form, **more))
    return made


def publish_texts(folder: Path, texts: list[str]) -> Path:
    """Write the set to `folder` and return it."""
    found = export_layers.features()
    outline = BoundaryProperties(
        id="999999", name="云溪县", adcode="999999", role="district", area_km2=1.0, source="试验",
        licence="CC0",
    )  # fmt: skip
    found["projects"] = works(texts)
    found["villages"] = []
    found["boundaries"] = [feature("999999", outline.model_dump(mode="json"), OUTLINE)]
    found["indicators"] = []
    return publish(folder, found)
