"""Does a sentence tell of what was done, or of what is to be done?

The section decides first (工作回顾). Reports without such a section, and sections that mix both,
are told apart by their words: a year before that of the report, 过去一年, 获评, 了 speak of what
was done; 今年, 力争, 要 of what is to be done.
"""

from __future__ import annotations

import re

from etl.report.model import Sentence

_CN_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(20\d\d)年")
_AIMS = re.compile(r"今年|明年|目标|任务|安排|部署|要求|打算|规划|展望|计划")
_PAST_TITLE = re.compile(
    r"回顾|工作总结|工作情况|过去(?:的)?(?:一|五|几|两)年|(?:一|五)年来|取得的?成[绩就效]|上一?年(?:度)?(?:的)?工作"
    r"|发展成就|去年(?:的)?(?:工作|这一年|答卷|收成)"
)
_PAST_OPENING = re.compile(
    r"^(?:各位代表[：！，])?(?:(?:刚刚)?过去(?:的)?(?:一|五|几|两)年|[一五]年来|去年|上年|回顾|回首)"
)
_NEW_OPENING = re.compile(
    r"^(?:各位代表[：！，])?(?:今年(?:是|要|[，,]|我们)|新的?一年|下一步|面向未来|展望|明年)"
)
_OPENING = 24
"""Characters in which a paragraph says what it is about."""
_DONE = re.compile(
    r"已[经建投完开通成达实]|了(?=[，。；、一二三四五六七八九十\d])|获评|荣获|获得|获批|入选|被评为|同比|圆满|先后|累计|成功|顺利(?!推进|实施)"
    r"|去年|全年(?=新|完成|实|累|共|引|投)|一年来|跻身|排名|上年|超额|连续\S年|落成|创历史新高|(?:增长|提高到|下降)\d+(?:\.\d+)?[%个]"
)
_TO_DO = re.compile(
    r"力争|力促|确保|争取|今年|年内|年底前|将(?!.{0,14}(?:改造|打造|建)[为成])|要(?!素|闻|求|道|塞|点)|(?:^|，|。|；)(?:加快|推动|推进|支持|鼓励|引导|深化|完善|抓好|谋划|健全|坚持|加强"
    r"|加大|深入|持续|积极|强化|着力|扎实|大力|全力)|以上|左右|下一步|努力|启动|突出"
)


def western_years(text: str) -> list[int]:
    """Years named in `text`, in either kind of digits: 二〇二四年 → 2024."""
    text = _CN_YEAR.sub(lambda found: found.group().translate(_DIGITS).replace("二", "2"), text)
    return [int(year) for year in _YEAR.findall(text)]


def is_past_title(title: str, year: int | None) -> bool:
    """True for a heading that announces what was done: 2024年工作 in a report for 2025."""
    if _PAST_TITLE.search(title) and not re.search("今年|安排|部署", title):
        return True
    years = western_years(title)
    return bool(years) and year is not None and max(years) < year and not _AIMS.search(title)


def opening(text: str, year: int | None) -> bool | None:
    """What the first words of a paragraph announce: done (True), to do (False), nothing (None)."""
    if _PAST_OPENING.match(text):
        return True
    if _NEW_OPENING.match(text):
        return False
    years = western_years(text[:7])
    if years and year is not None:
        return years[0] < year
    return None


def balance(text: str) -> int:
    """Words of what was done less words of what is to be done."""
    return len(_DONE.findall(text)) - len(_TO_DO.findall(text))


class Tense:
    """Reads a section's paragraphs in order; remembers what the last opening announced."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self._past = False

    def section(self, *, is_review: bool) -> None:
        """Begin a section."""
        self._review = is_review
        self._past = is_review

    def paragraph(self, text: str, *, marked: bool) -> bool:
        """True when the paragraph tells of what was done; `marked`: it begins with a list mark."""
        said = opening(text, self._year)
        if said is not None:
            self._past = said if not self._review else True
        elif self._past and not self._review and balance(text) < 0:
            self._past = False
        if self._past:
            return True
        aims = _AIMS.search(text[:_OPENING])  # 增长3% of a list of targets is no growth achieved
        return not marked and not aims and len(text) > 60 and balance(text) >= 3

    def sentence(self, sentence: Sentence, *, past: bool) -> bool:
        """True when the sentence tells of what was done."""
        said = opening(sentence.text, self._year)
        if said is not None and not (past and self._review):
            return said
        return past
