// Changing a record: fields in its row (E), the work it belongs to (M), its parts (S).
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;

  const attrs = (field) => ({ "aria-label": t(`review.field_${field}`), name: field, autocomplete: "off" });
  const text = (field, value) => el("input", { type: "text", maxlength: "200", lang: "zh-CN", value: value === null || value === undefined ? "" : String(value), ...attrs(field) });
  const number = (field, value) => el("input", { type: "text", inputmode: "decimal", class: "num", value: value === null || value === undefined ? "" : String(value), ...attrs(field) });

  function choice(field, list, value, none) {
    const codes = Object.entries(hetu.boot.labels[list]);
    return el("select", attrs(field), none ? el("option", { value: "", text: "—" }) : null,
      codes.map(([code, label]) => el("option", { value: code, selected: code === value, text: hetu.pick(label[0], label[1]) })));
  }

  function flag(field, value) {
    const input = el("input", { type: "checkbox", name: field });
    input.checked = Boolean(value);
    return el("label", { class: "rv-check" }, input, t(`review.field_${field}`));
  }

  const CELLS = {
    mention: (v) => ({
      name: [text("canonical_name", v("canonical_name")), flag("is_review", v("is_review"))],
      category: choice("category", "category", v("category")),
      work_type: choice("work_type", "work_type", v("work_type"), true),
      stage: choice("stage", "stage", v("stage"), true),
      verb: text("verb_phrase", v("verb_phrase")),
      quantity: [number("quantity", v("quantity")), text("unit", v("unit"))],
    }),
    indicator: (v) => ({
      name: [text("name", v("name")), flag("is_review", v("is_review"))],
      verb: choice("comparator_code", "comparator", v("comparator_code")),
      quantity: [number("value", v("value")), text("unit", v("unit"))],
    }),
  };
  const NUMBERS = new Set(["quantity", "value"]);

  const same = (a, b) => (a === "" || a === null || a === undefined ? "" : a) === (b === "" || b === null || b === undefined ? "" : b);

  // What differs from the record as it stands; numbers as numbers where they are some.
  function changes(row, v) {
    const fields = {};
    row.querySelectorAll("input, select").forEach((input) => {
      let value = input.type === "checkbox" ? input.checked : input.value.trim();
      if (NUMBERS.has(input.name) && value !== "" && !Number.isNaN(Number(value.replace(/[,，]/g, "")))) value = Number(value.replace(/[,，]/g, ""));
      if (!same(value, v(input.name))) fields[input.name] = value;
    });
    return fields;
  }

  // Turns the row into fields; `done` gets the changed fields, or null where nothing is kept.
  review.editRow = function (row, model, r, done) {
    const v = (field) => model.value(r, field);
    const parts = CELLS[r.target](v);
    row.classList.add("is-editing");
    for (const [name, content] of Object.entries(parts)) row.querySelector(`.rv-c-${name}`).replaceChildren(...[content].flat());
    const finish = (keep) => {
      const fields = keep ? changes(row, v) : {};
      row.removeEventListener("keydown", keys);
      done(Object.keys(fields).length ? fields : null);
    };
    const keys = (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && !event.isComposing && event.target.tagName !== "BUTTON") {
        event.preventDefault();
        finish(true);
      } else if (event.key === "Escape") {
        event.preventDefault();
        finish(false);
      }
    };
    row.addEventListener("keydown", keys);
    const button = (key, keep) => el("button", { type: "button", class: `btn btn-small${keep ? " btn-primary" : ""}`, text: t(key), on: { click: (e) => { e.stopPropagation(); finish(keep); } } });
    row.querySelector(".rv-c-rule").replaceChildren(el("span", { class: "rv-edit-actions" }, button("review.save", true), button("review.cancel", false)));
    row.querySelector("input").focus();
    row.querySelector("input").select();
  };

  function box(title, about, content, save, cancel, ready) {
    const form = el("form", { class: "rv-form", on: {
      submit(event) { event.preventDefault(); save(); },
      keydown(event) {
        event.stopPropagation();
        if (event.key === "Escape") { event.preventDefault(); cancel(); }
        if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); save(); }
      },
    } }, el("h3", { class: "small-head", text: title }), el("p", { class: "muted small", text: about }), content,
      el("div", { class: "rv-form-actions" },
        el("button", { type: "submit", class: "btn btn-primary btn-small", text: t(ready) }),
        el("button", { type: "button", class: "btn btn-small", text: t("review.cancel"), on: { click: cancel } })));
    return form;
  }

  review.mergeForm = function (model, r, done) {
    const own = model.name(r);
    const names = new Set(model.names().filter((name) => name !== own));
    const works = hetu.data.works || [];
    if (model.draft.is_current) works.forEach((work) => work.p.name !== own && names.add(work.p.name));
    const input = el("input", { type: "text", list: "rv-works", maxlength: "200", lang: "zh-CN", autocomplete: "off", "aria-label": t("review.merge_into") });
    const options = el("datalist", { id: "rv-works" }, [...names].sort().map((name) => el("option", { value: name })));
    const form = box(t("review.merge"), t("review.merge_about", { name: own }), [input, options],
      () => { const into = input.value.trim(); if (into) done({ into }); else input.focus(); }, () => done(null), "review.merge_do");
    setTimeout(() => input.focus(), 0);
    return form;
  };

  review.splitForm = function (model, r, done) {
    const guess = r.item.mention.split(/[、，,；;]|(?<=.{2})[和及与](?=.{2})/).map((s) => s.trim()).filter(Boolean);
    const area = el("textarea", { rows: String(Math.max(3, guess.length + 1)), lang: "zh-CN", "aria-label": t("review.split_parts") });
    area.value = guess.join("\n");
    const form = box(t("review.split"), t("review.split_about"), area, () => {
      const parts = area.value.split("\n").map((s) => s.trim()).filter(Boolean);
      if (parts.length > 1) done({ parts: parts.map((mention) => ({ mention })) });
      else area.focus();
    }, () => done(null), "review.split_do");
    setTimeout(() => area.focus(), 0);
    return form;
  };
})(window.hetu);
