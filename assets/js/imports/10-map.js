// The map of a file on the way in: the district in outline, its features, where works would move.
(function (hetu) {
  "use strict";

  const shape = (geometry, properties) => ({ type: "Feature", properties: properties || {}, geometry });

  hetu.imports.map = function (host) {
    const map = L.map(host, { attributionControl: false, zoomSnap: 0.25, minZoom: 5, maxZoom: 18, zoomAnimation: !hetu.calm() });
    const renderer = L.svg({ padding: 0.4 });
    let group = L.layerGroup().addTo(map);
    let spots = new Map();

    function draw(preview) {
      group.remove();
      group = L.layerGroup();
      spots = new Map();
      const home = L.geoJSON(shape(preview.home), { renderer, interactive: false, style: () => ({ className: "im-home" }) });
      group.addLayer(home);
      const named = (layer, f) => layer.bindTooltip(() => f.properties.name, { sticky: true });
      const options = {
        renderer,
        style: (f) => ({ className: `${f.geometry.type.endsWith("Point") ? "im-point" : "im-shape"}${f.properties.tells ? " is-telling" : ""}` }),
        pointToLayer: (f, at) => L.circleMarker(at, { renderer, radius: f.properties.tells ? 5 : 3 }),
        onEachFeature: (f, layer) => named(layer, f),
      };
      group.addLayer(L.geoJSON(preview.features.map((f) => shape(f.geometry, f.properties)), options));
      for (const change of preview.changes) if (change.at) spots.set(change.id, L.latLng(change.at[1], change.at[0]));
      for (const item of preview.namesakes) spots.set(item.id, L.latLng(item.at[0][1], item.at[0][0]));
      group.addTo(map);
      map.invalidateSize();
      map.fitBounds(home.getBounds(), { padding: [16, 16], animate: false });
    }

    function show(id) {
      const at = spots.get(id);
      if (at) map.setView(at, 14, { animate: !hetu.calm() });
    }

    return { draw, show, has: (id) => spots.has(id), remove: () => map.remove() };
  };
})(window.hetu);
