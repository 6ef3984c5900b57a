// The state of the map page: filter, selection, open area, hidden layers, view. The address holds
// it all; every change is a step the back button can undo.
(function (hetu) {
  "use strict";

  const state = { filter: hetu.filter.empty(), sel: "", group: "", hidden: [], view: "" };
  let shown = [];
  let ids = new Set(); // of what is shown
  let hovered = "";
  let query = ""; // of the map's address, as last known
  let left = "";
  // A draft's map stays the draft's, whatever is chosen on it (see drafts/30-map.js).
  const draft = new URLSearchParams(location.search).get("draft") || "";

  // Quarters are drawn for reading only (示意): they wait until asked for.
  const HIDDEN_AT_FIRST = ["quarters"];

  function read() {
    const params = new URLSearchParams(location.search);
    state.filter = hetu.filter.read(params);
    state.sel = params.get("sel") || "";
    state.group = params.get("in") || "";
    state.hidden = params.has("l") ? params.get("l").split(",").filter(Boolean) : [...HIDDEN_AT_FIRST];
    state.view = params.get("view") || "";
    query = location.search;
  }

  function address() {
    const params = hetu.filter.write(state.filter, new URLSearchParams());
    if (state.sel) params.set("sel", state.sel);
    if (state.group) params.set("in", state.group);
    const hidden = [...state.hidden].sort();
    if (hidden.join() !== HIDDEN_AT_FIRST.join()) params.set("l", hidden.join(","));
    if (state.view) params.set("view", state.view);
    if (draft) params.set("draft", draft);
    const query = params.toString().replace(/%2C/g, ",");
    return location.pathname + (query ? `?${query}` : "");
  }

  function recompute() {
    shown = hetu.filter.apply(hetu.data.works || [], state.filter);
    ids = new Set(shown.map((work) => work.id));
  }

  // `step` false: replace the current step (typing), do not add one.
  function change(part, value, step) {
    state[part] = value;
    if (part === "filter") recompute();
    const url = address();
    if (url !== location.pathname + location.search) {
      history[step === false ? "replaceState" : "pushState"]({ hetu: true }, "", url);
    }
    query = location.search;
    hetu.emit(part, value);
  }

  let lastTyped = 0;

  hetu.store = {
    state,
    shown: () => shown,
    draft,
    shows: (id) => ids.has(id),
    hovered: () => hovered,
    start() {
      // Back from another page by the navigation: the map as it was left.
      if (left && !location.search) history.replaceState({ hetu: true }, "", location.pathname + left);
      left = "";
      read();
      recompute();
    },
    leave() {
      left = query;
    },
    setFilter(filter) {
      change("filter", filter);
    },
    toggle(name, value) {
      change("filter", hetu.filter.toggle(state.filter, name, value));
    },
    setText(text) {
      const now = Date.now();
      change("filter", { ...state.filter, text }, now - lastTyped > 1500);
      lastTyped = now;
    },
    reset() {
      change("filter", hetu.filter.empty());
    },
    select(id, from) {
      if (state.sel === id) return;
      hetu.store.from = from || "";
      state.sel = id;
      change("sel", id);
    },
    openGroup(id) {
      state.sel = "";
      change("group", id);
    },
    close() {
      // From a work opened out of an area, closing leads back to the area's list.
      if (state.sel) return change("sel", "");
      return change("group", "");
    },
    hover(id) {
      if (hovered !== id) {
        hovered = id;
        hetu.emit("hover", id);
      }
    },
    toggleLayer(name) {
      const hidden = state.hidden.includes(name)
        ? state.hidden.filter((n) => n !== name)
        : [...state.hidden, name];
      change("hidden", hidden);
    },
    setView(view) {
      change("view", view);
    },
    link: (id) =>
      `${location.origin}${location.pathname}?${draft ? `draft=${encodeURIComponent(draft)}&` : ""}sel=${encodeURIComponent(id)}`,
  };

  // The address changed otherwise: back, forward, or a link to the map on the map itself.
  function follow() {
    const root = document.querySelector("[data-hetu-page=map][data-ready]");
    if (!root || location.pathname !== root.dataset.path || location.search === query) return;
    read();
    recompute();
    for (const part of ["filter", "sel", "group", "hidden", "view"]) hetu.emit(part, state[part]);
  }
  window.addEventListener("popstate", follow);
  window.addEventListener("_dashprivate_pushstate", () => setTimeout(follow, 0));
})(window.hetu);
