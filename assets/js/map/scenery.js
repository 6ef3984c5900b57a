// The base map that an imported OpenStreetMap extract brings: roads, rail, water, wetland, built-up
// land and names, each from the scale at which it makes sense; drawn on a canvas under everything.
// Colours are the tokens', so that a theme changes it; the source is named while it shows.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  // class: [token, width in px, fill token, dashes]
  const STYLES = {
    built: [null, 0, "--paper-3"],
    park: [null, 0, "--wetland"],
    wetland: [null, 0, "--wetland"],
    water: [null, 0, "--water"],
    river: ["--water", 3],
    canal: ["--water", 2],
    stream: ["--water", 1.2],
    road_track: ["--line", 0.8, null, "3 4"],
    road_minor: ["--line", 1],
    road_tertiary: ["--line", 1.6],
    road_secondary: ["--line", 2.2],
    road_primary: ["--line", 2.8],
    road_trunk: ["--line", 3.4],
    road_motorway: ["--line", 4],
    rail: ["--muted", 1.2, null, "7 3"],
  };
  const ORDER = Object.keys(STYLES);
  const ROOM = [84, 20]; // px that a name needs for itself
  const MOST = 80;

  function shapes(features, renderer) {
    const tokens = getComputedStyle(document.documentElement);
    const colour = (name) => tokens.getPropertyValue(name).trim();
    const sorted = [...features].sort((a, b) => ORDER.indexOf(a.properties.c) - ORDER.indexOf(b.properties.c));
    const byZoom = new Map();
    for (const feature of sorted) {
      const style = STYLES[feature.properties.c];
      if (!style) continue;
      const [stroke, weight, fill, dashArray] = style;
      const layer = L.geoJSON(feature, {
        renderer,
        interactive: false,
        style: { stroke: Boolean(stroke), color: stroke && colour(stroke), weight, fill: Boolean(fill), fillColor: fill && colour(fill), fillOpacity: 0.75, dashArray },
      });
      const zoom = feature.properties.z;
      if (!byZoom.has(zoom)) byZoom.set(zoom, L.layerGroup());
      byZoom.get(zoom).addLayer(layer);
    }
    return byZoom;
  }

  function names(map, features) {
    const zoom = map.getZoom();
    const view = map.getBounds();
    const taken = [];
    const group = L.layerGroup();
    const fitting = features.filter((f) => f.properties.z <= zoom).sort((a, b) => a.properties.z - b.properties.z);
    for (const { geometry, properties } of fitting) {
      const at = L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
      if (!view.contains(at)) continue;
      const p = map.latLngToContainerPoint(at);
      if (taken.some((q) => Math.abs(q.x - p.x) < ROOM[0] && Math.abs(q.y - p.y) < ROOM[1])) continue;
      taken.push(p);
      const label = el("span", { class: `scenery-name is-${properties.c.slice(6)}`, text: properties.n, "aria-hidden": "true" });
      group.addLayer(L.marker(at, { pane: hetu.map.pane("scenery"), interactive: false, keyboard: false, icon: L.divIcon({ className: "scenery-icon", html: label, iconSize: [0, 0] }) }));
      if (taken.length >= MOST) break;
    }
    return group;
  }

  hetu.map.scenery = {
    start(map) {
      if (!hetu.boot.scenery) return [];
      const pane = map.getPane("hetu-scenery") || map.createPane("hetu-scenery");
      pane.style.zIndex = 230;
      pane.style.pointerEvents = "none";
      const renderer = L.canvas({ pane: "hetu-scenery", padding: 0.3 });
      const host = document.querySelector(".map-host");
      const note = el("div", { class: "over-scenery", role: "note" });
      let ground = null;
      let byZoom = new Map();
      let labels = null;
      let gone = false;

      function draw() {
        if (!ground || gone) return;
        const show = !hetu.map.hidden("scenery");
        for (const [zoom, group] of byZoom) {
          const fits = show && zoom <= map.getZoom() + 0.01;
          if (fits && !map.hasLayer(group)) group.addTo(map);
          if (!fits && map.hasLayer(group)) group.remove();
        }
        if (labels) labels.remove();
        labels = show ? names(map, ground.features.filter((f) => f.properties.c.startsWith("label_"))).addTo(map) : null;
        note.replaceChildren(...(show ? [el("span", { text: ground.attribution })] : []));
      }

      function restyle() {
        byZoom.forEach((group) => group.remove());
        byZoom = shapes(ground.features, renderer);
        draw();
      }

      fetch(hetu.boot.scenery, { credentials: "same-origin" })
        .then((answer) => (answer.status === 200 ? answer.json() : null))
        .then((found) => {
          if (!found || gone) return;
          ground = { features: found.ground.features, attribution: found.attribution };
          if (host) host.append(note);
          restyle();
        })
        .catch((error) => console.warn(t("map.scenery_failed"), error.message));
      map.on("zoomend moveend", draw);
      return [
        hetu.on("hidden", draw),
        hetu.on("theme", () => ground && restyle()),
        () => {
          gone = true;
          map.off("zoomend moveend", draw);
          note.remove();
        },
      ];
    },
  };
})(window.hetu);
