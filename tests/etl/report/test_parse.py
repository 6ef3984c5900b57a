"""Structure of reports in the many shapes they come in; all districts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from etl.errors import ReportError
from etl.report.model import Report, SectionKind
from etl.report.parse import parse_report

HEAD = "松湖县人民政府工作报告\n——2025年1月8日在松湖县第九届人民代表大会第四次会议上\n各位代表：\n"
REVIEW = "一、2024年工作回顾\n一年来，新建学校3所。\n——产业更强。松湖水厂投产。\n"
GOALS = "二、2025年重点工作\n主要预期目标是：地区生产总值增长5%；财政收入增长3%。\n"


def shape(report: Report) -> list[tuple[str, str]]:
    return [(section.kind.value, section.label) for section in report.sections]


def spans_hold(report: Report) -> None:
    for section in report.sections:
        for paragraph in section.paragraphs:
            assert section.start <= paragraph.start < paragraph.end <= section.end
            for sentence in paragraph.sentences:
                assert report.text[sentence.start : sentence.end] == sentence.text
                for clause in sentence.clauses:
                    assert report.text[clause.start : clause.end] == clause.text
                    assert sentence.start <= clause.start < clause.end <= sentence.end


def test_a_full_report() -> None:
    report = parse_report(
        HEAD
        + REVIEW
        + GOALS
        + "（一）抓项目。建设松湖路；修缮东桥。\n夯实基础。①新建泵站。②改造闸门。\n"
        "（二）惠民生。办好实事。\n各位代表，实干为要！\n名词解释\n1.一区两园：是指东园、西园。\n"
    )
    assert shape(report) == [
        ("preamble", "前言"), ("review", "回顾"), ("overall", "总目标"), ("task", "一"),
        ("task", "二"), ("closing", "结语"), ("glossary", "名词解释"),
    ]  # fmt: skip
    assert (report.district_name, report.year) == ("松湖县", 2025)
    assert report.delivered_on == date(2025, 1, 8)
    spans_hold(report)
    first = report.sections[3]
    assert (first.title, first.focus_area) == ("抓项目", 1)
    assert [s.text for s in first.paragraphs[0].sentences] == [
        "（一）抓项目。",
        "建设松湖路；",
        "修缮东桥。",
    ]
    assert first.paragraphs[1].title == "夯实基础"
    assert [s.item for s in first.paragraphs[1].sentences] == ["", "①", "②"]
    indices = [s.index for sec in report.sections for p in sec.paragraphs for s in p.sentences]
    assert indices == list(range(len(indices)))


@pytest.mark.parametrize(
    "tasks",
    [
        "(一)抓项目。建设松湖路。\n(二)惠民生。新建学校。\n",
        "1.抓项目。建设松湖路。\n2.惠民生。新建学校。\n",
        "聚力抓项目\n建设松湖路。\n用心惠民生\n新建学校。\n",
        "——抓项目。建设松湖路。\n——惠民生。新建学校。\n",
        "三、抓项目\n建设松湖路。\n四、惠民生\n新建学校。\n",
    ],
)
def test_task_sections_by_any_mark(tasks: str) -> None:
    report = parse_report(HEAD + REVIEW + GOALS + tasks)
    labels = [s.label for s in report.sections if s.kind is SectionKind.TASK]
    assert labels == ["一", "二"]
    assert [s.focus_area for s in report.sections if s.kind is SectionKind.OVERALL] == [0]


def test_bare_chapters_with_numbered_sections_inside() -> None:
    report = parse_report(
        HEAD
        + "2024年工作回顾\n一、产业更强\n松湖水厂投产。\n2025年工作安排\n主要预期目标是增长5%。\n"
        "一、抓项目\n建设松湖路。\n二、惠民生\n新建学校。\n"
    )
    assert [label for _, label in shape(report)] == ["前言", "回顾", "总目标", "一", "二"]


def test_a_report_without_any_chapter_still_has_tasks() -> None:
    lead = (
        "同志们，新的一年要把力气用在项目上、用在民生上，把高质量发展的每一件实事办到底、办到位。"
    )
    report = parse_report(
        "松湖县人民政府工作报告\n各位代表：\n"
        + lead
        + "\n抓项目\n建设松湖路。\n惠民生\n新建学校。\n"
    )
    assert [s.label for s in report.sections if s.kind is SectionKind.TASK] == ["一", "二"]
    assert report.sections[0].kind is SectionKind.PREAMBLE


def test_the_web_page_around_it_is_cut_away() -> None:
    report = parse_report(
        "导航菜单\n首页 > 公开\n(某省)某某市松湖区人民政府工作报告(2025年1月14日)\n"
        + GOALS
        + "（一）抓项目。建设松湖路。\n（二）惠民生。新建学校。\n"
        + "本文仅代表作者观点,未经许可,不得转载。\n本文地址:/a/1.html\n"
        + "留言与评论(共有 条评论)\n验证码:"
    )
    assert report.text.startswith("(某省)某某市松湖区")
    assert report.text.rstrip().endswith("新建学校。")
    assert report.district_name == "松湖区"


@pytest.mark.parametrize(
    "text",
    ["", "   \n",
     "今天天气很好，我们去公园玩，晚上吃了火锅，大家都很高兴，明天还要继续出去玩耍。" * 3,
     "Lorem ipsum dolor sit amet " * 20],
)  # fmt: skip
def test_what_is_no_work_report_is_refused(text: str) -> None:
    with pytest.raises(ReportError) as caught:
        parse_report(text)
    assert caught.value.zh and caught.value.en
