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
      const meets = (a, b) => a.left < b.right + 2 && b.left < a.right + 2 && a.top < b.bottom && b.top < a.bottom;
      const frame = map.getContainer().getBoundingClientRect();
      const pins = [...map.getContainer().querySelectorAll(".rt-pin-in")];
      const taken = pins.map((node) => node.firstChild.getBoundingClientRect());
      // A name that would lie on another goes to the left of its number, or gives way.
      pins.forEach((node, own) => {
        const label = node.lastChild;
        const free = () => { const box = label.getBoundingClientRect(); return box.left >= frame.left && box.right <= frame.right && taken.every((other, i) => i === own || !meets(box, other)); };
        label.style.visibility = "";
        node.classList.remove("is-left");
        if (!free()) node.classList.add("is-left");
        if (!free()) {
          node.classList.remove("is-left");
          // At the frame it may be cut; on another name it may not lie.
          const box = label.getBoundingClientRect();
          if (taken.some((other, i) => i !== own && meets(box, other))) label.style.visibility = "hidden";
        }
        if (!label.style.visibility) taken.push(label.getBoundingClientRect());
      });
      for (const [, label] of towns) {
        label.style.visibility = "";
        const box = label.getBoundingClientRect();
        if (taken.some((other) => meets(box, other))) label.style.visibility = "hidden";
        else taken.push(box);
      }
    }
    let framed = "";
    let picking = null;
    const say = el("div", { class: "rt-picking", hidden: true },
      el("span", { text: "" }), el("button", { type: "button", class: "btn btn-small", on: { click: () => picked(null) } }));
    routes.slot("picking").append(say);
    const escape = (event) => { if (picking && event.key === "Escape") picked(null); };
    document.addEventListener("keydown", escape);

    // The next click on the map, or on a stop, is the place asked for.
    function picked(spot) {
      const then = picking;
      picking = null;
      say.hidden = true;
      map.getContainer().classList.remove("is-picking");
      if (then) then(spot && `${spot[0].toFixed(6)}, ${spot[1].toFixed(6)}`);
    }
    const press = (stop) => (picking ? picked([stop.lon, stop.lat]) : routes.showStop(stop.stop_id));

    // Only the sort of place that is itself a pin: a stand-in is a hollow number in its circle.
    function marker(spot, node, options) {
      return L.marker(at(spot), { icon: L.divIcon({ className: "rt-pin", html: node, iconSize: [0, 0] }), pane: hetu.map.pane("pins"), keyboard: false, ...options });
    }

    const under = (event) => nearest(map, map.latLngToContainerPoint(event.target.getLatLng()));
    function held(pin, change, done) {
      pin.on("drag", (event) => { const to = under(event); if (to) routes.tryOut(change(to)); else routes.tryNothing(); });
      pin.on("dragend", (event) => { routes.tryEnd(); drop(event, done); });
    }
    function drop(event, done) {
      const to = under(event);
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
          if (shared) { shared[0].textContent += `·${number}`; shared[1].textContent += `${hetu.pick("、", ", ")}${routes.name(stop)}`; continue; }
          if (stop.is_stand_in && stop.radius_m) L.circle([stop.lat, stop.lon], { radius: stop.radius_m, pane: hetu.map.pane("circles"), interactive: false, className: "rt-reach" }).addTo(group);
          const label = el("span", { class: `rt-number num ${stop.is_stand_in ? "is-unsure" : ""}`, text: String(number) });
          const named = el("span", { class: "rt-pin-name", text: routes.name(stop) });
          seen.set(key, [label, named]);
          const node = el("span", { class: "rt-pin-in" }, label, named);
          const pin = marker([stop.lon, stop.lat], node, { draggable: true, autoPan: true, zIndexOffset: 2000 }).addTo(group);
          pin.on("click", () => press(stop));
          const from = [day, state.plan.days[day].visits.findIndex((v) => v.stop === stop.stop_id)];
          held(pin, (to) => routes.moving(from, to), (to) => routes.move(from, to));
        }
      }
      const shown = new Set(routes.shownStops().map((stop) => stop.stop_id));
      for (const stop of state.book.stops) {
        const key = `${stop.lon},${stop.lat}`;
        if (stop.lon === null || numbers.has(stop.stop_id) || !shown.has(stop.stop_id) || seen.has(key)) continue;
        const dot = el("span", { class: `rt-dot ${stop.is_stand_in ? "is-unsure" : ""}`, title: routes.name(stop) });
        const pin = marker([stop.lon, stop.lat], dot, { draggable: true }).addTo(group);
        pin.on("click", () => press(stop));
        held(pin, (to) => routes.adding(stop.stop_id, to[0], to[1]), (to) => routes.add(stop.stop_id, to[0], to[1]));
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
      if (picking) picked([event.latlng.lng, event.latlng.lat]);
    });
    routes.map = { pick(then) {
      picking = then;
      say.firstChild.textContent = t("routes.click_map");
      say.lastChild.textContent = t("routes.cancel");
      say.hidden = false;
      map.getContainer().classList.add("is-picking");
      map.getContainer().scrollIntoView({ block: "nearest" });
      map.getContainer().focus({ preventScroll: true });
    } };
    const observer = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
    observer.observe(map.getContainer());
    map.on("zoomend", clear);
    const soon = hetu.soon(draw);
    soon();
    return [...offs, () => { document.removeEventListener("keydown", escape); say.remove(); }, () => observer.disconnect(), ...["routes-plan", "routes-answer", "routes-lines", "lang"].map((name) => hetu.on(name, soon)), () => { routes.map = null; }];
  };
})(window.hetu);
