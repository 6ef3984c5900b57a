"""From a radius to a precision class: nothing is pinned more precisely than its source."""

from __future__ import annotations

from etl.codes import Precision

LIMITS_M = (
    (Precision.SURVEYED, 50.0),
    (Precision.SITE, 500.0),
    (Precision.VILLAGE, 2000.0),
    (Precision.TOWN, 4000.0),
)


def finest_for(uncertainty_m: float, *, is_surveyed: bool = False) -> Precision:
    """The finest class a radius in metres allows; only a survey is `SURVEYED`."""
    for precision, limit in LIMITS_M:
        if precision is Precision.SURVEYED and not is_surveyed:
            continue
        if uncertainty_m <= limit:
            return precision
    return Precision.DISTRICT
