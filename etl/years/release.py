"""`years.json`: the comparison of two years as one published file.

No sentence of a report stands in it: references, names, figures and the composed core of a clause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from etl.catalogue import compose
from etl.catalogue.model import IndicatorRecord, MentionRecord, Work
from etl.codes import CodeList
from etl.extract.model import ClauseRef
from etl.files import json_bytes
from etl.places.model import Location
from etl.years.codes import Fate, FateSign, FigureResult, FigureSign, MatchKind, Sign
from etl.years.compare import Year, YearsComparison, compare_years
from etl.years.decisions import Decision
from etl.years.figures import Comparison
from etl.years.match import Match
from etl.years.promises import Outcome

SCHEMA = "hetu-years/1"
FILENAME = "years.json"
_LISTS: tuple[type[CodeList], ...] = (Fate, FateSign, FigureResult, FigureSign, MatchKind, Sign)


def years_release(old: Year, new: Year, decisions: Sequence[Decision] = ()) -> bytes:
    """The bytes of `years.json`; the same input gives the same bytes."""
    return release_bytes(compare_years(old, new, decisions))


def release_bytes(comparison: YearsComparison) -> bytes:
    """The same, of a comparison already made."""
    return json_bytes(release_dict(comparison), indent=1)


def release_dict(comparison: YearsComparison) -> dict[str, Any]:
    """The comparison as plain data, in the order of the old report."""
    found = comparison
    return {
        "schema": SCHEMA,
        "old": _year(found.old),
        "new": _year(found.new),
        "labels": {kind.__name__: _labels(kind) for kind in _LISTS},
        "focus_areas": [
            {"number": number, "label_zh": zh, "label_en": en}
            for number, zh, en in found.old.focus_areas
        ],
        "counts": {
            "fate": _counted(Fate, (item.fate for item in found.outcomes)),
            "figure": _counted(FigureResult, (item.result for item in found.figures)),
            "match": _counted(MatchKind, (item.kind for item in found.matching.matches)),
        },
        "promises": [_promise(item, found) for item in found.outcomes],
        "figures": [_figure(item) for item in found.figures],
        "doubtful": [_doubt(item) for item in found.matching.of_kind(MatchKind.DOUBTFUL)],
        "decisions": [_decided(item, found) for item in found.decisions],
        "new_works": [
            _new_work(item.new, found.new.locations.get(item.new.work_id))
            for item in found.matching.of_kind(MatchKind.NEW)
            if item.new and (item.new.named or item.new.lead.fact.quantity is not None)
        ],
        "unmet_decisions": [
            {"row": item.row.number, "old_id": item.old_id, "new_id": item.new_id}
            for item in found.matching.unmet
        ],
    }


def _labels(kind: type[CodeList]) -> dict[str, list[str]]:
    return {code.value: [code.label_zh, code.label_en] for code in kind}


def _counted(kind: type[CodeList], codes: Iterable[CodeList]) -> dict[str, int]:
    count = Counter(codes)
    return {code.value: count[code] for code in kind}


def _year(year: Year) -> dict[str, Any]:
    return {
        "report": year.report_id,
        "year": year.year,
        "title_zh": year.title_zh,
        "title_en": year.title_en,
        "delivered_on": year.delivered_on.isoformat() if year.delivered_on else "",
    }


def _ref(report: str, ref: ClauseRef) -> dict[str, Any]:
    return {
        "report": report,
        "section": ref.section,
        "paragraph_title": ref.paragraph_title,
        "sentence_index": ref.sentence_index,
        "clause_index": ref.clause_index,
        "start": ref.start,
        "end": ref.end,
    }


def _said(record: MentionRecord) -> dict[str, Any]:
    fact = record.fact
    return {
        **_ref(record.report, fact.ref),
        "core": compose.core(fact),
        "is_review": fact.is_review,
        "stage": fact.stage,
        "work_type": fact.work_type,
    }


def _position(place: Location | None) -> dict[str, Any]:
    """lon/lat (WGS84) where the place is a point, else the area that stands for it."""
    if place is None:
        return {"lon": None, "lat": None, "precision": 0, "area_id": ""}
    point = place.geometry if place.geometry and place.geometry["type"] == "Point" else None
    lon, lat = point["coordinates"][:2] if point else (None, None)
    return {"lon": lon, "lat": lat, "precision": int(place.precision), "area_id": place.area_id}


def _match(match: Match) -> dict[str, Any]:
    return {
        "old_id": match.old.work_id if match.old else "",
        "old_name": match.old.name if match.old else "",
        "new_id": match.new.work_id if match.new else "",
        "new_name": match.new.name if match.new else "",
        "kind": match.kind.value,
        "score": match.score,
        "reasons": [{"sign": item.sign.value, "points": item.points} for item in match.reasons],
        "rivals": [{"id": identity, "score": score} for identity, score in match.rivals],
    }


def _doubt(match: Match) -> dict[str, Any]:
    """A match for a person to settle, with what each report says of its work."""
    assert match.old and match.new
    return {**_match(match), "old_said": _said(match.old.lead), "new_said": _said(match.new.lead)}


def _decided(item: Decision, found: YearsComparison) -> dict[str, Any]:
    """A decision that met its works, under their names of now."""
    names = {work.work_id: work.name for year in (found.old, found.new) for work in year.works}
    return {
        "old_id": item.old_id,
        "old_name": names[item.old_id],
        "new_id": item.new_id,
        "new_name": names[item.new_id],
        "decision": item.decision,
        "who": item.who,
        "when": item.when,
        "why": item.why,
    }


def _promise(outcome: Outcome, found: YearsComparison) -> dict[str, Any]:
    pledge, match = outcome.pledge, outcome.match
    work, fact = pledge.work, pledge.record.fact
    was = found.old.locations.get(work.work_id)
    now = found.new.locations.get(match.new.work_id) if match.new else None
    # A promise is shown where it was made; where it had no pin, where it is now.
    place = was if was and was.geometry else now or was
    return {
        "id": work.work_id,
        "name": work.name,
        "category": work.category.value,
        "focus_area": fact.ref.focus_area or 0,
        "promise": compose.core(fact),
        "work_type": fact.work_type,
        "stage": fact.stage,
        "due": pledge.due.isoformat(),
        "is_due_stated": pledge.is_due_stated,
        "fate": outcome.fate.value,
        "if_same": outcome.if_same,
        "signs": [sign.value for sign in outcome.signs],
        "match": _match(match),
        "ref": _ref(pledge.record.report, fact.ref),
        "evidence": _said(outcome.evidence) if outcome.evidence else None,
        **_position(place),
    }


def _amount(record: IndicatorRecord) -> dict[str, Any]:
    fact = record.fact
    return {
        **_ref(record.report, fact.ref),
        "name": fact.name,
        "comparator": fact.comparator,
        "comparator_code": fact.comparator_code.value,
        "value": fact.value,
        "value_max": fact.value_max,
        "unit": fact.unit,
        "value_si": fact.value_si,
        "unit_si": fact.unit_si,
    }


def _figure(item: Comparison) -> dict[str, Any]:
    return {
        "name": item.target.fact.name,
        "focus_area": item.target.fact.ref.focus_area or 0,
        "result": item.result.value,
        "difference": item.difference,
        "is_sure": item.is_sure,
        "signs": [sign.value for sign in item.signs],
        "target": _amount(item.target),
        "actual": _amount(item.actual) if item.actual else None,
    }


def _new_work(work: Work, place: Location | None) -> dict[str, Any]:
    return {
        "id": work.work_id,
        "name": work.name,
        "category": work.category.value,
        "focus_area": work.lead.fact.ref.focus_area or 0,
        "is_review": work.lead.fact.is_review,
        "ref": _said(work.lead),
        **_position(place),
    }
