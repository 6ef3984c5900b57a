// Beside the table: the clause with the words marked, why the rules found them, what was decided.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;

  const DO = [
    ["accept", "A", "check"], ["edit", "E", "list"], ["merge", "M", "link"],
    ["split", "S", "layers"], ["reject", "X", "close"], ["undo", "U", "undo"],
  ];

  function actions(r, run) {
    return el("div", { class: "rv-actions", role: "group", "aria-label": t("review.actions") },
      DO.filter(([name]) => r.target === "mention" || !["merge", "split"].includes(name)).map(([name, key, icon]) =>
        el("button", { type: "button", class: `btn btn-small rv-do-${name}`, "aria-keyshortcuts": key, on: { click: () => run(name) } },
          hetu.icon(icon), el("span", { text: t(`review.${name}`) }), el("kbd", { "aria-hidden": "true", text: key }))));
  }

  function clause(model, r) {
    const found = model.clause(r);
    const where = model.where(r);
    const head = el("header", { class: "clause-head" }, el("span", { lang: "zh-CN", text: where }));
    if (!found) {
      return el("article", { class: "clause" }, head, el("div", { class: "clause-body" },
        el("p", { lang: "zh-CN" }, r.item.core ? hetu.core(r.item.core) : model.name(r)),
        el("p", { class: "muted small", text: t("review.no_text") })));
    }
    const [before, own, after] = found.parts;
    return el("article", { class: "clause rv-clause", "data-area": r.ref.focus_area === null ? "none" : String(r.ref.focus_area) }, head,
      el("div", { class: "clause-body", lang: "zh-CN" },
        found.before ? el("p", { class: "clause-near", text: found.before }) : null,
        el("p", { class: "clause-own" }, before, el("mark", { class: "rv-mark", text: own }), after),
        found.after ? el("p", { class: "clause-near", text: found.after }) : null));
  }

  function history(model, r) {
    const { made, status, fields } = model.standing(r.id);
    if (!made.length) return null;
    const parts = status === "split" ? fields.parts.map((p) => p.mention).join("、") : "";
    const into = status === "merged" ? fields.into : "";
    return el("div", { class: "rv-history" },
      made.map((d) => el("p", {}, el("b", { text: d.who }), ` ${t(`review.did_${d.action}`)} `,
        el("span", { class: "muted num", text: review.clock(d.at) }), d.why ? el("span", { class: "block muted", text: d.why }) : null)),
      parts || into ? el("p", { lang: "zh-CN", text: `→ ${parts || into}` }) : null);
  }

  function conflict(theirs, keep) {
    if (!theirs) return null;
    const last = theirs.standing.made[theirs.standing.made.length - 1];
    const told = last
      ? t("review.conflict", { who: last.who, what: t(`review.did_${last.action}`), at: review.clock(last.at) })
      : t("review.conflict_undone");
    return el("div", { class: "notice rv-conflict", role: "alert" }, el("p", { text: told }),
      el("p", { text: t("review.conflict_mine", { what: t(`review.${theirs.item.action || "undo"}`) }) }),
      el("div", { class: "rv-form-actions" },
        el("button", { type: "button", class: "btn btn-small", "data-do": "keep-theirs", text: t("review.keep_theirs"), on: { click: () => keep(false) } }),
        el("button", { type: "button", class: "btn btn-small", "data-do": "keep-mine", text: t("review.keep_mine"), on: { click: () => keep(true) } })));
  }

  function reasons(r) {
    if (!r.item.explain.length) return null;
    return el("details", { class: "rv-explain" }, el("summary", { text: t("review.explain") }),
      el("ul", {}, r.item.explain.map((line) => el("li", { text: line }))));
  }

  // `at` = {model, draft, run(action), conflicts, settle(id, mine), why}
  review.side = function (at) {
    const node = el("aside", { class: "rv-side", "aria-label": t("review.side") });
    return {
      node,
      form(content) {
        node.querySelector(".rv-form-slot").replaceChildren(...(content ? [content] : []));
      },
      draw(r) {
        if (!r) {
          node.replaceChildren(el("p", { class: "empty", text: t("review.choose") }));
          return;
        }
        const report = `/report?draft=${at.model.draft.id}&m=${encodeURIComponent(r.id)}`;
        node.replaceChildren(
          el("div", { class: "rv-side-head" },
            review.numeral(at.model, r.ref.focus_area),
            el("h2", { lang: "zh-CN", text: at.model.name(r) }),
            el("span", { class: "rv-tag", text: t(`review.status_${review.statusOf(at.model, at.outbox(), r)}`) })),
          conflict(at.conflicts.get(r.id), (mine) => at.settle(r.id, mine)) || "",
          actions(r, at.run),
          el("div", { class: "rv-form-slot" }),
          clause(at.model, r),
          history(at.model, r) || "",
          el("p", { class: "muted small" }, t("review.found", { rule: r.item.rule, n: Math.round(r.item.confidence * 100) }), " · ",
            el("a", { class: "link", href: report, text: t("review.in_report"), on: { click: hetu.follow } })),
          reasons(r) || "");
      },
    };
  };
})(window.hetu);
