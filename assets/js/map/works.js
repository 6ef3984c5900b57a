// Pins, lines and circles of the works. Markers are kept by key, so that a filter changes only what
// it changes; pins that would overlap become one stack with a count.
(function (hetu) {
  "use strict";

  const { pane } = hetu.map;
  const NEAR = 30; // px within which two pins become a stack
  let pins = [];
  let stacks = [];
  let places = [];
  let current = null;

  const here = (work) => L.latLng(work.geometry.coordinates[1], work.geometry.coordinates[0]);

  // Where the symbol of a line or shape sits.
  function anchor(work) {
    if (work.geometry.type === "Point") return here(work);
    if (work.shows === "line") {
      const line =
        work.geometry.type === "LineString" ? work.geometry.coordinates : work.geometry.coordinates[0];
      const mid = line[Math.floor(line.length / 2)];
      return L.latLng(mid[1], mid[0]);
    }
    const spot = hetu.geometry.calmSpot(work.geometry, []);
    return spot ? L.latLng(spot[1], spot[0]) : null;
  }

  function gather(map) {
    const zoom = map.getZoom();
    const groups = [];
    for (const work of hetu.store.shown()) {
      if (work.shows === "area" || work.shows === "unplaced" || work.shows === "outside") continue;
      if (hetu.map.switchedOff(work)) continue;
      if (work.at === undefined) work.at = anchor(work);
      if (!work.at) continue;
      const point = map.project(work.at, zoom);
      const near = groups.find(
        (g) => Math.abs(g.point.x - point.x) < NEAR && Math.abs(g.point.y - point.y) < NEAR,
      );
      if (near) near.works.push(work);
      else groups.push({ point, at: work.at, works: [work] });
    }
    // Villages that the report does not name: quiet marks where there is room.
    for (const work of places) {
      if (hetu.map.hidden(work.p.layer) || hetu.store.shows(work.id)) continue;
      if (work.at === undefined) work.at = anchor(work);
      if (!work.at) continue;
      const point = map.project(work.at, zoom);
      const near = groups.some(
        (g) => Math.abs(g.point.x - point.x) < NEAR && Math.abs(g.point.y - point.y) < NEAR,
      );
      if (!near) groups.push({ point, at: work.at, works: [work] });
    }
    return groups;
  }

  function hoverOn(node, id) {
    node.addEventListener("mouseenter", () => hetu.store.hover(id));
    node.addEventListener("mouseleave", () => hetu.store.hover(""));
    node.addEventListener("focus", () => hetu.store.hover(id));
    node.addEventListener("blur", () => hetu.store.hover(""));
  }

  function pinMarker(work) {
    const button = hetu.el(
      "button",
      {
        type: "button",
        class: work.isWork ? "pin" : "pin is-quiet",
        "data-id": work.id,
        "aria-label": hetu.pick(work.p.name, work.p.name_en),
      },
      hetu.symbol.ofWork(work),
      hetu.el("span", { class: "tip", text: hetu.pick(work.p.name, work.p.name_en), "aria-hidden": "true" }),
    );
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => hetu.store.select(work.id, "map"));
    hoverOn(button, work.id);
    return L.marker(work.at, {
      pane: pane("pins"),
      keyboard: false,
      interactive: false,
      icon: L.divIcon({ className: "pin-icon", html: button, iconSize: [0, 0] }),
    });
  }

  function stackMarker(group, map) {
    const ids = group.works.map((w) => w.id);
    const areas = [...new Set(group.works.map((w) => (w.areas.length ? w.areas[0] : "none")))];
    const button = hetu.el(
      "button",
      {
        type: "button",
        // A place known along a line at best looks so, alone or in a stack.
        class: group.works.some((w) => w.p.precision >= 4) ? "stack is-coarse" : "stack",
        "data-ids": ids.join(","),
        "aria-label": hetu.t("map.stack", {
          n: ids.length,
          names: group.works
            .slice(0, 3)
            .map((w) => hetu.pick(w.p.name, w.p.name_en))
            .join("、"),
        }),
      },
      hetu.el("span", { class: "stack-count num", text: String(ids.length) }),
      hetu.el(
        "span",
        { class: "badge-bar" },
        areas.map((n) => hetu.el("i", { "data-area": String(n), style: { "flex-grow": "1" } })),
      ),
    );
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => {
      // Zoom in just far enough to part them; what shares a spot opens as a list.
      const bounds = L.latLngBounds(group.works.map((w) => w.at));
      const apart = map.project(bounds.getNorthEast()).distanceTo(map.project(bounds.getSouthWest()));
      const steps = Math.log2((NEAR * 2.2) / Math.max(apart, 1e-6));
      if (steps > 5 || map.getZoom() + steps > 16) hetu.store.openGroup(`ids:${ids.join(",")}`);
      else
        map.setView(bounds.getCenter(), map.getZoom() + Math.max(0.75, Math.ceil(steps * 4) / 4), {
          animate: !hetu.calm(),
        });
    });
    return L.marker(group.at, {
      pane: pane("pins"),
      keyboard: false,
      interactive: false,
      icon: L.divIcon({ className: "pin-icon", html: button, iconSize: [0, 0] }),
    });
  }

  hetu.map.works = {
    pins: () => pins,
    // Stacks of works at one and the same spot; others part on zooming in.
    stacks: () => stacks.filter((s) => s.works.every((w) => w.at.equals(s.works[0].at, 1e-5))),
    boxes: () => {
      const map = current;
      if (!map) return [];
      const around = (at, r) => {
        const p = map.latLngToContainerPoint(at);
        return [p.x - r, p.y - r, p.x + r, p.y + r];
      };
      const own = [
        ...hetu.map.covers(),
        ...pins.map((p) => around(p.at, 19)),
        ...stacks.map((s) => around(s.at, 20)),
      ];
      return [...own, ...hetu.map.groups.settle(own)];
    },
    start(map, data) {
      current = map;
      places = data.works.filter(
        (w) => !w.isWork && w.p.layer === "villages" && (w.shows === "pin" || w.shows === "line"),
      );
      const markers = new Map();
      const circles = new Map();
      const lines = new Map();

      function draw() {
        const groups = gather(map);
        const wanted = new Map();
        pins = [];
        stacks = [];
        for (const group of groups) {
          if (group.works.length === 1) {
            pins.push({ work: group.works[0], at: group.at });
            wanted.set(`w:${group.works[0].id}:${hetu.lang()}`, () => pinMarker(group.works[0]));
          } else {
            stacks.push(group);
            wanted.set(`s:${group.works.map((w) => w.id).join(",")}:${hetu.lang()}`, () =>
              stackMarker(group, map),
            );
          }
        }
        for (const [key, marker] of markers) {
          if (!wanted.has(key)) {
            marker.remove();
            markers.delete(key);
          }
        }
        for (const [key, make] of wanted) {
          if (!markers.has(key)) markers.set(key, make().addTo(map));
        }
        drawShapes(groups.flatMap((g) => g.works));
        paint();
        hetu.emit("works-drawn");
      }

      function drawShapes(works) {
        const seen = new Set();
        for (const work of works) {
          if (work.shows !== "line" && !(work.shows === "shape" && !work.p.zone_kind)) continue;
          seen.add(work.id);
          if (lines.has(work.id)) continue;
          const area = work.areas.length ? work.areas[0] : "none";
          lines.set(
            work.id,
            L.geoJSON(work.geometry, {
              pane: pane("lines"),
              interactive: false,
              style: () => ({
                className: `work-${work.shows} work-precision-${work.p.precision} area-${area}`,
                pane: pane("lines"),
              }),
            }).addTo(map),
          );
        }
        for (const [id, layer] of lines)
          if (!seen.has(id)) {
            layer.remove();
            lines.delete(id);
          }
      }

      // True-scale circles: always for villages and communities, else for what is in hand.
      function paint() {
        const { sel } = hetu.store.state;
        const hover = hetu.store.hovered();
        const wanted = new Map();
        for (const { work } of pins) {
          const inHand = work.id === sel || work.id === hover;
          if (work.p.uncertainty_m && work.geometry.type === "Point" && (inHand || work.p.precision === 3))
            wanted.set(work.id, [work, inHand]);
        }
        const held = data.byId.get(sel);
        if (held && held.p.uncertainty_m && held.geometry && held.geometry.type === "Point") {
          held.at = held.at || anchor(held);
          wanted.set(sel, [held, true]);
        }
        for (const [id, circle] of circles)
          if (!wanted.has(id)) {
            circle.remove();
            circles.delete(id);
          }
        for (const [id, [work, inHand]] of wanted) {
          if (!circles.has(id)) {
            const area = work.areas.length ? work.areas[0] : "none";
            circles.set(
              id,
              L.circle(work.at, {
                radius: work.p.uncertainty_m,
                pane: pane("circles"),
                interactive: false,
                className: `sure-circle area-${area}`,
              }).addTo(map),
            );
          }
          const node = circles.get(id).getElement();
          if (node) node.classList.toggle("is-on", inHand);
        }
        for (const [key, marker] of markers) {
          const node = marker.getElement() && marker.getElement().firstChild;
          if (!node) continue;
          const ids = key.slice(2, key.lastIndexOf(":")).split(",");
          node.classList.toggle("is-selected", ids.includes(sel));
          node.classList.toggle("is-hovered", ids.includes(hover));
          marker.setZIndexOffset(ids.includes(sel) || ids.includes(hover) ? 1000 : 0);
        }
      }

      const soon = hetu.soon(draw);
      hetu.map.works.now = draw;
      map.on("zoomend", soon);
      draw();
      return [
        hetu.on("filter", draw),
        hetu.on("hidden", draw),
        hetu.on("lang", draw),
        hetu.on("sel", paint),
        hetu.on("hover", paint),
        () => {
          map.off("zoomend", soon);
          current = null;
          places = [];
          pins = [];
          stacks = [];
        },
      ];
    },
  };
})(window.hetu);
