// What became of it: draws the model, filters the promises (a = focus areas, f = fates, w = area of
// the map, q = words, in the address), puts clauses under their references where this machine has
// them, and settles doubtful matches.
(function (hetu) {
  "use strict";

  const { el } = hetu;
  let page = null; // {root, state}

  const set = (text) => new Set((text || "").split(",").filter(Boolean));
  const slot = (name) => page.root.querySelector(`[data-slot=${name}]`);
  const rows = () => [...page.root.querySelectorAll(".yr-table tbody tr")];

  function read() {
    const params = new URLSearchParams(location.search);
    return { areas: set(params.get("a")), fates: set(params.get("f")), where: params.get("w") || "", text: params.get("q") || "" };
  }

  function write() {
    const params = new URLSearchParams();
    const { areas, fates, where, text } = page.state;
    if (areas.size) params.set("a", [...areas].sort().join(","));
    if (fates.size) params.set("f", [...fates].sort().join(","));
    if (where) params.set("w", where);
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
        (!state.fates.size || state.fates.has(row.dataset.fate)) && (!state.where || row.dataset.where === state.where) && words.every((word) => row.dataset.text.includes(word));
      row.hidden = !fits;
      if (fits) shown.add(row.dataset.id);
    });
    root.querySelectorAll(".yr-badge").forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.where === state.where)));
    root.querySelectorAll(".yr-dot").forEach((dot) => dot.classList.toggle("is-off", !shown.has(dot.dataset.id)));
    root.querySelectorAll(".yr-fate").forEach((node) => node.setAttribute("aria-pressed", String(state.fates.has(node.dataset.fate))));
    root.querySelectorAll(".yr-piece").forEach((node) => node.setAttribute("aria-pressed", String(
      state.fates.size === 1 && state.fates.has(node.dataset.fate) && state.areas.size === 1 && state.areas.has(node.dataset.piece))));
    page.status.replaceChildren(hetu.years.said("years.shown", { n: shown.size, total: rows().length }));
    page.clear.hidden = !state.areas.size && !state.fates.size && !state.where && !state.text;
    page.empty.hidden = shown.size > 0;
  }

  function change() { write(); apply(); }

  function clear() {
    page.state = { areas: new Set(), fates: new Set(), where: "", text: "" };
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
    if (page && id === "doubtful") {
      const head = page.root.querySelector("#doubtful h2");
      if (head) { head.scrollIntoView({ block: "start" }); head.focus({ preventScroll: true }); }
    }
    if (page && id.startsWith("promise-")) show(id.slice(8));
  }

  function click(event) {
    const badge = event.target.closest(".yr-badge");
    if (badge) {
      event.preventDefault();
      page.state.where = page.state.where === badge.dataset.where ? "" : badge.dataset.where;
      change();
      return;
    }
    const larger = event.target.closest(".yr-larger");
    if (larger) {
      const on = slot("top").classList.toggle("is-large");
      larger.setAttribute("aria-pressed", String(on));
      larger.replaceChildren(hetu.years.said(on ? "years.smaller" : "years.larger"));
      return;
    }
    const dot = event.target.closest(".yr-dot");
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

  // --- settling ------------------------------------------------------------------------------
  function tell(words, bad) {
    page.told.textContent = words;
    page.told.classList.toggle("is-bad", Boolean(bad));
    page.told.hidden = !words;
  }

  async function settle(each, decision, seen, why) {
    const { review } = hetu;
    if (!review.signed(() => settle(each, decision, seen, why))) return;
    const here = page;
    const body = { old_id: each.ids[0], new_id: each.ids[1], decision, seen, who: review.who(), why };
    const answer = await review.tell("/api/years/matches", body);
    if (page !== here) return;
    if (!answer.ok) {
      tell(review.words(answer.error), true);
      if (answer.status === 401) { review.writing = "token"; review.setToken(""); return review.askWho(() => settle(each, decision, seen, why)); }
      if (answer.status === 409) await drawAnew(here, 0);
      return;
    }
    tell(hetu.t("years.settling"));
    await drawAnew(here, 60);
    if (page === here && !page.told.classList.contains("is-bad")) tell(hetu.t("years.settled", { names: each.names.join(" ⇢ ") }));
  }

  // The comparison as it stands once the layers are drawn; filters and place on the page stay.
  async function drawAnew(here, tries) {
    for (let n = 0; n <= tries; n++) {
      if (tries) await new Promise((done) => setTimeout(done, 700));
      const answer = await hetu.review.ask("/api/years?model=1");
      if (page !== here) return;
      if (!answer.ok) { if (n < tries) continue; return tell(hetu.review.words(answer.error), true); }
      const { layers, model } = answer.body;
      if (tries && layers.state === "building") continue;
      if (layers.state === "failed") tell(hetu.review.words(layers.error), true);
      if (model) draw(model);
      return;
    }
  }

  function draw(model) {
    const { years } = hetu;
    slot("top").replaceChildren(el("div", {}, years.fates(model), years.bars(model)), years.map(model) || "");
    slot("promises").replaceChildren(years.promises(model), page.empty);
    slot("figures").replaceChildren(years.figures(model));
    slot("rest").replaceChildren(page.told, ...years.rest(model, settle).flat().filter(Boolean));
    hetu.attributes(page.root);
    clauses();
    apply();
  }

  hetu.pages.register("years", {
    mount(root) {
      const body = root.querySelector("[data-slot=promises]");
      if (!body) return;
      page = { root, state: read() };
      const model = JSON.parse(body.dataset.model);
      page.told = el("p", { class: "notice yr-told", role: "status", hidden: true });
      controls();
      draw(model);
      if (model.doubtful.length || model.decided.length) hetu.review.ask("/api/years"); // who may write
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
      document.querySelectorAll(".rv-dialog").forEach((node) => node.remove());
      page = null;
    },
  });
})(window.hetu = window.hetu || {});
