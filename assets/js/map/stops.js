// Candidate stops of the themed lines: small quiet dots, named on hover and in their route.
(function (hetu) {
  "use strict";

  hetu.map.stops = {
    start(map, data) {
      const features = (data.layers.tourism_stops || { features: [] }).features.filter(
        (f) => f.geometry && f.geometry.type === "Point",
      );
      const group = L.layerGroup(
        features.map((f) => {
          const [lon, lat] = f.geometry.coordinates;
          const p = f.properties;
          const node = hetu.el(
            "span",
            { class: "stop" },
            hetu.el("span", { class: "tip", text: hetu.pick(p.name, p.name_en) }),
          );
          return L.marker([lat, lon], {
            pane: hetu.map.pane("lines"),
            keyboard: false,
            interactive: false,
            icon: L.divIcon({ className: "stop-icon", html: node, iconSize: [0, 0] }),
          });
        }),
      );
      const sync = () => {
        if (hetu.map.hidden("tourism_stops")) group.remove();
        else group.addTo(map);
      };
      sync();
      return [hetu.on("hidden", sync)];
    },
  };
})(window.hetu);
