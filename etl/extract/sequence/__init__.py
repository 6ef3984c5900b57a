"""A small sequence model beside the rules: where a name begins and ends, learnt from our texts."""
