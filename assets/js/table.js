// The table of the filtered works: sortable, walked with the arrow keys, drawn only where it is
// looked at, so that ten thousand rows cost as little as fifty.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const first = (list) => (list && list.length ? list[0] : 99);
  const COLUMNS = [
    ["name", 220, (w) => hetu.pick(w.p.name, w.p.name_en)],
    [
      "areas",
      110,
      (w) => w.areas.map((n) => `${hetu.area(n).numeral} ${hetu.area(n).name}`).join("、"),
      (w) => first(w.areas),
    ],
    ["category", 110, (w) => hetu.label("category", w.p.category)],
    ["stage", 140, (w) => hetu.label("stage", w.p.stage)],
    ["type", 120, (w) => hetu.label("work_type", w.p.work_type)],
    ["promise", 300, (w) => w.p.promise_zh],
    ["due", 100, (w) => w.p.due],
    ["where", 180, (w) => hetu.placeWords(w)],
    [
      "precision",
      150,
      (w) => hetu.label("precision", w.p.precision),
      (w) => (w.p.precision === 0 ? 9 : w.p.precision),
    ],
    ["mentions", 70, (w) => String(w.p.mentions.length), (w) => -w.p.mentions.length],
  ];
  const AHEAD = 8;

  hetu.table = {
    start(slot, data) {
      let sort = { column: "", down: false };
      let rows = [];
      let body,
        scroller,
        rowHeight = 34,
        from = -1,
        to = -1;

      function sorted() {
        const list = [...hetu.store.shown()];
        const column = COLUMNS.find(([name]) => name === sort.column);
        if (!column) return list;
        const value = column[3] || column[2];
        const compare = new Intl.Collator(hetu.lang() === "en" ? "en" : "zh-CN", { numeric: true }).compare;
        list.sort((a, b) => {
          const x = value(a),
            y = value(b);
          const order = typeof x === "number" ? x - y : (x === "") - (y === "") || compare(x, y);
          return (sort.down ? -order : order) || a.order - b.order;
        });
        return list;
      }

      function header() {
        return el(
          "thead",
          {},
          el(
            "tr",
            { "aria-rowindex": "1" },
            COLUMNS.map(([name, width]) => {
              const active = sort.column === name;
              return el(
                "th",
                {
                  scope: "col",
                  style: { width: `${width}px` },
                  "aria-sort": active ? (sort.down ? "descending" : "ascending") : "none",
                },
                el(
                  "button",
                  {
                    type: "button",
                    class: "th-button",
                    on: {
                      click: () => {
                        sort = active
                          ? sort.down
                            ? { column: "", down: false }
                            : { column: name, down: true }
                          : { column: name, down: false };
                        build(name);
                      },
                    },
                  },
                  el("span", { text: t(`column.${name}`) }),
                  el("span", {
                    class: `sort-mark ${active ? (sort.down ? "down" : "up") : ""}`,
                    "aria-hidden": "true",
                  }),
                ),
              );
            }),
          ),
        );
      }

      function row(work, index) {
        return el(
          "tr",
          {
            "data-id": work.id,
            tabindex: "-1",
            "aria-rowindex": String(index + 2),
            "aria-selected": String(work.id === hetu.store.state.sel),
            class: index % 2 ? "odd" : "",
            on: {
              click: () => hetu.store.select(work.id, "list"),
              mouseenter: () => hetu.store.hover(work.id),
              mouseleave: () => hetu.store.hover(""),
            },
          },
          COLUMNS.map(([name, , text], i) => {
            const value = text(work);
            return el(
              i ? "td" : "th",
              {
                scope: i ? null : "row",
                title: value,
                class: `col-${name}`,
                "data-area": name === "areas" ? String(first(work.areas)) : null,
              },
              value,
            );
          }),
        );
      }

      // Only the rows in sight, between two spacers.
      function paint(force) {
        if (slot.hidden || !scroller) return;
        const start = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - AHEAD);
        const end = Math.min(
          rows.length,
          Math.ceil((scroller.scrollTop + scroller.clientHeight) / rowHeight) + AHEAD,
        );
        if (!force && start === from && end === to) return;
        const focused = document.activeElement && document.activeElement.dataset.id;
        const spacer = (count) =>
          count > 0
            ? el(
                "tr",
                { class: "spacer", "aria-hidden": "true" },
                el("td", { colspan: String(COLUMNS.length), style: { height: `${count * rowHeight}px` } }),
              )
            : "";
        from = start;
        to = end;
        hetu
          .clear(body)
          .append(
            spacer(start),
            ...rows.slice(start, end).map((w, i) => row(w, start + i)),
            spacer(rows.length - end),
          );
        if (focused && body.querySelector(`[data-id="${CSS.escape(focused)}"]`))
          body.querySelector(`[data-id="${CSS.escape(focused)}"]`).focus({ preventScroll: true });
        const drawn = body.querySelector("tr[data-id]");
        if (drawn && drawn.offsetHeight && drawn.offsetHeight !== rowHeight) {
          rowHeight = drawn.offsetHeight;
        }
      }

      function walk(event) {
        const at = rows.findIndex((w) => w.id === (document.activeElement.dataset || {}).id);
        const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
        if (event.key === "Enter" && at >= 0) {
          hetu.store.select(rows[at].id, "list");
          return;
        }
        if (next === undefined || !rows.length) return;
        event.preventDefault();
        const index = Math.max(0, Math.min(rows.length - 1, next));
        const top = index * rowHeight;
        const headHeight = slot.querySelector("thead").offsetHeight;
        if (top < scroller.scrollTop) scroller.scrollTop = top;
        if (top + rowHeight > scroller.scrollTop + scroller.clientHeight - headHeight)
          scroller.scrollTop = top + rowHeight - scroller.clientHeight + headHeight;
        paint(true);
        const node = body.querySelector(`[data-id="${CSS.escape(rows[index].id)}"]`);
        if (node) node.focus({ preventScroll: true });
        hetu.store.hover(rows[index].id);
      }

      function build(focusColumn) {
        slot.hidden = hetu.store.state.view !== "table";
        document.querySelector(".map-page").classList.toggle("has-table", !slot.hidden);
        if (slot.hidden) {
          hetu.clear(slot);
          scroller = null;
          return;
        }
        rows = sorted();
        body = el("tbody", { on: { keydown: walk } });
        const head = header();
        scroller = el(
          "div",
          {
            class: "table-scroll",
            tabindex: "0",
            "aria-label": t("table.title"),
            role: "region",
            on: {
              scroll: hetu.soon(() => paint(false)),
              keydown: (e) => {
                if (e.target === scroller) walk(e);
              },
            },
          },
          el(
            "table",
            {
              class: "works-table",
              "aria-rowcount": String(rows.length + 1),
              style: { width: `${COLUMNS.reduce((sum, c) => sum + c[1], 0)}px` },
            },
            el("caption", { class: "sr-only", text: t("table.title") }),
            head,
            body,
          ),
        );
        hetu
          .clear(slot)
          .append(
            el(
              "div",
              { class: "drawer-head" },
              el("h2", { class: "small-head", text: t("table.title") }),
              el("span", { class: "muted num", text: t("results.spoken", { n: rows.length }) }),
              el(
                "button",
                {
                  type: "button",
                  class: "btn btn-quiet btn-icon",
                  "aria-label": t("shell.close"),
                  on: { click: () => hetu.store.setView("") },
                },
                hetu.icon("close"),
              ),
            ),
            scroller,
          );
        paint(true);
        if (focusColumn)
          head.querySelectorAll("button")[COLUMNS.findIndex((c) => c[0] === focusColumn)].focus();
      }

      function refill() {
        if (slot.hidden) return;
        rows = sorted();
        slot.querySelector("table").setAttribute("aria-rowcount", String(rows.length + 1));
        slot.querySelector(".drawer-head .num").textContent = t("results.spoken", { n: rows.length });
        scroller.scrollTop = 0;
        paint(true);
      }

      function mark() {
        if (slot.hidden || !body) return;
        const hover = hetu.store.hovered();
        body.querySelectorAll("tr[data-id]").forEach((node) => {
          node.setAttribute("aria-selected", String(node.dataset.id === hetu.store.state.sel));
          node.classList.toggle("is-hovered", node.dataset.id === hover);
        });
      }

      function reveal() {
        mark();
        const at = rows.findIndex((w) => w.id === hetu.store.state.sel);
        if (slot.hidden || at < 0 || hetu.store.from === "list") return;
        scroller.scrollTop = Math.max(0, at * rowHeight - scroller.clientHeight / 2);
        paint(true);
      }
      build();
      return [
        hetu.on("filter", refill),
        hetu.on("view", () => build()),
        hetu.on("lang", () => build()),
        hetu.on("sel", reveal),
        hetu.on("hover", mark),
      ];
    },
  };
})(window.hetu);
