// Keeping and handing out: save with versions, open, compare two, share link, sheet and files.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  const { review } = hetu;
  const FILES = ["gpx", "gpx-gcj02", "kml", "geojson", "ics", "xlsx"];

  const link = (id, version) => `${location.origin}/routes?r=${id}${version ? `&v=${version}` : ""}`;

  function address(saved) {
    const query = saved ? `?r=${saved.id}&v=${saved.version}` : "";
    history.replaceState(history.state, "", `/routes${query}`);
  }
  routes.address = address;

  routes.askSave = function () {
    if (!review.signed(() => routes.askSave())) return;
    const title = el("input", { type: "text", id: "rt-save-title", required: true, maxlength: "80", value: state.plan.title || (state.saved || {}).title || "" });
    const note = el("input", { type: "text", id: "rt-save-note", maxlength: "200" });
    const told = el("p", { class: "rt-error", role: "alert", hidden: true });
    const send = async (node, own) => {
      if (!title.value.trim()) return title.focus();
      const plan = { ...state.plan, title: title.value.trim() };
      const body = { plan, title: plan.title, note: note.value.trim(), who: review.who(), ...(own && state.saved ? { id: state.saved.id, expected: state.saved.latest || state.saved.version } : {}) };
      const answer = await review.tell("/api/routes/saved", body);
      if (!answer.ok) {
        told.textContent = review.words(answer.error);
        told.hidden = false;
        if (answer.status === 409 && answer.body.latest) state.saved.latest = answer.body.latest.version;
        return null;
      }
      state.plan = answer.body.plan;
      state.saved = routes.savedAs(answer.body, answer.body.version);
      hetu.remember("route", JSON.stringify({ plan: state.plan, saved: state.saved }));
      address(state.saved);
      node.close();
      hetu.emit("routes-plan");
      return null;
    };
    const node = routes.dialog(t("routes.save"),
      el("form", { class: "rt-form", on: { submit(event) { event.preventDefault(); send(node, true); } } },
        el("label", { for: "rt-save-title", text: t("routes.name") }), title,
        el("label", { for: "rt-save-note", text: t("routes.note") }), note, told,
        el("div", { class: "rt-actions" },
          el("button", { type: "submit", class: "btn btn-primary", text: state.saved ? t("routes.save_version", { n: (state.saved.latest || state.saved.version) + 1 }) : t("routes.save") }),
          state.saved ? el("button", { type: "button", class: "btn", text: t("routes.save_new"), on: { click: () => send(node, false) } }) : null,
          routes.closer())));
    title.focus();
  };

  async function open(id, version) {
    const answer = await review.ask(`/api/routes/saved/${id}${version ? `?version=${version}` : ""}`);
    if (!answer.ok) { state.error = answer.error; return hetu.emit("routes-answer"); }
    const { body } = answer;
    const saved = routes.savedAs(body, Math.max(...body.versions.map((each) => each.version)));
    routes.replace(body.plan, saved);
    address(saved);
    return null;
  }

  routes.showSaved = async function () {
    const found = await review.ask("/api/routes/book");
    if (found.ok) state.book.saved = found.body.saved;
    const marked = [];
    const list = el("ul", { class: "rt-saved" });
    const compare = el("button", { type: "button", class: "btn", disabled: true, text: t("routes.compare"), on: { click: () => { node.close(); routes.compare(marked); } } });
    const node = routes.dialog(t("routes.saved"), list, el("div", { class: "rt-actions" }, compare, routes.closer()));
    const row = (each, version) => el("li", {},
      el("input", { type: "checkbox", "aria-label": t("routes.compare_named", { name: `${each.title} ${each.version}` }), on: { change(event) {
        if (event.target.checked) marked.push([each.id, each.version]);
        else marked.splice(marked.findIndex((m) => m[0] === each.id && m[1] === each.version), 1);
        compare.disabled = marked.length !== 2;
      } } }),
      el("button", { type: "button", class: "rt-stop-name", text: version ? t("routes.version", { n: each.version }) : each.title, on: { click: () => { node.close(); open(each.id, version && each.version); } } }),
      el("span", { class: "muted small", text: `${t("routes.version", { n: each.version })} · ${each.who} · ${review.clock(each.when)}${each.note ? ` · ${each.note}` : ""}` }),
      version ? null : el("button", { type: "button", class: "btn btn-quiet btn-small", text: t("routes.versions"), on: { click: () => versions(each) } }),
      version ? null : el("button", { type: "button", class: "btn btn-quiet btn-small", text: t("routes.delete"), on: { click: () => remove(each) } }));
    async function versions(each) {
      const answer = await review.ask(`/api/routes/saved/${each.id}`);
      if (answer.ok) hetu.clear(list).append(...answer.body.versions.reverse().map((one) => row(one, true)));
    }
    async function remove(each) {
      if (!review.signed(() => {})) return;
      const answer = await review.tell(`/api/routes/saved/${each.id}/remove`, { who: review.who(), expected: each.version });
      if (answer.ok) { node.close(); routes.showSaved(); } else { state.error = answer.error; node.close(); hetu.emit("routes-answer"); }
    }
    list.append(...(state.book.saved.length ? state.book.saved.map((each) => row(each, false)) : [el("li", { class: "muted", text: t("routes.none_saved") })]));
    node.querySelector("button, input").focus();
  };

  // A form of the plan in hand, so that what is on the page is what is handed out.
  function form(kind, label) {
    return el("form", { method: "post", action: `/routes/out/${kind}`, target: "_blank", rel: "noopener" },
      el("input", { type: "hidden", name: "plan", value: JSON.stringify(state.plan) }),
      el("input", { type: "hidden", name: "lang", value: hetu.lang() }),
      el("button", { type: "submit", class: "btn btn-primary", text: label }));
  }

  // Fetched, not navigated to: a server that is gone or refuses must not take the page away.
  async function download(kind, told) {
    let answer = null;
    told.hidden = true;
    try {
      answer = await fetch(`/routes/out/${kind}`, { method: "POST", credentials: "same-origin", body: new URLSearchParams({ plan: JSON.stringify(state.plan), lang: hetu.lang() }) });
      if (!answer.ok) throw new Error(await answer.text());
    } catch (error) {
      told.textContent = answer ? error.message : t("routes.offline");
      told.hidden = false;
      return;
    }
    const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
    const href = URL.createObjectURL(await answer.blob());
    el("a", { href, download: named ? decodeURIComponent(named[1]) : `route.${kind}` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  routes.showOut = function () {
    const saved = routes.unchanged();
    const sheet = saved
      ? el("a", { class: "btn btn-primary", href: `/routes/out/sheet?r=${saved.id}&v=${saved.version}&lang=${hetu.lang()}`, target: "_blank", rel: "noopener", text: t("routes.sheet") })
      : form("sheet", t("routes.sheet"));
    const share = saved
      ? el("label", { class: "rt-field is-wide" }, el("span", { text: t("routes.share") }), el("input", { type: "text", readonly: true, value: link(saved.id, saved.version), on: { focus: (event) => event.target.select() } }))
      : el("p", { class: "muted small", text: t("routes.share_after") });
    const told = el("p", { class: "rt-error", role: "alert", hidden: true });
    const files = FILES.map((kind) => el("button", { type: "button", class: "btn", text: t(`routes.file_${kind.replace("-", "_")}`), on: { click: () => download(kind, told) } }));
    const node = routes.dialog(t("routes.hand_out"),
      el("div", { class: "rt-files" }, sheet, files), told,
      el("p", { class: "muted small", text: t("routes.gcj_note") }), share, el("div", { class: "rt-actions" }, routes.closer()));
    node.querySelector("a, button").focus();
  };
})(window.hetu);
