"""The figure grammar, pattern by pattern, on invented sentences."""

from __future__ import annotations

import pytest

from etl.codes import Comparator
from etl.extract.indicators import extract_indicators
from etl.extract.model import Indicator
from etl.report.model import Paragraph, Report, Section, SectionKind
from etl.report.sentences import split_sentences


def read(
    text: str, kind: SectionKind = SectionKind.TASK, title: str = "", year: int | None = 2031
) -> list[Indicator]:
    """Indicators of one paragraph of an invented report."""
    paragraph = Paragraph(0, title, 0, len(text), split_sentences(text, 0, 0))
    section = Section(kind, "二", "", 2, 0, len(text), (paragraph,))
    tasks = Section(SectionKind.TASK, "三", "", 3, len(text), len(text), ())
    return extract_indicators(Report("", "某区", year, None, text, "", (section, tasks)))


def rows(text: str, title: str = "") -> list[tuple[str, str, float, str]]:
    return [(i.name, i.comparator, i.value, i.unit) for i in read(text, title=title)]


ONE = [
    # comparator behind its subject
    ("港口吞吐量达到320万吨。", "港口吞吐量", "达到", 320, "万吨"),
    ("确保公路优良率达到91%以上。", "公路优良率", "达到…以上", 91, "%"),
    ("烟叶种植面积稳定在3万亩以上。", "烟叶种植面积", "稳定在…以上", 3, "万亩"),
    ("臭氧平均浓度控制在150微克/立方米以内。", "臭氧平均浓度", "控制在…以内", 150, "微克/立方米"),
    ("规上企业利润同比增长4.5%左右。", "规上企业利润", "增长…左右", 4.5, "%"),
    ("全年进口总额突破百亿元。", "进口总额", "突破", 100, "亿元"),
    ("化肥使用量下降3%。", "化肥使用量", "下降", 3, "%"),
    ("财政收入增速高于全省平均水平2个百分点。", "财政收入增速", "高于全省平均水平", 2, "个百分点"),
    ("绿化覆盖率由38%提高到41%。", "绿化覆盖率", "提高到", 41, "%"),
    ("宽带资费再降两成。", "宽带资费", "降", 2, "成"),
    ("企业开办压缩到半个工作日以内。", "企业开办时间", "压缩到…以内", 0.5, "个工作日"),
    ("技改投资两年平均增长7%。", "技改投资", "增长", 7, "%"),
    ("粮食总产实现“九连丰”、达18亿斤。", "粮食总产", "达", 18, "亿斤"),
    # verb, object, number
    ("新增规上服务业企业4家以上。", "规上服务业企业", "新增…以上", 4, "家"),
    ("改造涵洞9座。", "涵洞", "改造", 9, "座"),
    ("维修养护乡村道路61公里。", "乡村道路", "维修养护", 61, "公里"),
    ("全年累计发放稳岗补贴820万元。", "稳岗补贴", "发放", 820, "万元"),
    ("加装充电枪不少于40个。", "充电枪", "加装…不少于", 40, "个"),
    ("谋划储备百亿级项目12个。", "百亿级项目", "谋划储备", 12, "个"),
    ("新建、改扩建幼儿园3所。", "幼儿园", "新建、改扩建", 3, "所"),
    ("新筹集人才房180套。", "人才房", "新筹集", 180, "套"),
    ("改造钢厂家属院、电厂楼等老旧小区17个。", "老旧小区", "改造", 17, "个"),
    ("为企业降低物流成本6%以上。", "企业物流成本", "降低…以上", 6, "%"),
    ("市民中心增设办事窗口5个。", "办事窗口", "增设", 5, "个"),
    ("青禾公司扩建育苗棚20座。", "青禾公司育苗棚", "扩建", 20, "座"),
    ("力争新签约5亿元以上项目不少于8个。", "5亿元以上签约项目", "新签约…不少于", 8, "个"),
    ("种植青稞2万亩。", "青稞种植面积", "种植", 2, "万亩"),
    ("建设15分钟便民生活圈6个。", "15分钟便民生活圈", "建设", 6, "个"),
    ("新建千头以上羊场2个。", "千头以上羊场", "新建", 2, "个"),
    ("架设35千伏线路80公里。", "35千伏线路", "架设", 80, "公里"),
    # plain speech
    ("又建起大棚200栋。", "大棚", "建起", 200, "栋"),
    ("引来外地商户6家。", "外地商户", "引来", 6, "家"),
    ("拿出1.8亿元化债。", "化债", "拿出", 1.8, "亿元"),
    ("家庭林场再添60户。", "家庭林场", "添", 60, "户"),
    ("会议费压到80万元以内。", "会议费", "压到…以内", 80, "万元"),
    ("给渔户发放补贴860户。", "渔户补贴", "发放", 860, "户"),
    ("沉陷区治理再推进5平方公里。", "沉陷区治理", "推进", 5, "平方公里"),
    ("商户净增800户以上。", "商户", "净增…以上", 800, "户"),
    ("登记失业率不高于3.8%。", "城镇登记失业率", "不高于", 3.8, "%"),
    ("供暖延后3天。", "供暖", "延后", 3, "天"),
    # light verbs
    ("实现城镇新增就业4100人。", "城镇新增就业", "实现", 4100, "人"),
    ("确保乘客满意度100%。", "乘客满意度", "确保", 100, "%"),
    ("完成固定资产投资45亿元。", "固定资产投资", "完成", 45, "亿元"),
    ("争取上级资金2.4亿元。", "上级资金", "争取", 2.4, "亿元"),
    # number first
    ("高标准建设21个示范型便民驿站。", "示范型便民驿站", "建设", 21, "个"),
    ("完成500亩退耕还草任务。", "退耕还草任务", "完成", 500, "亩"),
    ("完成西岭热源2台锅炉脱硫改造。", "西岭热源锅炉脱硫改造", "完成", 2, "台"),
    ("解决甲苑、乙苑310户“办证难”。", "不动产办证难", "解决", 310, "户"),
    ("打通枫林路、学苑巷两条断头路。", "断头路", "打通", 2, "条"),
    ("12个老旧市场改造。", "老旧市场", "改造", 12, "个"),
    ("推动6个项目开工建设。", "开工建设项目", "开工建设", 6, "个"),
    # no verb
    ("农机培训900人次。", "农机培训", "=", 900, "人次"),
    ("秸秆还田率75%以上。", "秸秆还田率", "…以上", 75, "%"),
    ("城镇新增就业2.2万人。", "城镇新增就业", "新增", 2.2, "万人"),
    ("公租房260套全部交付。", "公租房", "交付", 260, "套"),
    ("多收稻谷3万余斤。", "多收稻谷", "…余", 3, "万斤"),
    ("为260户老人家庭完成适老化改造。", "老人家庭", "完成", 260, "户"),
    ("9件民生实事全部完成。", "民生实事", "完成", 9, "件"),
    ("守住80万亩耕地红线。", "耕地红线", "守住", 80, "万亩"),
    ("引导200名矿工转岗就业。", "矿工转岗就业", "引导", 200, "名"),
    # what a number describes belongs to the name
    ("新建千户以上社区食堂4家。", "千户以上社区食堂", "新建", 4, "家"),
    ("产值超10亿元企业5家。", "产值超10亿元企业", "=", 5, "家"),
    ("把500户以上小区物业覆盖率提高到九成。", "500户以上小区物业覆盖率", "提高到", 9, "成"),
    ("为65岁以上老年人免费体检1.1万人次。", "65岁以上老年人免费体检", "=", 1.1, "万人次"),
    # shapes of their own
    ("千人床位数达7.2张。", "千人床位数", "达", 7.2, "张"),
    ("工程验收成功率97%。", "工程验收成功率", "=", 97, "%"),
    ("不动产登记3个工作日办结。", "不动产登记办结时间", "=", 3, "个工作日"),
    ("边村电网改造完成投资1800万元。", "边村电网改造投资", "完成", 1800, "万元"),
    ("民生支出占财政支出80%以上。", "民生支出占财政支出比重", "占…以上", 80, "%"),
    ("优良天数287天。", "优良天数", "=", 287, "天"),
    ("占全市的四分之一。", "占全市比重", "占", 25, "%"),
    ("总投资12亿元的云岭建材项目建成投产。", "云岭建材项目总投资", "=", 12, "亿元"),
    ("设立规模5亿元的种业基金。", "种业基金规模", "设立", 5, "亿元"),
    ("托位达到千人口4.8个目标。", "千人口托位", "达到", 4.8, "个"),
    ("大棚番茄扩种3万亩。", "大棚番茄种植面积", "扩种", 3, "万亩"),
    ("综合考评排名全省第5位。", "综合考评", "排名全省", 5, "位"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "comparator", "value", "unit"), ONE)
