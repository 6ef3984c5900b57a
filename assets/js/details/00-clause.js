// A mention's clause: its sentence with the words marked, its neighbours faint; where this machine
// has no report text, the core composed from stored facts. Always with its reference.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;

  hetu.reference = function (mention) {
    const report = (hetu.boot.manifest && hetu.boot.manifest.report) || {};
    const title = hetu.pick(report.title_zh || "", report.title_en || report.title_zh || "");
    const where = [hetu.sectionName(mention.section), mention.paragraph_title].filter(Boolean).join(" · ");
    return t("clause.reference", {
      title,
      year: mention.report,
      where,
      sentence: mention.sentence_index,
      start: mention.start,
      end: mention.end,
    });
  };
  hetu.sectionName = function (section) {
    const area = hetu.areas().find((a) => a.numeral === section);
    if (!area || area.number <= 0) return section;
    return hetu.pick(`${section}、${area.label_zh}`, `${section} ${area.label_en}`);
  };

  // The core verb〔name〕outcome with the name set off.
  hetu.core = function (text) {
    const parts = String(text || "").split(/〔([^〕]*)〕/);
    return parts.map((part, i) => (i % 2 ? el("mark", { text: part }) : part));
  };

  function sentence(found, mention) {
    const from = Math.max(0, mention.start - found.start);
    const to = Math.min(found.text.length, mention.end - found.start);
    if (from >= to) return [found.text];
    return [
      found.text.slice(0, from),
      el("mark", { text: found.text.slice(from, to) }),
      found.text.slice(to),
    ];
  }

  hetu.clause = function (mention) {
    const box = el("article", { class: "clause" });
    const head = el(
      "header",
      { class: "clause-head" },
      el("span", {
        text: [hetu.sectionName(mention.section), mention.paragraph_title].filter(Boolean).join(" · "),
      }),
      el("span", { class: "num muted", text: t("clause.sentence", { n: mention.sentence_index }) }),
    );
    const body = el("div", { class: "clause-body", lang: "zh-CN" }, el("p", {}, hetu.core(mention.core)));
    const tags = el(
      "p",
      { class: "clause-tags muted" },
      [
        mention.stage && hetu.label("stage", mention.stage),
        mention.work_type && hetu.label("work_type", mention.work_type),
        mention.is_review && t("clause.review"),
        t(`origin.${mention.origin}`),
        t("clause.confidence", { n: Math.round(mention.confidence * 100) }),
      ]
        .filter(Boolean)
        .join(" · "),
    );
    const draft = hetu.store.draft ? `draft=${encodeURIComponent(hetu.store.draft)}&` : "";
    const inReport = el("a", {
      class: "link small",
      href: `/report?${draft}m=${encodeURIComponent(mention.mention_id)}`,
      text: t("clause.in_report"),
      on: { click: hetu.follow },
    });
    box.append(head, body, tags, inReport);
    hetu.data.clausesOf(mention.report).then((clauses) => {
      const found = clauses && clauses.sentences[String(mention.sentence_index)];
      if (!found) {
        body.append(el("p", { class: "muted small", lang: hetu.lang(), text: t("clause.no_text") }));
        return;
      }
      const near = (step) => {
        const other = clauses.sentences[String(mention.sentence_index + step)];
        return other ? el("p", { class: "clause-near", text: other.text }) : "";
      };
      hetu.clear(body).append(near(-1), el("p", { class: "clause-own" }, sentence(found, mention)), near(1));
    });
    return box;
  };
})(window.hetu);
