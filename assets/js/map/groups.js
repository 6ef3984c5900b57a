// Works that stand for a whole area: one badge an area, with the count of the filter and a bar of
// its focus areas, on the hatched area.
(function (hetu) {
  "use strict";

  const { pane } = hetu.map;

  // area_id -> {id, zh, en, geometry, at}; from the gazetteer, named by the manifest.
  function areasOf(data) {
    const found = new Map();
    const named = new Map(((data.manifest && data.manifest.areas) || []).map((a) => [a.area_id, a]));
    const places = new Map((data.layers.places || { features: [] }).features.map((f) => [f.properties.id, f]));
    const outlines = new Map((data.layers.boundaries || { features: [] }).features.map((f) => [f.properties.id, f]));
    for (const work of data.works) {
      const id = work.p.area_id;
      if (!id || found.has(id)) continue;
      const feature = places.get(id) || outlines.get(id);
      const own = data.works.find((w) => w.shows === "area" && w.p.area_id === id && w.geometry);
      const name = named.get(id);
      const p = feature ? feature.properties : {};
      found.set(id, {
        id, zh: (name && name.name_zh) || p.name || id, en: (name && name.name_en) || p.name_en || p.name || id,
        geometry: (feature && feature.geometry) || (own && own.geometry) || null,
      });
    }
    return place(found, data);
  }

  // Badges find calm spots: small areas at their heart, large ones away from everything else.
  function place(found, data) {
    const taken = data.works.filter((w) => w.shows === "pin").map((w) => w.geometry.coordinates);
    const bySize = [...found.values()].filter((a) => a.geometry)
      .sort((a, b) => hetu.geometry.area(a.geometry) - hetu.geometry.area(b.geometry));
    const largest = bySize.length ? hetu.geometry.area(bySize[bySize.length - 1].geometry) : 0;
    for (const area of bySize) {
      area.share = hetu.geometry.area(area.geometry) / (largest || 1);
      if (area.geometry.type === "Point") area.at = area.geometry.coordinates;
      else area.at = hetu.geometry.calmSpot(area.geometry, area.share > 0.2 ? taken : []);
      if (area.at) taken.push(area.at);
    }
    return found;
  }

  function bar(works) {
    const counts = new Map();
    for (const work of works) {
      const n = work.areas.length ? work.areas[0] : "none";
      counts.set(n, (counts.get(n) || 0) + 1);
    }
    return hetu.el("span", { class: "badge-bar", "aria-hidden": "true" },
      [...counts].sort((a, b) => (a[0] === "none" ? 1 : a[0] - b[0])).map(([n, count]) =>
        hetu.el("i", { "data-area": String(n), style: { "flex-grow": String(count) } })));
  }

  hetu.map.groups = {
    areasOf,
    start(map, data) {
      const areas = areasOf(data);
      data.areas = areas;
      const outlines = new Map();
      const badges = new Map();

      for (const area of areas.values()) {
        if (area.geometry && area.geometry.type !== "Point") {
          outlines.set(area.id, L.geoJSON(area.geometry, {
            interactive: false, pane: pane("areas"),
            style: () => ({ className: "area-hatch", pane: pane("areas") }),
          }).addTo(map));
        }
        if (!area.at) continue;
        const button = hetu.el("button", { type: "button", class: "badge", "data-area-id": area.id });
        L.DomEvent.disableClickPropagation(button);
        button.addEventListener("click", () => hetu.store.openGroup(area.id));
        button.addEventListener("mouseenter", () => glow(area.id, true));
        button.addEventListener("mouseleave", () => glow(area.id, false));
        button.addEventListener("focus", () => glow(area.id, true));
        button.addEventListener("blur", () => glow(area.id, false));
        const marker = L.marker([area.at[1], area.at[0]], {
          pane: pane("badges"), keyboard: false, interactive: false,
          icon: L.divIcon({ className: "badge-icon", html: button, iconSize: [0, 0] }),
        }).addTo(map);
        badges.set(area.id, { area, button, marker, count: 0 });
      }

      const lit = new Set();
      function glow(id, on) { if (on) lit.add(id); else lit.delete(id); paint(); }

      function paint() {
        const { sel, group } = hetu.store.state;
        const selected = sel && data.byId.get(sel);
        const hovered = data.byId.get(hetu.store.hovered());
        for (const [id, layer] of outlines) {
          const area = areas.get(id);
          const on = lit.has(id) || (group === id && !sel) || [selected, hovered].some((w) => w && w.shows === "area" && w.p.area_id === id);
          const faint = area.share < 0.2 && !hetu.map.hidden("areas");
          layer.eachLayer((path) => {
            const node = path.getElement();
            if (!node) return;
            node.classList.toggle("is-on", on);
            node.classList.toggle("is-faint", faint && !on);
          });
        }
        for (const [id, badge] of badges) {
          badge.button.classList.toggle("is-on", group === id || Boolean(selected && selected.shows === "area" && selected.p.area_id === id));
        }
      }

      function fill() {
        const members = new Map();
        for (const work of hetu.store.shown()) {
          if (work.shows !== "area" || hetu.map.hidden(work.p.layer)) continue;
          if (!members.has(work.p.area_id)) members.set(work.p.area_id, []);
          members.get(work.p.area_id).push(work);
        }
        for (const [id, badge] of badges) {
          const works = members.get(id) || [];
          badge.count = works.length;
          badge.button.hidden = hetu.map.hidden("areas");
          badge.button.classList.toggle("is-empty", works.length === 0);
          const name = hetu.pick(badge.area.zh, badge.area.en);
          badge.button.setAttribute("aria-label", hetu.t("map.badge", { name, n: works.length }));
          badge.button.replaceChildren(
            hetu.el("span", { class: "badge-line" },
              hetu.el("span", { class: "badge-name", text: name }),
              hetu.el("span", { class: "badge-count num", text: String(works.length) })),
            bar(works));
        }
        paint();
      }
      fill();

      hetu.map.groups.boxes = () => [...badges.values()].filter((b) => !b.button.hidden).map((b) => {
        const at = map.latLngToContainerPoint(b.marker.getLatLng());
        const w = b.button.offsetWidth / 2 + 4, h = b.button.offsetHeight / 2 + 4;
        return [at.x - w, at.y - h, at.x + w, at.y + h];
      });
      const off = ["filter", "hidden", "lang"].map((name) => hetu.on(name, fill));
      const offPaint = ["sel", "group", "hover"].map((name) => hetu.on(name, paint));
      map.on("zoomend", paint);
      return [...off, ...offPaint, () => map.off("zoomend", paint)];
    },
    boxes: () => [],
  };
})(window.hetu);
