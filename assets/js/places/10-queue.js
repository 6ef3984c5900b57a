// The queue: most consequential first, with why, and what stands of each.
(function (hetu) {
  "use strict";

  const { el, t, places } = hetu;
  const SHOWS = ["left", "done", "dispute", "all"];

  function numeral(work) {
    const n = work.areas.length ? work.areas[0] : null;
    const area = n === null ? { numeral: "·", name: "" } : hetu.area(n);
    return el("span", { class: "numeral", "data-area": n === null ? "none" : String(n), text: area.numeral, title: area.name });
  }

  // `at` = {model, filter, select(id), change()}
  places.queue = function (at) {
    const list = el("ul", { class: "pl-list", role: "listbox", tabindex: "0", "aria-label": t("places.queue") });
    const count = el("span", { class: "num pl-count", role: "status" });
    const fill = el("i", {});
    const show = el("select", { "aria-label": t("places.show"), on: { change: () => { at.filter.show = show.value; at.change(); } } },
      SHOWS.map((name) => el("option", { value: name, selected: at.filter.show === name, text: t(`places.show_${name}`) })));
    const text = el("input", { type: "search", class: "pl-filter", autocomplete: "off", value: at.filter.text, "aria-label": t("places.filter"), placeholder: t("places.filter"),
      on: { input: () => { at.filter.text = text.value.trim(); at.change(); } } });
    const rule = el("details", { class: "pl-rule" }, el("summary", { text: t("places.rule") }),
      el("p", { class: "small", text: t("places.rule_about") }),
      el("ul", { class: "small" }, at.model.rule.map(([zh, en, n]) => el("li", {}, el("span", { text: hetu.pick(zh, en) }), el("b", { class: "num", text: n > 0 ? `+${n}` : String(n) })))));
    const node = el("section", { class: "pl-queue", "aria-label": t("places.queue") },
      el("div", { class: "pl-queue-head" }, el("div", { class: "pl-progress" }, el("span", { class: "pl-bar", "aria-hidden": "true" }, fill), count), show, text), list, rule);
    let shown = [];

    const rowId = (id) => `pl-row-${id}`;
    function status(item, work) {
      if (item.dispute) return el("span", { class: "pl-mark is-bad", text: t("places.disputed", { d: hetu.metres(item.dispute.apart_m) }) });
      if (item.placed) return el("span", { class: "pl-mark is-done", text: `✓ ${hetu.label("precision", item.placed.precision)}` });
      return el("span", { class: "pl-mark", text: hetu.label("precision", work.p.precision) });
    }
    function row(item, sel) {
      const work = at.model.work(item.id);
      const why = item.why.filter(([, , n]) => n > 0).map(([zh, en]) => hetu.pick(zh, en)).join(hetu.pick("、", ", "));
      return el("li", { class: `pl-row${item.placed ? " is-done" : ""}`, id: rowId(item.id), role: "option", "data-id": item.id, "aria-selected": String(item.id === sel), on: { click: () => at.select(item.id) } },
        numeral(work),
        el("span", { class: "pl-row-name", text: at.model.name(item.id) }),
        el("span", { class: "num pl-points", text: String(item.points), title: t("places.points", { n: item.points }) }),
        el("span", { class: "pl-why muted", text: why }),
        status(item, work));
    }
    function select(sel) {
      for (const node of list.children) node.setAttribute("aria-selected", String(node.dataset.id === sel));
      const chosen = document.getElementById(rowId(sel));
      list.setAttribute("aria-activedescendant", chosen ? chosen.id : "");
      if (chosen) chosen.scrollIntoView({ block: "nearest" });
    }
    return {
      node,
      shown: () => shown,
      select,
      draw(sel) {
        shown = at.model.list(at.filter);
        const { done, left } = at.model.counts();
        count.textContent = t("places.progress", { done, left });
        fill.style.setProperty("width", `${(100 * done) / Math.max(1, done + left)}%`);
        const none = at.model.items.length ? t("places.nothing_shown") : t("places.nothing");
        list.replaceChildren(...(shown.length ? shown.map((item) => row(item, sel)) : [el("li", { class: "empty", role: "presentation", text: none })]));
        select(sel);
      },
      // One row anew, in its place: the order stays under the hand.
      repaint(id, sel) {
        const old = document.getElementById(rowId(id));
        const item = at.model.byId.get(id);
        if (old && item) old.replaceWith(row(item, sel));
        const { done, left } = at.model.counts();
        count.textContent = t("places.progress", { done, left });
        fill.style.setProperty("width", `${(100 * done) / Math.max(1, done + left)}%`);
        shown = shown.map((each) => at.model.byId.get(each.id) || each);
        select(sel);
      },
    };
  };
})(window.hetu);
