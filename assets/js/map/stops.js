// Candidate stops of the themed lines: small quiet dots, named on hover. Those of the line in hand
// carry their number in its list.
(function (hetu) {
  "use strict";

  hetu.map.stops = {
    start(map, data) {
      const features = (data.layers.tourism_stops || { features: [] }).features.filter(
        (f) => f.geometry && f.geometry.type === "Point",
      );
      const group = L.layerGroup();

      function draw() {
        const held = data.byId.get(hetu.store.state.sel);
        const order = (held && held.p.stop_ids) || [];
        group.clearLayers();
        if (hetu.map.hidden("tourism_stops") && !order.length) return group.remove();
        group.addTo(map);
        for (const { geometry, properties: p } of features) {
          const at = order.indexOf(p.id) + 1;
          if (!at && hetu.map.hidden("tourism_stops")) continue;
          const node = hetu.el(
            "span",
            { class: at ? "stop is-on num" : "stop", text: at ? String(at) : "" },
            hetu.el("span", { class: "tip", text: hetu.pick(p.name, p.name_en) }),
          );
          const [lon, lat] = geometry.coordinates;
          L.marker([lat, lon], {
            pane: hetu.map.pane(at ? "pins" : "lines"),
            keyboard: false,
            interactive: false,
            icon: L.divIcon({ className: "stop-icon", html: node, iconSize: [0, 0] }),
          }).addTo(group);
        }
        return group;
      }
      draw();
      return ["hidden", "lang", "sel"].map((name) => hetu.on(name, draw));
    },
  };
})(window.hetu);
