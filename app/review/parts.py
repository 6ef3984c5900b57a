"""Records that a reviewer makes: the parts of a split, something the rules did not find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.review.fields import bad, checked, words

MAX_PARTS = 30
_KEPT = (
    "canonical_name", "category", "work_type", "stage", "verb_phrase", "named", "is_review",
    "quantity", "unit", "outcome", "due", "spatial_hint",
)  # fmt: skip


def split_parts(
    record: Mapping[str, Any], asked: object, text: str, taken: Sequence[str]
) -> list[dict[str, Any]]:
    """Whole records for the parts of `record`; `asked` is a list of {"mention", …fields}.

    A part stands where its words stand in the record's own span, else in its sentence's, else it
    keeps the record's span. `taken` are ids that are in use by other records.
    """
    if not isinstance(asked, list) or not 2 <= len(asked) <= MAX_PARTS:
        raise bad(f"拆分需要 2 至 {MAX_PARTS} 个名称。", f"A split needs 2 to {MAX_PARTS} names.")
    out: list[dict[str, Any]] = []
    used = set(taken)
    for item in asked:
        if not isinstance(item, dict):
            raise bad("拆分的每一部分应为对象。", "Each part of a split should be an object.")
        part = _part(record, item, text)
        identity = f"{record['report']}/{record['ref']['sentence_index']}/{part['mention']}"
        if identity in used:
            raise bad(
                f"“{part['mention']}”在这一句里已经有了；请改归并或剔除。",
                f"'{part['mention']}' is already found in this sentence; merge or reject instead.",
            )
        used.add(identity)
        out.append({"record_id": identity, **part})
    return out


def _part(record: Mapping[str, Any], item: Mapping[str, Any], text: str) -> dict[str, Any]:
    mention = words(item.get("mention"))
    if not mention:
        raise bad("名称不能为空。", "A name must not be empty.")
    values = {name: record[name] for name in _KEPT}
    values["canonical_name"] = mention
    for name, value in item.items():
        if name != "mention":
            values[name] = checked("mention", name, value)
    ref = dict(record["ref"])
    at = text.find(mention, ref["start"], ref["end"]) if text else -1
    if at >= 0:
        ref |= {"start": at, "end": at + len(mention)}
    return {"mention": mention, "ref": ref, **values}
