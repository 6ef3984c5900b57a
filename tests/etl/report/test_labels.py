"""Short labels of sections, for chips: the section's own words where they say something."""

from __future__ import annotations

import pytest

from etl.report.labels import MOST, short_label
from etl.report.parse import parse_report
from etl.report.sidecar_text import focus_areas


@pytest.mark.parametrize(
    ("title", "zh", "en"),
    [
        ("聚焦产业兴县，抓项目、强工业", "产业兴县", "Industry"),
        ("坚定不移推进乡村振兴，在加快农业现代化上展现更大作为", "乡村振兴", "Countryside"),
        ("着力推动文旅融合，加快释放消费潜能", "文旅融合", "Culture and tourism"),
        ("切实加强政府自身建设", "政府自身建设", "Government conduct"),
        ("扭住现代化产业体系建设，在提质增效中实现新跨越", "产业发展", "Industry"),
        ("打铁自硬，让政府运转更快、百姓少跑腿", "自身建设", "Government conduct"),
        ("把大山的门打开", "把大山的门打开", "Section 4"),
        ("捧出一杯好茶、一味好药", "捧出一杯好茶", "Section 4"),
        ("让很久以前的故事继续讲下去", "让很久以前的…", "Section 4"),
        ("", "第4部分", "Section 4"),
    ],
)
def test_labels(title: str, zh: str, en: str) -> None:
    assert short_label(title, 4) == (zh, en)
    assert len(zh) <= MOST


def test_two_sections_never_share_a_label() -> None:
    areas = focus_areas(
        parse_report(
            "松湖县人民政府工作报告\n二、2025年重点工作\n"
            "（一）推进乡村振兴，建设新村。修路。\n（二）深化乡村振兴，建设强镇。修桥。\n"
        )
    )
    assert [label for _, label, _ in areas] == ["总目标", "乡村振兴", "乡村振兴（二）"]
