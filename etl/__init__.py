"""From the text of a report to published layers: steps are pure, runners read and write."""
