"""Settling a doubtful match from the page: checked, written to matches.csv, compared anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from app.review.desk import Desk
from app.review.fields import bad, who_of, words
from app.review.guard import RefusedError
from app.years.read import Release, read_release
from etl.files import locked
from etl.years.settle import Choice, settle

_MAX_ID = 80
_DEFAULT_WHY = "回看页核对 settled on the page"


def settle_match(desk: Desk, body: Mapping[str, object]) -> None:
    """Keep what `body` says: {"old_id", "new_id", "decision": same|different|"", "seen", "who",
    "why"}; the layers are drawn anew. HetuError where it cannot be.
    """
    district = desk.served()
    release = read_release(desk.settings.layers)
    if district is None or release is None:
        raise RefusedError(
            "没有可对照的两年，无从认定。", "There are no two years to compare: nothing to settle."
        )
    choice, seen = body.get("decision"), body.get("seen", "")
    for value in (choice, seen):
        if value not in ("same", "different", ""):
            raise bad(
                "decision 应为 same、different 或空。",
                "decision should be same, different or empty.",
            )
    cells = {
        **_pair(release, words(body.get("old_id"), _MAX_ID), words(body.get("new_id"), _MAX_ID)),
        "who": who_of(body),
        "when": datetime.now(UTC).date().isoformat(),
        "why": words(body.get("why")) or _DEFAULT_WHY,
        "old_report": release["old"]["report"],
        "new_report": release["new"]["report"],
    }
    with locked(desk.record_lock(district)):
        settle(district.catalogue / "matches.csv", cast(Choice, choice), cast(str, seen), cells)
    desk.redraw(district)


def _pair(release: Release, old_id: str, new_id: str) -> dict[str, str]:
    """The ids with their names; RefusedError where the comparison does not speak of the pair."""
    spoken: list[dict[str, Any]] = [
        *release["doubtful"],
        *release.get("decisions", []),
        *(item["match"] for item in release["promises"]),
    ]
    for item in spoken:
        if (item["old_id"], item["new_id"]) == (old_id, new_id):
            names = ("old_id", "new_id", "old_name", "new_name")
            return {name: str(item[name]) for name in names}
    raise RefusedError(
        "对照结果里没有这一对。请刷新页面。",
        "The comparison does not have this pair. Reload the page.",
        404,
    )
