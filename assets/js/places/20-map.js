// The map of the place page: ground, what is confirmed, candidates, and the position in hand.
(function (hetu) {
  "use strict";

  const { el, t, places } = hetu;
  const pane = (name) => hetu.map.pane(name);
  const latlng = ([lon, lat]) => L.latLng(lat, lon);

  // Names that would lie on an earlier one wait until there is room.
  function part(map, group) {
    const taken = [];
    group.eachLayer((marker) => {
      const node = marker.getElement();
      if (!node) return;
      const at = map.latLngToContainerPoint(marker.getLatLng());
      const box = [at.x - 4, at.y - 9, at.x + 12 + 12 * node.textContent.length, at.y + 9];
      const hit = taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
      node.classList.toggle("is-hidden", hit);
      if (!hit) taken.push(box);
    });
  }

  function names(data) {
    const found = (data.layers.places || { features: [] }).features.filter((f) => f.geometry && f.geometry.type === "Point").slice(0, 300);
    return L.layerGroup(found.map((f) => L.marker(latlng(f.geometry.coordinates), {
      pane: pane("labels"), interactive: false, keyboard: false,
      icon: L.divIcon({ className: "pl-place", iconSize: [0, 0], html: el("span", { text: hetu.pick(f.properties.name, f.properties.name_en || "") }) }),
    })));
  }

  // `at` = {data, model, point(lonlat, how), drawn(geometry), choose(n), select(id)}
  places.map = function (host, at) {
    const map = L.map(host, { zoomControl: true, attributionControl: false, zoomSnap: 0.25, minZoom: 7, maxZoom: 19, doubleClickZoom: false, keyboard: false });
    const home = hetu.map.basemap.district(at.data);
    const whole = home ? L.geoJSON(home).getBounds() : L.latLngBounds([[18, 73], [54, 135]]);
    const offs = [];
    const layers = { known: L.layerGroup(), done: L.layerGroup(), candidates: L.layerGroup(), theirs: L.layerGroup(), draft: L.layerGroup(), sketch: L.layerGroup() };
    map.fitBounds(whole, { animate: false });
    if (home) map.setMaxBounds(whole.pad(1.6));
    // Quarters are drawn for reading only: here they would hide the ground. The map reads its own.
    hetu.store.state.hidden = [...new Set([...hetu.store.state.hidden, "quarters"])];
    offs.push(...hetu.map.basemap.draw(map, at.data));
    const labels = names(at.data).addTo(map);
    const parted = hetu.soon(() => part(map, labels));
    map.on("zoomend", parted);
    parted();
    L.control.scale({ imperial: false }).addTo(map);
    Object.values(layers).forEach((layer) => layer.addTo(map));
    const observer = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
    observer.observe(host);

    const shape = (geometry, name) => L.geoJSON(geometry, { pane: pane("lines"), interactive: false, style: () => ({ className: name, pane: pane("lines") }) });
    const circle = (lonlat, radius, name) => L.circle(latlng(lonlat), { radius, pane: pane("circles"), interactive: false, className: name });
    const dot = (lonlat, node, options) => L.marker(latlng(lonlat), { pane: pane("pins"), keyboard: false, icon: L.divIcon({ className: "pin-icon", html: node, iconSize: [0, 0] }), ...options });

    // --- drawing a line or an area ------------------------------------------------------------
    let sketch = null;
    function paintSketch() {
      layers.sketch.clearLayers();
      if (!sketch) return;
      for (const point of sketch.points) dot(point, el("i", { class: "pl-corner" }), { interactive: false }).addTo(layers.sketch);
      if (sketch.points.length < 2) return;
      const closed = sketch.kind === "area" && sketch.points.length > 2;
      shape(closed ? { type: "Polygon", coordinates: [[...sketch.points, sketch.points[0]]] } : { type: "LineString", coordinates: sketch.points }, "pl-draft-shape").addTo(layers.sketch);
    }
    function finish() {
      const { kind, points } = sketch;
      if (points.length < (kind === "line" ? 2 : 3)) return false;
      sketch = null;
      paintSketch();
      host.classList.remove("is-drawing");
      at.drawn(kind === "line" ? { type: "LineString", coordinates: points } : { type: "Polygon", coordinates: [[...points, points[0]]] });
      return true;
    }
    const round = (value) => Math.round(value * 1e6) / 1e6;
    const lonlat = (where) => [round(where.lng), round(where.lat)];
    map.on("click", (event) => {
      const point = lonlat(event.latlng);
      if (!sketch) return at.point(point, "click");
      const last = sketch.points[sketch.points.length - 1];
      if (!last || last[0] !== point[0] || last[1] !== point[1]) sketch.points.push(point);
      paintSketch();
      return undefined;
    });
    map.on("dblclick", (event) => {
      if (sketch) finish();
      else map.setZoomAround(event.latlng, map.getZoom() + 1);
    });

    return {
      leaflet: map,
      whole: () => map.fitBounds(whole, { animate: !hetu.calm() }),
      // Ten pixels of the present scale in metres: as sure as a hand can click.
      reach() {
        const size = map.getSize();
        const y = size.y / 2;
        return map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([10, y]));
      },
      focus(geometry, radius) {
        layers.known.clearLayers();
        if (!geometry) return;
        if (geometry.type !== "Point") shape(geometry, "pl-known").addTo(layers.known);
        else if (radius) circle(geometry.coordinates, radius, "pl-known").addTo(layers.known);
        map.fitBounds(geometry.type === "Point" ? latlng(geometry.coordinates).toBounds(Math.max(3000, 2.2 * (radius || 0))) : L.geoJSON(geometry).getBounds(), { padding: [24, 24], maxZoom: 15, animate: false });
      },
      candidates(list, chosen) {
        layers.candidates.clearLayers();
        list.forEach((item, i) => {
          const button = el("button", { type: "button", class: `pl-candidate-pin${i === chosen ? " is-on" : ""}`, "aria-label": `${i + 1} ${item.name}`, title: item.name, text: String(i + 1) });
          L.DomEvent.disableClickPropagation(button);
          button.addEventListener("click", () => at.choose(i));
          dot([item.lon, item.lat], button, { interactive: false }).addTo(layers.candidates);
        });
      },
      confirmed(items, sel) {
        layers.done.clearLayers();
        for (const item of items) {
          const { geometry, radius_m: radius } = item.placed;
          const middle = places.middle(geometry);
          const mark = el("button", { type: "button", class: `pl-done-pin${item.id === sel ? " is-on" : ""}`, "data-id": item.id, "aria-label": at.model.name(item.id), title: at.model.name(item.id) });
          L.DomEvent.disableClickPropagation(mark);
          mark.addEventListener("click", () => at.select(item.id));
          if (geometry.type !== "Point") shape(geometry, "pl-done-shape").addTo(layers.done);
          else if (radius) circle(middle, radius, "pl-done-circle").addTo(layers.done);
          dot(middle, mark, { interactive: false }).addTo(layers.done);
        }
      },
      // Somebody else's position beside the one in hand.
      theirs(geometry, radius, who) {
        layers.theirs.clearLayers();
        if (!geometry) return;
        const middle = places.middle(geometry);
        if (geometry.type === "Point") circle(middle, radius || 1, "pl-theirs-circle").addTo(layers.theirs);
        else shape(geometry, "pl-theirs-shape").addTo(layers.theirs);
        dot(middle, el("span", { class: "pl-theirs", text: who }), { interactive: false }).addTo(layers.theirs);
      },
      draft(draft, show) {
        layers.draft.clearLayers();
        if (!draft) return;
        const { geometry } = draft;
        if (geometry.type === "Point") {
          const ring = circle(geometry.coordinates, draft.radius_m || 1, "pl-draft-circle").addTo(layers.draft);
          const pin = dot(geometry.coordinates, el("i", { class: "pl-draft-pin" }), { draggable: true, zIndexOffset: 2000, title: t("places.click_hint") }).addTo(layers.draft);
          pin.on("drag", () => ring.setLatLng(pin.getLatLng()));
          pin.on("dragend", () => at.point(lonlat(pin.getLatLng()), "drag"));
        } else shape(geometry, "pl-draft-shape").addTo(layers.draft);
        if (show && !map.getBounds().contains(latlng(places.middle(geometry))))
          map.fitBounds(latlng(places.middle(geometry)).toBounds(Math.max(4000, 4 * (draft.radius_m || 0))), { animate: false });
      },
      sketching: () => Boolean(sketch),
      sketch(kind) {
        sketch = kind ? { kind, points: [] } : null;
        host.classList.toggle("is-drawing", Boolean(sketch));
        paintSketch();
      },
      back() {
        if (!sketch) return;
        sketch.points.pop();
        paintSketch();
      },
      finish: () => Boolean(sketch) && finish(),
      remove() {
        offs.splice(0).forEach((off) => off());
        observer.disconnect();
        map.remove();
      },
    };
  };
})(window.hetu);
