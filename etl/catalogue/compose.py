"""Words put together from stored facts, where the report's own sentence is not at hand."""

from __future__ import annotations

from etl.catalogue.model import MentionRecord
from etl.extract.model import Mention


def core(fact: Mention) -> str:
    """The core of the clause: verb〔name〕outcome, from the stored verb phrase and figures."""
    quantity = ""
    if fact.quantity is not None:
        number = int(fact.quantity) if fact.quantity == int(fact.quantity) else fact.quantity
        if f"{number}{fact.unit}" not in fact.mention:
            quantity = f"({number}{fact.unit})"
    name = f"〔{fact.mention}〕{quantity}"
    verb = fact.verb_phrase
    if "…" in verb:
        head, tail = verb.split("…", 1)
        return f"{head}{name}{tail}"
    return f"{verb}{name}"


def promise(lead: MentionRecord) -> str:
    """What the report says is to be done with the work; empty for a definition."""
    fact = lead.fact
    return core(fact) if fact.verb_phrase and fact.stage is not None else ""


def due(lead: MentionRecord) -> str:
    """By when: as written, else the end of the report's year (the report is a year's plan)."""
    fact = lead.fact
    if fact.is_review or fact.stage is None:
        return ""
    return fact.due or f"{lead.report[:4]}-12-31"
