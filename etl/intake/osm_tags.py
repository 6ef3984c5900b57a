"""Which OpenStreetMap tags are what: the table geodata/osm_kinds.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.paths import SHIPPED
from etl.tables import read_table

COLUMNS = ("key", "value", "kind", "scenery", "min_zoom")
_ALIASES = ("alt_name", "old_name", "short_name", "official_name", "name:zh", "loc_name")


@dataclass(frozen=True, slots=True)
class TagRule:
    """`kind` for the gazetteer and `scenery` for the base map, each empty where it is none."""

    key: str
    value: str
    kind: str
    scenery: str
    min_zoom: int


@cache
def tag_rules(path: Path = SHIPPED / "osm_kinds.csv") -> dict[str, dict[str, TagRule]]:
    """The rules by key and value (`*`: any)."""
    out: dict[str, dict[str, TagRule]] = {}
    for row in read_table(path, COLUMNS):
        rule = TagRule(
            row.required("key"), row.required("value"), row["kind"], row["scenery"],
            int(row.number_of("min_zoom") or 0),
        )  # fmt: skip
        out.setdefault(rule.key, {})[rule.value] = rule
    return out


def rule_of(tags: Mapping[str, str]) -> TagRule | None:
    """The first rule in table order that fits the tags."""
    for key, values in tag_rules().items():
        value = tags.get(key)
        if value is not None:
            rule = values.get(value) or values.get("*")
            if rule is not None:
                return rule
    return None


def kind_of_tags(rule: TagRule, tags: Mapping[str, str], name: str) -> str:
    """The rule's kind; an administrative outline by its level and the ending of its name."""
    if rule.kind != "boundary":
        return rule.kind
    level = tags.get("admin_level", "")
    if level == "8":
        return "subdistrict" if name.endswith(("街道", "办事处")) else "town"
    if level in ("9", "10"):
        return "village" if name.endswith("村") else "community"
    return ""


def aliases_of(tags: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Other names, each once."""
    found = [part.strip() for key in _ALIASES for part in tags.get(key, "").split(";")]
    return tuple(dict.fromkeys(part for part in found if part and part != name))


def address_of(tags: Mapping[str, str]) -> str:
    """The address as one text."""
    if tags.get("addr:full"):
        return tags["addr:full"]
    return tags.get("addr:street", "") + tags.get("addr:housenumber", "")
