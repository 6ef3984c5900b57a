// What has been taken in, each with its source and one undo; what was taken out can come back.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;

  hetu.imports.batches = function (overview, act) {
    const list = overview.batches.map((b) =>
      el("li", { class: "im-batch", "data-batch": b.id },
        el("div", {}, el("b", { text: b.title }), " ", el("span", { class: "muted", text: `${b.file} · ${t("imports.count", { n: b.count })} · ${b.datum}` })),
        el("div", { class: "muted small", text: [t("imports.taken_by", { who: b.who || "—", when: b.when }), b.licence, b.attribution].filter(Boolean).join(" · ") }),
        el("button", { type: "button", class: "btn btn-small", text: t("imports.undo"), "aria-label": `${t("imports.undo")} ${b.title}`, on: { click: () => act("undo", b.id) } })));
    const out = overview.undone.map((id) =>
      el("li", { class: "im-batch is-out" }, el("span", { class: "muted", text: t("imports.taken_out", { id }) }),
        el("button", { type: "button", class: "btn btn-small btn-quiet", text: t("imports.back"), "aria-label": `${t("imports.back")} ${id}`, on: { click: () => act("back", id) } })));
    const state = overview.layers.state;
    const told = state === "building" ? t("imports.drawing") : state === "failed" && overview.layers.error ? hetu.pick(overview.layers.error.zh, overview.layers.error.en) : "";
    return el("section", { class: "im-part im-batches" },
      el("h2", { text: t("imports.batches") }),
      told ? el("p", { class: state === "failed" ? "notice" : "muted", role: "status", text: told }) : null,
      list.length || out.length ? el("ul", {}, list, out) : el("p", { class: "empty", text: t("imports.none") }));
  };
})(window.hetu);
