// The ground: the district in ink on paper, neighbours faint, published extents as a dashed wash,
// schematic quarters hatched. Styles live in the style sheet, so themes need no redraw.
(function (hetu) {
  "use strict";

  const { pane } = hetu.map;

  function shape(feature, paneName, className) {
    return L.geoJSON(feature, {
      pane: pane(paneName),
      interactive: false,
      style: () => ({ className, pane: pane(paneName) }),
    });
  }

  function boundaries(data) {
    const group = L.layerGroup();
    const features = (data.layers.boundaries || { features: [] }).features;
    const order = ["context", "prefecture", "neighbour", "district"];
    const sorted = [...features].sort(
      (a, b) => order.indexOf(a.properties.role) - order.indexOf(b.properties.role),
    );
    for (const feature of sorted) {
      const role = feature.properties.role;
      if (role === "district") {
        group.addLayer(shape(feature, "ground", "ground-district-glow"));
      }
      group.addLayer(shape(feature, "ground", `ground-${role}`));
      if (role === "district") group.addLayer(shape(feature, "outline", "ground-district-line"));
    }
    return group;
  }

  // Published extents of a reserve, from the zones or, failing that, from the gazetteer.
  function extents(data) {
    const isPolygon = (f) => f.geometry && f.geometry.type.endsWith("Polygon");
    const zones = data.works.filter((w) => w.p.zone_kind === "published_extent" && isPolygon(w));
    if (zones.length) return zones.map((w) => ({ type: "Feature", geometry: w.geometry, properties: w.p }));
    return (data.layers.places || { features: [] }).features.filter(
      (f) => isPolygon(f) && /reserve|extent/.test(f.properties.kind),
    );
  }

  // A quarter's outline is its own; a zone without one stands for the area that contains it.
  const polygon = (w) => w.geometry && w.geometry.type.endsWith("Polygon");
  const quarters = (data) => data.works.filter((w) => w.p.zone_kind === "quarter" && polygon(w));
  const zones = (data) =>
    data.works.filter((w) => w.shows === "shape" && ["zone", "centre", "layout"].includes(w.p.zone_kind));

  hetu.map.basemap = {
    extents,
    quarters,
    draw(map, data) {
      const layers = {
        boundaries: boundaries(data),
        reserve: L.layerGroup(extents(data).map((f) => shape(f, "wash", "wash-reserve"))),
        tourism_zones: L.layerGroup(
          zones(data).map((w) =>
            shape({ type: "Feature", geometry: w.geometry, properties: {} }, "wash", "wash-zone"),
          ),
        ),
        quarters: L.layerGroup(
          quarters(data).map((w) =>
            shape({ type: "Feature", geometry: w.geometry, properties: {} }, "wash", "wash-quarter"),
          ),
        ),
      };
      const sync = () => {
        for (const [name, layer] of Object.entries(layers)) {
          const show = !hetu.map.hidden(name);
          if (show && !map.hasLayer(layer)) layer.addTo(map);
          if (!show && map.hasLayer(layer)) layer.remove();
        }
      };
      sync();
      return [hetu.on("hidden", sync)];
    },
    district(data) {
      const features = (data.layers.boundaries || { features: [] }).features;
      return features.find((f) => f.properties.role === "district") || null;
    },
  };
})(window.hetu);
