// The map of a draft: `/?draft=ID` opens the map on the draft's own layers, under a strip that says
// so for as long as this load of the page lives. Any full load without it is the published map again.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const id = new URLSearchParams(location.search).get("draft") || "";
  if (location.pathname !== "/" || !/^[0-9a-f]{12}$/.test(id)) return;

  const { boot } = hetu;
  // All there can be: a new district has none published yet.
  const names = Object.keys(boot.labels.layer);
  boot.layers = Object.fromEntries(names.map((name) => [name, `/drafts/${id}/layers/${name}.geojson`]));
  boot.clauses = {}; // those of the published report, not of this text

  // The draft's own sentences stand in their place.
  let sentences = null;
  hetu.data.clausesOf = function () {
    sentences = sentences || hetu.review.get(`/${id}`).then(({ ok, body }) => {
      if (!ok || !body.text) return null;
      const text = hetu.review.points(body.text);
      const all = body.outline.flatMap((section) => section.paragraphs).flatMap((paragraph) => paragraph.sentences);
      return { sentences: Object.fromEntries(all.map((s) => [s.index, { text: hetu.review.slice(text, s.start, s.end), start: s.start }])) };
    });
    return sentences;
  };

  const told = fetch(`/api/drafts/${id}/layers`).then((answer) => (answer.ok ? answer.json() : null), () => null);
  const layers = hetu.data.ready;
  hetu.data.ready = Promise.all([layers, told]).then(([data, draft]) => {
    if (draft && draft.manifest && draft.manifest.district) {
      boot.manifest = draft.manifest;
      data.manifest = draft.manifest;
    }
    return data;
  });
  hetu.data.ready.catch(() => {});

  let title = "";
  told.then((draft) => {
    const report = (draft && draft.manifest && draft.manifest.report) || {};
    title = report.title_zh || "";
    strip();
  });

  function strip() {
    const node = el("aside", { class: "draft-strip", "aria-label": t("review.draft") },
      el("span", { text: t("review.draft_map") }),
      title ? el("b", { lang: "zh-CN", text: title }) : null,
      el("a", { class: "link", href: `/review?draft=${id}`, text: t("review.back_to_review") }),
      el("a", { class: "link", href: "/", text: t("review.back_to_map") }));
    const old = document.querySelector(".draft-strip");
    if (old) old.replaceWith(node);
    else document.body.append(node);
  }
  strip();
  hetu.on("lang", strip);
})(window.hetu);
