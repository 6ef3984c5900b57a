// The table of records. A row is changed in place; the order stays until the filter is changed.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;

  const COLUMNS = ["status", "name", "area", "category", "work_type", "stage", "verb", "quantity", "confidence", "rule"];
  const SIGNS = { pending: "·", accepted: "✓", edited: "✎", merged: "⇄", split: "⑂", rejected: "✕", added: "+" };

  review.rowId = (id) => `rv-${Array.from(id, (c) => c.codePointAt(0).toString(36)).join("-")}`;
  review.statusOf = function (model, outbox, r) {
    if (outbox && outbox.has(r.id)) return "sending";
    return model.status(r);
  };

  review.numeral = function (model, n) {
    const area = model.area(n);
    const code = n === null || n === undefined ? "none" : String(n);
    return el("span", { class: "numeral", "data-area": code, title: area.name }, area.numeral, el("span", { class: "sr-only", text: area.name }));
  };

  review.quantity = function (model, r) {
    const v = (field) => model.value(r, field);
    if (r.target === "mention") {
      return v("quantity") === null || v("quantity") === undefined ? "" : `${hetu.number(v("quantity"))}\u2009${v("unit") || ""}`;
    }
    const sign = { ge: "≥", le: "≤", gt: ">", lt: "<" }[v("comparator_code")] || "";
    const top = v("value_max") === null || v("value_max") === undefined ? "" : `–${hetu.number(v("value_max"))}`;
    return `${sign}${sign ? "\u2009" : ""}${hetu.number(v("value"))}${top}\u2009${v("unit")}`;
  };

  function confidence(value) {
    const percent = Math.round(value * 100);
    return el("span", { class: "rv-sure" },
      el("span", { class: "rv-meter", "aria-hidden": "true" }, el("i", { style: { width: `${percent}%` } })),
      el("span", { class: "num", text: `${percent}%` }));
  }

  function cells(model, r, status) {
    const mention = r.target === "mention";
    const v = (field) => model.value(r, field);
    const said = r.item.mention && r.item.mention !== model.name(r) ? r.item.mention : "";
    return {
      status: [
        el("span", { class: "rv-sign", "aria-hidden": "true", text: status === "sending" ? "…" : SIGNS[status] || "·" }),
        el("span", { class: "sr-only", text: t(`review.status_${status}`) }),
      ],
      name: [
        el("span", { class: "rv-name", lang: "zh-CN", text: model.name(r) }),
        said ? el("span", { class: "rv-said muted", lang: "zh-CN", text: said }) : null,
        mention && v("is_review") ? el("span", { class: "rv-tag", text: t("review.is_review") }) : null,
      ],
      area: review.numeral(model, r.ref.focus_area),
      category: mention ? hetu.label("category", v("category")) : el("span", { class: "rv-tag", text: t("review.figure") }),
      work_type: mention ? hetu.label("work_type", v("work_type")) : "",
      stage: mention ? hetu.label("stage", v("stage")) : "",
      verb: el("span", { lang: "zh-CN", text: mention ? v("verb_phrase") : r.item.comparator }),
      quantity: el("span", { class: "num", lang: "zh-CN", text: review.quantity(model, r) }),
      confidence: confidence(r.item.confidence),
      rule: el("span", { class: "muted rv-rule", text: r.item.rule }),
    };
  }

  // `at` = {model, outbox(), onSelect(id), conflicts: Map}
  review.table = function (at) {
    const head = el("thead", {}, el("tr", {}, COLUMNS.map((name) =>
      el("th", { scope: "col", class: `rv-c-${name}` }, name === "status" ? el("span", { class: "sr-only", text: t("review.col_status") }) : t(`review.col_${name}`)))));
    const body = el("tbody", {});
    const table = el("table", { class: "rv-table", role: "grid", "aria-label": t("review.records"), tabindex: "0" }, head, body);
    const box = el("div", { class: "rv-table-box" }, table);
    let shown = [];

    function paint(row, r) {
      const status = review.statusOf(at.model, at.outbox(), r);
      row.className = `rv-row is-${status}${at.conflicts.has(r.id) ? " is-conflict" : ""}`;
      const parts = cells(at.model, r, status);
      row.replaceChildren(...COLUMNS.map((name) =>
        el("td", { class: `rv-c-${name}`, "data-label": name === "status" ? null : t(`review.col_${name}`) }, parts[name])));
    }

    const rowOf = (id) => document.getElementById(review.rowId(id));
    const self = {
      node: box,
      grid: table,
      list: () => shown,
      draw(records) {
        shown = records;
        body.replaceChildren(...records.map((r) => {
          const row = el("tr", { id: review.rowId(r.id), "aria-selected": "false", on: { click: () => at.onSelect(r.id) } });
          row.dataset.id = r.id;
          paint(row, r);
          return row;
        }));
        if (!records.length) body.append(el("tr", {}, el("td", { colspan: String(COLUMNS.length), class: "empty", text: t("review.none_fit") })));
      },
      update(ids) {
        for (const id of ids) {
          const row = rowOf(id);
          const r = at.model.get(id);
          if (row && r && !row.classList.contains("is-editing")) paint(row, r);
        }
      },
      select(id, scroll) {
        body.querySelectorAll("[aria-selected=true]").forEach((row) => row.setAttribute("aria-selected", "false"));
        const row = id && rowOf(id);
        if (!row) return table.removeAttribute("aria-activedescendant");
        row.setAttribute("aria-selected", "true");
        table.setAttribute("aria-activedescendant", row.id);
        if (scroll) row.scrollIntoView({ block: "nearest" });
      },
      row: rowOf,
      repaint(id) {
        const row = rowOf(id);
        if (!row) return;
        row.classList.remove("is-editing");
        paint(row, at.model.get(id));
      },
    };
    return self;
  };
})(window.hetu);
