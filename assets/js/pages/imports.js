// The page 导入: drop a file, see it on a map with what it would change, take it, undo.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const api = hetu.imports;
  let page = null; // {root, slots, map, token, wishes, preview, overview, timer}

  const TYPES = ".shp,.shx,.dbf,.prj,.cpg,.zip,.gpkg,.geojson,.json,.kml,.kmz,.gpx,.dxf,.xlsx,.csv,.txt,.jpg,.jpeg,.png,.tif,.tiff,.pbf,.osm";

  function frame() {
    const input = el("input", { type: "file", class: "sr-only", id: "im-file", multiple: true, accept: TYPES, on: { change: () => { if (input.files.length) put([...input.files]); input.value = ""; } } });
    const zone = el("div", { class: "im-drop", "data-slot": "drop" }, hetu.icon("plus"),
      el("p", {}, t("imports.drop"), " ", el("label", { class: "link", for: "im-file", text: t("imports.choose") }), input),
      el("p", { class: "muted small", text: t("imports.formats") }));
    zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("is-over"); });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      if (event.dataTransfer.files.length) put([...event.dataTransfer.files]);
    });
    const told = el("div", { class: "im-told", role: "status" });
    const look = el("div", { class: "im-look", hidden: true });
    const batches = el("div", {});
    page.root.replaceChildren(zone, told, look, batches);
    page.slots = { told, look, batches };
  }

  const say = (...children) => page.slots.told.replaceChildren(...children);
  const fault = (error) => say(el("div", { class: "notice", role: "alert" }, el("p", { text: hetu.pick(error.zh, error.en) })));

  function bar(share, text) {
    say(el("p", { class: "im-progress" }, el("progress", { max: "1", value: String(share || 0), "aria-label": text }), el("span", { class: "num", text: ` ${Math.round((share || 0) * 100)}% ` }), text,
      page.token ? el("button", { type: "button", class: "btn btn-small btn-quiet", "data-do": "stop", text: t("imports.stop"), on: { click: drop } }) : null));
  }

  async function put(files) {
    if (!hetu.review.signed(() => put(files))) return;
    close();
    page.wishes = {};
    const answer = await api.upload(files, { who: hetu.review.who() }, (share) => page && bar(share, t("imports.sending")));
    if (!page) return;
    if (!answer.ok) return fault(answer.error);
    page.token = answer.body.token;
    wait();
  }

  async function wait() {
    clearTimeout(page.timer);
    const { token } = page;
    const answer = await api.get(`/${token}`);
    if (!page || page.token !== token) return;
    if (!answer.ok) return fault(answer.error);
    const state = answer.body;
    if (state.state === "working") {
      bar(state.share, hetu.pick(state.zh, state.en) || t("imports.reading"));
      page.timer = setTimeout(wait, 500);
    } else if (state.state === "failed") {
      failed(state);
    } else {
      say();
      page.preview = state.preview;
      show();
    }
  }

  // What must be stated can be stated here, without putting the file in again.
  function failed(state) {
    fault(state.error);
    const form = api.look.asked(state, page.wishes, again);
    if (form) page.slots.told.append(form);
  }

  async function again(wishes) {
    page.wishes = { ...page.wishes, ...wishes };
    bar(0, t("imports.reading"));
    const answer = await api.post(`/${page.token}`, { ...page.wishes, who: hetu.review.who() });
    if (!page) return;
    if (!answer.ok) return fault(answer.error);
    wait();
  }

  function show() {
    const { look } = page.slots;
    const p = page.preview;
    const host = el("div", { class: "im-map", role: "application", "aria-label": t("imports.map") });
    const side = el("div", { class: "im-side" });
    if (page.map) page.map.remove();
    look.hidden = false;
    look.replaceChildren(el("h2", { text: t("imports.look") }), el("div", { class: "im-pair" }, host, side));
    page.map = api.map(host);
    page.map.draw(p);
    const parts = api.look;
    side.append(parts.facts(p), parts.settings(p, page.wishes, again), parts.precisions(p));
    look.append(
      ...[parts.problems(p), parts.namesakes(p, page.map), parts.changes(p, page.map)].filter(Boolean),
      el("div", { class: "im-acts" },
        el("button", { type: "button", class: "btn btn-primary", "data-do": "take", text: t("imports.take", { n: p.batch.count }), on: { click: take } }),
        el("button", { type: "button", class: "btn btn-quiet", "data-do": "drop", text: t("imports.leave"), on: { click: drop } })));
  }

  async function take() {
    if (!hetu.review.signed(take)) return;
    const answer = await api.post(`/${page.token}/take`);
    if (!page) return;
    if (!answer.ok) return fault(answer.error);
    close();
    say(el("p", { class: "im-done", text: t("imports.done", { id: answer.body.batch }) }));
    overview(answer.body);
  }

  function drop() {
    clearTimeout(page.timer);
    api.post(`/${page.token}/drop`);
    close();
    say();
  }

  function close() {
    page.token = "";
    page.preview = null;
    if (page.map) page.map.remove();
    page.map = null;
    page.slots.look.hidden = true;
    page.slots.look.replaceChildren();
  }

  async function act(what, id) {
    if (!hetu.review.signed(() => act(what, id))) return;
    const answer = await api.post(`/batch/${id}/${what}`);
    if (!page) return;
    if (!answer.ok) return fault(answer.error);
    say(el("p", { class: "im-done", text: t(`imports.${what}_done`) }));
    overview(answer.body);
  }

  // The batches, and again until the layers are drawn.
  function overview(body) {
    page.overview = body;
    if (body.writing) hetu.review.writing = body.writing;
    page.slots.batches.replaceChildren(api.batches(body, act));
    clearTimeout(page.again);
    if (body.layers.state === "building") page.again = setTimeout(refresh, 1000);
  }

  async function refresh() {
    const answer = await api.get("");
    if (!page) return;
    if (answer.ok) overview(answer.body);
    else fault(answer.error);
  }

  hetu.pages.register("imports", {
    mount(root) {
      page = { root: root.querySelector("[data-slot=imports]"), wishes: {}, token: "", map: null };
      const redraw = () => {
        frame();
        if (page.overview) overview(page.overview);
        if (page.preview) show();
      };
      page.lang = hetu.on("lang", redraw);
      frame();
      refresh();
    },
    unmount() {
      clearTimeout(page.timer);
      clearTimeout(page.again);
      page.lang();
      if (page.map) page.map.remove();
      page = null;
    },
  });
})(window.hetu);
