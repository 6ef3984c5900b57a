// The parts of a work's details: promise, figures, place, related works.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;

  const section = (title, ...children) =>
    el("section", { class: "part" }, el("h3", { class: "small-head", text: title }), children);

  function figureValue(figure) {
    const sign = { ge: "≥", le: "≤", gt: ">", lt: "<" }[figure.comparator_code] || "";
    const top =
      figure.value_max !== null && figure.value_max !== undefined ? `—${hetu.number(figure.value_max)}` : "";
    return `${sign}${sign ? "\u2009" : ""}${hetu.number(figure.value)}${top}`;
  }

  // Hectares beside mu, where it helps.
  function alsoIn(figure) {
    if (figure.unit_si !== "m2" || !/亩/.test(figure.unit)) return "";
    return t("figure.hectares", { n: hetu.number(figure.value_si / 10000, 1) });
  }

  function promise(work) {
    const p = work.p;
    const promised = Boolean(p.promise_zh || p.stage);
    const words = [
      el("b", { text: p.stage ? hetu.label("stage", p.stage) : t("stage.none") }),
      p.work_type ? ` · ${hetu.label("work_type", p.work_type)}` : "",
    ];
    const due = p.due
      ? el("span", { class: "due" }, t("promise.due"), el("b", { class: "num", text: p.due }))
      : null;
    return section(
      t("part.promise"),
      el("div", { class: "stage-line" }, p.stage ? hetu.symbol.ring(p.stage) : null, el("span", {}, words)),
      p.promise_zh ? el("p", { class: "promise", lang: "zh-CN" }, hetu.core(p.promise_zh)) : null,
      promised ? el("p", { class: "stage-note" }, el("span", { text: t("stage.not_done") }), due) : null,
    );
  }

  function figures(work) {
    if (!work.p.figures.length) return null;
    return section(
      t("part.figures"),
      el(
        "dl",
        { class: "figures" },
        work.p.figures.map((figure) => [
          el(
            "dt",
            {},
            figure.indicator_id
              ? el("a", {
                  class: "link",
                  href: `/indicators#${encodeURIComponent(figure.indicator_id)}`,
                  text: figure.name,
                  on: { click: hetu.follow },
                })
              : el("span", { text: figure.name }),
            figure.comparator ? el("span", { class: "muted", text: ` ${figure.comparator}` }) : null,
          ),
          el(
            "dd",
            {},
            el("b", { class: "num", text: figureValue(figure) }),
            `\u2009${figure.unit}`,
            alsoIn(figure) ? el("span", { class: "muted", text: ` ${alsoIn(figure)}` }) : null,
          ),
        ]),
      ),
    );
  }

  // The gazetteer's own words for how certain a source is.
  function certainty(code) {
    const key = `certainty.${code}`;
    return hetu.boot.messages[key] ? t(key) : code;
  }

  // A trusted source does not make an inferred place a certain one.
  function trust(p) {
    const sure = certainty(p.location_confidence);
    if (!sure || !["containment", "offset"].includes(p.location_method)) return sure;
    const method = hetu.label("location_method", p.location_method);
    return t("place.inferred", { sure, method: hetu.lang() === "en" ? method.toLowerCase() : method });
  }

  // The layers hold a source's Chinese title; the manifest knows its English one.
  function sourceName(title) {
    const all = (hetu.boot.manifest && hetu.boot.manifest.sources) || [];
    const found = all.find((source) => source.title_zh === title);
    return found ? hetu.pick(title, found.title_en) : title;
  }

  const STEPS = ["6", "5", "4", "3", "2", "1"];

  // A ladder of six steps: how near the place is known.
  function ladder(precision) {
    const at = STEPS.indexOf(String(precision));
    return el(
      "div",
      { class: "ladder", "aria-hidden": "true" },
      STEPS.map((step, i) => el("i", { class: i <= at ? "is-on" : "" })),
    );
  }

  function place(work) {
    const p = work.p;
    const rows = [];
    const row = (key, value, extra) =>
      value && rows.push(el("dt", { text: t(key) }), el("dd", {}, value, extra || null));
    const area = hetu.data.areas && hetu.data.areas.get(p.area_id);
    row("place.radius_head", p.uncertainty_m ? hetu.metres(p.uncertainty_m) : "");
    row("place.within", area ? hetu.pick(area.zh, area.en) : "");
    row("place.method", hetu.label("location_method", p.location_method));
    row(
      "place.source",
      sourceName(p.location_source),
      p.location_source_ref && p.location_source_ref !== p.location_source
        ? el("span", { class: "muted ref", text: p.location_source_ref })
        : null,
    );
    row("place.confidence", trust(p));
    row("place.verified", [p.verified_by, p.verified_on].filter(Boolean).join(" · "));
    row(
      "place.code",
      p.code ? `${p.code}${p.code_year ? t("place.code_year", { year: p.code_year }) : ""}` : "",
    );
    const note = hetu.pick(p.location_note_zh, p.location_note_en);
    const reason = hetu.pick(p.reason_zh, p.reason_en);
    const onMap = work.shows !== "unplaced" && work.shows !== "outside";
    return section(
      t("part.place"),
      el(
        "div",
        { class: "sureness" },
        ladder(p.precision),
        el("b", { text: work.where === "wide" ? t("where.wide") : hetu.label("precision", p.precision) }),
        onMap
          ? el(
              "button",
              { type: "button", class: "btn btn-small", on: { click: () => hetu.map.view.show(work, true) } },
              hetu.icon("target"),
              t("place.show"),
            )
          : null,
      ),
      reason ? el("p", { class: "reason" }, hetu.icon("unplaced"), el("span", { text: reason })) : null,
      p.is_schematic
        ? el("p", { class: "reason" }, hetu.icon("info"), el("span", { text: t("place.schematic") }))
        : null,
      p.zone_kind === "published_extent"
        ? el("p", { class: "reason" }, hetu.icon("info"), el("span", { text: t("place.extent") }))
        : null,
      el("dl", { class: "facts" }, rows),
      note ? el("p", { class: "muted small", text: note }) : null,
    );
  }

  function stops(work) {
    if (!work.p.stop_ids) return null;
    const all = new Map(
      (hetu.data.layers.tourism_stops || { features: [] }).features.map((f) => [
        f.properties.id,
        f.properties,
      ]),
    );
    const rows = work.p.stop_ids.map((id) => all.get(id)).filter(Boolean);
    if (!rows.length) return null;
    return section(
      t("part.stops"),
      el("p", { class: "muted small", text: hetu.pick(work.p.grouping_zh, work.p.grouping_en) }),
      el(
        "ol",
        { class: "stops" },
        rows.map((s) =>
          el(
            "li",
            {},
            el("span", { text: hetu.pick(s.name, s.name_en) }),
            el("span", {
              class: "muted",
              text: s.precision ? ` · ${hetu.label("precision", s.precision)}` : "",
            }),
            hetu.pick(s.note_zh, s.note_en)
              ? el("span", { class: "muted block", text: hetu.pick(s.note_zh, s.note_en) })
              : null,
          ),
        ),
      ),
      el("a", { class: "link", href: `/routes?line=${encodeURIComponent(work.p.name)}`, text: t("routes.compose"), on: { click: hetu.follow } }),
    );
  }

  function related(work, data) {
    const ids = new Set(work.p.related_ids || []);
    for (const other of data.works) if ((other.p.related_ids || []).includes(work.id)) ids.add(other.id);
    const works = [...ids].map((id) => data.byId.get(id)).filter(Boolean);
    if (!works.length) return null;
    return section(
      t("part.related"),
      el(
        "div",
        { class: "rows" },
        works.map((w) => hetu.workRow(w, () => hetu.store.select(w.id, "details"))),
      ),
    );
  }

  hetu.parts = { section, promise, figures, place, stops, related, figureValue };
})(window.hetu);
