"""The code lists: English code stored, Chinese and English label beside it.

Sources: `Stage` follows OC4IDS projectStatus (standard.open-contracting.org/infrastructure)
with the IATI ActivityStatus `suspended`; the other lists are the design's own.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self


class CodeList(StrEnum):
    """A closed list of codes, each with a Chinese and an English label."""

    label_zh: str
    label_en: str

    def __new__(cls, code: str, label_zh: str, label_en: str) -> Self:
        """Make a member from (code, Chinese label, English label)."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label_zh = label_zh
        member.label_en = label_en
        return member


class Stage(CodeList):
    """Where a work stands (OC4IDS projectStatus, IATI ActivityStatus)."""

    IDENTIFICATION = "identification", "线索", "Identification"
    PREPARATION = "preparation", "谋划/前期", "Preparation"
    IMPLEMENTATION = "implementation", "在建/推进", "Implementation"
    COMPLETION = "completion", "投产/并网/达产阶段", "Completion"
    MAINTENANCE = "maintenance", "运营/维护", "Operation"
    SUSPENDED = "suspended", "停缓", "Suspended"
    CANCELLED = "cancelled", "取消", "Cancelled"
    NOT_MENTIONED = "not_mentioned", "未再提及", "Not mentioned again"


class WorkType(CodeList):
    """What kind of doing the clause speaks of."""

    CONSTRUCTION = "construction", "新建", "Construction"
    REHABILITATION = "rehabilitation", "改造/维修", "Rehabilitation"
    EXPANSION = "expansion", "扩建/提升", "Expansion"
    COMMISSIONING = "commissioning", "投产达产/并网", "Commissioning"
    ATTRACTION = "attraction", "招引/跟踪", "Investment attraction"
    PLANNING = "planning", "规划/谋划", "Planning"
    OPERATION = "operation", "运营/服务", "Operation"
    EVENT = "event", "节庆活动", "Event"
    RESEARCH = "research", "研发转化", "Research"
    GREENING = "greening", "绿化生态", "Greening"


class Category(CodeList):
    """What the thing is."""

    INDUSTRY = "industry", "产业项目", "Industry"
    PARK = "park", "园区", "Industrial park"
    INCUBATOR = "incubator", "孵化器/工业地产", "Incubator"
    ENERGY = "energy", "能源", "Energy"
    WATER = "water", "水务", "Water"
    ROAD_BRIDGE = "road_bridge", "道路桥梁", "Road or bridge"
    SCHOOL = "school", "学校", "School"
    HEALTH = "health", "医疗", "Health"
    CULTURE = "culture", "文化体育", "Culture and sport"
    RESIDENTIAL_COMPOUND = "residential_compound", "居住小区", "Residential compound"
    VILLAGE = "village", "村庄", "Village"
    TOWN = "town", "乡镇街道", "Town or subdistrict"
    SCENIC_SITE = "scenic_site", "景区景点", "Scenic site"
    HOTEL = "hotel", "酒店", "Hotel"
    ZONE = "zone", "片区", "Zone"
    ROUTE = "route", "旅游线路", "Tourism route"
    EVENT = "event", "节庆活动", "Event"
    ECOLOGY = "ecology", "生态", "Ecology"
    PUBLIC_SERVICE = "public_service", "公共服务", "Public service"
    ENTERPRISE = "enterprise", "企业", "Enterprise"
    FARM = "farm", "农场牧场", "Farm"
    TRANSPORT_HUB = "transport_hub", "交通枢纽", "Transport hub"
    COMMERCE = "commerce", "商业市场", "Commerce"


class Comparator(CodeList):
    """How a target compares with its value."""

    EQ = "eq", "=", "="
    GE = "ge", "≥", "≥"
    LE = "le", "≤", "≤"
    GT = "gt", ">", ">"
    LT = "lt", "<", "<"
    ADD = "add", "新增", "add"
    ADD_GE = "add_ge", "新增≥", "add ≥"
    CHANGE_PCT = "change_pct", "增长", "change"
    CHANGE_PCT_GE = "change_pct_ge", "增长≥", "change ≥"
    REDUCE = "reduce", "下降", "reduce"
    RANGE = "range", "区间", "range"


class LocationMethod(CodeList):
    """How a location came about."""

    SURVEY = "survey", "实测", "Surveyed"
    HAND = "hand", "人工标定", "Placed by hand"
    IMPORT = "import", "导入数据", "Imported"
    GAZETTEER = "gazetteer", "地名库", "Gazetteer"
    PROVIDER = "provider", "在线地理编码", "Online geocoder"
    OFFSET = "offset", "相对位置推算", "Georeferenced by offset"
    CONTAINMENT = "containment", "所在区域", "Containing area"
    NONE = "none", "未定位", "Not placed"


class Precision(IntEnum):
    """How precisely a thing is placed; the labels are in `PRECISION_LABELS`."""

    NOT_PLACED = 0
    SURVEYED = 1
    SITE = 2
    VILLAGE = 3
    LINE = 4
    TOWN = 5
    DISTRICT = 6
    OUTSIDE = 7


PRECISION_LABELS: dict[Precision, tuple[str, str]] = {
    Precision.NOT_PLACED: ("未定位", "Not placed"),
    Precision.SURVEYED: ("实测（≤50 米）", "Surveyed (≤50 m)"),
    Precision.SITE: ("地块（≤500 米）", "Site (≤500 m)"),
    Precision.VILLAGE: ("村/社区（≤2 公里）", "Village or community (≤2 km)"),
    Precision.LINE: ("沿线，具体段未知", "Along a line, part unknown"),
    Precision.TOWN: ("城区/街道/乡镇", "Urban area, subdistrict or town"),
    Precision.DISTRICT: ("全区", "District-wide"),
    Precision.OUTSIDE: ("区外", "Outside the district"),
}

FOCUS_AREA_NUMERALS = dict(enumerate((*"一二三四五六七八九十", *map(str, range(11, 21))), start=1))
"""Focus area number (the report's own sections) to its numeral; 0 is the overall targets.

From 11 on in figures: a chip has room for two narrow signs.
"""
