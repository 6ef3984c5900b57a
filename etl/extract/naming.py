"""Is it a name? An inspectable score over the words of a candidate and the company it keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.codes import Category
from etl.extract.lexicon import Lexicon, Suffix, load_lexicon
from etl.extract.tokens import Token

NAMED_AT = 0.5
_UNIQUE = frozenset(["经开区", "高新区", "综合保税区", "综保区", "自贸片区", "经济开发区"])
_COUNTING = re.compile("[“‘「](?:[一二三四五六七八九十两\\d]+[^号])")
_EVERYDAY = frozenset(
    {
        Category.FARM, Category.SCENIC_SITE, Category.PUBLIC_SERVICE, Category.ENERGY,
        Category.ROAD_BRIDGE, Category.WATER, Category.HOTEL, Category.ENTERPRISE,
        Category.ECOLOGY, Category.VILLAGE, Category.TOWN, Category.RESIDENTIAL_COMPOUND,
    }
)  # fmt: skip
_STREETS = frozenset(
    {"路", "街", "巷", "大街", "大道", "桥", "大桥", "小区", "宿舍", "家属院", "家属楼"}
)
PART = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}期|\d{1,2}号(?:机组|线|楼|泊位)?|[东南西北中]{1,2}[段区]|[A-Z]\d?[区座]"
    r"|综合楼|教学楼|主桥|匝道|大坝)$"
)
_ADMIN = frozenset("县区市镇乡旗州省")


@dataclass(slots=True)
class Score:
    """The sum and what made it up."""

    value: float = 0.0
    parts: list[str] = field(default_factory=list)

    def add(self, amount: float, why: str) -> None:
        """Add evidence."""
        self.value = round(self.value + amount, 2)
        self.parts.append(f"{why}{amount:+.2f}")


def suffix_of(name: list[Token], lexicon: Lexicon) -> tuple[Suffix | None, list[Token]]:
    """The suffix that tells what the name is, and the stem before it."""
    end = len(name)
    while end > 1 and name[end - 1].has("part", "bracket") and not name[end - 1].has("suffix"):
        end -= 1
    if not end:
        return None, name
    last = name[end - 1]
    if last.has("suffix"):
        suffix = lexicon.suffixes[last.text]
        if suffix.word in _LIST_WORDS and end > 1:
            inner = _inner_suffix(name[: end - 1], lexicon)
            if inner is not None:
                return inner, name[: end - 1]
        return suffix, name[: end - 1]
    if last.has("school"):
        return _SCHOOL, name[: end - 1]
    if last.has("quote"):
        return _quoted_suffix(last.text[1:-1], lexicon), name[:end]
    if last.has("learnt"):
        return _inner_ending(last.text.strip("“”‘’"), lexicon), name[:end]
    if last.has("gazetteer"):
        return _quoted_suffix(last.text, lexicon, least=1), name[:end]
    return None, name[:end]


_SCHOOL = Suffix("中", Category.SCHOOL, 1, "site", True)


def _quoted_suffix(text: str, lexicon: Lexicon, least: int = 2) -> Suffix | None:
    """The longest ending of a quoted name that is a suffix of `least` characters or more."""
    for size in range(min(len(text) - 1, 6), least - 1, -1):
        found = lexicon.suffixes.get(text[-size:])
        if found is not None and found.kind != "firm":
            return lexicon.suffixes[text[-size:]]
    return None


_LIST_WORDS = ("项目", "工程", "基地", "中心", "综合体")


def _inner_ending(text: str, lexicon: Lexicon) -> Suffix | None:
    """The longest ending of a learnt name that is a suffix, looking behind a part (二期, 北段)."""
    text = PART.sub("", text) or text
    for size in range(min(len(text) - 1, 8), 0, -1):
        found = lexicon.suffixes.get(text[-size:])
        if found is None:
            continue
        if found.word in _LIST_WORDS:
            inner = _inner_ending(text[:-size], lexicon) if len(text) - size > 2 else None
            if inner is not None and inner.category is not Category.INDUSTRY:
                return inner
        return found
    return None


def _inner_suffix(name: list[Token], lexicon: Lexicon) -> Suffix | None:
    if name and name[-1].has("suffix") and len(name) > 1:
        found = lexicon.suffixes[name[-1].text]
        return found if found.category is not Category.INDUSTRY else None
    return None


def unknown_size(tokens: list[Token]) -> int:
    """How many characters of the tokens no table knows."""
    size = 0
    for token in tokens:
        if token.has("quote"):
            size += _strange_in_quote(token.text[1:-1])
        elif token.has("unknown", "stem", "gazetteer", "latin") or (
            len(token.text) == 1 and not token.has("quantifier", "generic", "adverb")
        ):
            size += len(token.text)
    return size


def _strange_in_quote(text: str) -> int:
    """How many characters of a quoted stretch no table knows; none where it lists or counts."""
    if _COUNTING.match(f"“{text}") or re.search("[、，+·]", text):
        return 0
    classes = load_lexicon().classes
    at = strange = 0
    while at < len(text):
        size = next(
            (n for n in range(min(6, len(text) - at), 1, -1) if text[at : at + n] in classes), 0
        )
        if not size:
            strange += 1
        elif "stem" in classes[text[at : at + size]]:
            strange += size
        at += size or 1
    return strange


def _is_weak(suffix: Suffix) -> bool:
    """One character that ends many words besides names of shops, compounds and lines."""
    kinds = (Category.COMMERCE, Category.RESIDENTIAL_COMPOUND)
    return len(suffix.word) == 1 and (suffix.category in kinds or suffix.word == "线")


def score_name(
    name: list[Token],
    lexicon: Lexicon,
    *,
    licence: int,
    siblings_named: bool,
    frame: str,
    quantified: bool,
    vague: bool,
) -> Score:
    """Score a candidate; it counts as named from `NAMED_AT`.

    `licence` is that of the list head (2 names, 0 not names, 1 none spoken), `frame` is concrete
    (新建, 对接 …), support (推进 …), abstract (加强 …) or empty.
    """
    score = Score()
    suffix, stem = suffix_of(name, lexicon)
    odd = unknown_size(stem)
    common = suffix is not None and "common" in lexicon.classes.get(suffix.word, ())
    lone = odd == 1 and sum(len(token.text) for token in stem) == 1
    if odd:
        score.add(0.1 if lone else 0.45 if odd > 1 else 0.25, f"{odd} unknown chars")
    strays = sum(1 for token in name if token.has("never"))
    if strays:
        score.add(-0.5 * strays, "words that no name has")
    if suffix is not None:
        score.add(0.25, f"suffix {suffix.word}")
        text = "".join(token.text for token in name)
        if not stem and not odd and not name[-1].has("part"):
            if suffix.word in _UNIQUE:
                score.add(0.5, "one of its kind in a district")
            elif suffix.kind in ("site", "event") and len(text) > 3 and frame and not common:
                score.add(0.2, "a site of its own")
            else:
                score.add(-0.6, "bare suffix")
        elif any(
            token.has("suffix") and len(token.text) > 1 and not token.has("common")
            for token in stem
        ):
            score.add(0.2, "named after a place")
    if any(token.has("learnt") for token in name):
        score.add(0.5, "sequence model")
    elif any(token.has("gazetteer") for token in name):
        score.add(0.5, "gazetteer")
    if any(token.has("ordinal") for token in name) and suffix is not None:
        score.add(0.4, "ordinal")
    if any(token.has("quote") for token in name) and suffix is not None:
        counts = any(token.has("quote") and _COUNTING.match(token.text) for token in name)
        score.add(-0.5 if counts else 0.3 if odd and not common else 0.0, "quoted")
    if len(name) > 1 and name[-1].has("part"):
        score.add(0.35, "part of a site")
    if stem and stem[0].text in _ADMIN and suffix is not None:
        score.add(0.35, "administrative prefix")
    if suffix is _SCHOOL:
        score.add(0.6, "numbered school")
    if len(name) == 1 and name[0].has("part") and siblings_named:
        score.add(0.4, "part of the site named before")
    if stem and any(token.has("level") for token in stem) and odd <= 1:
        score.add(-0.4, "a level, not a name")
    if suffix is not None and _is_weak(suffix) and not siblings_named and licence != 2:  # fmt: skip
        score.add(-0.3, "weak suffix alone")
    if (
        common
        and suffix is not None
        and suffix.kind == "firm"
        and not siblings_named
        and licence < 2
    ):
        score.add(-0.15, "a trade more often than a firm")
    if suffix is not None and suffix.word == "线" and not any(t.has("latin", "part") for t in stem):
        score.add(-0.6, "线 without a number")
    if licence == 2:
        score.add(0.25, "list head")
    elif licence == 0:
        score.add(-0.7, "list of kinds, not of names")
    if siblings_named:
        score.add(0.2, "named siblings")
    if frame == "concrete":
        score.add(0.15, "concrete predicate")
    elif frame == "abstract":
        score.add(-0.3 if odd < 2 else -0.1, "abstract predicate")
    elif not frame and not siblings_named:
        score.add(-0.25, "no predicate")
    if quantified:
        score.add(-0.6, "counted or quantified")
    if licence == 2 and not odd and any(token.has("quote") for token in name):
        score.add(0.2, "quoted in a list of names")
    if vague:
        score.add(-0.25, "一批/系列")
    if (
        odd == 0
        and suffix is not None
        and stem
        and not any(t.has("ordinal", "part", "gazetteer") for t in name)
    ):
        everyday = common and suffix.category in _EVERYDAY
        generic = any(
            token.has("generic", "place") and not token.has("noun") and len(token.text) > 1
            for token in stem
        )
        score.add(
            -0.3 if everyday else -0.1 if siblings_named else -0.35 if generic else -0.1,
            "known words only",
        )
        if len(stem) == 1 and stem[0].has("nameable") and (siblings_named or licence == 2):
            score.add(0.2, "a word that names compounds and streets")
        if not generic and stem[-1].has("noun", "nameable") and suffix.word in _STREETS:
            score.add(0.5, "streets are named with common words")
        if (
            suffix.generic_ok
            and len(stem) >= 1
            and not (generic or everyday)
            and suffix.kind in ("site", "event")
        ):
            score.add(0.25, "a site of its own")
    return score
