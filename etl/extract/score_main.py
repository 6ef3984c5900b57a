"""`python -m etl.extract.score_main REPORT TRUTH [-v]`: print the scores of one report.

TRUTH is a folder with mentions.csv and indicators.csv, or the stem of both files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from etl.errors import HetuError
from etl.extract.score_file import score_file


def main(arguments: list[str]) -> int:
    """Print scores; -v lists what was missed, spurious or wrong. 2 on bad arguments or files."""
    verbose = "-v" in arguments
    paths = [Path(argument) for argument in arguments if argument != "-v"]
    if len(paths) != 2:
        print(__doc__)
        return 2
    try:
        lines = score_lines(paths[0], paths[1], verbose=verbose)
    except HetuError as error:
        print(error)
        return 2
    print("\n".join(lines))
    return 0


def score_lines(report: Path, truth: Path, *, verbose: bool = False) -> list[str]:
    """The scores of one report as lines; `verbose` adds what was missed, spurious or wrong."""
    scores = score_file(report, truth)
    mentions, figures = scores["mentions"], scores["indicators"]
    lines = [
        str(scores["report"]),
        f"  mentions   strict F1 {mentions['strict_f1']:.3f}"
        f"  relaxed F1 {mentions['relaxed_f1']:.3f}"
        f"  work type {mentions['work_type_rate']:.3f}  stage {mentions['stage_rate']:.3f}"
        f"  both {mentions['status_rate']:.3f}  ({mentions['truth']} labelled)",
        f"  indicators value+unit F1 {figures['figure_f1']:.3f}  name {figures['name_rate']:.3f}"
        f"  comparator {figures['comparator_rate']:.3f}"
        f"  all {figures['all_right']}/{figures['truth']}",
    ]
    if verbose:
        for title, found in (
            ("missed", mentions["missed"]),
            ("spurious", mentions["spurious"]),
            ("status", mentions["wrong_status"]),
            ("figures missed", figures["missed"]),
            ("figures wrong", figures["wrong"]),
        ):
            lines += [f"  {title}:", *(f"    {line}" for line in found)]
    return lines


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
