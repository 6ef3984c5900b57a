"""Year on year: works matched across two reports, what became of promises, targets and actuals."""
