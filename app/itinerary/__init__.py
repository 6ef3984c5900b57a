"""Routes, in plain Python: stops and their facts in, checked and improved plans out. No Dash.

    from app.itinerary.book import load_book            # tables of the district -> Book
    from app.itinerary.travel import travel_times       # roads imported here, else an estimate
    from app.itinerary.check import check
    from app.itinerary.improve import improve
    from app.itinerary.choose import choose
    from app.itinerary.offers import nearest            # plans that work, for one that does not
    from app.itinerary.onthway import works_on_the_way
    from app.itinerary.wire import plan_to_json, plan_from_json

    book = load_book(District.load().root)              # HetuError names file, row, cause
    travel = travel_times(settings.var)                 # never fails; says what it rests on
    answer = check(plan, book, travel)                  # what breaks, slack at each stop
    answer = improve(plan, book, travel)                # best order; .changes, .gained_min
    answer = choose(Wish(plan, candidates), book, travel)   # most rewarding subset that fits
    offers = nearest(plan, book, travel)                # improve and choose bring theirs along

All three return an `Answer` (see `model`): the plan it speaks of, one `DayAnswer` a day with
legs and timetable, findings in both languages, assumptions, and offers, each with a whole plan to
take over. They never raise for a bad plan: what is wrong is a finding (severity `refuse`, `break`,
`warn`, `note`). `engine` runs VROOM; where that is missing or fails, improve and choose say so and
return the checked plan unchanged.
"""
