// The layers, fetched once as files, and the works in them, made ready for filter and map.
(function (hetu) {
  "use strict";

  async function fetchJson(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} ${answer.status}`);
    return answer.json();
  }

  // A quick index of everything a person might type.
  function searchText(p) {
    const words = [p.name, p.name_en, p.promise_zh, ...(p.aliases || [])];
    for (const m of p.mentions || []) words.push(m.mention, m.core);
    if (p.code) words.push(p.code);
    return words.join("\u0000").toLowerCase();
  }

  // How a work shows on the map: pin, line, shape, area (a group), or not at all.
  function placement(feature) {
    const p = feature.properties;
    const type = feature.geometry && feature.geometry.type;
    if (p.precision === 0) return "unplaced";
    if (p.is_area || (!type && p.area_id)) return "area";
    if (type === "Point") return "pin";
    if (type === "LineString" || type === "MultiLineString") return "line";
    if (type === "Polygon" || type === "MultiPolygon") return "shape";
    return p.precision === 7 ? "outside" : "unplaced";
  }

  // A work is what the report says is done or to be done. A village it does not name, a zone or a
  // line that it only explains are looked up, not counted among its works.
  const isWork = (p) =>
    Boolean((p.focus_areas || []).length) ||
    (p.mentions || []).some((m) => m.stage || m.work_type || m.is_review);

  // The lists in which it can be looked up.
  function listsOf(p, work) {
    const lists = ["villages", "tourism_routes", "tourism_zones"].filter((name) => name === p.layer);
    if (!work && (p.mentions || []).length) lists.push("glossary");
    return lists;
  }

  function toWork(feature, order) {
    const p = feature.properties;
    const work = isWork(p);
    const shows = placement(feature);
    let where = p.area_id || "";
    if (p.precision === 7) where = "outside";
    if (!where) where = shows === "unplaced" ? "unplaced" : "elsewhere";
    return {
      id: p.id,
      order,
      p,
      geometry: feature.geometry,
      isWork: work,
      lists: listsOf(p, work),
      shows,
      where,
      areas: p.focus_areas || [],
      text: searchText(p),
    };
  }

  hetu.toWork = toWork;

  async function load() {
    const boot = hetu.boot;
    const names = Object.keys(boot.layers);
    const collections = await Promise.all(names.map((name) => fetchJson(boot.layers[name])));
    const layers = {};
    names.forEach((name, i) => {
      layers[name] = collections[i];
    });
    const works = [];
    for (const name of boot.workLayers) {
      for (const feature of (layers[name] || { features: [] }).features) works.push(feature);
    }
    // In the order in which the report first speaks of them; what it never names comes last.
    const first = (f) => Math.min(Infinity, ...(f.properties.mentions || []).map((m) => m.start));
    const list = works
      .map((f, i) => [f, first(f), i])
      .sort((a, b) => (a[1] === b[1] ? a[2] - b[2] : a[1] - b[1]))
      .map(([f], i) => toWork(f, i));
    return hetu.areasInto(
      Object.assign(hetu.data, {
        layers,
        works: list,
        manifest: boot.manifest,
        byId: new Map(list.map((work) => [work.id, work])),
      }),
    );
  }

  hetu.data = { clauses: {} };
  // After all scripts are in: loading uses them.
  hetu.data.ready = Promise.resolve().then(load);
  hetu.data.ready.catch(() => {}); // the page that needs the layers says so

  // The clauses of a report, where this machine has them; fetched when first asked for.
  const asked = {};
  hetu.data.clausesOf = function (report) {
    const url = hetu.boot.clauses[report];
    if (!url) return Promise.resolve(null);
    if (!asked[report]) {
      asked[report] = fetchJson(url).then(
        (clauses) => (hetu.data.clauses[report] = clauses),
        () => null,
      );
    }
    return asked[report];
  };
})(window.hetu);
