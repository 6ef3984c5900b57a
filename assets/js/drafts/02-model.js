// The records of a draft with what stands of them: values as decided, order by doubt, filter.
(function (hetu) {
  "use strict";

  const { review } = hetu;
  const NONE = { rev: 0, status: "pending", fields: {}, made: [] };

  const BANDS = { high: [0, 0.6], middle: [0.6, 0.8], low: [0.8, 1.01] };

  review.model = function (body) {
    const model = { draft: body.draft, seq: body.seq, layers: body.layers, text: review.points(body.text) };
    const standings = new Map(Object.entries(body.standings));
    const sentences = new Map();
    const order = [];
    for (const section of body.outline)
      for (const paragraph of section.paragraphs)
        for (const sentence of paragraph.sentences) {
          sentences.set(sentence.index, sentence);
          order.push(sentence.index);
        }
    const record = (target) => (item) => ({ id: item.record_id, target, item, ref: item.ref });
    model.records = [
      ...body.mentions.map(record("mention")),
      ...body.indicators.map(record("indicator")),
    ];
    const byId = new Map(model.records.map((r) => [r.id, r]));
    // What a reviewer marked in the text stands in the decision itself.
    function mend() {
      for (const [id, standing] of standings) {
        if (standing.status !== "added" || byId.has(id)) continue;
        const item = { record_id: id, origin: "added", confidence: 1, rule: "hand", explain: [], core: "", ...standing.fields };
        const r = { id, target: "mention", item, ref: item.ref, added: true };
        byId.set(id, r);
        model.records.push(r);
      }
      model.records = model.records.filter((r) => !r.added || (standings.get(r.id) || NONE).status === "added");
    }
    mend();

    model.get = (id) => byId.get(id);
    model.standing = (id) => standings.get(id) || NONE;
    model.take = (changed) => {
      for (const [id, standing] of Object.entries(changed)) standings.set(id, standing);
      mend();
    };
    model.status = (r) => model.standing(r.id).status;
    model.isDone = (r) => model.status(r) !== "pending";
    model.value = function (r, field) {
      const { status, fields } = model.standing(r.id);
      if (status === "merged" && field === "canonical_name") return fields.into;
      if (status === "edited" && field in fields) return fields[field];
      return r.item[field];
    };
    model.name = (r) => model.value(r, r.target === "mention" ? "canonical_name" : "name");

    // The sentence of a record with its neighbours, as text; null where the text is absent.
    model.clause = function (r) {
      const own = sentences.get(r.ref.sentence_index);
      if (!own || !model.text.length) return null;
      const near = (step) => {
        const other = sentences.get(r.ref.sentence_index + step);
        return other ? review.slice(model.text, other.start, other.end) : "";
      };
      const from = Math.min(Math.max(r.ref.start, own.start), own.end);
      const to = Math.min(Math.max(r.ref.end, from), own.end);
      return {
        before: near(-1),
        after: near(1),
        parts: [
          review.slice(model.text, own.start, from),
          review.slice(model.text, from, to),
          review.slice(model.text, to, own.end),
        ],
      };
    };

    model.counts = function () {
      const done = model.records.filter(model.isDone).length;
      return { done, all: model.records.length, left: model.records.length - done };
    };

    const fits = (r, filter) => {
      const [low, high] = BANDS[filter.doubt] || [0, 2];
      const done = model.isDone(r);
      const text = `${model.name(r)} ${r.item.mention || ""} ${r.id}`.toLowerCase();
      return (
        (!filter.target || r.target === filter.target) &&
        (!filter.status || (filter.status === "left" ? !done : filter.status === "done" ? done : model.status(r) === filter.status)) &&
        r.item.confidence >= low && r.item.confidence < high &&
        (filter.area === "" || String(r.ref.focus_area === null ? "none" : r.ref.focus_area) === filter.area) &&
        text.includes(filter.text.toLowerCase())
      );
    };

    // Undecided first, doubt first, then as the text goes.
    model.list = (filter) =>
      model.records
        .filter((r) => fits(r, filter))
        .sort((a, b) =>
          model.isDone(a) - model.isDone(b) ||
          a.item.confidence - b.item.confidence ||
          a.ref.start - b.ref.start);

    // Numeral and name of a focus area: the published report's short names for itself, else the
    // draft's own headings.
    const headings = new Map(body.outline.filter((s) => s.focus_area !== null).map((s) => [s.focus_area, s]));
    model.area = function (n) {
      if (n === null || n === undefined) return { numeral: "·", name: hetu.t("review.no_area") };
      const known = hetu.area(n);
      const own = headings.get(n);
      if (model.draft.is_current || !own) return known;
      return { numeral: n === 0 ? known.numeral : own.label, name: own.title };
    };
    model.where = (r) => [model.draft.is_current ? hetu.sectionName(r.ref.section) : r.ref.section, r.ref.paragraph_title].filter(Boolean).join(" · ");

    model.names = () => [...new Set(model.records.filter((r) => r.target === "mention").map(model.name))].sort();
    model.areas = () => [...new Set(model.records.map((r) => r.ref.focus_area))].sort((a, b) => (a === null ? 99 : a) - (b === null ? 99 : b));
    return model;
  };
})(window.hetu);
