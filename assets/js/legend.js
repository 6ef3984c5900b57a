// The legend: category, stage and sureness in one glance.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const STAGES = [
    "identification",
    "preparation",
    "implementation",
    "completion",
    "maintenance",
    "suspended",
    "not_mentioned",
  ];

  function sureness() {
    const sample = (body) => hetu.symbol({ icon: "house", ring: "none", body, area: "none" });
    const row = (drawing, key) =>
      el("li", {}, el("span", { class: "legend-drawing" }, drawing), el("span", { text: t(key) }));
    return el(
      "ul",
      {},
      row(sample("solid"), "legend.site"),
      row(el("span", { class: "legend-circle" }, sample("solid")), "legend.circle"),
      row(sample("hatched"), "legend.line"),
      row(el("span", { class: "legend-badge" }, el("b", { text: "12" })), "legend.area"),
      row(hetu.icon("unplaced"), "legend.list"),
    );
  }

  function categories() {
    const present = new Set((hetu.data.works || []).map((w) => w.p.category));
    return el(
      "ul",
      { class: "legend-grid" },
      Object.entries(hetu.boot.symbology.icons)
        .filter(([code]) => present.has(code))
        .map(([code, icon]) =>
          el("li", {}, hetu.icon(icon), el("span", { text: hetu.label("category", code) })),
        ),
    );
  }

  hetu.legend = function (open, toggle) {
    if (!open) return el("div", { id: "legend", hidden: true });
    const head = (key) => el("h3", { class: "small-head", text: t(key) });
    return el(
      "section",
      { class: "legend", id: "legend", "aria-label": t("legend.title"), tabindex: "0" },
      el(
        "div",
        { class: "legend-head" },
        el("h2", { text: t("legend.title") }),
        el(
          "button",
          {
            type: "button",
            class: "btn btn-quiet btn-icon",
            "aria-label": t("shell.close"),
            on: { click: toggle },
          },
          hetu.icon("close"),
        ),
      ),
      head("legend.body"),
      sureness(),
      head("legend.ring"),
      el(
        "ul",
        { class: "legend-grid" },
        STAGES.map((code) =>
          el("li", {}, hetu.symbol.ring(code), el("span", { text: hetu.label("stage", code) })),
        ),
      ),
      el("p", { class: "muted small", text: t("stage.not_done") }),
      head("legend.icon"),
      categories(),
    );
  };
})(window.hetu);