def test_one_figure(text: str, name: str, comparator: str, value: float, unit: str) -> None:
    assert rows(text) == [(name, comparator, value, unit)]


MANY = [
    (
        "抓好总投资210亿元的72个重点项目。",
        [("重点项目总投资", "=", 210, "亿元"), ("重点项目", "抓好", 72, "个")],
    ),
    (
        "18个“百大项目”完成投资63亿元。",
        [("百大项目", "=", 18, "个"), ("百大项目投资", "完成", 63, "亿元")],
    ),
    (
        "新增甲类企业10家、乙类商户30家、丙类工坊15家。",
        [
            ("甲类企业", "新增", 10, "家"),
            ("乙类商户", "新增", 30, "家"),
            ("丙类工坊", "新增", 15, "家"),
        ],
    ),
    (
        "城乡低保标准分别提高5%、8%。",
        [("城镇低保标准", "提高", 5, "%"), ("农村低保标准", "提高", 8, "%")],
    ),
    (
        "群众满意度98.6%、居全省第2位。",
        [("群众满意度", "=", 98.6, "%"), ("群众满意度", "居全省", 2, "位")],
    ),
    (
        "地区产值达到90亿元、增长6%。",
        [("地区产值", "达到", 90, "亿元"), ("地区产值", "增长", 6, "%")],
    ),
    (
        "工单办结率、满意率均达到99%。",
        [("工单办结率", "达到", 99, "%"), ("工单满意率", "达到", 99, "%")],
    ),
    (
        "河西园甲区、乙区入驻率均达到80%。",
        [("河西园甲区入驻率", "达到", 80, "%"), ("河西园乙区入驻率", "达到", 80, "%")],
    ),
    (
        "蓝莓、草莓种植分别达到2万亩、6000亩。",
        [("蓝莓种植面积", "达到", 2, "万亩"), ("草莓种植面积", "达到", 6000, "亩")],
    ),
    (
        "城镇和农村居民人均收入分别增长5%和7%以上。",
        [("城镇居民人均收入", "增长", 5, "%"), ("农村居民人均收入", "增长…以上", 7, "%")],
    ),
    (
        "蜂群、肉鸽存栏分别达到3万只、5万只，增长8%和4%。",
        [
            ("蜂群存栏", "达到", 3, "万只"),
            ("肉鸽存栏", "达到", 5, "万只"),
            ("蜂群存栏", "增长", 8, "%"),
            ("肉鸽存栏", "增长", 4, "%"),
        ],
    ),
    (
        "更新供水管网30公里、排水管网12公里。",
        [("供水管网", "更新", 30, "公里"), ("排水管网", "更新", 12, "公里")],
    ),
    (
        "改造危桥3座、维修养护乡道47公里。",
        [("危桥", "改造", 3, "座"), ("乡道", "维修养护", 47, "公里")],
    ),
    (
        "改造老旧小区48个、208万平方米。",
        [("老旧小区", "改造", 48, "个"), ("老旧小区改造面积", "改造", 208, "万平方米")],
    ),
    (
        "文件和会议再压减5%。",
        [("文件", "压减", 5, "%"), ("会议", "压减", 5, "%")],
    ),
    (
        "引进首店30家，其中省级首店5家。",
        [("首店", "引进", 30, "家"), ("省级首店", "引进", 5, "家")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_several_figures(text: str, expected: list[tuple[str, str, float, str]]) -> None:
    assert rows(text) == expected


CONTEXT = [
    ("烟草作物种植面积达到3万亩，产量保持在1万吨以上。", "烟草产量"),
    ("大力发展林下养蜂，规模达到200万元以上。", "林下养蜂规模"),
    ("鼓励创办联合社、家庭林场，新增7户以上。", "联合社、家庭林场"),
    ("推动“一件事一次办”应用，服务事项增加至30项。", "一件事一次办服务事项"),
    ("办理热线诉求1.2万件，办结率98%。", "热线诉求办结率"),
    ("改造老旧小区9个，惠及居民1800户。", "老旧小区改造惠及居民"),
    ("石梁步行街获评示范街，客流量突破80万人次。", "石梁步行街客流量"),
    ("实现城镇新增就业3000人，同比增长9%。", "城镇新增就业"),
    ("实施技改项目15个，完成投资7亿元。", "技改项目投资"),
    ("投资8600万元，新建第三小学、维修中学教学楼。", "教育投资"),
    ("投资3亿元实施管网更新工程。", "管网更新工程投资"),
    ("工业投资增长25%，占比达到四成。", "工业投资占比"),
    ("原煤产量620万吨，完成年计划的103%。", "原煤产量"),
    ("贷款余额由2020年的98亿元增加到132亿元。", "贷款余额"),
    ("开工建设安置房320套，竣工交付180套。", "安置房"),
    ("改造农贸市场3个，搬迁120户。", "搬迁"),
    ("扶持家庭牧场50户，每户补贴3万元。", "家庭牧场每户补贴"),
    ("招引亿元以上项目40个，其中10亿元以上5个。", "10亿元以上项目"),
    ("争取专项支持，力争签约落地12个。", "签约落地项目"),
]


@pytest.mark.parametrize(("text", "name"), CONTEXT)
def test_subject_from_the_neighbourhood(text: str, name: str) -> None:
    assert read(text)[-1].name == name


def test_paragraph_title_names_an_investment() -> None:
    text = "改善办学条件，计划投资4100万元。"
    assert rows(text, title="坚持教育优先发展") == [("教育计划投资", "计划", 4100, "万元")]


@pytest.mark.parametrize(
    "text",
    [
        "谋划一批项目，办成一件事。",
        "聚焦数字文创、生命健康、商贸三个方向。",
        "坚决打赢三大保卫战，开展“四项”行动。",
        "深化打造“15分钟助老服务圈”。",
        "十件有八件在楼门口就说开了。",
        "30%的企业完成改造。",
        "推广20兆瓦级风机。",
        "加快万头奶牛场建设，推进二期工程。",
        "解决三棵松村季节性缺水问题。",
        "一家人一张床一间屋。",
        "力争9月底前并网，2030年完工。",
    ],
)
def test_turns_of_speech_are_no_indicators(text: str) -> None:
    assert rows(text) == []


def test_range_keeps_both_ends_and_says_so() -> None:
    (found,) = read("培育“小巨人”企业2—3家。")
    assert (found.value, found.value_max) == (2, 3)
    assert found.comparator_code is Comparator.RANGE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("产值达到9亿元。", Comparator.EQ),
        ("产值达到9亿元以上。", Comparator.GE),
        ("失业率控制在5%以内。", Comparator.LE),
        ("产值突破9亿元。", Comparator.GT),
        ("新增企业5家。", Comparator.ADD),
        ("新增企业5家以上。", Comparator.ADD_GE),
        ("产值增长4%。", Comparator.CHANGE_PCT),
        ("产值增长4%以上。", Comparator.CHANGE_PCT_GE),
        ("产值增加4万元。", Comparator.ADD),
        ("能耗下降2%。", Comparator.REDUCE),
        ("利用率不低于85%。", Comparator.GE),
    ],
)
def test_comparator_codes(text: str, code: Comparator) -> None:
    (found,) = read(text)
    assert found.comparator_code is code


def test_review_figures_are_results_of_the_year_before() -> None:
    (found,) = read("新增学位720个。", SectionKind.REVIEW)
    assert found.is_review
    assert found.period == "2030"
    (found,) = read("新增学位720个。", year=None)
    assert not found.is_review
    assert found.period == ""


@pytest.mark.parametrize("kind", [SectionKind.GLOSSARY, SectionKind.CLOSING, SectionKind.PREAMBLE])
def test_only_review_targets_and_tasks_hold_figures(kind: SectionKind) -> None:
    assert read("新增学位720个。", kind) == []


def test_report_without_known_sections_is_read_whole() -> None:
    text = "新增学位720个。"
    paragraph = Paragraph(0, "", 0, len(text), split_sentences(text, 0, 0))
    section = Section(SectionKind.PREAMBLE, "前言", "", None, 0, len(text), (paragraph,))
    (found,) = extract_indicators(Report("", "某区", 2031, None, text, "", (section,)))
    assert (found.name, found.is_review) == ("学位", False)


def test_span_and_reference_point_at_the_figure() -> None:
    text = "坚持创新。新建驿站3处，城西镇养护乡道60公里以上。"
    first, second = read(text)
    assert text[first.ref.start : first.ref.end] == "新建驿站3处"
    assert text[second.ref.start : second.ref.end].endswith("60公里以上")
    assert (second.ref.sentence_index, second.ref.clause_index) == (1, 1)
    assert (second.ref.section, second.ref.focus_area) == ("二", 2)


def test_si_value_and_place_and_period() -> None:
    (found,) = read("到2035年，全区湿地面积达到3万亩。")
    assert (found.value_si, found.unit_si) == (pytest.approx(2e7), "m2")
    assert (found.place, found.period) == ("全区", "2035")


def test_every_figure_explains_itself() -> None:
    for item in read("新增企业5家、园区2个，产值增长4%。"):
        assert item.explain[0] == f"rule:{item.rule}"
        assert 0 < item.confidence < 1
