// One stop: everything known with its sources, what disagrees, and the rows staff may change.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  const { review } = hetu;

  const FORMS = {
    hours: ["first", "last", "weekdays", "state", "opens", "closes", "last_entry", "is_exception", "is_chosen", "note_zh"],
    shows: ["name_zh", "first", "last", "holiday", "times", "per_day", "lasts_min", "walk_min", "is_chosen", "note_zh"],
    facts: ["kind", "value", "unit", "is_chosen", "note_zh"],
  };
  const IDS = { hours: "rule_id", shows: "show_id", facts: "fact_id" };
  const FLAGS = ["is_exception", "is_chosen"];
  const KINDS = Object.keys(hetu.boot.messages).filter((key) => key.startsWith("routes.fact_")).map((key) => key.slice(12));
  const STATES = ["open", "closed", "unknown"];

  const source = (s) => [hetu.pick(s.title_zh, s.title_en), s.ref, s.date || t("routes.undated"), s.confidence ? t(`routes.confidence_${s.confidence}`) : ""].filter(Boolean).join(" · ");
  const season = (s) => (s.first || s.last ? `${s.first || "…"} — ${s.last || "…"}` : t("routes.all_year"));

  function hours(rule) {
    const words = rule.state === "open" ? `${routes.clock(rule.opens)}${rule.closes === null ? "" : `—${routes.clock(rule.closes)}`}` : t(rule.state === "closed" ? "routes.closed" : "routes.hours_unknown");
    const entry = rule.last_entry === null ? "" : ` · ${t("routes.last_entry", { at: routes.clock(rule.last_entry) })}`;
    const days = rule.weekdays.length ? ` · ${t("routes.weekdays", { days: rule.weekdays.join("、") })}` : "";
    return [`${season(rule.season)}${days}`, words + entry, rule];
  }
  const show = (each) => [`${routes.name(each)} · ${each.holiday ? t("routes.holiday") : season(each.season)}`,
    `${each.times.length ? each.times.map(routes.clock).join(" ") : t("routes.times_unknown", { n: each.per_day || "?" })} · ${t("routes.walk", { n: each.walk_min })}`, each];
  const UNITS = { CNY: "routes.yuan", min: "routes.minute", m: "unit.m", km: "unit.km" };
  const amount = (each) => (each.kind === "zone_class" ? t(`routes.zone_${each.value}`) : `${each.value}${UNITS[each.unit] ? `\u2009${t(UNITS[each.unit])}` : ""}`);
  const fact = (each) => [t(`routes.fact_${each.kind}`), amount(each), each];

  function table(title, rows) {
    if (!rows.length) return null;
    return el("section", {}, el("h3", { text: title }), el("ul", { class: "rt-known" }, rows.map(([what, value, each]) => el("li", {},
      el("span", { class: "rt-known-what", text: what }), el("span", { class: "rt-known-value", text: value }),
      each.is_chosen ? el("span", { class: "rt-tag", text: t("routes.chosen") }) : null,
      each.note_zh ? el("span", { class: "muted small block", text: hetu.pick(each.note_zh, each.note_en) }) : null,
      el("span", { class: "muted small block", text: source(each.source) })))));
  }

  const differs = (rows) => new Set(rows.map(([what, value]) => `${what}\u0000${value}`)).size > new Set(rows.map(([what]) => what)).size;

  routes.showStop = function (id) {
    const stop = routes.stop(id);
    if (!stop) return;
    const used = routes.used(id);
    const facts = stop.facts.map(fact);
    const place = stop.lon === null ? t("routes.no_position") : stop.is_stand_in ? `${t("routes.stand_in", { r: hetu.metres(stop.radius_m) })}${hetu.pick(stop.position_zh, stop.position_en) ? `：${hetu.pick(stop.position_zh, stop.position_en)}` : ""}` : hetu.pick(stop.position_zh, stop.position_en) || t("routes.own_position");
    const hourRows = stop.opening.map(hours);
    const node = routes.dialog(routes.name(stop),
      el("p", { class: "muted", text: place }),
      stop.note_zh ? el("p", { text: hetu.pick(stop.note_zh, stop.note_en) }) : null,
      stop.zone_class ? el("p", { text: t("routes.zone", { zone: t(`routes.zone_${stop.zone_class}`) }) }) : null,
      differs(facts) || hourRows.length > 1 ? el("p", { class: "rt-warn", text: t("routes.sources_differ") }) : null,
      table(t("routes.hours"), hourRows), table(t("routes.shows"), stop.shows.map(show)), table(t("routes.facts"), facts),
      hourRows.length + facts.length ? null : el("p", { class: "muted", text: t("routes.nothing_known") }),
      el("div", { class: "rt-actions" },
        used >= 0 ? null : el("button", { type: "button", class: "btn btn-primary", text: t("routes.add"), on: { click: () => { node.close(); routes.add(id); } } }),
        el("button", { type: "button", class: "btn", text: t("routes.edit_stop"), on: { click: () => { node.close(); routes.editStop(id); } } }),
        routes.closer()));
    node.querySelector(".rt-actions button").focus({ preventScroll: true });
    node.scrollTop = 0;
  };

  // --- editing ----------------------------------------------------------------------------------
  routes.editStop = async function (id) {
    if (!review.signed(() => routes.editStop(id))) return;
    const found = await review.ask(`/api/routes/stops/${encodeURIComponent(id)}`);
    if (!found.ok) { state.error = found.error; hetu.emit("routes-answer"); return; }
    const { rows, history } = found.body;
    const last = (table, row) => { const mine = history.filter((each) => each.field === `${table}/${row}`); return mine.length ? mine[mine.length - 1] : null; };
    const node = routes.dialog(t("routes.edit_named", { name: routes.name(routes.stop(id)) }),
      Object.keys(FORMS).map((name) => el("section", {}, el("h3", { text: t(`routes.${name}`) }),
        rows[name].map((row) => el("div", { class: "rt-edit-row" },
          el("span", { text: summary(name, row) }),
          el("button", { type: "button", class: "btn btn-small", text: t("routes.edit"), on: { click: () => form(name, row) } }),
          el("button", { type: "button", class: "btn btn-quiet btn-small", text: t("routes.delete"), on: { click: () => form(name, row, true) } }))),
        el("button", { type: "button", class: "btn btn-small", text: t("routes.add_row"), on: { click: () => form(name, null) } }))),
      history.length ? el("section", {}, el("h3", { text: t("routes.history") }), el("ul", { class: "rt-known" }, [...history].reverse().map((each) => el("li", {},
        el("span", { text: `${review.clock(each.when_utc)} · ${each.who} · ${each.field}` }),
        el("span", { class: "muted small block", text: `${changes(each)}${each.source ? ` · ${each.source}` : ""}` }),
        last(...each.field.split("/")) === each && !each.undoes_id ? el("button", { type: "button", class: "btn btn-small", text: t("routes.undo"), on: { click: () => undo(each) } }) : null)))) : null,
      el("p", { class: "muted small", text: t("routes.commit_about") }),
      el("div", { class: "rt-actions" },
        history.length ? el("button", { type: "button", class: "btn", text: t("routes.commit"), on: { click: commit } }) : null, routes.closer()));
    const told = el("p", { class: "rt-error", role: "alert", hidden: true });
    node.querySelector("h2").after(told);
    node.querySelector("button").focus();

    function summary(name, row) {
      const said = { state: (value) => t(`routes.state_${value}`), kind: (value) => t(`routes.fact_${value}`), unit: (value) => (UNITS[value] ? t(UNITS[value]) : "") };
      const shown = FORMS[name].filter((column) => row[column] && !FLAGS.includes(column));
      return shown.map((column) => (said[column] ? said[column](row[column]) : row[column])).filter(Boolean).join(" · ") || row[IDS[name]];
    }
    function changes(each) {
      if (each.new === null) return t("routes.removed");
      const before = each.old || {};
      return Object.keys(each.new).filter((key) => (before[key] || "") !== each.new[key]).map((key) => `${t(`routes.col_${key}`)} ${before[key] || "—"} → ${each.new[key] || "—"}`).join("；");
    }
    function say(error) {
      told.textContent = review.words(error);
      told.hidden = false;
      told.scrollIntoView({ block: "nearest" });
    }
    async function done(answer) {
      if (!answer.ok) return say(answer.error);
      const book = await review.ask("/api/routes/book");
      if (book.ok) state.book = book.body;
      node.close();
      hetu.emit("routes-plan");
      routes.check();
      return routes.editStop(id);
    }
    async function undo(each) { return done(await review.tell("/api/routes/stops/undo", { edit: each.edit_id, expected: each.edit_id, who: review.who() })); }
    async function commit() { return done(await review.tell("/api/routes/stops/commit", { who: review.who() })); }

    function form(name, row, gone) {
      const old = row || {};
      const fields = {};
      const control = (column) => {
        if (FLAGS.includes(column)) return el("input", { type: "checkbox", id: `rt-c-${column}`, checked: old[column] === "true" });
        if (column === "state") return el("select", { id: "rt-c-state" }, STATES.map((key) => el("option", { value: key, text: t(`routes.state_${key}`), selected: (old.state || "open") === key })));
        if (column === "kind") return el("select", { id: "rt-c-kind" }, KINDS.map((key) => el("option", { value: key, text: t(`routes.fact_${key}`), selected: old.kind === key })));
        return el("input", { type: "text", id: `rt-c-${column}`, value: old[column] || "", maxlength: "200", placeholder: { first: "05-01", last: "10-31", opens: "08:00", closes: "17:00", last_entry: "16:00", times: "09:30|11:00", value: name === "facts" ? t("routes.value_hint") : "" }[column] || "" });
      };
      const from = el("input", { type: "text", id: "rt-c-source", required: true, maxlength: "200", placeholder: t("routes.source_hint") });
      const bad = el("p", { class: "rt-error", role: "alert", hidden: true });
      const box = routes.dialog(t(gone ? "routes.delete" : row ? "routes.edit" : "routes.add_row"),
        el("form", { class: "rt-form", on: { async submit(event) {
          event.preventDefault();
          const cells = gone ? null : { ...old };
          if (cells) {
            FORMS[name].forEach((column) => { const input = fields[column]; cells[column] = input.type === "checkbox" ? String(input.checked) : input.value.trim(); });
            if (!cells.source_id) cells.source_id = "local";
            cells.source_ref = `${from.value.trim()}（${review.who()}）`;
            cells.date = new Date().toISOString().slice(0, 10);
            delete cells.source_zh;
          }
          const key = row ? row[IDS[name]] : `own-${Date.now().toString(36)}`;
          const seen = last(name, key);
          const answer = await review.tell("/api/routes/stops", { stop: id, table: name, row: key, cells, source: from.value.trim(), expected: seen ? seen.edit_id : null, who: review.who() });
          if (!answer.ok) {
            const { latest } = answer.body;
            // Somebody was faster: what they wrote is shown; taking it again is then meant.
            if (latest) history.push(latest);
            bad.textContent = answer.status ? review.words(answer.error) + (latest ? `（${changes(latest)}）` : "") : t("routes.offline");
            bad.hidden = false;
            return;
          }
          box.close();
          done(answer);
        } } },
        gone ? el("p", { text: summary(name, row) }) : FORMS[name].map((column) => { fields[column] = control(column); return [el("label", { for: `rt-c-${column}`, text: t(`routes.col_${column}`) }), fields[column]]; }),
        el("label", { for: "rt-c-source", text: t("routes.source") }), from, bad,
        el("div", { class: "rt-actions" }, el("button", { type: "submit", class: "btn btn-primary", text: t(gone ? "routes.delete" : "routes.take") }), routes.closer())));
      (fields[FORMS[name][0]] || from).focus();
    }
  };
})(window.hetu);
