// The page 报告: contents with coverage, the marked text, what a mark stands for.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;
  let page = null;

  function contents(sections) {
    return el("nav", { class: "rp-contents", "aria-label": t("report.contents") }, el("details", { open: !hetu.narrow() },
      el("summary", { class: "small-head", text: t("report.contents") }),
      el("ol", {}, sections.map((s) => el("li", {},
        el("a", { href: `#${s.id}`, "data-area": s.area === null ? "none" : String(s.area), on: { click: (event) => jump(event, s.id) } },
          s.area === null ? null : el("span", { class: "numeral", "aria-hidden": "true", text: page.model.area(s.area).numeral }),
          el("span", { class: "rp-contents-title", lang: "zh-CN", text: s.title }),
          s.covered ? el("span", { class: "rp-share" },
            el("span", { class: "rv-meter", "aria-hidden": "true" }, el("i", { style: { width: `${s.covered.percent}%` } })),
            el("span", { class: "num", title: t("report.share_of", { met: s.covered.met, all: s.covered.all }), text: `${s.covered.percent}%` })) : null)))),
      sections.some((s) => s.covered) ? el("p", { class: "muted small", text: t("report.share_about") }) : null));
  }

  function jump(event, id) {
    event.preventDefault();
    const head = document.querySelector(`#${id} h2`);
    head.scrollIntoView({ block: "start", behavior: hetu.calm() ? "auto" : "smooth" });
    head.focus({ preventScroll: true });
  }

  // Where on the map the work is whose mention this is: on the published one, or on the draft's own.
  async function mapOf(r) {
    const { id, is_current: isCurrent } = page.model.draft;
    const has = (p) => (p.mentions || []).some((m) => m.mention_id === r.id);
    try {
      if (isCurrent) {
        const data = await hetu.data.ready;
        const work = data.works.find((one) => has(one.p));
        return work ? `/?sel=${work.id}` : "";
      }
      const { ok, body } = await review.get(`/${id}/layers`);
      if (!ok) return "";
      const urls = hetu.boot.workLayers.map((name) => body.urls[name]).filter(Boolean);
      const layers = await Promise.all(urls.map((url) => fetch(url).then((answer) => answer.json())));
      const found = layers.flatMap((layer) => layer.features).find((feature) => has(feature.properties));
      return found ? `/?draft=${id}&sel=${encodeURIComponent(found.id)}` : "";
    } catch (error) {
      return "";
    }
  }

  function details(r) {
    const { model } = page;
    const v = (field) => model.value(r, field);
    const rows = [];
    const row = (key, value) => value && rows.push(el("dt", { text: t(key) }), el("dd", { lang: "zh-CN" }, value));
    if (r.target === "mention") {
      row("review.col_category", hetu.label("category", v("category")));
      row("review.col_work_type", hetu.label("work_type", v("work_type")));
      row("review.col_stage", hetu.label("stage", v("stage")));
      row("review.col_verb", v("verb_phrase"));
    }
    row("review.col_quantity", review.quantity(model, r));
    row("report.due", v("due"));
    row("report.found", t("review.found", { rule: r.item.rule, n: Math.round(r.item.confidence * 100) }));
    row("review.col_status", t(`review.status_${model.status(r)}`));
    const links = el("p", { class: "rp-links" },
      el("a", { class: "btn btn-small", href: `/review?draft=${model.draft.id}&sel=${encodeURIComponent(r.id)}`, text: t("report.to_review"), on: { click: hetu.follow } }));
    mapOf(r).then((href) => {
      // The map of a draft needs a load of its own: a plain link.
      const on = model.draft.is_current ? { click: hetu.follow } : {};
      if (href) links.prepend(el("a", { class: "btn btn-small", href, on }, hetu.icon("target"), el("span", { text: t("report.to_map") })));
    });
    return [
      el("div", { class: "rv-side-head" }, review.numeral(model, r.ref.focus_area), el("h2", { lang: "zh-CN", tabindex: "-1", text: model.name(r) }),
        el("button", { type: "button", class: "btn btn-quiet btn-icon", "aria-label": t("shell.close"), on: { click: close } }, hetu.icon("close"))),
      r.item.core ? el("p", { class: "promise", lang: "zh-CN" }, hetu.core(r.item.core)) : null,
      el("dl", { class: "facts" }, rows), links];
  }

  function close() {
    const back = page.sel && page.text.first(page.sel);
    page.sel = "";
    page.details.hidden = true;
    page.root.querySelectorAll(".rp-mark.is-open, .rp-core.is-open").forEach((node) => node.classList.remove("is-open"));
    write();
    if (back) back.focus({ preventScroll: true });
  }

  function write() {
    const params = new URLSearchParams({ draft: page.model.draft.id });
    if (page.sel) params.set("m", page.sel);
    history.replaceState(history.state, "", `${location.pathname}?${params}${location.hash}`);
  }

  function show(id, land) {
    const r = page.model.get(id);
    if (!r) return;
    page.sel = id;
    page.details.replaceChildren(...details(r).filter(Boolean));
    page.details.hidden = false;
    page.root.querySelectorAll(".is-open").forEach((node) => node.classList.remove("is-open"));
    page.root.querySelectorAll(`[data-id="${CSS.escape(id)}"]`).forEach((node) => node.classList.add("is-open"));
    const node = page.text.first(id);
    if (node) node.classList.add("is-open");
    if (land && node) {
      node.scrollIntoView({ block: "center" });
      node.classList.add("is-landed");
      node.addEventListener("animationend", () => node.classList.remove("is-landed"), { once: true });
      node.focus({ preventScroll: true });
    } else if (node) clear(node);
    write();
  }

  // On a phone the details come over the text: the words they speak of stay in sight.
  function clear(node) {
    if (!hetu.narrow()) return;
    const words = node.getBoundingClientRect();
    const { top } = page.details.getBoundingClientRect();
    if (words.bottom > top - 8) window.scrollBy({ top: words.bottom - top + 60, behavior: hetu.calm() ? "auto" : "smooth" });
  }

  // From one stretch of silence to the next, in the parts that tell of work.
  function nextSilence() {
    const all = [...page.slot.querySelectorAll(".rp-section[data-kind=task] .rp-faint, .rp-section[data-kind=review] .rp-faint, .rp-section[data-kind=overall] .rp-faint")].filter((node) => node.textContent.trim().length > 5);
    if (!all.length) return;
    page.silence = ((page.silence === undefined ? -1 : page.silence) + 1) % all.length;
    const node = all[page.silence];
    page.slot.querySelectorAll(".rp-faint.is-shown").forEach((other) => other.classList.remove("is-shown"));
    node.classList.add("is-shown");
    node.scrollIntoView({ block: "center", behavior: hetu.calm() ? "auto" : "smooth" });
    page.slot.querySelector(".rp-silent-at").textContent = `${page.silence + 1}/${all.length}`;
  }

  // ?m= holds a record's id, or `report/sentence/start-end` where only the place is known.
  function wanted() {
    const params = new URLSearchParams(location.search);
    const m = params.get("m") || "";
    if (page.model.get(m)) return m;
    const [start, end] = (params.get("at") || "").split("-").map(Number);
    const found = end && page.model.records.find((r) => r.ref.start === start && r.ref.end === end);
    return found ? found.id : "";
  }

  function draw() {
    if (!page || !page.body) return;
    const { model, body } = page;
    const absent = !model.text.length;
    const open = (id) => show(id, false);
    page.text = absent ? hetu.reportCores(model, open) : hetu.reportText(model, body.outline, open);
    page.details = el("aside", { class: "rp-details", hidden: true, "aria-label": t("report.details"), on: { keydown: (event) => event.key === "Escape" && close() } });
    const { clauses, mentions, indicators } = model.draft.counts;
    const select = page.drafts.length > 1 ? el("select", { class: "rv-draft", "aria-label": t("review.draft"), on: { change: () => fetchDraft(select.value) } },
      page.drafts.map((d) => el("option", { value: d.id, selected: d.id === model.draft.id, text: `${d.title}${d.is_current ? `(${t("review.current")})` : ""}` }))) : null;
    page.slot.replaceChildren(
      contents(page.text.sections),
      el("article", { class: "rp-article" }, select,
        el("p", { class: "rp-title", lang: "zh-CN", text: model.draft.title }),
        el("p", { class: "muted num", text: absent ? t("report.counts_no_text", { mentions, indicators }) : t("report.counts", { mentions, indicators, met: clauses.met, all: clauses.all, share: clauses.all ? Math.round((100 * clauses.met) / clauses.all) : 0 }) }),
        absent ? el("div", { class: "notice rp-absent", role: "note", text: t("report.absent") })
          : el("p", { class: "rp-key muted small" }, el("span", { class: "rp-mark is-work", "data-area": "1", text: t("report.work") }), " ", el("span", { class: "rp-mark is-figure", "data-area": "0", text: t("report.figure") }), " ", el("span", { class: "rp-faint", text: t("report.nothing") }), " ",
            el("button", { type: "button", class: "btn btn-small", "data-do": "silence", on: { click: nextSilence } }, t("report.next_silence")), " ", el("span", { class: "num rp-silent-at", role: "status" })),
        page.text.node),
      page.details);
    if (page.marker) page.marker.close();
    page.marker = absent ? null : review.marker({
      text: page.text, model, host: page.slot.querySelector(".rp-article"),
      show(form) {
        page.sel = "";
        page.details.replaceChildren(...(form ? [form] : []));
        page.details.hidden = !form;
      },
      added(standing) {
        model.take({ [standing.record_id]: standing });
        const top = window.scrollY;
        draw();
        window.scrollTo(0, top);
        show(standing.record_id, false);
      },
    });
    page.root.dataset.ready = "1";
    const id = wanted();
    if (id) show(id, true);
  }

  async function fetchDraft(id) {
    const here = page;
    const list = await review.get("");
    if (page !== here) return;
    page.drafts = list.ok ? list.body.drafts : [];
    const chosen = id || (page.drafts[0] && page.drafts[0].id);
    const answer = chosen ? await review.get(`/${encodeURIComponent(chosen)}`) : list;
    if (page !== here) return;
    if (!answer.ok || !chosen) {
      page.slot.replaceChildren(answer.ok ? el("p", { class: "empty", text: t("report.none") })
        : el("div", { class: "notice", role: "alert", text: review.words(answer.error) }));
      return;
    }
    page.body = answer.body;
    page.silence = undefined;
    page.model = review.model(answer.body);
    draw();
  }

  hetu.pages.register("report", {
    mount(root) {
      page = { root, slot: root.querySelector("[data-slot=report]"), drafts: [], sel: "" };
      page.lang = () => draw();
      hetu.on("lang", page.lang);
      fetchDraft(review.asked());
    },
    unmount() {
      if (page) hetu.off("lang", page.lang);
      if (page && page.marker) page.marker.close();
      document.querySelectorAll(".rv-dialog").forEach((node) => node.remove());
      page = null;
    },
  });
})(window.hetu);
