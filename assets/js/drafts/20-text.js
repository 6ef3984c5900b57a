// The text of a report as elements: every mention in the colour of its focus area, figures
// underlined, clauses that gave nothing faint. Spans may nest; the innermost mention has the colour.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;

  const meets = (span, from, to) => span.ref.start < to && from < span.ref.end;

  hetu.reportText = function (model, outline, onOpen) {
    const records = model.records.filter((r) => model.status(r) !== "rejected");
    const first = new Map(); // record id -> its first element

    function piece(from, to, mention, figure, faint) {
      const text = review.slice(model.text, from, to);
      if (!mention && !figure) return el("span", { class: faint ? "rp-faint" : null, "data-from": String(from), text });
      const r = mention || figure;
      const begins = !first.has(r.id);
      const node = el("span", {
        class: `rp-mark${mention ? " is-work" : ""}${figure ? " is-figure" : ""}`,
        "data-area": r.ref.focus_area === null ? "none" : String(r.ref.focus_area),
        "data-id": r.id, "data-from": String(from), text,
        ...(begins ? { tabindex: "0", role: "button", "data-numeral": mention ? numeral(r) : null } : {}),
      });
      if (begins) {
        node.setAttribute("aria-label", `${text} ${hetu.pick("，", ", ")}${t(mention ? "report.work" : "report.figure")}`);
        first.set(r.id, node);
      }
      // Where a figure stands inside a mention's words, both lead to this element.
      if (figure && !first.has(figure.id)) first.set(figure.id, node);
      return node;
    }

    const numeral = (r) => (r.ref.focus_area === null ? null : model.area(r.ref.focus_area).numeral);

    function sentence(s) {
      const own = records.filter((r) => meets(r, s.start, s.end));
      const cuts = new Set([s.start, s.end]);
      for (const r of own) cuts.add(Math.max(s.start, r.ref.start)).add(Math.min(s.end, r.ref.end));
      for (const [from, to] of s.clauses) cuts.add(from).add(to);
      const at = [...cuts].filter((n) => n >= s.start && n <= s.end).sort((a, b) => a - b);
      const out = [];
      for (let i = 0; i + 1 < at.length; i++) {
        const [from, to] = [at[i], at[i + 1]];
        const here = own.filter((r) => meets(r, from, to)).sort((a, b) => a.ref.end - a.ref.start - (b.ref.end - b.ref.start));
        const clause = s.clauses.find(([a, b]) => from < b && a < to);
        const last = out[out.length - 1];
        // A mark between clauses goes with the clause before it.
        const faint = clause ? !own.some((r) => meets(r, clause[0], clause[1])) : !last || last.faint;
        const next = { from, to, faint, mention: here.find((r) => r.target === "mention"), figure: here.find((r) => r.target === "indicator") };
        const plain = (p) => !p.mention && !p.figure;
        if (last && plain(last) && plain(next) && last.faint === faint) last.to = to;
        else out.push(next);
      }
      return el("span", { class: "rp-sentence", "data-sentence": String(s.index) },
        out.map((p) => piece(p.from, p.to, p.mention, p.figure, p.faint)));
    }

    // Coverage of a section: its clauses, and those that a fact touches.
    function share(section) {
      let all = 0;
      let met = 0;
      for (const paragraph of section.paragraphs)
        for (const s of paragraph.sentences)
          for (const [from, to] of s.clauses) {
            all += 1;
            if (records.some((r) => meets(r, from, to))) met += 1;
          }
      return { all, met, percent: all ? Math.round((100 * met) / all) : 0 };
    }

    const sections = outline.map((section, n) => {
      const covered = share(section);
      const id = `rp-section-${n}`;
      const area = section.focus_area;
      // The title's own paragraph is the heading; the text would say it twice.
      const title = section.title || section.label;
      const node = el("section", { class: "rp-section", id, "data-kind": section.kind, "data-area": area === null ? "none" : String(area) },
        el("h2", { tabindex: "-1", lang: "zh-CN" }, area === null ? null : el("span", { class: "numeral", text: model.area(area).numeral }), title),
        section.paragraphs.map((paragraph) => el("p", { lang: "zh-CN" }, paragraph.sentences.map(sentence))));
      return { id, title, area, kind: section.kind, covered, node };
    });
    const node = el("div", { class: "rp-text" }, sections.map((s) => s.node));
    const open = (event) => {
      const mark = event.target.closest(".rp-mark");
      if (!mark || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      onOpen(mark.dataset.id, mark);
    };
    node.addEventListener("click", open);
    node.addEventListener("keydown", open);

    // What is selected, as offsets into the text; null where it is nothing or leaves the text.
    function chosen() {
      const selection = document.getSelection();
      if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
      const range = selection.getRangeAt(0);
      const at = (container, offset) => {
        const span = container.nodeType === 3 && container.parentElement.closest("[data-from]");
        return span && node.contains(span) ? Number(span.dataset.from) + Array.from(container.data.slice(0, offset)).length : -1;
      };
      const [start, end] = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
      return start >= 0 && end > start && end - start <= 200 ? { start, end, box: range.getBoundingClientRect() } : null;
    }
    return { node, sections, first: (id) => first.get(id), chosen };
  };

  // Without the text: what the catalogue can tell of each place, under its headings.
  hetu.reportCores = function (model, onOpen) {
    const groups = new Map();
    for (const r of model.records) {
      const key = r.ref.section;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(r);
    }
    const first = new Map();
    const sections = [...groups].map(([label, records], n) => {
      const area = records[0].ref.focus_area;
      const node = el("section", { class: "rp-section", id: `rp-section-${n}`, "data-area": area === null ? "none" : String(area) },
        el("h2", { tabindex: "-1" }, area === null ? null : el("span", { class: "numeral", text: model.area(area).numeral }), hetu.sectionName(label)),
        el("ul", { class: "rp-cores" }, records.sort((a, b) => a.ref.start - b.ref.start).map((r) => {
          const words = r.item.core ? hetu.core(r.item.core) : `${model.name(r)} ${r.item.comparator} ${review.quantity(model, r)}`;
          const button = el("button", { type: "button", class: "rp-core", "data-id": r.id, lang: "zh-CN", on: { click: () => onOpen(r.id, button) } }, words);
          first.set(r.id, button);
          return el("li", {}, button);
        })));
      return { id: `rp-section-${n}`, title: hetu.sectionName(label), area, covered: null, node };
    });
    return { node: el("div", { class: "rp-text" }, sections.map((s) => s.node)), sections, first: (id) => first.get(id) };
  };
})(window.hetu);
