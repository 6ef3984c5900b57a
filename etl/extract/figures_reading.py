"""What one figure says: the shared record of the grammar and the special patterns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What one segment says. `name` may be empty or a bare head: the context completes it.

    `klass` is the comparator's class (level, gt, … of the table; verb, none); `shared` is True
    under 均 or 分别; `verb` governs the object; `rule` names the pattern that spoke.
    """

    name: str
    comparator: str
    klass: str
    verb: str
    shared: bool
    rule: str
    confidence: float
