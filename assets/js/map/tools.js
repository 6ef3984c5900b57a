// What lies over the map: zoom and whole-district buttons, layer switches, the works that are not on
// the map, legend, date and source.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const SWITCHES = [
    "areas",
    "projects",
    "roads",
    "villages",
    "tourism_zones",
    "quarters",
    "reserve",
    "tourism_stops",
    "boundaries",
    "places",
  ];

  function tool(icon, label, act) {
    return el(
      "button",
      { type: "button", class: "tool", "aria-label": t(label), title: t(label), on: { click: act } },
      hetu.icon(icon),
    );
  }

  function switches(open) {
    const name = (key) => (hetu.boot.messages[`layer.${key}`] ? t(`layer.${key}`) : hetu.label("layer", key));
    return el(
      "div",
      { class: "layer-list", id: "layer-list", hidden: !open },
      el("h2", { class: "small-head", text: t("layers.title") }),
      [...SWITCHES, ...(hetu.boot.scenery ? ["scenery"] : [])].map((key) =>
        el(
          "label",
          { class: "switch" },
          el("input", {
            type: "checkbox",
            checked: !hetu.map.hidden(key),
            on: { change: () => hetu.store.toggleLayer(key) },
          }),
          el("span", { class: "switch-track", "aria-hidden": "true" }),
          el("span", { text: name(key) }),
        ),
      ),
      hetu.map.online.choices(),
    );
  }

  // Counted beside the map: what has no position, what lies outside, what a switch hides.
  function tray() {
    const shown = hetu.store.shown();
    const counts = { wide: 0, unplaced: 0, outside: 0, hidden: 0 };
    for (const w of shown) {
      if (w.shows === "unplaced") counts.unplaced++;
      else if (w.shows === "outside") counts.outside++;
      else if (hetu.map.switchedOff(w)) counts.hidden++;
      else if (w.where === "wide") counts.wide++;
    }
    const item = (key, icon, act) =>
      counts[key] > 0 &&
      el(
        "button",
        { type: "button", class: "tray-item", on: { click: act } },
        hetu.icon(icon),
        el("span", { text: t(`tray.${key}`) }),
        el("b", { class: "num", text: String(counts[key]) }),
      );
    const list = (key) => () => hetu.store.openGroup(key);
    return el(
      "div",
      { class: "tray", role: "group", "aria-label": t("tray.title") },
      el("span", { class: "tray-head", text: t("tray.title"), hidden: !Object.values(counts).some(Boolean) }),
      item("wide", "fit", list("wide")),
      item("unplaced", "unplaced", list("unplaced")),
      item("outside", "back", list("outside")),
      item("hidden", "layers", list("hidden")),
    );
  }

  function source() {
    const report = (hetu.boot.manifest && hetu.boot.manifest.report) || {};
    return el(
      "div",
      { class: "source" },
      report.delivered_on &&
        el("span", { class: "num", text: t("map.as_of", { date: report.delivered_on }) }),
      report.year && el("span", { text: t("map.report", { year: report.year }) }),
      el("a", { href: "/data", class: "link", text: t("map.sources"), on: { click: hetu.follow } }),
    );
  }

  // A link inside the dashboard without a reload.
  hetu.follow = function (event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState({}, "", event.currentTarget.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  };

  hetu.map.tools = {
    start(map, slot) {
      let layersOpen = false;
      let legendOpen = hetu.recall("legend") === "open" && !hetu.narrow();
      const parts = {
        tools: el("div", { class: "over-tools" }),
        legend: el("div", { class: "over-legend" }),
        tray: el("div", { class: "over-tray" }),
        source: el("div", { class: "over-source" }),
      };
      hetu.clear(slot).append(...Object.values(parts));

      function drawTools() {
        const zoom = (by) => () => map.setZoom(map.getZoom() + by, { animate: !hetu.calm() });
        hetu.clear(parts.tools).append(
          el(
            "div",
            { class: "tool-stack" },
            tool("plus", "map.zoom_in", zoom(1)),
            tool("minus", "map.zoom_out", zoom(-1)),
            tool("fit", "map.whole", () => hetu.map.view.whole()),
          ),
          el(
            "div",
            { class: "tool-stack" },
            el(
              "button",
              {
                type: "button",
                class: "tool",
                "aria-label": t("layers.title"),
                title: t("layers.title"),
                "aria-expanded": String(layersOpen),
                "aria-controls": "layer-list",
                on: {
                  click: () => {
                    layersOpen = !layersOpen;
                    drawTools();
                  },
                },
              },
              hetu.icon("layers"),
            ),
            el(
              "button",
              {
                type: "button",
                class: "tool tool-table",
                "aria-label": t("table.title"),
                title: t("table.title"),
                "aria-pressed": String(hetu.store.state.view === "table"),
                on: { click: () => hetu.store.setView(hetu.store.state.view === "table" ? "" : "table") },
              },
              hetu.icon("table"),
            ),
          ),
          switches(layersOpen),
        );
      }
      function toggleLegend() {
        legendOpen = !legendOpen;
        hetu.remember("legend", legendOpen ? "open" : null);
        drawLegend();
        parts.legend.querySelector(legendOpen ? ".legend-head button" : ".legend-button").focus();
      }
      function drawLegend() {
        hetu
          .clear(parts.legend)
          .append(
            el(
              "button",
              {
                type: "button",
                class: "btn btn-small legend-button",
                "aria-expanded": String(legendOpen),
                "aria-controls": "legend",
                hidden: legendOpen,
                on: { click: toggleLegend },
              },
              hetu.icon("key"),
              el("span", { text: t("legend.title") }),
            ),
            hetu.legend(legendOpen, toggleLegend),
          );
        hetu.emit("resize");
      }
      const drawTray = () => hetu.clear(parts.tray).append(tray());
      const drawSource = () => hetu.clear(parts.source).append(source());
      function all() {
        drawTools();
        drawLegend();
        drawTray();
        drawSource();
      }
      all();
      const scale = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 120 }).addTo(map);
      const escape = (event) => {
        if (event.key !== "Escape") return;
        if (layersOpen) {
          layersOpen = false;
          drawTools();
        }
      };
      document.addEventListener("keydown", escape);
      map.on("click", () => {
        if (layersOpen) {
          layersOpen = false;
          drawTools();
        }
      });
      return [
        hetu.on("lang", all),
        hetu.on("filter", drawTray),
        hetu.on("view", drawTools),
        hetu.on("hidden", () => {
          drawTray();
          const was = document.activeElement;
          const at = was && [...parts.tools.querySelectorAll("input")].indexOf(was);
          drawTools();
          if (at >= 0) parts.tools.querySelectorAll("input")[at].focus();
        }),
        () => {
          document.removeEventListener("keydown", escape);
          scale.remove();
        },
      ];
    },
  };
})(window.hetu);
