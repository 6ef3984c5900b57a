// Draws targets: small charts, cards, the table. Pure: model in, elements out; text stays text.
(function (hetu) {
  "use strict";

  const { el } = hetu;

  // Both languages at once, as the server's `bi`: switching the language redraws nothing.
  const pair = (zh, en, attrs) => el("span", { class: "bi", ...attrs },
    el("span", { class: "zh", lang: "zh-CN" }, zh), el("span", { class: "en", lang: "en" }, en));
  const said = (key, values) => {
    const [zh, en] = (hetu.boot.messages[key] || [key, key]).map((text) => text.replace(/\{(\w+)\}/g,
      (all, name) => (values && name in values ? values[name] : all)));
    return pair(zh, en);
  };

  const link = (href, child) => el("a", { class: "link", href, on: { click: hetu.follow || (() => {}) } }, child);

  // --- charts -------------------------------------------------------------------------------
  const TITLES = { growth: "indicators.growth", share: "indicators.share" };
  const at = (percent) => ({ left: `${percent}%` });

  function row(panel, each) {
    return el("li", { "data-id": each.id },
      el("a", { class: "ind-row-name", href: `#${each.id}`, lang: "zh-CN", text: each.name }),
      el("span", { class: "ind-track", "aria-hidden": "true" },
        panel.ticks.map(([where]) => el("span", { class: "ind-grid", style: at(where) })),
        el("span", { class: "ind-zero", style: at(panel.zero) }),
        el("span", { class: "ind-stem", style: { left: `${each.left}%`, width: `${each.width}%` } }),
        el("span", { class: `ind-dot is-${each.bound}`, style: at(each.at) })),
      pair(each.value[0], each.value[1], { class: "bi ind-row-value num" }));
  }

  function unitTitle(panel) {
    const [zh, en] = hetu.boot.messages["indicators.same_unit"];
    return pair(zh.replace("{unit}", panel.unit[0]), en.replace("{unit}", panel.unit[1]));
  }

  function chart(panel) {
    return el("figure", { class: `ind-chart ind-${panel.family}` },
      el("figcaption", { class: "small-head" }, TITLES[panel.family] ? said(TITLES[panel.family]) : unitTitle(panel)),
      el("ul", { class: "ind-rows" }, panel.rows.map((each) => row(panel, each))),
      el("div", { class: "ind-axis", "aria-hidden": "true" }, el("span", { class: "ind-ticks num" },
        panel.ticks.map(([where, text]) => el("span", { style: at(where), text })))));
  }

  // --- one figure ---------------------------------------------------------------------------
  const spoken = ([head, number, tail]) => [
    head ? el("span", { class: "ind-word", text: head }) : null,
    el("b", { class: "num", text: number }), el("span", { class: "ind-word", text: tail })];
  const value = (c) => pair(spoken(c.value[0]), spoken(c.value[1]));
  const name = (c) => [c.name, c.place ? el("span", { class: "muted", text: ` · ${c.place}` }) : null];

  // Section, paragraph, sentence. A section without a number goes by the report's own word for it.
  function place(c, group) {
    const own = c.section === group.numeral;
    const zh = own ? `${group.numeral}、${group.label[0]}` : c.section;
    const en = own || !group.area ? group.label[1] : c.section;
    const [told, tolden] = hetu.boot.messages["indicators.section"];
    return pair(
      [zh, c.title, told.replace("{sentence}", c.sentence)].filter(Boolean).join(" · "),
      [en, tolden.replace("{sentence}", c.sentence)].join(", "));
  }

  function where(c, group) {
    return el("span", { class: "ind-where muted" },
      c.review ? el("span", { class: "ind-review" }, said("indicators.review")) : null,
      place(c, group),
      c.byHand ? el("span", {}, " · ", said("indicators.by_hand")) : null);
  }

  function works(c) {
    if (!c.works.length) return null;
    if (c.works.length === 1) return link(`/?sel=${encodeURIComponent(c.works[0])}`, said("indicators.work"));
    return link(`/?id=${c.works.map(encodeURIComponent).join(",")}`, said("indicators.works", { n: c.works.length }));
  }

  // The report's sentence with the figure's own words marked; fetched when first opened.
  function clause(c) {
    if (!hetu.boot.clauses[c.report]) return null;
    const box = el("blockquote", { class: "ind-clause", lang: "zh-CN" });
    const node = el("details", { class: "ind-source" }, el("summary", {}, said("indicators.clause")), box);
    node.addEventListener("toggle", () => {
      if (!node.open || box.firstChild) return;
      hetu.data.clausesOf(c.report).then((all) => {
        const found = all && all.sentences[String(c.sentence)];
        if (!found) return node.remove();
        const [start, end] = c.span.map((n) => n - found.start);
        const fits = start >= 0 && start < end && end <= found.text.length;
        return box.append(...(fits
          ? [found.text.slice(0, start), el("mark", { text: found.text.slice(start, end) }), found.text.slice(end)]
          : [found.text]));
      });
    });
    return node;
  }

  function card(c, group) {
    return el("article", { class: "card ind-card", id: c.id, "data-id": c.id, "data-text": c.text },
      el("h3", { class: "ind-name", lang: "zh-CN" }, name(c)),
      el("p", { class: "ind-value" }, value(c)),
      c.also ? el("p", { class: "ind-also num muted" }, pair(c.also[0], c.also[1])) : null,
      el("div", { class: "ind-foot" }, where(c, group), works(c)), clause(c));
  }

  function section(group) {
    const title = `ind-area-${group.area}`;
    return el("section", { class: "ind-section", "data-area": group.area, "aria-labelledby": title },
      el("header", { class: "ind-section-head" },
        el("h2", { id: title }, el("span", { class: "numeral", "aria-hidden": "true", text: group.numeral }), pair(group.label[0], group.label[1])),
        el("span", { class: "muted num", "data-slot": "count" }),
        group.area ? link(`/?a=${group.area}`, said("indicators.area_link")) : null),
      el("div", { class: `ind-section-body${group.panels.length ? "" : " no-charts"}` },
        group.panels.length ? el("div", { class: "ind-charts" }, group.panels.map(chart)) : null,
        el("div", { class: "ind-grid-cards" }, group.cards.map((c) => card(c, group)))));
  }

  const HEADS = ["name", "area", "value", "si", "kind", "where", "works"];

  function table(groups) {
    const rows = groups.flatMap((group) => group.cards.map((c) => el("tr", { "data-id": c.id },
      el("th", { scope: "row", lang: "zh-CN" }, name(c)),
      el("td", {}, el("span", { class: "ind-area-cell" }, el("span", { class: "numeral", "data-area": group.area, text: group.numeral }), pair(group.label[0], group.label[1]))),
      el("td", { class: "ind-cell" }, value(c)),
      el("td", { class: "num ind-cell" }, c.also ? pair(c.also[0], c.also[1]) : null),
      el("td", { class: "ind-cell" }, said(c.review ? "indicators.review" : "indicators.target")),
      el("td", { class: "ind-ref" }, where(c, group)), el("td", { class: "ind-cell" }, works(c)))));
    return el("div", { class: "ind-table-box", "data-view": "table", tabindex: "0", role: "region", "data-i18n-aria-label": "indicators.caption" },
      el("table", { class: "table ind-table" }, el("caption", { class: "sr-only" }, said("indicators.caption")),
        el("thead", {}, el("tr", {}, HEADS.map((key) => el("th", { scope: "col" }, said(`indicators.col_${key}`))))),
        el("tbody", {}, rows)));
  }

  hetu.indicators = { said, pair, section, table };
})(window.hetu);
