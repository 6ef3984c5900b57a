"""The place desk: the queue of works without a sure place, candidates, placing, conflicts."""
