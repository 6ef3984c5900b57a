// Works that stand for a whole area: one badge an area, with the count of the filter and a bar of
// its focus areas, on the hatched area.
(function (hetu) {
  "use strict";

  const { pane } = hetu.map;

  function bar(works) {
    const counts = new Map();
    for (const work of works) {
      const n = hetu.filter.leadArea(work, hetu.store.state.filter);
      counts.set(n, (counts.get(n) || 0) + 1);
    }
    return hetu.el(
      "span",
      { class: "badge-bar", "aria-hidden": "true" },
      [...counts]
        .sort((a, b) => (a[0] === "none" ? 1 : a[0] - b[0]))
        .map(([n, count]) => hetu.el("i", { "data-area": String(n), style: { "flex-grow": String(count) } })),
    );
  }

  hetu.map.groups = {
    start(map, data) {
      const areas = data.areas;
      const outlines = new Map();
      const badges = new Map();

      for (const area of areas.values()) {
        if (area.geometry && area.geometry.type !== "Point") {
          outlines.set(
            area.id,
            L.geoJSON(area.geometry, {
              interactive: false,
              pane: pane("areas"),
              style: () => ({ className: "area-hatch", pane: pane("areas") }),
            }).addTo(map),
          );
        }
        if (!area.at || area.wide) continue;
        const button = hetu.el("button", { type: "button", class: "badge", "data-area-id": area.id });
        L.DomEvent.disableClickPropagation(button);
        button.addEventListener("click", () => hetu.store.openGroup(area.id));
        button.addEventListener("mouseenter", () => glow(area.id, true));
        button.addEventListener("mouseleave", () => glow(area.id, false));
        button.addEventListener("focus", () => glow(area.id, true));
        button.addEventListener("blur", () => glow(area.id, false));
        const leader = hetu.el("span", { class: "badge-leader", hidden: true, "aria-hidden": "true" });
        const marker = L.marker([area.at[1], area.at[0]], {
          pane: pane("badges"),
          keyboard: false,
          interactive: false,
          icon: L.divIcon({
            className: "badge-icon",
            html: hetu.el("div", {}, leader, button),
            iconSize: [0, 0],
          }),
        }).addTo(map);
        badges.set(area.id, { area, button, leader, marker, count: 0 });
      }

      const lit = new Set();
      function glow(id, on) {
        if (on) lit.add(id);
        else lit.delete(id);
        paint();
      }

      function paint() {
        const { sel, group } = hetu.store.state;
        const selected = sel && data.byId.get(sel);
        const hovered = data.byId.get(hetu.store.hovered());
        for (const [id, layer] of outlines) {
          const area = areas.get(id);
          const on =
            lit.has(id) ||
            (group === id && !sel) ||
            [selected, hovered].some((w) => w && w.shows === "area" && w.p.area_id === id);
          const faint = !area.large && !hetu.map.hidden("areas");
          layer.eachLayer((path) => {
            const node = path.getElement();
            if (!node) return;
            node.classList.toggle("is-on", on);
            node.classList.toggle("is-faint", faint && !on);
          });
        }
        for (const [id, badge] of badges) {
          badge.button.classList.toggle(
            "is-on",
            group === id || Boolean(selected && selected.shows === "area" && selected.p.area_id === id),
          );
        }
      }

      function fill() {
        const members = new Map();
        for (const work of hetu.store.shown()) {
          if (work.shows !== "area" || work.where === "wide" || hetu.map.switchedOff(work)) continue;
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
            hetu.el(
              "span",
              { class: "badge-line" },
              hetu.el("span", { class: "badge-name", text: name }),
              hetu.el("span", { class: "badge-count num", text: String(works.length) }),
            ),
            bar(works),
          );
        }
        paint();
      }
      fill();

      // A badge that had to step aside is tied to its area by a line.
      function lead(badge, [dx, dy], within) {
        const far = Math.hypot(dx, dy);
        badge.leader.hidden = badge.area.large || far <= within;
        badge.leader.style.width = `${far}px`;
        badge.leader.style.transform = `rotate(${Math.atan2(dy, dx)}rad)`;
      }

      // The badge of a large area stays where its area can be seen: it moves only when its own spot
      // is out of sight or under a panel.
      function home(badge, room) {
        const { area } = badge;
        const [lon, lat] = area.at;
        const p = map.latLngToContainerPoint([lat, lon]);
        const seen =
          p.x > room.west + 40 && p.x < room.east - 50 && p.y > room.north + 28 && p.y < room.south - 32;
        let spot = area.at;
        if (!seen && area.large && area.geometry.type !== "Point") {
          const nw = map.containerPointToLatLng([room.west + 40, room.north + 60]);
          const se = map.containerPointToLatLng([room.east - 60, room.south - 40]);
          const others = [...badges.values()]
            .filter((b) => b !== badge)
            .map((b) => [b.marker.getLatLng().lng, b.marker.getLatLng().lat]);
          const view = [nw.lng, nw.lat, se.lng, se.lat, ...others.flat()].join();
          if (badge.view !== view) {
            const box = { west: nw.lng, east: se.lng, north: nw.lat, south: se.lat };
            badge.spot = hetu.geometry.calmSpot(area.geometry, others, box) || area.at;
            badge.view = view;
          }
          spot = badge.spot;
        }
        badge.marker.setLatLng([spot[1], spot[0]]);
      }

      // Badges step aside for pins and for each other; returns the boxes they then take.
      hetu.map.groups.settle = function (taken) {
        const boxes = [];
        const room = hetu.map.free(map);
        for (const badge of badges.values()) {
          if (badge.button.hidden) continue;
          home(badge, room);
          const at = map.latLngToContainerPoint(badge.marker.getLatLng());
          const w = badge.button.offsetWidth / 2 + 4,
            h = badge.button.offsetHeight / 2 + 4;
          const box = ([dx, dy]) => [at.x + dx - w, at.y + dy - h, at.x + dx + w, at.y + dy + h];
          const inside = (b) =>
            b[0] > room.west + 4 && b[1] > room.north + 4 && b[2] < room.east - 4 && b[3] < room.south - 4;
          const visible = at.x > room.west && at.x < room.east && at.y > room.north && at.y < room.south;
          const free = (b) =>
            (!visible || inside(b)) &&
            ![...taken, ...boxes].some((o) => b[0] < o[2] && b[2] > o[0] && b[1] < o[3] && b[3] > o[1]);
          const steps = [[0, 0]];
          for (const r of [1, 1.6, 2.2, 3, 4])
            for (const [x, y] of [
              [0, 1],
              [0, -1],
              [1, 0],
              [-1, 0],
              [1, 1],
              [-1, 1],
              [1, -1],
              [-1, -1],
            ])
              steps.push([x * w * r, y * h * 1.4 * r]);
          const step = steps.find((s) => free(box(s))) || steps[0];
          badge.button.style.translate = `${step[0]}px ${step[1]}px`;
          lead(badge, step, Math.min(w, h));
          boxes.push(box(step));
        }
        return boxes;
      };
      const off = ["filter", "hidden", "lang"].map((name) => hetu.on(name, fill));
      const offPaint = ["sel", "group", "hover"].map((name) => hetu.on(name, paint));
      map.on("zoomend", paint);
      return [...off, ...offPaint, () => map.off("zoomend", paint)];
    },
    settle: () => [],
  };
})(window.hetu);
