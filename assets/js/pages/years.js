// What became of it: draws the model, filters the promises (a = focus areas, f = fates, q = words,
// in the address), and puts clauses under their references where this machine has them.
(function (hetu) {
  "use strict";

  const { el } = hetu;
  let page = null; // {root, state}

  const set = (text) => new Set((text || "").split(",").filter(Boolean));
  const slot = (name) => page.root.querySelector(`[data-slot=${name}]`);
  const rows = () => [...page.root.querySelectorAll(".yr-table tbody tr")];

  function read() {
    const params = new URLSearchParams(location.search);
    return { areas: set(params.get("a")), fates: set(params.get("f")), text: params.get("q") || "" };
  }

  function write() {
    const params = new URLSearchParams();
    const { areas, fates, text } = page.state;
    if (areas.size) params.set("a", [...areas].sort().join(","));
    if (fates.size) params.set("f", [...fates].sort().join(","));
    if (text) params.set("q", text);
    const query = params.toString().replace(/%2C/g, ",");
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  }

  function apply() {
    const { root, state } = page;
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set();
    rows().forEach((row) => {
      const fits = (!state.areas.size || state.areas.has(row.dataset.area)) &&
        (!state.fates.size || state.fates.has(row.dataset.fate)) && words.every((word) => row.dataset.text.includes(word));
      row.hidden = !fits;
      if (fits) shown.add(row.dataset.id);
    });
    root.querySelectorAll(".yr-map a").forEach((dot) => dot.classList.toggle("is-off", !shown.has(dot.dataset.id)));
    root.querySelectorAll(".yr-fate").forEach((node) => node.setAttribute("aria-pressed", String(state.fates.has(node.dataset.fate))));
    root.querySelectorAll(".yr-piece").forEach((node) => node.setAttribute("aria-pressed", String(
      state.fates.size === 1 && state.fates.has(node.dataset.fate) && state.areas.size === 1 && state.areas.has(node.dataset.piece))));
    page.status.replaceChildren(hetu.years.said("years.shown", { n: shown.size, total: rows().length }));
    page.clear.hidden = !state.areas.size && !state.fates.size && !state.text;
    page.empty.hidden = shown.size > 0;
  }

  function change() { write(); apply(); }

  function clear() {
    page.state = { areas: new Set(), fates: new Set(), text: "" };
    page.input.value = "";
    change();
  }

  function show(id) {
    const row = rows().find((each) => each.dataset.id === id);
    if (!row) return;
    if (row.hidden) clear();
    page.root.querySelectorAll(".is-target").forEach((node) => node.classList.remove("is-target"));
    row.classList.add("is-target");
    row.scrollIntoView({ block: "center", behavior: hetu.calm() ? "auto" : "smooth" });
  }

  function target() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (page && id.startsWith("promise-")) show(id.slice(8));
  }

  function click(event) {
    const dot = event.target.closest(".yr-map a");
    if (dot) {
      event.preventDefault();
      show(dot.dataset.id);
      return;
    }
    const node = event.target.closest(".yr-fate, .yr-piece");
    if (!node) return;
    const { state } = page;
    if (node.classList.contains("yr-fate")) {
      if (!state.fates.delete(node.dataset.fate)) state.fates.add(node.dataset.fate);
    } else {
      const off = node.getAttribute("aria-pressed") === "true";
      state.fates = new Set(off ? [] : [node.dataset.fate]);
      state.areas = new Set(off ? [] : [node.dataset.piece]);
    }
    change();
  }

  function controls() {
    const again = () => el("button", { type: "button", class: "btn btn-quiet btn-small", on: { click: clear } }, hetu.years.said("years.clear"));
    page.input = el("input", {
      type: "search", class: "yr-search", value: page.state.text, autocomplete: "off",
      "data-i18n-placeholder": "years.search", "data-i18n-aria-label": "years.search",
      on: { input: (event) => { page.state.text = event.target.value.trim(); change(); } },
    });
    page.status = el("span", { class: "muted num", role: "status" });
    page.clear = again();
    page.empty = el("div", { class: "empty", hidden: true }, el("p", {}, hetu.years.said("years.nothing")), again());
    slot("controls").replaceChildren(page.input, page.status, page.clear);
  }

  function clauses() {
    page.root.querySelectorAll(".yr-ref").forEach((node) => {
      const { report, sentence, span } = node.dataset;
      if (!hetu.boot.clauses[report]) return;
      hetu.data.clausesOf(report).then((all) => {
        const found = all && all.sentences[sentence];
        if (!found) return;
        const quote = node.querySelector(".yr-clause");
        const [start, end] = span.split(",").map((n) => Number(n) - found.start);
        const fits = start >= 0 && end <= found.text.length && start < end;
        quote.replaceChildren(...(fits ? [found.text.slice(0, start), el("mark", { text: found.text.slice(start, end) }), found.text.slice(end)] : [found.text]));
        quote.hidden = false;
      });
    });
  }

  hetu.pages.register("years", {
    mount(root) {
      const body = root.querySelector("[data-slot=promises]");
      if (!body) return;
      page = { root, state: read() };
      const model = JSON.parse(body.dataset.model);
      const draw = hetu.years;
      controls();
      slot("top").replaceChildren(el("div", {}, draw.fates(model), draw.bars(model)), draw.map(model) || "");
      body.replaceChildren(draw.promises(model), page.empty);
      slot("figures").replaceChildren(draw.figures(model));
      slot("rest").replaceChildren(...draw.rest(model).filter(Boolean));
      hetu.attributes(root);
      clauses();
      apply();
      target();
      root.addEventListener("click", click);
      page.again = () => { page.state = read(); page.input.value = page.state.text; apply(); };
      window.addEventListener("popstate", page.again);
      window.addEventListener("hashchange", target);
    },
    unmount() {
      if (!page) return;
      page.root.removeEventListener("click", click);
      window.removeEventListener("popstate", page.again);
      window.removeEventListener("hashchange", target);
      page = null;
    },
  });
})(window.hetu = window.hetu || {});
