// The map on paper: A4 landscape, what is in view with its legend, then the list of what is shown.
// Drawn when the browser is about to print and taken away afterwards.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const page = new CSSStyleSheet();
  page.replaceSync("@page { size: A4 landscape; margin: 10mm; }");

  // What the filter asks for, in words.
  function conditions() {
    const filter = hetu.store.state.filter;
    const words = hetu.filter.NAMES.flatMap((name) => filter[name].map((value) => hetu.valueLabel(name, value)));
    if (filter.text) words.push(`“${filter.text}”`);
    return words.length ? words.join(" · ") : t("print.all");
  }

  function head(shown) {
    const { district = {}, report = {} } = hetu.boot.manifest || {};
    return el(
      "header",
      { class: "print-head" },
      el("h1", {}, `${t("shell.name")} · ${hetu.pick(district.name_zh || "", district.name_en || "")}`),
      el("p", { text: conditions() }),
      el("p", {
        class: "muted",
        text: [
          t("results.spoken", { n: shown.length }),
          report.year && t("map.report", { year: report.year }),
          report.delivered_on && t("map.as_of", { date: report.delivered_on }),
          t("stage.not_done"),
        ]
          .filter(Boolean)
          .join(" · "),
      }),
    );
  }

  function list(shown) {
    const columns = [
      ["name", (w) => hetu.pick(w.p.name, w.p.name_en)],
      ["areas", (w) => w.areas.map((n) => `${hetu.area(n).numeral} ${hetu.area(n).name}`).join("、")],
      ["stage", (w) => hetu.label("stage", w.p.stage)],
      ["type", (w) => hetu.label("work_type", w.p.work_type)],
      ["promise", (w) => (w.p.promise_zh || "").replace(/[〔〕]/g, "")],
      ["where", (w) => hetu.placeWords(w)],
    ];
    return el(
      "table",
      { class: "print-list" },
      el("thead", {}, el("tr", {}, columns.map(([name]) => el("th", { text: t(`column.${name}`) })))),
      el("tbody", {}, shown.map((w) => el("tr", {}, columns.map(([, words]) => el("td", { text: words(w) }))))),
    );
  }

  hetu.map.print = {
    now: () => window.print(),
    start(map) {
      const root = document.querySelector(".map-page");
      let undo = null;

      function before() {
        if (undo) return;
        const [view, centre, zoom] = [map.getBounds(), map.getCenter(), map.getZoom()];
        const theme = document.documentElement.dataset.theme;
        const shown = hetu.store.shown();
        document.documentElement.dataset.theme = "light";
        root.classList.add("is-printing");
        const parts = [
          head(shown),
          el("div", { class: "print-legend" }, hetu.legend(true, () => {})),
          list(shown),
        ];
        root.append(...parts);
        const redraw = (look) => {
          map.invalidateSize({ animate: false, pan: false });
          look();
          hetu.map.works.now();
          hetu.map.labels.now();
        };
        redraw(() => map.fitBounds(view, { animate: false }));
        undo = () => {
          parts.forEach((part) => part.remove());
          root.classList.remove("is-printing");
          document.documentElement.dataset.theme = theme;
          redraw(() => map.setView(centre, zoom, { animate: false }));
        };
      }
      function after() {
        if (undo) undo();
        undo = null;
      }
      // The sheet is another size than the screen: a basemap's tiles for it come first.
      hetu.map.print.now = () => {
        if (!hetu.map.online.settled()) return window.print();
        before();
        return hetu.map.online.settled().then(() => window.print());
      };
      window.addEventListener("beforeprint", before);
      window.addEventListener("afterprint", after);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
      return [
        () => {
          window.removeEventListener("beforeprint", before);
          window.removeEventListener("afterprint", after);
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== page);
        },
      ];
    },
  };
})(window.hetu);
