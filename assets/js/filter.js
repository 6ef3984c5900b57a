// The one filter object: what it holds, what it lets through, what it is called in the address.
// Pure functions; nothing here touches the page.
(function (hetu) {
  "use strict";

  // Facet -> [letter in the address, values of a work].
  const FACETS = {
    areas: ["a", (w) => w.areas.map(String)],
    types: ["t", (w) => [w.p.work_type || "none"]],
    stages: ["s", (w) => [w.p.stage || "none"]],
    categories: ["c", (w) => [w.p.category]],
    where: ["w", (w) => [w.where]],
    precision: ["p", (w) => [String(w.p.precision)]],
    lists: ["k", (w) => w.lists],
  };
  const NAMES = Object.keys(FACETS);

  const empty = () => ({
    areas: [],
    types: [],
    stages: [],
    categories: [],
    where: [],
    precision: [],
    lists: [],
    ids: [],
    text: "",
  });

  const isEmpty = (f) => !f.text && !f.ids.length && NAMES.every((name) => !f[name].length);

  // What is no work waits until it is looked up: by a list, by words or by name.
  const looksUp = (f) => Boolean(f.text || f.ids.length || f.lists.length);

  function passes(work, filter, except) {
    if (!work.isWork && except !== "lists" && !looksUp(filter)) return false;
    for (const name of NAMES) {
      if (name === except || !filter[name].length) continue;
      const values = FACETS[name][1](work);
      if (!values.some((value) => filter[name].includes(value))) return false;
    }
    if (filter.ids.length && !filter.ids.includes(work.id)) return false;
    if (filter.text) {
      const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
      if (!words.every((word) => work.text.includes(word))) return false;
    }
    return true;
  }

  const apply = (works, filter) => works.filter((work) => passes(work, filter));

  // Count per value of one facet, as if that facet itself were not set.
  function facet(works, filter, name) {
    const counts = new Map();
    const valuesOf = FACETS[name][1];
    for (const work of works) {
      if (!passes(work, filter, name)) continue;
      for (const value of valuesOf(work)) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return counts;
  }

  // The focus area under which a work is counted once: one that is asked for, else its first.
  function leadArea(work, filter) {
    const asked = work.areas.find((n) => filter.areas.includes(String(n)));
    if (asked !== undefined) return asked;
    return work.areas.length ? work.areas[0] : "none";
  }

  function toggle(filter, name, value) {
    const on = filter[name].includes(value);
    return { ...filter, [name]: on ? filter[name].filter((v) => v !== value) : [...filter[name], value] };
  }

  function write(filter, params) {
    for (const name of NAMES) {
      const letter = FACETS[name][0];
      if (filter[name].length) params.set(letter, filter[name].join(","));
      else params.delete(letter);
    }
    for (const [letter, value] of [
      ["q", filter.text],
      ["id", filter.ids.join(",")],
    ]) {
      if (value) params.set(letter, value);
      else params.delete(letter);
    }
    return params;
  }

  function read(params) {
    const list = (letter) => (params.get(letter) || "").split(",").filter(Boolean);
    const filter = empty();
    for (const name of NAMES) filter[name] = list(FACETS[name][0]);
    filter.ids = list("id");
    filter.text = params.get("q") || "";
    return filter;
  }

  hetu.filter = { NAMES, empty, isEmpty, passes, apply, facet, leadArea, toggle, write, read };
})(window.hetu);
