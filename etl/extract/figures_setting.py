"""When and where a figure holds, as far as its sentence says."""

from __future__ import annotations

import re

from etl.extract.figures_lexicon import any_verb

_PERIOD = re.compile(
    r"20\d\d[—-]20\d\d年|(?:到|至|截至)?20\d\d年(?:底|末|初|上半年|下半年)?|“?十[三四五六]五”?(?:期间|时期|末|以来)"
    r"|[上下]半年|前三季度|[一二三四]季度|(?:五|三|近[两三四五])年来|(?<!\d)\d{1,2}月(?:底|末)?前?"
)
_PLACE = re.compile(
    r"全[省市区县镇乡](?!域)|(?:^|在|对|、)(?P<named>[一-龥]{2,6}?(?:镇|(?<!下)乡|街道|(?<!进)村|社区|经开区|开发区|园区))(?![业户镇子容居级民])"
)


def period_of(sentence: str, year: int | None, *, is_review: bool) -> str:
    """The period a sentence names, else the report year (the year before, in a review)."""
    match = next(
        (m for m in _PERIOD.finditer(sentence) if sentence[m.end() : m.end() + 1] != "的"), None
    )
    if match:
        return re.sub(r"^(20\d\d)年$", r"\1", match.group().lstrip("到至"))
    if year is None:
        return ""
    return str(year - 1 if is_review else year)


def place_of(clause: str) -> str:
    """The area a clause names (全区, …镇, …开发区), or an empty string."""
    match = _PLACE.search(clause)
    if match is None:
        return ""
    named = match["named"] or match.group()
    # A verb inside (改造提升农村) shows that the match is no name.
    if re.search("城镇|全年|乡镇$|[一二三四五两]个", named):
        return ""
    return "" if any_verb().search(named) or named.endswith("农村") else named
