// The page 核对: keyboard, decisions, what others decide meanwhile.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;
  const POLL_MS = 3000;
  const EMPTY = { status: "", doubt: "", area: "", target: "", text: "" };
  let page = null;

  const remembered = () => {
    const params = new URLSearchParams(location.search);
    return Object.fromEntries(Object.keys(EMPTY).map((name) => [name, params.get(name) || ""]));
  };

  function write() {
    const params = new URLSearchParams();
    if (page.model) params.set("draft", page.model.draft.id);
    for (const [name, value] of Object.entries(page.filter)) if (value) params.set(name, value);
    history.replaceState(history.state, "", `${location.pathname}?${params}`);
  }

  const toast = (words, bad) => {
    page.toast.textContent = words;
    page.toast.classList.toggle("is-bad", Boolean(bad));
    page.toast.hidden = !words;
    clearTimeout(page.toastTimer);
    if (words && !bad) page.toastTimer = setTimeout(() => { if (page) page.toast.hidden = true; }, 4000);
  };

  // --- drawing ------------------------------------------------------------------------------
  function drawList() {
    const records = page.model.list(page.filter);
    page.table.draw(records);
    page.bar.querySelector(".rv-shown").textContent = t("review.shown", { n: records.length });
    if (!records.some((r) => r.id === page.sel)) page.sel = records.length ? records[0].id : "";
    select(page.sel, true);
  }

  function refresh(ids) {
    page.head.draw(page.outbox ? page.outbox.count() : 0);
    page.table.update(ids);
    if (ids.includes(page.sel) && !page.busy) drawSide();
  }

  function drawSide() {
    page.side.draw(page.sel ? page.model.get(page.sel) : null);
  }

  function select(id, scroll) {
    if (page.busy && id !== page.sel) stop();
    page.sel = id;
    page.table.select(id, scroll);
    drawSide();
  }

  function step(by) {
    const list = page.table.list();
    const at = list.findIndex((r) => r.id === page.sel);
    const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
    if (next) select(next.id, true);
  }

  // On to the next one that nobody has decided on, below this one, else above.
  function onward() {
    const list = page.table.list();
    const at = list.findIndex((r) => r.id === page.sel);
    const open = (r) => !page.model.isDone(r) && !page.outbox.has(r.id);
    const next = list.slice(at + 1).find(open) || list.slice(0, at).find(open);
    if (next) select(next.id, true);
    else drawSide();
  }

  function stop() {
    page.busy = "";
    page.side.form(null);
    if (page.sel) page.table.repaint(page.sel);
    page.table.select(page.sel);
  }

  // --- deciding -----------------------------------------------------------------------------
  function send(r, action, fields, rev) {
    const known = page.model.standing(r.id).rev;
    page.conflicts.delete(r.id);
    page.outbox.push({
      kind: "decide", record_id: r.id, target: r.target, action, fields: fields || {},
      who: review.who(), why: "", rev: rev === undefined ? known : rev,
    });
    refresh([r.id]);
  }

  function run(action) {
    const r = page.sel && page.model.get(page.sel);
    if (!r) return;
    if (!review.signed(() => run(action))) return;
    if (page.busy) stop();
    if (action === "undo") {
      page.outbox.push({ kind: "undo", record_id: "", who: review.who() });
      page.head.draw(page.outbox.count());
      return;
    }
    if (r.target === "indicator" && (action === "merge" || action === "split")) return toast(t("review.not_figures"));
    const done = (fields) => {
      stop();
      page.table.grid.focus({ preventScroll: true });
      if (!fields) return;
      send(r, action, fields);
      onward();
    };
    if (action === "accept" || action === "reject") {
      send(r, action);
      return onward();
    }
    if ((action === "edit") && ["merged", "split"].includes(page.model.status(r))) return toast(t("review.undo_first"));
    page.busy = action;
    if (action === "edit") review.editRow(page.table.row(r.id), page.model, r, done);
    else page.side.form((action === "merge" ? review.mergeForm : review.splitForm)(page.model, r, done));
  }

  function settle(id, mine) {
    const theirs = page.conflicts.get(id);
    page.conflicts.delete(id);
    if (mine && theirs && theirs.item.kind === "decide") {
      send(page.model.get(id), theirs.item.action, theirs.item.fields, theirs.standing.rev);
      onward();
    } else refresh([id]);
    page.table.grid.focus({ preventScroll: true });
  }

  // What the outbox has to say.
  function told(what, item, answer) {
    if (!page || !page.model) return;
    const { body } = answer;
    if (what === "locked") {
      review.writing = "token";
      review.setToken("");
      toast(review.words(answer.error), true);
      refresh([item.record_id]);
      return review.askWho(() => { toast(""); page.outbox.again(); });
    }
    if (what === "waiting") {
      toast(review.words(answer.error), true);
      return refresh([item.record_id]);
    }
    if (what === "sent") {
      page.model.take({ [body.standing.record_id]: body.standing });
      page.model.layers = body.layers;
      if (page.toast.classList.contains("is-bad")) toast("");
      if (body.problem) toast(review.words(body.problem), true);
      refresh([body.standing.record_id]);
      if (item.kind === "undo") {
        toast(t("review.undone", { name: page.model.name(page.model.get(body.standing.record_id)) }));
        if (!page.busy) select(body.standing.record_id, true);
      }
      return;
    }
    if (what === "conflict" && body.standing) {
      page.model.take({ [body.standing.record_id]: body.standing });
      page.conflicts.set(body.standing.record_id, { standing: body.standing, item });
      if (page.busy) toast(review.words(answer.error), true);
      refresh([body.standing.record_id]);
      if (!page.busy) select(body.standing.record_id, true);
      return;
    }
    toast(review.words(answer.error), true);
    refresh([item.record_id]);
  }

  // The report of a draft goes on record, or comes off it: the published layers follow.
  function record(what) {
    if (!review.signed(() => record(what))) return;
    const { draft } = page.model;
    const here = page;
    review.askRecord(what, { ...draft, counts: { ...draft.counts, done: page.model.counts().done } }, async () => {
      const answer = await review.post(`/${draft.id}/record`, { who: review.who(), undo: what === "take" });
      if (page !== here) return;
      if (!answer.ok) return toast(review.words(answer.error), true);
      await open(draft.id);
      if (page === here) toast(t(`review.record_${what}_done`));
      reloadWhenDrawn(here);
    });
  }

  // Year and layers of the whole dashboard are others then: header and map come with a new load.
  async function reloadWhenDrawn(here) {
    for (let tries = 0; tries < 60; tries++) {
      await new Promise((done) => setTimeout(done, 1000));
      if (page !== here) return;
      const list = await review.get("");
      const current = list.ok && list.body.drafts.find((d) => d.is_current);
      const answer = current && (await review.get(`/${current.id}/layers`));
      if (page !== here) return;
      if (answer && answer.ok && answer.body.state === "failed") return toast(review.words(answer.body.error), true);
      if (answer && answer.ok && answer.body.state === "ready" && !page.busy && !page.outbox.count()) return location.reload();
    }
  }

  // --- others -------------------------------------------------------------------------------
  async function poll() {
    if (!page) return;
    const here = page;
    if (page.model && !document.hidden) {
      const answer = await review.get(`/${page.model.draft.id}/changes?since=${page.model.seq}`);
      if (page !== here || !page.model) return;
      if (answer.ok) {
        const before = page.model.layers.state;
        const ids = Object.keys(answer.body.standings);
        page.model.seq = answer.body.seq;
        // An answer on its way knows better than one that was asked for before it.
        for (const id of ids) if (answer.body.standings[id].rev < page.model.standing(id).rev) delete answer.body.standings[id];
        page.model.take(answer.body.standings);
        page.model.layers = answer.body.layers;
        if (before === "building" && page.model.layers.state === "ready") toast(t("review.layers_new"));
        refresh(ids);
      }
    }
    page.timer = setTimeout(poll, POLL_MS);
  }

  const KEYS = { a: "accept", e: "edit", m: "merge", s: "split", x: "reject", u: "undo" };
  const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

  function keydown(event) {
    if (!page || !page.model || document.querySelector("dialog[open]")) return;
    const node = event.target;
    if (node.closest("textarea, select, input, summary, .leaflet-container")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ((event.ctrlKey || event.metaKey) && key === "z" && !event.shiftKey) {
      event.preventDefault();
      return run("undo");
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "?") { event.preventDefault(); return review.help(); }
    if (STEPS[key]) { event.preventDefault(); return step(STEPS[key]); }
    if (KEYS[key]) { event.preventDefault(); run(KEYS[key]); }
  }

  // --- opening ------------------------------------------------------------------------------
  async function open(id) {
    const here = page;
    if (page.outbox) page.outbox.close();
    if (page.head) page.head.leave();
    const [list, one, years] = await Promise.all([review.get(""), id ? review.get(`/${encodeURIComponent(id)}`) : null, review.ask("/api/years")]);
    if (page !== here) return;
    page.doubtful = years.ok ? years.body.doubtful : 0;
    if (!list.ok) return fail(list.error);
    page.drafts = list.body.drafts;
    const chosen = one && one.ok ? one : page.drafts.length ? await review.get(`/${page.drafts[0].id}`) : null;
    if (page !== here) return;
    if (chosen && !chosen.ok) return fail(chosen.error);
    page.model = chosen ? review.model(chosen.body) : null;
    page.conflicts = new Map();
    page.busy = "";
    if (page.model) {
      page.outbox = review.outbox(page.model.draft.id, page.model.standing, told);
      write();
    }
    draw();
    if (page.outbox) page.outbox.start();
    if (one && !one.ok) toast(review.words(one.error), true);
    else if (chosen && chosen.body.problem) toast(review.words(chosen.body.problem), true);
  }

  function fail(error) {
    page.slot.replaceChildren(el("div", { class: "notice", role: "alert" }, el("p", { text: review.words(error) }),
      el("button", { type: "button", class: "btn btn-small", text: t("review.again"), on: { click: () => open(review.asked()) } })));
  }

  function draw() {
    if (!page) return;
    const { model } = page;
    const toggle = () => { page.intake.node.hidden = !page.intake.node.hidden; };
    page.head = review.head({ drafts: page.drafts, model, doubtful: model && model.draft.is_current ? page.doubtful : 0, show: (id) => { page.sel = ""; open(id); }, intake: toggle, who: () => review.askWho(() => { if (page.model) { refresh([]); page.outbox.again(); } else page.head.draw(0); }), help: review.help, record });
    const wasHidden = page.intake ? page.intake.node.hidden : page.drafts.length > 0;
    if (!page.intake) page.intake = review.intake((draft) => { page.sel = ""; open(draft.id); });
    page.intake.node.hidden = wasHidden;
    hetu.attributes(page.intake.node);
    if (!model) {
      page.intake.node.hidden = false;
      page.slot.replaceChildren(page.head.node, page.intake.node, el("p", { class: "empty", text: t("review.no_drafts") }), page.toast);
      return page.head.draw(0);
    }
    page.table = review.table({ model, outbox: () => page.outbox, conflicts: page.conflicts, onSelect: (id) => { if (id !== page.sel) select(id); } });
    page.side = review.side({ model, outbox: () => page.outbox, conflicts: page.conflicts, run, settle });
    page.bar = review.filterBar(model, page.filter, (part) => { Object.assign(page.filter, part); write(); drawList(); });
    page.slot.replaceChildren(page.head.node, page.intake.node, page.bar,
      el("div", { class: "rv-main" }, page.table.node, page.side.node), page.toast);
    page.head.draw(page.outbox.count());
    drawList();
    page.root.dataset.ready = "1";
  }

  hetu.pages.register("review", {
    mount(root) {
      page = { root, slot: root.querySelector("[data-slot=review]"), filter: remembered(), sel: new URLSearchParams(location.search).get("sel") || "", conflicts: new Map(), drafts: [] };
      page.toast = el("div", { class: "rv-toast", role: "status", hidden: true });
      const here = page;
      page.lang = () => { here.intake = null; draw(); };
      page.drag = {
        dragover: (event) => here.intake && here.intake.over(event),
        dragleave: () => here.intake && here.intake.leave(),
        drop: (event) => here.intake && here.intake.drop(event),
      };
      for (const [name, fn] of Object.entries(page.drag)) window.addEventListener(name, fn);
      document.addEventListener("keydown", keydown);
      hetu.on("lang", page.lang);
      open(review.asked());
      page.timer = setTimeout(poll, POLL_MS);
    },
    unmount() {
      if (!page) return;
      for (const [name, fn] of Object.entries(page.drag)) window.removeEventListener(name, fn);
      document.removeEventListener("keydown", keydown);
      hetu.off("lang", page.lang);
      clearTimeout(page.timer);
      if (page.outbox) page.outbox.close();
      document.querySelectorAll(".rv-dialog").forEach((node) => node.remove());
      page = null;
    },
  });
})(window.hetu);
