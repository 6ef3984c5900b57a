"""What this machine keeps for itself, in SQLite or PostgreSQL: drafts, decisions, places, routes.

    engine = open_store(settings.var)        app.store.engine; makes or migrates the tables.
                                             Open it in each process anew: no connection may pass
                                             a fork.

    Placements(engine)                       app.store.placements; steps are only ever added
      .add(district, work_id, expected=id of the last step seen or None, geometry=GeoJSON or None,
           radius_m=, precision=, method=, source=, who=, source_ref=, note=, raw_value=,
           raw_datum=, import_id=, request_id=) -> Placement
      .undo(district, work_id, expected=, who=, note=, step=None) -> Placement (the undoing step)
      .history(district, work_id) -> [Placement], oldest first, with undone_by and undone_who
      .current_of(district, work_id) -> Placement | None
      .current(district) -> {work_id: Placement}      .latest_ids(district) -> {work_id: id}
      PlacementConflictError(.latest, .current): another was faster

    Itineraries(engine)                      app.store.itineraries; each saving adds a version
      .create(district, title, body, who, note="") -> Itinerary (itinerary_id: the share token)
      .save(itinerary_id, title, body, who, expected_version=, note="") -> Itinerary
      .remove(itinerary_id, who, expected_version=)   .get(itinerary_id, version=None)
      .versions(itinerary_id)                .all_of(district)
      ItineraryConflictError(.latest)

    StopEdits(engine)                        app.store.stop_edits; one field at a time
      .add(district, stop_id, field, expected=id of the field's last change or None, old=, new=,
           source=, who=, why="") -> StopEdit
      .undo(edit_id, expected=, who=, why="")         .history(district, stop_id="", field="")
      .current(district) -> {stop_id: {field: StopEdit}}
      StopEditConflictError(.latest)

    Reviews(engine)                          app.store.reviews: drafts and the decisions on them

Tables without functions of their own here: `imports`, `import_features`, `provider_cache`
(app.store.tables). All errors are HetuError, in both languages; what is refused is not stored.
A further table or column is a further step in app/store/migrations/versions, and `HEAD` and
`KNOWN` in app.store.migrate.
"""
