// The page of targets: filters what the server rendered; the filter lives in the address
// (a = focus areas, q = words, view = table), as on the map.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  let page = null; // {root, off, state}

  const bi = (key, values) => {
    const [zh, en] = hetu.boot.messages[key].map((text) => text.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all)));
    return el("span", { class: "bi" }, el("span", { class: "zh", lang: "zh-CN", text: zh }), el("span", { class: "en", lang: "en", text: en }));
  };

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

  const words = () => page.state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (node, all) => all.every((word) => node.dataset.text.includes(word));

  function apply() {
    const { root, state } = page;
    const all = words();
    let shown = 0;
    let total = 0;
    root.querySelectorAll(".ind-section").forEach((section) => {
      const area = section.dataset.area;
      const wanted = !state.areas.size || state.areas.has(area);
      let own = 0;
      let fit = 0;
      section.querySelectorAll(".ind-card").forEach((card) => {
        const on = fits(card, all);
        own += 1;
        if (on) fit += 1;
        card.hidden = !on;
      });
      const ids = new Set([...section.querySelectorAll(".ind-card:not([hidden])")].map((card) => card.dataset.id));
      section.querySelectorAll(".ind-chart").forEach((chart) => {
        const rows = [...chart.querySelectorAll("[data-id]")];
        rows.forEach((row) => { row.hidden = !ids.has(row.dataset.id); });
        chart.hidden = rows.every((row) => row.hidden);
      });
      section.hidden = !wanted || !fit;
      section.querySelector("[data-slot=count]").replaceChildren(fit === own ? bi("indicators.count", { n: own }) : bi("indicators.shown", { n: fit, total: own }));
      const chip = root.querySelector(`.ind-area[data-area="${area}"]`);
      if (chip) chip.querySelector(".num").textContent = fit;
      total += own;
      if (wanted) shown += fit;
    });
    const ids = new Set([...root.querySelectorAll(".ind-section:not([hidden]) .ind-card:not([hidden])")].map((card) => card.dataset.id));
    root.querySelectorAll(".ind-table tbody tr").forEach((row) => { row.hidden = !ids.has(row.dataset.id); });
    root.querySelector("[data-view=cards]").hidden = state.view !== "cards";
    root.querySelector("[data-view=table]").hidden = state.view !== "table" || !shown;
    page.status.replaceChildren(shown === total ? bi("indicators.all_shown", { total }) : bi("indicators.shown", { n: shown, total }));
    page.clear.hidden = !state.areas.size && !state.text;
    page.empty.hidden = shown > 0;
    root.querySelectorAll(".ind-area").forEach((chip) => chip.setAttribute("aria-pressed", String(state.areas.has(chip.dataset.area))));
    root.querySelectorAll(".ind-view button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === state.view)));
  }

  function change() { write(); apply(); }

  function clear() {
    page.state.areas.clear();
    page.state.text = "";
    page.input.value = "";
    change();
  }

  function controls(slot) {
    page.input = el("input", {
      type: "search", class: "ind-search", value: page.state.text, autocomplete: "off",
      "data-i18n-placeholder": "indicators.search", "data-i18n-aria-label": "indicators.search",
      on: { input: (event) => { page.state.text = event.target.value.trim(); change(); } },
    });
    const chips = [...page.root.querySelectorAll(".ind-section")].map((section) => {
      const number = section.dataset.area;
      const area = hetu.areas().find((each) => String(each.number) === number) || { numeral: hetu.area(number).numeral, label_zh: "", label_en: "" };
      return el("button", {
        type: "button", class: "ind-area", "data-area": number, "aria-pressed": "false",
        on: { click: () => { const set = page.state.areas; if (!set.delete(number)) set.add(number); change(); } },
      }, el("span", { class: "numeral", "aria-hidden": "true", text: area.numeral }),
      el("span", { class: "bi" }, el("span", { class: "zh", text: area.label_zh }), el("span", { class: "en", text: area.label_en })),
      el("span", { class: "num muted" }));
    });
    const views = ["cards", "table"].map((view) => el("button", {
      type: "button", class: "btn btn-small", "data-view": view, "aria-pressed": "false",
      on: { click: () => { page.state.view = view; change(); } },
    }, bi(`indicators.${view}`)));
    page.status = el("span", { class: "muted num ind-status", role: "status" });
    page.clear = el("button", { type: "button", class: "btn btn-quiet btn-small", on: { click: clear } }, bi("indicators.clear"));
    slot.append(page.input,
      el("div", { class: "ind-areas", role: "group", "data-i18n-aria-label": "indicators.areas" }, chips),
      el("div", { class: "ind-line" }, page.status, page.clear,
        el("div", { class: "ind-view", role: "group", "data-i18n-aria-label": "indicators.view" }, views)));
    page.empty = page.root.querySelector("[data-slot=empty]");
    page.empty.append(el("p", {}, bi("indicators.nothing")), el("button", { type: "button", class: "btn", on: { click: clear } }, bi("indicators.clear")));
    hetu.attributes(slot);
  }

  // The clause, where this machine has the report: its sentence, the figure's own words marked.
  function sentence(found, card) {
    const [start, end] = card.dataset.span.split(",").map((n) => Number(n) - found.start);
    if (start < 0 || end > found.text.length || start >= end) return [found.text];
    return [found.text.slice(0, start), el("mark", { text: found.text.slice(start, end) }), found.text.slice(end)];
  }

  function clauses() {
    page.root.querySelectorAll(".ind-card").forEach((card) => {
      const source = card.querySelector(".ind-source");
      if (!hetu.boot.clauses[card.dataset.report]) return;
      source.hidden = false;
      source.addEventListener("toggle", () => {
        if (!source.open || source.dataset.filled) return;
        source.dataset.filled = "1";
        hetu.data.clausesOf(card.dataset.report).then((all) => {
          const found = all && all.sentences[card.dataset.sentence];
          if (found) source.querySelector(".ind-clause").append(...sentence(found, card));
          else source.hidden = true;
        });
      });
    });
  }

  // /indicators#<id>: React draws after the browser has looked for the anchor.
  function target() {
    const id = decodeURIComponent(location.hash.slice(1));
    const card = id && page && page.root.querySelector(`.ind-card[data-id="${CSS.escape(id)}"]`);
    page && page.root.querySelectorAll(".is-target").forEach((node) => node.classList.remove("is-target"));
    if (!card) return;
    if (card.hidden || card.closest("[hidden]")) { page.state.view = "cards"; clear(); }
    card.classList.add("is-target");
    card.scrollIntoView({ block: "center" });
  }

  hetu.pages.register("indicators", {
    mount(root) {
      const slot = root.querySelector("[data-slot=controls]");
      if (!slot) return;
      page = { root, state: read() };
      controls(slot);
      clauses();
      apply();
      target();
      page.again = () => { page.state = read(); page.input.value = page.state.text; apply(); target(); };
      window.addEventListener("hashchange", target);
      window.addEventListener("popstate", page.again);
    },
    unmount() {
      if (!page) return;
      window.removeEventListener("hashchange", target);
      window.removeEventListener("popstate", page.again);
      page = null;
    },
  });
})(window.hetu);
