"""Score the comparison of a district's last two reports against truth tables.

    python -m etl.years.score_main geodata/ADCODE TRUTH_FOLDER

Once from labelled mentions and indicators (what the comparison itself can do), once from the texts
(what extraction leaves of it). The truth folder holds YEAR.mentions.csv, YEAR.indicators.csv,
matches.csv, promises.csv, figures.csv; the texts lie in the district's reports/.
"""

from __future__ import annotations

import sys
from pathlib import Path

from etl.catalogue.build import build_catalogue
from etl.catalogue.model import IndicatorRecord, MentionRecord
from etl.extraction import extract_report
from etl.places.index import gazetteer_names
from etl.places.load import load_gazetteer
from etl.report.load import load_report
from etl.report.model import Report
from etl.sources.reports import ReportSidecar, read_report_sidecar
from etl.years.codes import MatchKind
from etl.years.compare import Year, YearsComparison, compare_years
from etl.years.decisions import read_decisions
from etl.years.score import score_fates, score_figures, score_matches, true_pairs
from etl.years.truth import read_truth_indicators, read_truth_mentions


def year_of(
    district: Path,
    sidecar: ReportSidecar,
    mentions: list[MentionRecord],
    indicators: list[IndicatorRecord],
) -> Year:
    """A report's records as a year to compare; corrections and places are left aside."""
    catalogue = build_catalogue(district.name, mentions, indicators, [])
    return Year(
        sidecar.report_id,
        sidecar.year,
        sidecar.title_zh,
        sidecar.title_en,
        sidecar.delivered_on,
        catalogue.works,
        catalogue.indicators.records,
        focus_areas=[(item.number, item.label_zh, item.label_en) for item in sidecar.focus_areas],
    )


def load_years(district: Path, truth: Path | None) -> tuple[Year, Year]:
    """The last two reports, labelled (`truth` given) or extracted from their texts."""
    names = [] if truth else gazetteer_names(load_gazetteer(district))
    years = []
    for path in sorted((district / "reports").glob("*.toml"))[-2:]:
        sidecar = read_report_sidecar(path)
        report: Report = load_report(path.parent / sidecar.file)
        which = sidecar.report_id
        if truth:
            year = sidecar.year
            mentions = read_truth_mentions(truth / f"{year}.mentions.csv", report, which)
            figures = read_truth_indicators(truth / f"{year}.indicators.csv", report, which)
        else:
            extraction = extract_report(report, which, names)
            mentions, figures = extraction.mentions, extraction.indicators
        years.append(year_of(district, sidecar, mentions, figures))
    old, new = years
    return old, new


def score_lines(comparison: YearsComparison, decided: YearsComparison, truth: Path) -> list[str]:
    """The scores, matches before human decisions, fates after them."""
    pairs = true_pairs(truth / "matches.csv")
    sure, all_ = (MatchKind.SURE,), (MatchKind.SURE, MatchKind.DOUBTFUL)
    return [
        score_matches(comparison, pairs, sure).line("  matches, sure only"),
        score_matches(comparison, pairs, all_).line("  matches, with doubtful"),
        score_matches(decided, pairs, all_).line("  matches, after decisions"),
        score_fates(decided, truth / "promises.csv").line("  fates of promises"),
        score_figures(decided, truth / "figures.csv").line("  figures"),
    ]


def main(arguments: list[str]) -> None:
    """Print the scores."""
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    district, truth = Path(arguments[0]), Path(arguments[1])
    decisions = read_decisions(district / "catalogue" / "matches.csv")
    for title, labels in (("labelled facts", truth), ("extracted from the texts", None)):
        old, new = load_years(district, labels)
        print(title)
        plain, decided = compare_years(old, new), compare_years(old, new, decisions)
        print("\n".join(score_lines(plain, decided, truth)))


if __name__ == "__main__":
    main(sys.argv[1:])
