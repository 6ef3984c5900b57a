// The result list: count, active choices as chips, rows in step with the map. Rows beyond the first
// screens are added as one scrolls, so a list of thousands opens at once.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const PAGE = 40;

  function placeWords(work) {
    if (work.shows === "unplaced") return t("where.unplaced");
    if (work.shows === "outside") return t("where.outside");
    const area = hetu.data.areas && hetu.data.areas.get(work.p.area_id);
    const areaName = area ? hetu.pick(area.zh, area.en) : "";
    if (work.shows === "area") return areaName || hetu.label("precision", work.p.precision);
    const radius = work.p.uncertainty_m
      ? t("place.radius", { r: hetu.metres(work.p.uncertainty_m) })
      : hetu.label("precision", work.p.precision);
    return [areaName, radius].filter(Boolean).join(" · ");
  }
  hetu.placeWords = placeWords;

  // `option`: a row of the result list (a listbox); elsewhere it is a plain button.
  hetu.workRow = function (work, act, option) {
    const stage = work.p.stage ? hetu.label("stage", work.p.stage) : hetu.label("category", work.p.category);
    return el(
      "button",
      {
        type: "button",
        class: "row",
        "data-id": work.id,
        role: option && "option",
        "aria-selected": option && "false",
        tabindex: option && "-1",
        on: {
          click: act,
          mouseenter: () => hetu.store.hover(work.id),
          mouseleave: () => hetu.store.hover(""),
        },
      },
      hetu.symbol.ofWork(work, "symbol-small"),
      el(
        "span",
        { class: "row-main" },
        el("span", { class: "row-name", text: hetu.pick(work.p.name, work.p.name_en) }),
        el("span", { class: "row-sub", text: [stage, placeWords(work)].filter(Boolean).join(" · ") }),
      ),
    );
  };

  // Arrow keys walk a list of rows; Enter opens.
  hetu.walkRows = function (event, list) {
    const rows = [...list.querySelectorAll(".row")];
    const at = rows.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined || !rows.length) return;
    event.preventDefault();
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
    hetu.store.hover(row.dataset.id);
  };

  function activeChips() {
    const filter = hetu.store.state.filter;
    const chips = [];
    const chip = (label, drop, area) =>
      el(
        "button",
        {
          type: "button",
          class: "chip chip-active",
          "data-area": area,
          "aria-label": t("filter.drop", { name: label }),
          on: { click: drop },
        },
        area ? el("span", { class: "numeral", text: hetu.area(area).numeral }) : null,
        el("span", { text: label }),
        hetu.icon("close"),
      );
    for (const name of hetu.filter.NAMES) {
      for (const value of filter[name])
        chips.push(
          chip(
            hetu.valueLabel(name, value),
            () => hetu.store.toggle(name, value),
            name === "areas" ? value : null,
          ),
        );
    }
    if (filter.text)
      chips.push(chip(`“${filter.text}”`, () => hetu.store.setFilter({ ...filter, text: "" })));
    if (filter.ids.length)
      chips.push(
        chip(t("filter.chosen", { n: filter.ids.length }), () =>
          hetu.store.setFilter({ ...filter, ids: [] }),
        ),
      );
    if (!chips.length) return null;
    return el(
      "div",
      { class: "active-chips" },
      chips,
      el("button", {
        type: "button",
        class: "link",
        text: t("filter.reset"),
        on: { click: () => hetu.store.reset() },
      }),
    );
  }

  // The files of what is listed. An address holds some two hundred works; more go out as a form.
  const MOST_IN_ADDRESS = 150;
  function send(event) {
    const ids = hetu.store.shown().map((work) => work.id);
    if (ids.length <= MOST_IN_ADDRESS) return;
    event.preventDefault();
    const form = el(
      "form",
      { method: "post", action: event.currentTarget.pathname, hidden: true },
      el("input", { type: "hidden", name: "ids", value: ids.join(",") }),
    );
    document.body.append(form);
    form.submit();
    form.remove();
  }
  function exportLine(shown) {
    const ids = shown.length <= MOST_IN_ADDRESS ? `?ids=${shown.map((w) => w.id).join(",")}` : "";
    const file = (kind, name) =>
      el("a", {
        class: "link",
        href: `/export/${kind}${ids}`,
        text: name,
        "aria-label": t("results.export_as", { n: shown.length, kind: name }),
        on: { click: send },
      });
    return el(
      "p",
      { class: "export-line" },
      el("span", { text: t("results.export") }),
      file("xlsx", "XLSX"),
      file("geojson", "GeoJSON"),
      el("button", {
        type: "button",
        class: "link",
        text: t("results.print"),
        on: { click: () => hetu.map.print.now() },
      }),
      hetu.exports.more(() => hetu.store.shown().map((work) => work.id)),
    );
  }

  // Rows by work: a filter takes them up again, it makes none twice.
  const rows = new Map();
  function rowOf(work) {
    const key = `${hetu.lang()}:${work.id}`;
    if (!rows.has(key))
      rows.set(key, hetu.workRow(work, () => hetu.store.select(work.id, "list"), true));
    return rows.get(key);
  }

  hetu.panel.results = {
    start(slot, data) {
      rows.clear();
      const head = el("div", { class: "results-head" });
      const list = el("div", {
        class: "rows",
        role: "listbox",
        tabindex: "0",
        on: { keydown: (e) => hetu.walkRows(e, list) },
      });
      const live = el("div", { class: "sr-only", role: "status", "aria-live": "polite" });
      hetu.clear(slot).append(head, list, live);
      let drawn = 0;
      let scrolled = false;

      function more() {
        const shown = hetu.store.shown();
        list.append(...shown.slice(drawn, drawn + PAGE).map(rowOf));
        drawn = Math.min(shown.length, drawn + PAGE);
      }
      list.addEventListener(
        "scroll",
        () => {
          scrolled = list.scrollTop > 0;
          if (
            drawn < hetu.store.shown().length &&
            list.scrollTop + list.clientHeight > list.scrollHeight - 400
          )
            more();
        },
        { passive: true },
      );

      function draw() {
        const shown = hetu.store.shown();
        list.setAttribute("aria-label", t("results.title"));
        const total = data.works.filter((w) => w.isWork).length;
        const own = shown.filter((w) => w.isWork).length;
        const words =
          own < shown.length
            ? t("results.mixed", { own })
            : own === total
              ? t("results.all")
              : t("results.of", { total });
        const count = el(
          "p",
          { class: "results-count" },
          el("b", { class: "num", text: String(shown.length) }),
          el("span", { text: words }),
        );
        hetu
          .clear(head)
          .append(
            el(
              "div",
              { class: "results-line" },
              count,
              el(
                "button",
                {
                  type: "button",
                  class: "btn btn-quiet btn-small",
                  on: { click: () => hetu.store.setView(hetu.store.state.view === "table" ? "" : "table") },
                },
                hetu.icon("table"),
                el("span", { text: t("table.title") }),
              ),
            ),
            activeChips() || "",
            hetu.store.draft || !shown.length ? "" : exportLine(shown),
          );
        live.textContent = t("results.spoken", { n: shown.length });
        hetu.clear(list);
        if (scrolled) list.scrollTop = 0; // asked for or set, it makes the browser lay out at once
        scrolled = false;
        drawn = 0;
        if (!shown.length) {
          list.append(
            el(
              "div",
              { class: "empty" },
              el("p", { text: t("results.none") }),
              el("button", {
                type: "button",
                class: "btn",
                text: t("filter.reset"),
                on: { click: () => hetu.store.reset() },
              }),
            ),
          );
        } else more();
        mark();
      }

      function mark() {
        const { sel } = hetu.store.state;
        const hover = hetu.store.hovered();
        for (const row of list.querySelectorAll(".row")) {
          const on = row.dataset.id === sel;
          row.classList.toggle("is-hovered", row.dataset.id === hover);
          row.setAttribute("aria-selected", String(on));
        }
      }

      function reveal() {
        mark();
        const { sel } = hetu.store.state;
        if (!sel || hetu.store.from === "list") return;
        const at = hetu.store.shown().findIndex((w) => w.id === sel);
        while (at >= drawn && drawn < hetu.store.shown().length) more();
        const row = list.querySelector(`.row[data-id="${CSS.escape(sel)}"]`);
        if (row) row.scrollIntoView({ block: "nearest" });
        mark();
      }
      draw();
      if (hetu.store.state.sel) reveal();
      return [hetu.on("filter", draw), hetu.on("lang", draw), hetu.on("sel", reveal), hetu.on("hover", mark)];
    },
  };
})(window.hetu);
