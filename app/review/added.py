"""A mention that the rules did not find, as a reviewer marks it in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.review.fields import MAX_WORDS, bad, checked
from app.store.reviews import Draft

_PLAIN: dict[str, Any] = {
    "work_type": None, "stage": None, "verb_phrase": "", "named": True,
    "quantity": None, "unit": "", "outcome": "", "due": "", "spatial_hint": "",
}  # fmt: skip


def added_record(draft: Draft, asked: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Id and whole record for `asked` {"start", "end", "category", …fields}.

    The words are those of the text between the offsets; RefusedError where they reach over a
    sentence's end or were found already.
    """
    start, end = asked.get("start"), asked.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not draft.text:
        raise bad("请在原文中选出名称。", "Mark the name in the text.")
    mention = draft.text[max(0, start) : end]
    if not mention.strip() or len(mention) > MAX_WORDS or start < 0:
        raise bad("请在原文中选出名称。", "Mark the name in the text.")
    ref = next((ref for ref in _refs(draft, start, end)), None)
    if ref is None:
        raise bad("名称不能跨句。", "A name must not reach over the end of a sentence.")
    identity = f"{draft.report_id}/{ref['sentence_index']}/{mention}"
    if any(item["record_id"] == identity for item in draft.facts["mentions"]):
        raise bad(f"“{mention}”在这一句里已经有了。", f"'{mention}' is already found here.")
    values = {**_PLAIN, "canonical_name": mention, "is_review": ref["section"] == "回顾"}
    for name in asked.keys() - {"start", "end"}:
        values[name] = checked("mention", name, asked[name])
    if "category" not in values:
        raise bad("请选择类别。", "Choose a category.")
    return identity, {"mention": mention, "ref": ref, **values}


def _refs(draft: Draft, start: int, end: int) -> Iterator[dict[str, Any]]:
    """Where the span stands: the one sentence that holds all of it."""
    paragraphs = [
        (section, paragraph)
        for section in draft.facts["outline"]
        for paragraph in section["paragraphs"]
    ]
    for index, (section, paragraph) in enumerate(paragraphs):
        for sentence in paragraph["sentences"]:
            if sentence["start"] <= start and end <= sentence["end"]:
                clauses = sentence["clauses"]
                yield {
                    "section": section["label"],
                    "focus_area": section["focus_area"],
                    "paragraph_title": paragraph["title"],
                    "paragraph_index": index,
                    "sentence_index": sentence["index"],
                    "clause_index": max(0, sum(left <= start for left, _ in clauses) - 1),
                    "start": start,
                    "end": end,
                }
