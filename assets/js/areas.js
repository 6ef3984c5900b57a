// The areas that stand for works whose place is known no closer: name, outline, a calm spot for the
// badge. An area much wider than the district (the whole city, its quarters) gets no badge: its works
// are counted beside the map.
(function (hetu) {
  "use strict";

  const LARGE = 0.2; // of the district: hatched only when asked for; its badge keeps clear of pins
  const WIDE = 1.3;

  const features = (data, layer) => (data.layers[layer] || { features: [] }).features;

  function collect(data) {
    const found = new Map();
    const home = ((data.manifest && data.manifest.district) || {}).name_zh || "";
    // At home an area goes without the district's own name.
    const atHome = (name) => (home && name.startsWith(home) && name.slice(home.length)) || name;
    const named = new Map(((data.manifest && data.manifest.areas) || []).map((a) => [a.area_id, a]));
    const places = new Map(features(data, "places").map((f) => [f.properties.id, f]));
    const outlines = new Map(features(data, "boundaries").map((f) => [f.properties.id, f]));
    for (const work of data.works) {
      const id = work.p.area_id;
      if (!id || found.has(id)) continue;
      const feature = [places.get(id), outlines.get(id)].find((f) => f && f.geometry) || places.get(id);
      const own = data.works.find((w) => w.shows === "area" && w.p.area_id === id && w.geometry);
      const name = named.get(id) || {};
      const p = feature ? feature.properties : {};
      found.set(id, {
        id,
        zh: atHome(name.name_zh || p.name || id),
        en: name.name_en || p.name_en || p.name || id,
        geometry: (feature && feature.geometry) || (own && own.geometry) || null,
      });
    }
    return found;
  }

  function place(areas, data) {
    const district = features(data, "boundaries").find((f) => f.properties.role === "district");
    const size = district && district.geometry ? hetu.geometry.area(district.geometry) : 0;
    const taken = data.works.filter((w) => w.shows === "pin").map((w) => w.geometry.coordinates);
    const drawn = [...areas.values()].filter((a) => a.geometry);
    for (const area of drawn) area.size = hetu.geometry.area(area.geometry);
    drawn.sort((a, b) => a.size - b.size);
    for (const area of drawn) {
      area.share = size ? area.size / size : 0;
      area.large = area.share > LARGE;
      area.wide = area.share > WIDE;
      if (area.wide) continue;
      area.at =
        area.geometry.type === "Point"
          ? area.geometry.coordinates
          : hetu.geometry.calmSpot(area.geometry, area.large ? taken : []);
      if (area.at) taken.push(area.at);
    }
  }

  // Adds `areas` to the data and says of each work where it counts.
  hetu.areasInto = function (data) {
    data.areas = collect(data);
    place(data.areas, data);
    for (const work of data.works) {
      const area = data.areas.get(work.p.area_id);
      if (work.shows === "area" && area && area.wide) work.where = "wide";
    }
    return data;
  };
})(window.hetu);
