"""Classes of clause that once misled the figure grammar, each on an invented sentence."""

from __future__ import annotations

import pytest

from etl.extract.indicators import extract_indicators
from etl.report.model import Paragraph, Report, Section, SectionKind
from etl.report.sentences import split_sentences


def rows(text: str) -> list[tuple[str, str, float, str]]:
    """(name, comparator, value, unit) of every figure of one invented paragraph."""
    paragraph = Paragraph(0, "", 0, len(text), split_sentences(text, 0, 0))
    section = Section(SectionKind.TASK, "二", "", 2, 0, len(text), (paragraph,))
    found = extract_indicators(Report("", "某区", 2031, None, text, "", (section,)))
    return [(i.name, i.comparator, i.value, i.unit) for i in found]


ONE = [
    # the verb of change before 到 or 至 is the comparator, no part of the name
    ("贷款利率降到3%以下。", "贷款利率", "降到…以下", 3, "%"),
    ("通办事项扩围至260项。", "通办事项", "扩围至", 260, "项"),
    ("城乡收入倍差缩小到1.7。", "城乡收入倍差", "缩小到", 1.7, ""),
    ("农村低保标准提高到每人每月720元。", "农村低保标准", "提高到", 720, "元"),
    ("路网密度达到每平方公里8.1公里。", "路网密度", "达到", 8.1, "公里"),
    ("出差减两成。", "出差", "减", 2, "成"),
    ("设备投资超年度计划5个百分点。", "设备投资", "超年度计划", 5, "个百分点"),
    ("科技企业只有31家。", "科技企业", "=", 31, "家"),
    ("青石园区在全市考核中前移4位。", "青石园区全市考核位次", "前移", 4, "位"),
    # a district or a light verb before the name
    ("全县实现生产总值88亿元。", "生产总值", "实现", 88, "亿元"),
    ("建议今年财政收入增长4%左右。", "财政收入", "增长…左右", 4, "%"),
    ("东岭林场完成低产林改造900亩。", "东岭林场低产林改造", "完成", 900, "亩"),
    ("完成招商到位资金9亿元。", "招商到位资金", "完成", 9, "亿元"),
    ("全年盘活闲置校舍不少于8处。", "闲置校舍", "盘活…不少于", 8, "处"),
    ("柔性引进专家不少于20名。", "专家", "引进…不少于", 20, "名"),
    ("推动北园一期、二期招引配套企业6家以上。", "配套企业", "招引…以上", 6, "家"),
    ("推进红旗良种场扩建晒场一座。", "红旗良种场晒场", "扩建", 1, "座"),
    ("赴东南沿海开展招商活动16场。", "招商活动", "开展", 16, "场"),
    ("送戏进村等活动惠及群众3万人次。", "送戏进村等活动惠及群众", "惠及", 3, "万人次"),
    ("落地加工产值突破15亿元。", "落地加工产值", "突破", 15, "亿元"),
    # words that look like an adverb or a derived noun but begin the name
    ("要素保障率达到90%。", "要素保障率", "达到", 90, "%"),
    ("建成区绿地率提高到40%。", "建成区绿地率", "提高到", 40, "%"),
    ("新建数字化车间6个。", "数字化车间", "新建", 6, "个"),
    ("新增设施农业面积700亩。", "设施农业面积", "新增", 700, "亩"),
    ("推进高标准农田2万亩建设。", "高标准农田", "推进", 2, "万亩"),
    # what the number counts stands behind it
    ("年初确定的12件惠民实事全部办结。", "惠民实事", "办结", 12, "件"),
    ("全县三百多个监测点逐一核查。", "监测点", "核查…多", 300, "个"),
    ("甲湾、乙湾两座泵站达产。", "泵站", "达产", 2, "座"),
    ("松园、柳园四个项目达产。", "达产项目", "达产", 4, "个"),
    ("再办社区食堂五处。", "社区食堂", "办", 5, "处"),
    ("建成员工公寓三栋、食堂。", "员工公寓", "建成", 3, "栋"),
    ("解决了北坡6个村群众吃水难题。", "北坡村群众吃水难题", "解决", 6, "个"),
    ("提升云台茶场2万亩核心基地。", "云台茶场核心基地", "提升", 2, "万亩"),
    # shares and limits
    ("财政支出的八成以上用于民生。", "财政支出用于民生比重", "…以上", 8, "成"),
    ("贷款申请五天内答复。", "贷款申请答复时限", "…内", 5, "天"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "comparator", "value", "unit"), ONE)
def test_one_figure(text: str, name: str, comparator: str, value: float, unit: str) -> None:
    assert rows(text) == [(name, comparator, value, unit)]


MANY = [
    (
        "城镇、农村居民收入达到3.1万元和1.8万元。",
        [("城镇居民收入", "达到", 3.1, "万元"), ("农村居民收入", "达到", 1.8, "万元")],
    ),
    (
        "接待游客和旅游收入均增长9%。",
        [("接待游客", "增长", 9, "%"), ("旅游收入", "增长", 9, "%")],
    ),
    (
        "扩种黄芪、羊肚菌各800亩。",
        [("黄芪种植面积", "扩种", 800, "亩"), ("羊肚菌种植面积", "扩种", 800, "亩")],
    ),
    (
        "办理代表建议60件、委员提案70件，办结率100%。",
        [
            ("代表建议", "办理", 60, "件"),
            ("委员提案", "办理", 70, "件"),
            ("代表建议、委员提案办结率", "=", 100, "%"),
        ],
    ),
    (
        "签约亿元以上项目30个，其中20亿元以上2个，履约率不低于70%。",
        [
            ("亿元以上签约项目", "签约", 30, "个"),
            ("20亿元以上签约项目", "=", 2, "个"),
            ("20亿元以上签约项目履约率", "不低于", 70, "%"),
        ],
    ),
    (
        "新增产值46亿元，税收2.7亿元。",
        [("产值", "新增", 46, "亿元"), ("税收", "=", 2.7, "亿元")],
    ),
    (
        "新修梯田3万亩、造林2万亩。",
        [("梯田", "新修", 3, "万亩"), ("造林", "=", 2, "万亩")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_several_figures(text: str, expected: list[tuple[str, str, float, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "民生连着千家万户。",
        "整治五门沟河道。",
        "打通服务群众最后一公里。",
        "实现三个翻番。",
        "统筹能耗、用地两张清单。",
        "两次停工整治。",
        "贯彻中央八项规定。",
        "稳居全市第一方阵。",
        "生产总值连跨两个百亿元台阶。",
        "用好加工增值超过20%免税政策。",
        "承诺的事一件不落。",
        "说一千道一万。",
    ],
)
def test_turns_of_speech_are_no_figures(text: str) -> None:
    assert rows(text) == []
