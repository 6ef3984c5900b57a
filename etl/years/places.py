"""Whether a work is said to stand elsewhere than the year before."""

from __future__ import annotations

import re

from etl.catalogue.model import Work

_SETTLEMENT = re.compile(r"^(?:在|位于)?([\u4e00-\u9fff]{2,6}?(?:村|屯|社区|街道|镇|乡))(?!村)")


def settlement(work: Work) -> str:
    """The village, community or town that its name begins with or its clause names, or ""."""
    for record in work.mentions:
        for words in (record.fact.spatial_hint, work.name):
            found = _SETTLEMENT.match(words)
            if found and found[1] != work.name:
                return found[1]
    return ""


def moved(old: Work, new: Work, old_place: str = "", new_place: str = "") -> bool:
    """Whether both years name a settlement and not the same, or are placed at two places."""
    was, now = settlement(old), settlement(new)
    if was and now:
        return was not in now and now not in was
    return bool(old_place and new_place and old_place != new_place)
