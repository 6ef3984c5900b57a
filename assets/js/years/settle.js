// Doubtful matches with what both years say of them, to be settled; those that have been, with undo.
(function (hetu) {
  "use strict";

  const { el } = hetu;
  const { said, pair, ref } = hetu.years;

  const quote = (what) => el("div", { class: "yr-said" },
    el("div", { class: "small" }, said(what.isReview ? "years.said_review" : "years.said_task"), " ", el("span", { lang: "zh-CN", text: what.core })),
    ref(what.ref));

  const names = (one, other) => el("div", { class: "yr-pair", lang: "zh-CN" }, el("b", { text: one }), " ⇢ ", el("b", { text: other }));

  // `settle(ids, decision, seen, why)` sends it; answers come by drawing anew.
  function doubt(each, settle) {
    const why = el("input", { type: "text", maxlength: "200", class: "yr-why", autocomplete: "off", "data-i18n-placeholder": "years.why", "data-i18n-aria-label": "years.why" });
    const button = (decision, primary) => el("button", { type: "button", class: `btn btn-small${primary ? " btn-primary" : ""}`, "data-decision": decision, on: { click: () => settle(each, decision, "", why.value.trim()) } }, said(`years.is_${decision}`));
    return el("li", { id: `doubt-${each.ids[0]}`, "data-pair": each.ids.join(",") },
      names(...each.names), pair(each.why, { class: "bi muted small num" }), each.said.map(quote),
      el("div", { class: "yr-settle" }, button("same", true), button("different", false), why));
  }

  function settled(each, settle) {
    const one = { ids: [each.old_id, each.new_id], names: [each.old_name, each.new_name] };
    return el("li", { "data-pair": one.ids.join(",") }, names(...one.names),
      el("div", { class: "small" }, said(`years.decided_${each.decision}`), el("span", { class: "muted num", text: ` · ${each.who} · ${each.when.slice(0, 10)} · ${each.why}` })),
      el("button", { type: "button", class: "btn btn-small", "data-decision": "", on: { click: () => settle(one, "", each.decision, "") } }, said("years.undo")));
  }

  hetu.years.doubts = function (model, settle, unmet) {
    const open = model.doubtful.map((each) => doubt(each, settle));
    const done = model.decided.map((each) => settled(each, settle));
    return [
      open.length || unmet.length ? el("section", { id: "doubtful" }, el("h2", { tabindex: "-1" }, said("years.doubtful", { n: open.length })),
        open.length ? el("p", { class: "muted" }, said("years.doubtful_note")) : null, el("ul", { class: "yr-doubts" }, open, unmet)) : null,
      done.length ? el("details", { class: "yr-more" }, el("summary", {}, said("years.decided", { n: done.length })), el("ul", { class: "yr-doubts" }, done)) : null,
    ];
  };
})(window.hetu = window.hetu || {});
