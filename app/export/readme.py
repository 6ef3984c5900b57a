"""What a file that is handed on must say about itself, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from app.export.published import Published
from etl.codes import PRECISION_LABELS, Precision
from layers.base import Feature
from layers.counting import counts_as_work

WGS84 = "WGS84 经纬度（EPSG:4326），小数 6 位"


def statements(
    published: Published, works: Sequence[Feature], frame: str = WGS84
) -> list[tuple[str, str]]:
    """(subject, text) in Chinese: what this is, and what it is not.

    `frame` names the coordinates the file is written in.
    """
    own = sum(counts_as_work(feature["properties"]) for feature in works)
    others = f"，另列村镇、线路、片区等 {len(works) - own} 条备查" if own < len(works) else ""
    district = published.text("district", "name_zh")
    report = published.text("report", "title_zh")
    delivered = published.text("report", "delivered_on")
    return [
        ("题名", f"{district} {published.text('report', 'year')} 年政府工作报告：工作、地点与指标"),
        ("报告", f"{report}（{delivered}）" if delivered else report),
        ("收录", f"{own} 项工作{others}，{len(published.layers['indicators'])} 项指标"),
        (
            "性质",
            "全部内容是报告提出的打算与目标，不是完成情况。“完成”“达产”“并网”等是承诺的结果；"
            "“阶段”是报告成文时工作所处的阶段。",
        ),
        (
            "坐标",
            f"{frame}。没有经过国内互联网地图的坐标偏移；叠加到偏移底图前须先转换。",
        ),
        (
            "定位",
            "只给出来源允许的精度。“误差半径”是包含该地的最小圆的半径，空白表示未知，不表示零误差。"
            "面状和线状要素不给单点坐标；“示意”范围为阅读方便而绘，不是公布的界线。",
        ),
        ("定位精度", "；".join(f"{PRECISION_LABELS[code][0]}" for code in Precision)),
        ("未定位", "没有公开依据可定位的工作照样列出，“说明”栏写明原因，不虚构点位。"),
        ("出处", "“报告位置”的句序从全文第 0 句数起，与地图上的出处一致。不收录报告原句。"),
        ("界线", "行政界线来自公开数据，供参考，不作为划界依据。"),
        ("许可", "各来源的许可见“来源与许可”。"),
        ("版本", f"图层清单摘要 {published.digest}"),
    ]
