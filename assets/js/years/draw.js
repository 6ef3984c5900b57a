// Draws two years side by side: fates, bars, map, tables. Model in, elements out; text stays text.
(function (hetu) {
  "use strict";

  const { el, svg } = hetu;

  // Both languages at once, as the server's `bi`: switching the language redraws nothing.
  const pair = ([zh, en], attrs) => el("span", { class: "bi", ...attrs },
    el("span", { class: "zh", lang: "zh-CN", text: zh }), el("span", { class: "en", lang: "en", text: en }));
  const said = (key, values) => pair((hetu.boot.messages[key] || [key, key]).map((text) => text.replace(/\{(\w+)\}/g,
    (all, name) => (values && name in values ? values[name] : all))));

  const link = (href, child) => el("a", { class: "link", href, on: { click: hetu.follow || (() => {}) } }, child);
  const glyph = (model, code) => el("span", { class: "yr-glyph", "aria-hidden": "true", text: model.results[code].glyph });
  const chip = (model, code) => el("span", { class: "yr-chip", "data-fate": code }, glyph(model, code), pair(model.results[code].label));

  function area(model, number) {
    const found = model.areas.find((each) => each.area === number);
    return el("span", { class: "yr-area", "data-area": number },
      el("span", { class: "numeral", "aria-hidden": "true", text: found.numeral }), pair(found.label));
  }

  // A reference; where this machine has the text, its sentence comes under it.
  const ref = (where) => el("div", { class: "yr-ref", "data-report": where.report, "data-sentence": where.sentence, "data-span": where.span.join(",") },
    pair(where.words, { class: "bi muted small" }), el("blockquote", { class: "yr-clause", hidden: true }));

  // --- head: fates, bars, map ---------------------------------------------------------------
  function fates(model) {
    const count = (fate) => model.promises.filter((each) => each.fate === fate).length;
    return el("div", { class: "yr-fates", role: "group", "data-i18n-aria-label": "years.fates" },
      model.fates.filter(count).map((fate) => el("button", { type: "button", class: "yr-fate", "data-fate": fate, "aria-pressed": "false" },
        glyph(model, fate), pair(model.results[fate].label), el("span", { class: "num", text: count(fate) }))));
  }

  function bars(model) {
    const of = (number) => model.promises.filter((each) => each.area === number);
    const rows = model.areas.filter(({ area: number }) => of(number).length);
    const most = Math.max(1, ...rows.map(({ area: number }) => of(number).length));
    return el("div", { class: "yr-bars" }, rows.map((each) => {
      const own = of(each.area);
      const pieces = model.fates.map((fate) => [fate, own.filter((one) => one.fate === fate).length]).filter(([, n]) => n);
      return el("div", { class: "yr-bar-row" }, area(model, each.area),
        el("div", { class: "yr-track" }, el("div", { class: "yr-bar", style: { width: `${(100 * own.length) / most}%` } },
          pieces.map(([fate, n]) => el("button", {
            type: "button", class: "yr-piece", "data-fate": fate, "data-piece": each.area, "aria-pressed": "false", style: { "flex-grow": n },
          }, glyph(model, fate), el("span", { class: "num", text: n }),
          el("span", { class: "sr-only" }, " ", pair(each.label), " ", pair(model.results[fate].label)))))),
        el("span", { class: "num yr-total", text: own.length }));
    }));
  }

  // A badge stands for what is only known to be in an area: how many, and what became of them.
  function badge(model, each) {
    const own = model.promises.filter((one) => one.where === each.id);
    const [width, height] = model.map.badge;
    const name = () => (each.isHome ? hetu.t("years.whole_area") : each.name);
    const label = hetu.t("years.show_area", { name: name(), n: own.length });
    let at = each.x + 8;
    const pieces = model.fates.map((fate) => [fate, own.filter((one) => one.fate === fate).length]).filter(([, n]) => n).map(([fate, n]) => {
      const long = ((width - 16) * n) / own.length;
      const piece = svg("rect", { class: "bar", "data-fate": fate, x: at, y: each.y + height - 9, width: Math.max(1, long - 1), height: 4 });
      at += long;
      return piece;
    });
    const short = name().length > 5 ? `${name().slice(0, 4)}…` : name();
    return svg("a", { href: "#", class: "yr-badge", "data-where": each.id, role: "button", "aria-pressed": "false", "aria-label": label },
      svg("title", { text: label }),
      each.path ? svg("path", { class: "part", d: each.path }) : null,
      svg("rect", { class: "box", x: each.x, y: each.y, width, height, rx: 4 }),
      svg("text", { class: "name", x: each.x + 8, y: each.y + 16, text: short, "aria-hidden": "true" }),
      svg("text", { class: "many", x: each.x + width - 8, y: each.y + 16, text: String(own.length), "aria-hidden": "true" }), pieces);
  }

  function map(model) {
    const drawn = model.map;
    if (!drawn) return null;
    const fate = new Map(model.promises.map((each) => [each.id, each.fate]));
    const label = (dot) => `${dot.name}：${hetu.pick(...model.results[fate.get(dot.id)].label)}`;
    return el("figure", { class: "yr-figure" },
      el("div", { class: "yr-map" }, svg("svg", { viewBox: drawn.box, role: "group", "data-i18n-aria-label": "years.map_label" },
        svg("path", { class: "outline", d: drawn.path }),
        drawn.badges.map((each) => badge(model, each)),
        drawn.dots.map((dot) => svg("a", { href: `#promise-${dot.id}`, class: "yr-dot", "data-id": dot.id, "data-fate": fate.get(dot.id), "aria-label": label(dot) },
          svg("title", { text: label(dot) }), svg("circle", { class: "dot", cx: dot.x, cy: dot.y, r: 7 }),
          svg("text", { x: dot.x, y: dot.y + 3, "aria-hidden": "true", text: model.results[fate.get(dot.id)].glyph }))))),
      el("figcaption", { class: "muted small" }, said("years.map_note", { n: drawn.dots.length, rest: drawn.rest, areas: model.promises.length - drawn.dots.length - drawn.rest }), " ",
        el("button", { type: "button", class: "btn btn-quiet btn-small yr-larger", "aria-pressed": "false" }, said("years.larger"))));
  }

  // --- tables -------------------------------------------------------------------------------
  const box = (caption, cls, heads, rows) => el("div", { class: "yr-table-box", tabindex: "0", role: "region", "data-i18n-aria-label": caption },
    el("table", { class: `table ${cls}` }, el("caption", { class: "sr-only" }, said(caption)),
      el("thead", {}, el("tr", {}, heads.map((name) => el("th", { scope: "col" }, said(`years.col_${name}`))))),
      el("tbody", {}, rows)));

  function promise(model, each) {
    return el("tr", {
      "data-id": each.id, "data-area": each.area, "data-fate": each.fate, "data-where": each.where,
      "data-text": [each.name, each.now, each.promise].join(" ").toLowerCase(),
    },
    el("th", { scope: "row" }, link(`/?sel=${encodeURIComponent(each.shown)}`, each.name),
      each.now ? el("div", { class: "muted small" }, said("years.now_called", { name: each.now })) : null),
    el("td", {}, area(model, each.area)),
    el("td", {}, el("div", { lang: "zh-CN", text: each.promise }),
      el("div", { class: "muted small num" }, said(each.isDueStated ? "years.due_stated" : "years.due_assumed", { date: each.due })), ref(each.ref)),
    el("td", {}, chip(model, each.fate), each.ifSame ? el("div", { class: "small" }, pair(each.ifSame)) : null),
    el("td", {}, el("div", {}, pair(each.why)), each.said ? [
      el("div", { class: "small" }, said(each.said.isReview ? "years.said_review" : "years.said_task"), " ", el("span", { lang: "zh-CN", text: each.said.core })),
      ref(each.said.ref)] : null));
  }

  const promises = (model) => box("years.caption", "yr-table", ["work", "area", "promise", "fate", "why"],
    model.promises.map((each) => promise(model, each)));

  const figures = (model) => box("years.figures_caption", "yr-figures", ["figure", "area", "target", "actual", "difference", "result"],
    model.figures.map((each) => el("tr", { "data-fate": each.result },
      el("th", { scope: "row", text: each.name }), el("td", {}, area(model, each.area)),
      el("td", { class: "num" }, pair(each.target.line), ref(each.target.ref)),
      el("td", { class: "num" }, each.actual ? [pair(each.actual.line), ref(each.actual.ref)] : "—"),
      el("td", { class: "num yr-gap" }, pair(each.difference)),
      el("td", {}, chip(model, each.result), each.notes[0] ? el("div", { class: "muted small" }, pair(each.notes)) : null))));

  // --- what a person has to look at ---------------------------------------------------------
  function rest(model, settle) {
    const unmet = model.unmet.map((row) => el("li", { class: "notice" }, said("years.unmet", { row })));
    return [
      hetu.years.doubts(model, settle, unmet),
      model.newWorks.length ? el("details", { class: "yr-more" }, el("summary", {}, said("years.new_works", { n: model.newWorks.length })),
        link(`/?id=${model.newWorks.map(([id]) => encodeURIComponent(id)).join(",")}`, said("years.on_map")),
        el("ul", { class: "yr-new" }, model.newWorks.map(([id, name]) => el("li", {}, link(`/?sel=${encodeURIComponent(id)}`, name))))) : null,
    ];
  }

  hetu.years = { said, pair, ref, fates, bars, map, promises, figures, rest };
})(window.hetu = window.hetu || {});
