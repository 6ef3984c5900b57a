// The page 定位: one work after another, by keyboard and mouse; what others place meanwhile.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const POLL_MS = 5000;
  let page = null;

  const toast = (words, bad) => {
    page.toast.textContent = words;
    page.toast.classList.toggle("is-bad", Boolean(bad));
    page.toast.hidden = !words;
    clearTimeout(page.toastTimer);
    if (words && !bad) page.toastTimer = setTimeout(() => { if (page) page.toast.hidden = true; }, 4000);
  };
  const says = (error) => toast(hetu.places.words(error), true);

  // --- the work in hand -----------------------------------------------------------------------
  function paint() {
    const { at, map, model } = page;
    page.panel.draw();
    map.candidates(at.candidates || [], at.chosen);
    map.confirmed(model.items.filter(model.isDone), at.id);
    map.draft(at.draft);
  }

  // Newer than what the page knew: the state of one work as the server tells it.
  function take(state) {
    const { at, model } = page;
    const item = model.byId.get(state.id);
    if (item) Object.assign(item, { placed: state.placed, latest: state.latest, dispute: state.dispute });
    if (state.id === at.id) Object.assign(at, { history: state.history, placed: state.placed, dispute: state.dispute });
    page.queue.repaint(state.id, at.id);
  }

  async function select(id) {
    const { at, model, map } = page;
    map.sketch(null);
    Object.assign(at, { id, candidates: null, chosen: -1, draft: hetu.places.kept(id), conflict: null, history: [], placed: null, dispute: null, searched: "", typed: "" });
    map.theirs(null);
    page.queue.select(id);
    if (id) {
      const item = model.byId.get(id);
      if (item && item.placed) map.focus(item.placed.geometry, item.placed.radius_m);
      else map.focus(model.known(id), model.work(id).p.uncertainty_m);
      history.replaceState(history.state, "", `${location.pathname}?sel=${encodeURIComponent(id)}`);
    }
    paint();
    if (!id) return;
    const answer = await hetu.places.get(`/${encodeURIComponent(id)}`);
    if (!page || page.at !== at || at.id !== id) return;
    if (!answer.ok) return says(answer.error);
    at.candidates = answer.body.candidates;
    take(answer.body);
    if (!at.draft && at.chosen < 0 && !at.searched) paint();
    else { page.map.candidates(at.candidates, at.chosen); page.panel.draw(); }
  }

  function step(by) {
    const list = page.queue.shown();
    const i = list.findIndex((item) => item.id === page.at.id);
    const next = list[Math.min(list.length - 1, Math.max(0, i + by))];
    if (next) select(next.id);
  }

  // On to the next that nobody has placed, below this one, else from the top.
  function onward() {
    const list = page.queue.shown();
    const i = list.findIndex((item) => item.id === page.at.id);
    const next = [...list.slice(i + 1), ...list.slice(0, Math.max(0, i))].find((item) => !item.placed);
    page.panel.node.focus({ preventScroll: true });
    if (next) return select(next.id);
    return paint();
  }

  function hold(draft, show) {
    const { at } = page;
    if (!at.id) return;
    // What was seen when the position was given: a step made since then is a conflict.
    if (draft) draft.expected = at.draft ? at.draft.expected : page.model.byId.get(at.id).latest;
    at.draft = draft;
    hetu.places.keep(at.id, draft);
    page.map.draft(draft, show);
    page.map.candidates(at.candidates || [], at.chosen);
    page.panel.draw();
    page.panel.node.scrollTop = 0;
  }
  const radiusOf = (how, least) => hetu.places.nice(Math.max(page.model.radius_m[how] || 50, least || 0));

  // --- ways to a position -----------------------------------------------------------------------
  function point(lonlat, how) {
    const { at } = page;
    const old = at.draft;
    at.chosen = -1;
    const dragged = how === "drag" && old;
    hold({ geometry: { type: "Point", coordinates: lonlat }, how, method: dragged && old.method === "survey" ? "survey" : "hand",
      radius_m: dragged ? Math.max(old.radius_m, radiusOf("drag", page.map.reach())) : radiusOf("click", page.map.reach()),
      source: "", source_ref: "", note: (old && old.note) || "", raw_value: "", raw_datum: "" });
  }

  function drawn(geometry) {
    page.at.chosen = -1;
    const b = hetu.geometry.bounds(geometry);
    const half = hetu.places.metres([b.west, b.south], [b.east, b.north]) / 2;
    toast("");
    hold({ geometry, how: "draw", method: "hand", radius_m: radiusOf("draw", half), source: "", source_ref: "", note: "", raw_value: "", raw_datum: "" });
  }

  function choose(i) {
    const { at } = page;
    const item = (at.candidates || [])[i];
    if (!item) return;
    at.chosen = i;
    const whole = item.geometry && item.geometry.type === "Polygon" ? null : item.geometry;
    const line = whole && whole.type === "LineString" ? whole : null;
    hold({ geometry: line || { type: "Point", coordinates: [item.lon, item.lat] }, how: "candidate", method: item.method,
      radius_m: Math.max(1, Math.round(item.radius_m)), source: item.source, source_ref: item.source_ref,
      note: hetu.pick(item.reason_zh, item.reason_en) + hetu.pick("：", ": ") + item.name, raw_value: "", raw_datum: "" }, true);
  }

  async function read(text, datum) {
    const { at } = page;
    const { id } = at;
    if (!text.trim()) return;
    const answer = await hetu.places.post(`/${encodeURIComponent(id)}/read`, { text, datum });
    if (!page || at.id !== id) return;
    if (!answer.ok) return says(answer.error);
    const { lon, lat, radius_m: least, method, said_zh: zh, said_en: en, datum: found } = answer.body;
    toast("");
    at.chosen = -1;
    hold({ geometry: { type: "Point", coordinates: [lon, lat] }, how: "typed", method, said: hetu.pick(zh, en),
      radius_m: method === "offset" ? least : radiusOf("typed", least), source: method === "offset" ? zh : "", source_ref: "", note: "", raw_value: text, raw_datum: found }, true);
    page.panel.node.focus({ preventScroll: true });
  }

  async function search(text) {
    const { at } = page;
    const { id } = at;
    const answer = await hetu.places.get(`/search?q=${encodeURIComponent(text.trim())}`);
    if (!page || at.id !== id) return;
    if (!answer.ok) return says(answer.error);
    Object.assign(at, { candidates: answer.body.candidates, chosen: -1, searched: text.trim() });
    paint();
    page.panel.node.focus({ preventScroll: true });
  }

  // An online geocoder is asked only on request; what it finds joins the candidates.
  async function ask(provider) {
    const { at } = page;
    const { id } = at;
    toast(t("places.asking"));
    const answer = await hetu.places.post(`/${encodeURIComponent(id)}/ask`, { provider });
    if (!page || at.id !== id) return;
    if (!answer.ok) return says(answer.error);
    toast(answer.body.candidates.length ? "" : t("places.ask_nothing"));
    const others = (at.candidates || []).filter((item) => !answer.body.candidates.some((one) => one.key === item.key));
    at.candidates = [...others, ...answer.body.candidates].slice(-9);
    paint();
  }

  function phone() {
    const { at } = page;
    const { id } = at;
    const here = () => page && page.at === at && at.id === id;
    toast(t("places.phone_wait"));
    hetu.places.device(
      (draft) => { if (here()) { toast(""); at.chosen = -1; hold(draft, true); } },
      (words) => { if (here()) toast(words, true); });
  }

  function sketch(kind) {
    if (!page.at.id) return;
    page.map.sketch(kind);
    toast(t(`places.drawing_${kind}`));
  }

  // --- confirming and taking back ----------------------------------------------------------------
  async function accept() {
    const { at, model } = page;
    const { id, draft } = at;
    if (!id || at.busy) return;
    if (!draft) return toast(t("places.no_draft"));
    if (!hetu.places.signed(() => { drawWho(); accept(); })) return;
    if (at.conflict) return page.panel.node.querySelector("[data-do=mine]").focus();
    at.busy = true;
    const { how, said, ...value } = draft;
    // One number a position: sent again after a lost answer it is still the same step.
    draft.request_id = draft.request_id || `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    hetu.places.keep(id, draft);
    const answer = await hetu.places.post(`/${encodeURIComponent(id)}`, { ...value, request_id: draft.request_id, who: hetu.review.who() });
    if (!page || page.at !== at) return;
    at.busy = false;
    if (answer.status === 409) {
      take(answer.body);
      at.conflict = answer.body;
      const theirs = answer.body.placed;
      if (theirs) page.map.theirs(theirs.geometry, theirs.radius_m, theirs.who);
      return page.panel.draw();
    }
    if (!answer.ok) return says(answer.error);
    hetu.places.keep(id, null);
    take(answer.body);
    page.mine.push(id);
    if (at.id !== id) return;
    at.draft = null;
    at.conflict = null;
    page.map.theirs(null);
    toast(t("places.saved", { name: model.name(id) }));
    onward();
  }

  function settle(mine) {
    const { at } = page;
    at.conflict = null;
    page.map.theirs(null);
    if (mine) {
      Object.assign(at.draft, { request_id: "", expected: page.model.byId.get(at.id).latest });
      return accept();
    }
    hetu.places.keep(at.id, null);
    at.draft = null;
    return paint();
  }

  async function undo(id, stepId) {
    const { model } = page;
    const last = id || [...page.mine].reverse().find((each) => model.byId.has(each) && model.byId.get(each).placed) || page.at.id;
    const item = last && model.byId.get(last);
    if (!item || !item.placed) return toast(t("places.nothing_undo"));
    if (!hetu.places.signed(() => { drawWho(); undo(id, stepId); })) return;
    const answer = await hetu.places.post(`/${encodeURIComponent(last)}/undo`, { who: hetu.review.who(), expected: item.latest, step: stepId || null });
    if (!page) return;
    if (answer.body.history) take(answer.body);
    if (!answer.ok) { says(answer.error); return page.panel.draw(); }
    page.mine = page.mine.filter((each) => each !== last);
    if (last === page.at.id && page.at.draft) page.at.draft.expected = item.latest;
    toast(t("places.undone", { name: model.name(last) }));
    if (last !== page.at.id) return select(last);
    return paint();
  }

  // An earlier position of the history, to be confirmed anew.
  function again(step) {
    page.at.chosen = -1;
    hold({ geometry: step.geometry, how: "again", method: step.method, radius_m: step.radius_m || 50, source: step.source, source_ref: step.source_ref, note: step.note, raw_value: step.raw, raw_datum: "" }, true);
  }

  function radius(value) {
    const { draft } = page.at;
    if (!draft || !(value > 0)) return;
    draft.radius_m = value;
    hetu.places.keep(page.at.id, draft);
    page.map.draft(draft);
  }

  function clear() {
    if (page.map.sketching()) { page.map.sketch(null); return toast(""); }
    page.at.chosen = -1;
    return hold(null);
  }

  // --- keyboard -----------------------------------------------------------------------------------
  const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  const focus = (id) => { const node = document.getElementById(id); if (node) { node.focus(); node.select(); } };
  const bigger = (by) => {
    if (!page.at.draft) return;
    radius(Math.max(5, Math.round(page.at.draft.radius_m * by)));
    page.panel.draw();
  };
  const DO = {
    u: () => undo(), "/": () => focus("pl-search"), c: () => focus("pl-typed"), r: () => focus("pl-radius"), l: () => sketch("line"), a: () => sketch("area"), p: phone,
    n: onward, "+": () => bigger(1.5), "=": () => bigger(1.5), "-": () => bigger(1 / 1.5), "?": () => hetu.places.help(), Escape: clear, Backspace: () => page.map.back(),
  };

  function keydown(event) {
    if (!page || !page.model || document.querySelector("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const node = event.target;
    if (node.closest("input, select, textarea")) {
      if (key === "Escape") page.panel.node.focus({ preventScroll: true });
      return;
    }
    const undoing = (event.ctrlKey || event.metaKey) && key === "z" && !event.shiftKey;
    if (!undoing && (event.ctrlKey || event.metaKey || event.altKey)) return;
    let act = undoing ? DO.u : DO[key];
    if (STEPS[key]) act = () => step(STEPS[key]);
    if (/^[1-9]$/.test(key)) act = () => choose(Number(key) - 1);
    if (key === "Enter" && page.map.sketching()) act = () => { if (!page.map.finish()) toast(t("places.few_points"), true); };
    else if (key === "Enter" && !node.closest("button, a, summary")) act = accept;
    if (!act) return;
    event.preventDefault();
    act();
  }

  // --- what others do ---------------------------------------------------------------------------
  async function poll() {
    if (!page) return;
    const here = page;
    if (page.model && !document.hidden && !page.at.busy) {
      const before = new Map(page.model.items.map((item) => [item.id, item.latest]));
      const answer = await hetu.places.get("");
      if (page !== here) return;
      if (answer.ok && !page.at.busy) {
        const changed = answer.body.items.filter((item) => before.has(item.id) && (before.get(item.id) || 0) < (item.latest || 0));
        for (const item of changed) Object.assign(page.model.byId.get(item.id), item);
        for (const item of changed) page.queue.repaint(item.id, page.at.id);
        if (changed.length) page.map.confirmed(page.model.items.filter(page.model.isDone), page.at.id);
        // The work in hand: its history is asked for anew, the position in hand stays. What was not
        // seen when it was given is a conflict, and said to be one before anything is sent.
        if (changed.some((item) => item.id === page.at.id)) {
          const one = await hetu.places.get(`/${encodeURIComponent(page.at.id)}`);
          if (page === here && one.ok && one.body.id === page.at.id) {
            take(one.body);
            if (page.at.draft) {
              page.at.conflict = { placed: one.body.placed, faster: (one.body.history[one.body.history.length - 1] || {}).who };
              if (one.body.placed) page.map.theirs(one.body.placed.geometry, one.body.placed.radius_m, one.body.placed.who);
            }
            page.panel.draw();
          }
        }
      }
    }
    if (page === here) page.timer = setTimeout(poll, POLL_MS);
  }

  // --- opening ------------------------------------------------------------------------------------
  function drawWho() {
    const who = hetu.review.who();
    page.who.textContent = who ? t("places.by", { who }) : t("places.no_name");
  }

  function draw() {
    const { model, at } = page;
    if (page.map) page.map.remove();
    page.queue = hetu.places.queue({ model, filter: page.filter, select, change: () => { page.queue.draw(at.id); if (!page.queue.shown().some((item) => item.id === at.id)) select((page.queue.shown()[0] || {}).id || ""); } });
    page.panel = hetu.places.panel(at);
    page.who = el("span", {});
    const host = el("div", { class: "pl-map", role: "region", "aria-label": t("places.map") });
    const bar = el("div", { class: "pl-tools" },
      el("button", { type: "button", class: "btn btn-small", "data-do": "whole", text: t("places.whole"), on: { click: () => page.map.whole() } }),
      el("button", { type: "button", class: "btn btn-small", "data-do": "skip", text: t("places.skip"), on: { click: onward } }),
      el("button", { type: "button", class: "btn btn-small", "data-do": "undo", on: { click: () => undo() } }, t("places.undo"), " ", el("kbd", { text: "U" })),
      el("button", { type: "button", class: "btn btn-small", "data-do": "quality", text: t("places.quality"), on: { click: () => hetu.places.quality(model) } }),
      el("button", { type: "button", class: "btn btn-small", "data-do": "who", on: { click: () => hetu.places.sign(drawWho) } }, hetu.icon("people"), page.who),
      el("button", { type: "button", class: "btn btn-small btn-icon", "data-do": "help", "aria-label": t("places.help"), title: t("places.help"), text: "?", on: { click: () => hetu.places.help() } }));
    page.slot.replaceChildren(page.queue.node, el("div", { class: "pl-stage" }, host, bar, hetu.places.keys(), page.toast), page.panel.node);
    page.map = hetu.places.map(host, { data: page.data, model, point, drawn, choose, select });
    drawWho();
    page.queue.draw(at.id);
    const asked = new URLSearchParams(location.search).get("sel");
    const first = model.byId.has(asked) ? asked : (page.queue.shown()[0] || {}).id || "";
    select(at.id || first);
    page.root.dataset.ready = "1";
  }

  async function open() {
    const here = page;
    const answer = await hetu.places.get("");
    let data = null;
    try {
      data = await hetu.data.ready;
    } catch (error) {
      if (page === here) page.slot.replaceChildren(el("p", { class: "notice", role: "alert", text: t("shell.load_failed", { what: error.message }) }));
      return;
    }
    if (page !== here) return;
    if (!answer.ok) { page.slot.replaceChildren(el("p", { class: "notice", role: "alert", text: hetu.places.words(answer.error) })); return; }
    page.data = data;
    page.model = hetu.places.model(answer.body, data);
    Object.assign(page.at, { model: page.model, choose, accept, clear, radius, undo, again, read, search, sketch, phone, ask, settle,
      set: (part) => { Object.assign(page.at.draft, part); hetu.places.keep(page.at.id, page.at.draft); },
      surveyed: (yes) => { page.at.draft.method = yes ? "survey" : "hand"; hetu.places.keep(page.at.id, page.at.draft); } });
    draw();
  }

  hetu.pages.register("places", {
    mount(root) {
      page = { root, slot: root.querySelector("[data-slot=places]"), filter: { show: "left", text: "" }, at: { id: "", datum: "" }, mine: [] };
      page.toast = el("div", { class: "rv-toast pl-toast", role: "status", hidden: true });
      page.lang = () => { if (page && page.model) draw(); };
      document.addEventListener("keydown", keydown);
      hetu.on("lang", page.lang);
      open();
      page.timer = setTimeout(poll, POLL_MS);
    },
    unmount() {
      if (!page) return;
      document.removeEventListener("keydown", keydown);
      hetu.off("lang", page.lang);
      clearTimeout(page.timer);
      if (page.map) page.map.remove();
      document.querySelectorAll(".pl-dialog").forEach((node) => node.remove());
      page = null;
    },
  });
})(window.hetu);
