// What became of it: filters the promises the server rendered (a = focus areas, f = fates,
// q = words, in the address), draws the small map, and puts clauses where this machine has them.
(function (hetu) {
  "use strict";

  const { el, svg, t } = hetu;
  let page = null; // {root, state}

  const bi = (key, values) => {
    const [zh, en] = hetu.boot.messages[key].map((text) => text.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all)));
    return el("span", { class: "bi" }, el("span", { class: "zh", lang: "zh-CN", text: zh }), el("span", { class: "en", lang: "en", text: en }));
  };

  const set = (text) => new Set((text || "").split(",").filter(Boolean));

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
    const rows = [...root.querySelectorAll(".yr-table tbody tr")];
    const shown = new Set();
    rows.forEach((row) => {
      const fits = (!state.areas.size || state.areas.has(row.dataset.area)) &&
        (!state.fates.size || state.fates.has(row.dataset.fate)) && words.every((word) => row.dataset.text.includes(word));
      row.hidden = !fits;
      if (fits) shown.add(row.dataset.id);
    });
    root.querySelectorAll(".yr-map a").forEach((dot) => dot.classList.toggle("is-off", !shown.has(dot.dataset.id)));
    root.querySelectorAll(".yr-fate").forEach((node) => node.setAttribute("aria-pressed", String(state.fates.has(node.dataset.fate))));
    root.querySelectorAll(".yr-piece").forEach((node) => node.setAttribute("aria-pressed", String(
      state.fates.size === 1 && state.fates.has(node.dataset.fate) && state.areas.size === 1 && state.areas.has(node.dataset.piece))));
    page.status.replaceChildren(bi("years.shown", { n: shown.size, total: rows.length }));
    page.clear.hidden = !state.areas.size && !state.fates.size && !state.text;
    page.empty.hidden = shown.size > 0;
  }

  function change() { write(); apply(); }

  function clear() {
    page.state = { areas: new Set(), fates: new Set(), text: "" };
    page.input.value = "";
    change();
  }

  // One listener for what the server rendered: legend buttons and pieces of the bars.
  function click(event) {
    const node = event.target.closest(".yr-fate, .yr-piece");
    if (!node || !page) return;
    const { state } = page;
    if (node.classList.contains("yr-fate")) {
      if (!state.fates.delete(node.dataset.fate)) state.fates.add(node.dataset.fate);
    } else if (node.getAttribute("aria-pressed") === "true") {
      state.fates.clear();
      state.areas.clear();
    } else {
      state.fates = new Set([node.dataset.fate]);
      state.areas = new Set([node.dataset.piece]);
    }
    change();
  }

  function controls(slot) {
    page.input = el("input", {
      type: "search", class: "yr-search", value: page.state.text, autocomplete: "off",
      "data-i18n-placeholder": "years.search", "data-i18n-aria-label": "years.search",
      on: { input: (event) => { page.state.text = event.target.value.trim(); change(); } },
    });
    page.status = el("span", { class: "muted num", role: "status" });
    page.clear = el("button", { type: "button", class: "btn btn-quiet btn-small", on: { click: clear } }, bi("years.clear"));
    slot.replaceChildren(page.input, page.status, page.clear);
    page.empty = page.root.querySelector("[data-slot=empty]");
    page.empty.replaceChildren(el("p", {}, bi("years.nothing")), el("button", { type: "button", class: "btn", on: { click: clear } }, bi("years.clear")));
    hetu.attributes(slot);
  }

  function map(slot) {
    if (!slot) return;
    const sign = (fate) => page.root.querySelector(`.yr-fate[data-fate="${fate}"] .yr-glyph`).textContent;
    const dots = JSON.parse(slot.dataset.dots).map((dot) => svg("a", {
      href: `#promise-${dot.id}`, "data-id": dot.id, "data-fate": dot.fate, "aria-label": dot.name,
      on: { click: (event) => { event.preventDefault(); show(dot.id); } },
    }, svg("title", { text: dot.name }), svg("circle", { class: "dot", cx: dot.x, cy: dot.y, r: 7 }),
    svg("text", { x: dot.x, y: dot.y + 3, "aria-hidden": "true", text: sign(dot.fate) })));
    slot.replaceChildren(svg("svg", { viewBox: slot.dataset.box, role: "group", "data-i18n-aria-label": "years.map_label" },
      svg("path", { class: "outline", d: slot.dataset.path }), dots));
    hetu.attributes(slot);
  }

  function show(id) {
    const row = page && page.root.querySelector(`.yr-table tr[data-id="${CSS.escape(id)}"]`);
    if (!row) return;
    if (row.hidden) clear();
    page.root.querySelectorAll(".is-target").forEach((node) => node.classList.remove("is-target"));
    row.classList.add("is-target");
    row.scrollIntoView({ block: "center", behavior: hetu.calm() ? "auto" : "smooth" });
  }

  function target() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.startsWith("promise-")) show(id.slice(8));
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
      const slot = root.querySelector("[data-slot=controls]");
      if (!slot) return;
      page = { root, state: read() };
      controls(slot);
      map(root.querySelector("[data-slot=map]"));
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
