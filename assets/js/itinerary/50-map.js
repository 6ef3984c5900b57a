// The map of the route: numbered stops, drives solid or dashed, candidates as dots. A number dragged
// onto a drive goes there; so does a dot.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  const at = ([lon, lat]) => [lat, lon];

  function nearest(map, point) {
    // The drive whose line passes nearest on the screen, within reach of a finger.
    let best = null;
    (state.answer ? state.answer.days : []).forEach((day, number) => day.legs.forEach((leg, index) => {
      const line = leg.line.map((spot) => map.latLngToContainerPoint(at(spot)));
      for (let i = 1; i < line.length; i += 1) {
        const far = L.LineUtil.pointToSegmentDistance(point, line[i - 1], line[i]);
        if (far < 40 && (!best || far < best.far)) best = { far, to: [number, index] };
      }
    }));
    return best && best.to;
  }

  routes.startMap = function (map, data) {
    const group = L.layerGroup().addTo(map);
    const boundaries = (data.layers.boundaries || { features: [] }).features;
    const district = boundaries.find((f) => f.properties.role === "district");
    const offs = [];
    const ground = L.layerGroup().addTo(map);
    const shape = (feature, name, className) => L.geoJSON(feature, { pane: hetu.map.pane(name), interactive: false, style: () => ({ className, pane: hetu.map.pane(name) }) }).addTo(map);
    boundaries.filter((f) => f.properties.role !== "district").forEach((f) => shape(f, "ground", `ground-${f.properties.role}`));
    if (district) {
      shape(district, "ground", "ground-district");
      shape(district, "outline", "ground-district-line");
    }
    hetu.map.basemap.extents(data).forEach((f) => shape(f, "wash", "wash-reserve"));
    const towns = [];
    (data.layers.places || { features: [] }).features.filter((f) => ["seat", "town", "railway_station", "airport"].includes(f.properties.kind) && f.geometry && f.geometry.type === "Point").forEach((f) => {
      const label = el("span", { text: hetu.pick(f.properties.name, f.properties.name_en) });
      towns.push([at(f.geometry.coordinates), label]);
      L.marker(at(f.geometry.coordinates), {
        pane: hetu.map.pane("labels"), interactive: false, keyboard: false,
        icon: L.divIcon({ className: "rt-town", html: label, iconSize: [0, 0] }),
      }).addTo(ground);
    });
    // A town's name gives way to a stop of the route and to the towns before it.
    function clear() {
      const taken = [...map.getContainer().querySelectorAll(".rt-pin-in")].map((node) => node.getBoundingClientRect());
      const meets = (a, b) => a.left < b.right + 2 && b.left < a.right + 2 && a.top < b.bottom && b.top < a.bottom;
      for (const [, label] of towns) {
        label.style.visibility = "";
        const box = label.getBoundingClientRect();
        if (taken.some((other) => meets(box, other))) label.style.visibility = "hidden";
        else taken.push(box);
      }
    }
    let framed = "";
    let picking = null;

    // Only the sort of place that is itself a pin: a stand-in is a hollow number in its circle.
    function marker(spot, node, options) {
      return L.marker(at(spot), { icon: L.divIcon({ className: "rt-pin", html: node, iconSize: [0, 0] }), pane: hetu.map.pane("pins"), keyboard: false, ...options });
    }

    function drop(event, done) {
      const point = map.latLngToContainerPoint(event.target.getLatLng());
      const to = nearest(map, point);
      if (to) done(to);
      else draw(); // back where it belongs: a position is not changed here
    }

    function draw() {
      group.clearLayers();
      if (!state.plan || !state.book) return;
      const numbers = routes.numbers();
      const seen = new Map();
      (state.answer ? state.answer.days : []).forEach((day, number) => day.legs.forEach((leg) => {
        if (leg.line.length < 2) return;
        L.polyline(leg.line.map(at), {
          pane: hetu.map.pane("lines"), interactive: false,
          className: `rt-leg ${leg.is_estimate ? "is-estimate" : ""} ${number === state.day ? "is-on" : ""}`,
        }).addTo(group);
      }));
      for (const stop of state.book.stops) {
        if (stop.lon === null) continue;
        const number = numbers.get(stop.stop_id);
        const day = routes.used(stop.stop_id);
        const key = `${stop.lon},${stop.lat}`;
        if (number) {
          const shared = seen.get(key);
          if (shared) { shared.textContent += `·${number}`; continue; }
          if (stop.is_stand_in && stop.radius_m) L.circle([stop.lat, stop.lon], { radius: stop.radius_m, pane: hetu.map.pane("circles"), interactive: false, className: "rt-reach" }).addTo(group);
          const label = el("span", { class: `rt-number num ${stop.is_stand_in ? "is-unsure" : ""}`, text: String(number) });
          seen.set(key, label);
          const node = el("span", { class: "rt-pin-in" }, label, el("span", { class: "rt-pin-name", text: routes.name(stop) }));
          const pin = marker([stop.lon, stop.lat], node, { draggable: true, autoPan: true, zIndexOffset: 2000 }).addTo(group);
          pin.on("click", () => routes.showStop(stop.stop_id));
          pin.on("dragend", (event) => drop(event, (to) => routes.move([day, state.plan.days[day].visits.findIndex((v) => v.stop === stop.stop_id)], to)));
        }
      }
      const shown = new Set(routes.shownStops().map((stop) => stop.stop_id));
      for (const stop of state.book.stops) {
        const key = `${stop.lon},${stop.lat}`;
        if (stop.lon === null || numbers.has(stop.stop_id) || !shown.has(stop.stop_id) || seen.has(key)) continue;
        const dot = el("span", { class: `rt-dot ${stop.is_stand_in ? "is-unsure" : ""}`, title: routes.name(stop) });
        const pin = marker([stop.lon, stop.lat], dot, { draggable: true }).addTo(group);
        pin.on("click", () => routes.showStop(stop.stop_id));
        pin.on("dragend", (event) => drop(event, (to) => routes.add(stop.stop_id, to[0], to[1])));
      }
      const day = state.plan.days[state.day];
      for (const end of [day.start, day.end]) {
        if (end.lon === null || seen.has(`${end.lon},${end.lat}`)) continue;
        seen.set(`${end.lon},${end.lat}`, true);
        marker([end.lon, end.lat], el("span", { class: "rt-pin-in" }, el("span", { class: "rt-base" }), el("span", { class: "rt-pin-name", text: hetu.pick(end.zh, end.en) })), { interactive: false }).addTo(group);
      }
      frame(day);
      clear();
    }

    // The view follows the day in hand, not every change of it.
    function frame(day) {
      const spots = [day.start, day.end, ...day.visits.map((v) => routes.stop(v.stop)).filter(Boolean)].filter((p) => p.lon !== null).map((p) => [p.lat, p.lon]);
      const key = `${state.day}:${spots.map((s) => s.join()).sort().join("|")}`;
      if (key === framed) return;
      framed = key;
      const apart = new Set(spots.map((s) => s.join())).size > 1;
      const bounds = apart ? L.latLngBounds(spots) : district ? L.geoJSON(district).getBounds() : null;
      if (bounds) map.fitBounds(bounds.pad(0.15), { maxZoom: 13, animate: false });
    }

    map.invalidateSize(false);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    map.on("click", (event) => {
      if (!picking) return;
      const then = picking;
      picking = null;
      then(event.latlng.lng, event.latlng.lat);
    });
    routes.map = { pick(then) { picking = then; } };
    const observer = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
    observer.observe(map.getContainer());
    map.on("zoomend", clear);
    const soon = hetu.soon(draw);
    soon();
    return [...offs, () => observer.disconnect(), ...["routes-plan", "routes-answer", "routes-lines", "lang"].map((name) => hetu.on(name, soon)), () => { routes.map = null; }];
  };
})(window.hetu);
