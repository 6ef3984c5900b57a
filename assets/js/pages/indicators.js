// The page of targets: draws the server's model once, then only hides what the filter drops.
// The filter lives in the address (a = focus areas, q = words, view = table), as on the map.
(function (hetu) {
  "use strict";

  const { el } = hetu;
  const { said, pair, section, table } = hetu.indicators;
  let page = null;

  function read() {
    const params = new URLSearchParams(location.search);
    return {
      areas: new Set((params.get("a") || "").split(",").filter(Boolean)),
      text: params.get("q") || "",
      view: params.get("view") === "table" ? "table" : "cards",
    };
  }

  function write() {
    const params = new URLSearchParams();
    const { areas, text, view } = page.state;
    if (areas.size) params.set("a", [...areas].sort().join(","));
    if (text) params.set("q", text);
    if (view === "table") params.set("view", view);
    const query = params.toString().replace(/%2C/g, ",");
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  }

  // Hide what does not fit; the counts of the areas follow the words alone.
  function apply() {
    const { body, state } = page;
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set();
    let total = 0;
    body.querySelectorAll(".ind-section").forEach((node) => {
      const area = node.dataset.area;
      const cards = [...node.querySelectorAll(".ind-card")];
      const fit = cards.filter((card) => words.every((word) => card.dataset.text.includes(word)));
      const ids = new Set(fit.map((card) => card.dataset.id));
      cards.forEach((card) => { card.hidden = !ids.has(card.dataset.id); });
      node.querySelectorAll(".ind-chart").forEach((chart) => {
        const rows = [...chart.querySelectorAll("[data-id]")];
        rows.forEach((row) => { row.hidden = !ids.has(row.dataset.id); });
        chart.hidden = rows.every((row) => row.hidden);
      });
      const wanted = !state.areas.size || state.areas.has(area);
      node.hidden = !wanted || !fit.length;
      node.querySelector("[data-slot=count]").replaceChildren(fit.length === cards.length
        ? said("indicators.count", { n: cards.length }) : said("indicators.shown", { n: fit.length, total: cards.length }));
      page.chips[area].querySelector(".num").textContent = fit.length;
      page.chips[area].setAttribute("aria-pressed", String(state.areas.has(area)));
      total += cards.length;
      if (wanted) ids.forEach((id) => shown.add(id));
    });
    body.querySelectorAll(".ind-table tbody tr").forEach((row) => { row.hidden = !shown.has(row.dataset.id); });
    page.cards.hidden = state.view !== "cards";
    page.table.hidden = state.view !== "table" || !shown.size;
    page.empty.hidden = shown.size > 0;
    page.clear.hidden = !state.areas.size && !state.text;
    page.status.replaceChildren(shown.size === total
      ? said("indicators.all_shown", { total }) : said("indicators.shown", { n: shown.size, total }));
    page.views.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.to === state.view)));
  }

  function change() { write(); apply(); }

  function clear() {
    page.state.areas.clear();
    page.state.text = "";
    page.input.value = "";
    change();
  }

  const button = (key, attrs, click) => el("button", { type: "button", ...attrs, on: { click } }, said(key));

  function controls(slot, model) {
    page.input = el("input", {
      type: "search", class: "ind-search", value: page.state.text, autocomplete: "off",
      "data-i18n-placeholder": "indicators.search", "data-i18n-aria-label": "indicators.search",
      on: { input: (event) => { page.state.text = event.target.value.trim(); change(); } },
    });
    page.chips = {};
    for (const group of model) {
      const area = String(group.area);
      page.chips[area] = el("button", {
        type: "button", class: "ind-area", "data-area": area,
        on: { click: () => { if (!page.state.areas.delete(area)) page.state.areas.add(area); change(); } },
      }, el("span", { class: "numeral", "aria-hidden": "true", text: group.numeral }), pair(group.label[0], group.label[1]), el("span", { class: "num muted" }));
    }
    page.views = ["cards", "table"].map((view) => button(`indicators.${view}`, { class: "btn btn-small", "data-to": view },
      () => { page.state.view = view; change(); }));
    page.status = el("span", { class: "muted num ind-status", role: "status" });
    page.clear = button("indicators.clear", { class: "btn btn-quiet btn-small" }, clear);
    slot.append(page.input,
      el("div", { class: "ind-areas", role: "group", "data-i18n-aria-label": "indicators.areas" }, Object.values(page.chips)),
      el("div", { class: "ind-line" }, page.status, page.clear,
        el("div", { class: "ind-view", role: "group", "data-i18n-aria-label": "indicators.view" }, page.views),
        el("a", { class: "btn btn-small", href: "/export/xlsx" }, said("indicators.download"))));
  }

  function draw(body) {
    const model = JSON.parse(body.dataset.model);
    controls(page.root.querySelector("[data-slot=controls]"), model);
    page.cards = el("div", { class: "ind-cards" },
      el("p", { class: "muted small ind-key" }, said("indicators.chart_note")), model.map(section));
    page.table = table(model);
    page.empty = el("div", { class: "empty" }, el("p", {}, said("indicators.nothing")), button("indicators.clear", { class: "btn" }, clear));
    page.body = body;
    body.append(page.cards, page.table, page.empty);
    hetu.attributes(page.root);
  }

  // /indicators#<id>: the browser has looked for the anchor before it was drawn.
  function target() {
    const id = decodeURIComponent(location.hash.slice(1));
    page.body.querySelectorAll(".is-target").forEach((node) => node.classList.remove("is-target"));
    const card = id && page.body.querySelector(`.ind-card[data-id="${CSS.escape(id)}"]`);
    if (!card) return;
    if (card.closest("[hidden]")) { page.state.view = "cards"; clear(); }
    card.classList.add("is-target");
    card.scrollIntoView({ block: "center" });
  }

  function again() {
    page.state = read();
    page.input.value = page.state.text;
    apply();
    target();
  }

  hetu.pages.register("indicators", {
    mount(root) {
      const body = root.querySelector("[data-slot=body]");
      if (!body) return;
      page = { root, state: read() };
      draw(body);
      apply();
      target();
      window.addEventListener("hashchange", target);
      window.addEventListener("popstate", again);
    },
    unmount() {
      window.removeEventListener("hashchange", target);
      window.removeEventListener("popstate", again);
      page = null;
    },
  });
})(window.hetu);
