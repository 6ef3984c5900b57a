// Names on the map. Each has a priority; a name that would touch another, a pin or a badge tries
// the other sides of its point and otherwise waits for a closer zoom.
(function (hetu) {
  "use strict";

  const KINDS = [
    // pattern of the place's kind, class, priority, least zoom, drawing
    [/^airport/, "airport", 30, 8, "plane"],
    [/railway_station/, "station", 40, 10, "station"],
    [/^(seat|town_point|city)/, "seat", 20, 8, "dot"],
  ];
  const measure = document.createElement("canvas").getContext("2d");
  const clean = (name) => name.replace(/[((][^))]*[))]\s*$/, "").replace(/\s+[A-Z]{3}\/[A-Z]{4}$/, "");

  function make(item, map) {
    const span = hetu.el("span", { class: `label label-${item.kind}`, "aria-hidden": "true" });
    const mark = item.mark
      ? hetu.el(
          "span",
          { class: `label-mark mark-${item.mark}` },
          item.mark === "plane" ? hetu.icon("plane") : null,
        )
      : null;
    const holder = hetu.el("div", { class: "label-holder" }, mark, span);
    const marker = L.marker(item.at, {
      pane: hetu.map.pane("labels"),
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "label-icon", html: holder, iconSize: [0, 0] }),
    });
    return Object.assign(item, { span, mark, marker: marker.addTo(map), holder });
  }

  function places(data) {
    const items = [];
    // A seat that bears the name of its district would say it twice.
    const seen = new Set(
      (data.layers.boundaries || { features: [] }).features
        .filter((f) => f.properties.role !== "prefecture")
        .map((f) => f.properties.name),
    );
    for (const f of (data.layers.places || { features: [] }).features) {
      const p = f.properties;
      if (!f.geometry || f.geometry.type !== "Point") continue;
      const kind = KINDS.find(([pattern]) => pattern.test(p.kind));
      if (!kind) continue;
      const name = clean(p.name);
      if (seen.has(name)) continue;
      seen.add(name);
      const [lon, lat] = f.geometry.coordinates;
      // Seats of districts, counties and cities before those of towns.
      const town = kind[1] === "seat" && !/[区县市旗]$/.test(name);
      items.push({
        zh: name,
        en: p.name_en || name,
        at: [lat, lon],
        kind: town ? "town" : kind[1],
        priority: town ? 50 : kind[2],
        zoom: kind[3],
        mark: kind[4] === "station" ? "station" : kind[4],
        layer: "places",
      });
    }
    return items;
  }

  function neighbours(data) {
    return (data.layers.boundaries || { features: [] }).features
      .filter((f) => ["neighbour", "context"].includes(f.properties.role) && f.geometry)
      .map((f) => ({
        zh: f.properties.name,
        en: f.properties.name_en || f.properties.name,
        at: [0, 0],
        kind: f.properties.role,
        priority: f.properties.role === "neighbour" ? 10 : 60,
        zoom: 0,
        polygon: f.geometry,
        layer: "boundaries",
      }));
  }

  function areas(data) {
    const items = [];
    const district = hetu.map.basemap.district(data);
    if (district) {
      const others = [...data.areas.values()].filter((a) => a.at).map((a) => a.at);
      const name = (hetu.boot.manifest.district || {}).name_en || district.properties.name;
      items.push({
        zh: district.properties.name,
        en: name,
        at: [0, 0],
        kind: "district",
        priority: 12,
        zoom: 0,
        polygon: district.geometry,
        others,
        layer: "boundaries",
      });
    }
    for (const f of hetu.map.basemap.extents(data)) {
      const b = hetu.geometry.bounds(f.geometry);
      items.push({
        zh: hetu.boot.messages["layer.reserve"][0],
        en: hetu.boot.messages["layer.reserve"][1],
        at: [b.south, (b.west + b.east) / 2],
        kind: "reserve",
        priority: 15,
        zoom: 0,
        layer: "reserve",
        polygon: f.geometry,
      });
    }
    for (const w of hetu.map.basemap.quarters(data)) {
      const mark = hetu.boot.messages["map.schematic"];
      items.push({
        zh: `${w.p.name}${mark[0]}`,
        en: `${w.p.name_en || w.p.name}${mark[1]}`,
        at: [0, 0],
        kind: "quarter",
        priority: 14,
        zoom: 0,
        layer: "quarters",
        polygon: w.geometry,
      });
    }
    return items;
  }

  // Names of single pins, as far as the filter shows them.
  function pins() {
    const stacks = hetu.map.works.stacks().map(({ works, at }) => {
      const words = hetu.boot.messages["map.stack_label"];
      const say = (text, name) => text.replace("{name}", name).replace("{n}", works.length);
      const p = works[0].p;
      return {
        zh: say(words[0], p.name),
        en: say(words[1], p.name_en || p.name),
        at,
        kind: "work",
        priority: 6,
        zoom: 9,
        gap: 24,
        layer: p.layer,
        work: works.map((w) => w.id).join(),
      };
    });
    return [
      ...stacks,
      ...hetu.map.works
        .pins()
        .map(({ work, at }) => ({
          zh: work.p.name,
          en: work.p.name_en || work.p.name,
          at,
          kind: work.isWork ? "work" : "quiet",
          priority: work.isWork ? 5 : 7,
          zoom: 9,
          gap: work.isWork ? 28 : 19,
          layer: work.p.layer,
          work: work.id,
        })),
    ];
  }

  const hits = (box, boxes) =>
    boxes.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);

  function sides(point, width, height, item) {
    if (item.centred || item.polygon) return [[-width / 2, -height / 2]];
    const gap = item.gap || 7;
    return [
      [gap, -height / 2],
      [-gap - width, -height / 2],
      [-width / 2, gap],
      [-width / 2, -gap - height],
    ];
  }

  // The first side of the point where the name touches nothing, or null.
  function seat(point, width, height, item, taken, room) {
    for (const [dx, dy] of sides(point, width, height, item)) {
      const at = [point.x + dx, point.y + dy, point.x + dx + width, point.y + dy + height];
      if (!hits(at, taken) && at[0] > 2 && at[1] > 2 && at[2] < room.east - 2 && at[3] < room.south - 2)
        return { dx, dy, at };
    }
    return null;
  }

  hetu.map.labels = {
    start(map, data) {
      let fixed = [...neighbours(data), ...areas(data), ...places(data)].map((item) => make(item, map));
      let moving = [];
      let fonts = {};

      // The font of a kind of name, asked of the browser once (again after a change of type size).
      function fontOf(item) {
        if (!fonts[item.kind]) {
          const style = getComputedStyle(item.span);
          fonts[item.kind] = {
            font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
            spacing: parseFloat(style.letterSpacing) || 0,
            size: parseFloat(style.fontSize),
          };
        }
        return fonts[item.kind];
      }

      // Finding a calm spot is the dear part: it is kept for as long as the view stays.
      function spotOf(item, around, others, box) {
        const view = Object.values(box).join();
        if (item.view !== view) Object.assign(item, { view, spots: new Map() });
        if (!item.spots.has(around))
          item.spots.set(around, hetu.geometry.calmSpot(item.polygon, others, box));
        return item.spots.get(around);
      }

      function arrange() {
        if (!map._loaded) return;
        const zoom = map.getZoom();
        const size = map.getSize();
        const view = map.getBounds();
        const room = hetu.map.free(map);
        const corner = map.containerPointToLatLng([room.east, room.south]);
        const box = { west: view.getWest(), south: corner.lat, east: corner.lng, north: view.getNorth() };
        const taken = hetu.map.works.boxes();
        for (const item of [...moving, ...fixed].sort((a, b) => a.priority - b.priority)) {
          const off =
            (item.layer === "places" || item.layer === "boundaries"
              ? hetu.map.hidden("places")
              : hetu.map.hidden(item.layer)) || zoom < item.zoom;
          if (!off && item.polygon) {
            const spot = spotOf(item, "", item.others || [], box);
            if (!spot) {
              item.holder.hidden = true;
              continue;
            }
            item.marker.setLatLng([spot[1], spot[0]]);
          }
          const point = map.latLngToContainerPoint(item.marker.getLatLng());
          const outside = point.x < -40 || point.y < -20 || point.x > size.x + 40 || point.y > size.y + 20;
          item.holder.hidden = off || outside;
          if (item.holder.hidden) continue;
          const text = hetu.pick(item.zh, item.en);
          if (item.span.textContent !== text) item.span.textContent = text;
          const { font, spacing, size: fontSize } = fontOf(item);
          if (item.measured !== text + font) {
            measure.font = font;
            item.width = measure.measureText(text).width + spacing * text.length + 2;
            item.measured = text + font;
          }
          const width = item.width;
          const height = fontSize * 1.25;
          let place = seat(point, width, height, item, taken, room);
          if (!place && item.polygon) {
            // Taken: another calm spot, away from what is there.
            const others = taken.map((b) => {
              const at = map.containerPointToLatLng([(b[0] + b[2]) / 2, (b[1] + b[3]) / 2]);
              return [at.lng, at.lat];
            });
            const spot = spotOf(item, taken.map((b) => Math.round(b[0] + b[1])).join(), others, box);
            item.marker.setLatLng([spot[1], spot[0]]);
            place = seat(
              map.latLngToContainerPoint(item.marker.getLatLng()),
              width,
              height,
              item,
              taken,
              room,
            );
          }
          item.span.hidden = !place;
          if (item.mark) {
            const dot = [point.x - 5, point.y - 5, point.x + 5, point.y + 5];
            item.mark.hidden = hits(dot, taken);
            if (item.mark.hidden) item.span.hidden = true;
          }
          if (!place || item.span.hidden) continue;
          item.span.style.transform = `translate(${place.dx}px, ${place.dy}px)`;
          taken.push([place.at[0] - 3, place.at[1] - 2, place.at[2] + 3, place.at[3] + 2]);
        }
      }

      function refresh() {
        const now = pins();
        const keep = new Map(moving.map((item) => [item.work, item]));
        const wanted = new Set(now.map((item) => item.work));
        moving.filter((item) => !wanted.has(item.work)).forEach((item) => item.marker.remove());
        moving = now.map((item) => keep.get(item.work) || make(item, map));
        arrange();
      }
      const soon = hetu.soon(refresh);
      hetu.map.labels.now = refresh;
      map.on("zoomend moveend resize", soon);
      refresh();
      return [
        hetu.on("works-drawn", soon),
        hetu.on("hidden", soon),
        hetu.on("lang", () => {
          fonts = {};
          soon();
        }),
        hetu.on("resize", () => {
          fonts = {};
          soon();
        }),
        hetu.on("details", soon),
        () => {
          map.off("zoomend moveend resize", soon);
          fixed = [];
          moving = [];
        },
      ];
    },
  };
})(window.hetu);
