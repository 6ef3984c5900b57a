// The order of what lies on the map, from the ground up, and the catch that hands us Leaflet's map
// when Dash has made it.
(function (hetu) {
  "use strict";

  const PANES = {
    ground: 210,
    wash: 250,
    outline: 280,
    areas: 300,
    circles: 350,
    lines: 400,
    labels: 560,
    pins: 600,
    badges: 630,
  };

  hetu.map = { leaflet: null, parts: [] };
  const waiting = [];

  L.Map.addInitHook(function () {
    const map = this;
    for (const [name, z] of Object.entries(PANES)) {
      const pane = map.createPane(`hetu-${name}`);
      pane.style.zIndex = z;
      if (name === "labels" || name === "ground" || name === "wash" || name === "outline")
        pane.style.pointerEvents = "none";
    }
    hetu.map.leaflet = map;
    map.on("unload", () => {
      if (hetu.map.leaflet === map) hetu.map.leaflet = null;
    });
    waiting.splice(0).forEach((fn) => fn(map));
  });

  hetu.map.when = (fn) => (hetu.map.leaflet ? fn(hetu.map.leaflet) : waiting.push(fn));
  hetu.map.pane = (name) => `hetu-${name}`;
  hetu.map.hidden = (name) => hetu.store.state.hidden.includes(name);

  // What lies over the map, as boxes in container pixels: names and badges keep clear of it.
  hetu.map.covers = function () {
    const host = document.querySelector(".map-host");
    if (!host) return [];
    const from = host.getBoundingClientRect();
    return [
      ...host.querySelectorAll(
        ".tool-stack, .tray, .source, .legend, .legend-button, .layer-list:not([hidden]), .leaflet-control-scale",
      ),
    ].map((node) => {
      const r = node.getBoundingClientRect();
      return [r.left - from.left - 4, r.top - from.top - 4, r.right - from.left + 4, r.bottom - from.top + 4];
    });
  };

  // The part of the map that no panel covers, in container pixels.
  hetu.map.free = function (map) {
    const size = map.getSize();
    if (document.querySelector(".is-printing")) return { west: 0, north: 0, east: size.x, south: size.y };
    const open = document.querySelector(".details:not([hidden])");
    const right = open && !hetu.narrow() ? open.offsetWidth : 0;
    const bottom = hetu.narrow() ? Math.min(size.y * 0.62, hetu.sheet.covers()) : 0;
    return { west: 0, north: 0, east: size.x - right, south: size.y - bottom };
  };

  // Whether a switch keeps a work off the map that would otherwise be on it.
  hetu.map.switchedOff = function (work) {
    const { hidden } = hetu.map;
    if (work.shows === "unplaced" || work.shows === "outside") return false;
    if (hidden(work.p.layer)) return true;
    if (work.shows === "area") return hidden("areas");
    return (
      work.shows === "shape" &&
      ((work.p.zone_kind === "quarter" && hidden("quarters")) ||
        (work.p.zone_kind === "published_extent" && hidden("reserve")))
    );
  };
})(window.hetu);

// Hatchings, as patterns the style sheet refers to.
(function (hetu) {
  "use strict";

  const hatch = (id, step, d) =>
    hetu.svg(
      "pattern",
      { id, width: step, height: step, patternUnits: "userSpaceOnUse" },
      hetu.svg("path", { d, fill: "none" }),
    );
  document.body.append(
    hetu.svg(
      "svg",
      { width: 0, height: 0, style: { position: "absolute" }, "aria-hidden": "true", focusable: "false" },
      hetu.svg(
        "defs",
        {},
        hatch("hatch-area", 7, "M-1 8L8 -1M-2 2L2 -2M5 9L9 5"),
        hatch("hatch-quarter", 9, "M-1 -1L10 10M-2 7L2 11M7 -2L11 2"),
      ),
    ),
  );
})(window.hetu);
