// What a file is and what taking it in would change: datum, columns, works, problems.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const api = hetu.imports;
  const said = (item) => hetu.pick(item.zh, item.en);

  function facts(p) {
    const line = (label, value) => [el("dt", { text: t(label) }), el("dd", {}, value)];
    const { batch } = p;
    return el("dl", { class: "im-facts" },
      line("imports.file", batch.file),
      line("imports.features", el("span", { class: "num", text: String(batch.count) })),
      p.unnamed ? line("imports.unnamed", el("span", { class: "num", text: String(p.unnamed) })) : null,
      p.outside ? line("imports.outside", el("span", { class: "num", text: String(p.outside) })) : null,
      p.repaired ? line("imports.repaired", el("span", { class: "num", text: String(p.repaired) })) : null,
      p.undrawn ? line("imports.undrawn", el("span", { class: "num", text: String(p.undrawn) })) : null,
      batch.attribution ? line("imports.licence", `${batch.attribution}`) : null);
  }

  const choice = (name, label, options, value) => {
    const id = `im-${name}`;
    const select = el("select", { id, name }, options.map(([code, text]) => el("option", { value: code, selected: code === value, text })));
    return el("div", { class: "im-field" }, el("label", { for: id, text: label }), select);
  };
  const column = (field, columns, value) => choice(`map-${field}`, t(`imports.field_${field}`), [["", t("imports.no_column")], ...columns.map((c) => [c, c])], value || "");
  const layer = (layers, value) => (layers && layers.length > 1 ? choice("layer", t("imports.layer"), [["", t("imports.all_layers")], ...layers.map((name) => [name, name])], value || "") : null);

  function chosen(form) {
    const data = new FormData(form);
    const mapping = {};
    for (const [name, value] of data) if (name.startsWith("map-")) mapping[name.slice(4)] = value;
    return { data, mapping };
  }

  // Choices a person confirms: the datum, what each column is, licence. `again` looks anew.
  function settings(p, wishes, again) {
    const form = el("form", { class: "im-form", on: { submit: (event) => { event.preventDefault(); send(); } } });
    const how = t(`imports.how_${p.datum.how}`);
    if (p.batch.format !== "osm") {
      form.append(...[layer(p.layers, wishes.layer)].filter(Boolean));
      form.append(choice("datum", t("imports.datum"), [["", `${said(p.datum)} · ${how}`], ...p.datums.map(([code, zh, en]) => [code, hetu.pick(zh, en)])], wishes.datum || ""));
      for (const field of p.fields) {
        if (!p.columns.length || (["lon", "lat", "position"].includes(field) && !p.mapping[field] && !needs(p))) continue;
        form.append(column(field, p.columns, p.mapping[field]));
      }
      const radius = el("input", { id: "im-radius", name: "uncertainty", type: "number", min: "1", max: "20000", step: "1", value: wishes.uncertainty || "" });
      const licence = el("input", { id: "im-licence", name: "licence", type: "text", maxlength: "80", value: wishes.licence || "" });
      const open = el("input", { id: "im-open", name: "open", type: "checkbox", checked: wishes.open });
      form.append(
        el("div", { class: "im-field" }, el("label", { for: "im-radius", text: t("imports.radius") }), radius),
        el("div", { class: "im-field" }, el("label", { for: "im-licence", text: t("imports.licence") }), licence),
        el("div", { class: "im-field is-check" }, open, el("label", { for: "im-open", text: t("imports.open") })),
        el("button", { type: "submit", class: "btn", text: t("imports.again") }));
    }
    function send() {
      const { data, mapping } = chosen(form);
      const other = (data.get("layer") || "") !== (wishes.layer || ""); // it has columns of its own
      again({ datum: data.get("datum") || "", layer: data.get("layer") || "", mapping: other ? {} : mapping, uncertainty: data.get("uncertainty") || "", licence: data.get("licence") || "", open: data.get("open") === "on" });
    }
    return form;
  }

  // What a person must say before the file can be read: the datum, the columns, the layer.
  function asked(state, wishes, again) {
    const { error, columns = [], layers = [] } = state;
    const datums = Object.entries(hetu.boot.labels.datum || {});
    const fields = [];
    if (/--datum/.test(error.zh) && datums.length) {
      const told = /--datum (\w+)/.exec(error.zh); // the likely one is named first
      fields.push(choice("datum", t("imports.datum"), datums.map(([code, pair]) => [code, hetu.pick(pair[0], pair[1])]), told ? told[1] : ""));
    }
    if (layers.length > 1) fields.push(layer(layers, wishes.layer));
    if (/--map/.test(error.zh)) {
      const mapping = wishes.mapping || {};
      const names = /--map lon/.test(error.zh) ? ["name", "lon", "lat", "position"] : ["name"];
      if (columns.length) fields.push(...names.map((field) => column(field, columns, mapping[field])));
    }
    if (!fields.length) return null;
    const form = el("form", { class: "im-form", on: { submit: (event) => {
      event.preventDefault();
      const { data, mapping } = chosen(form);
      const given = Object.fromEntries(Object.entries(mapping).filter(([, value]) => value));
      const wished = { mapping: { ...wishes.mapping, ...given } };
      for (const key of ["datum", "layer"]) if (data.get(key)) wished[key] = data.get(key);
      again(wished);
    } } }, fields, el("button", { type: "submit", class: "btn btn-primary", text: t("imports.again") }));
    return form;
  }

  const needs = (p) => Boolean(p.mapping.lon || p.mapping.position);

  function precisions(p) {
    const codes = [1, 2, 3, 4, 5, 6, 7, 0].filter((code) => p.before[code] || p.after[code]);
    const cell = (n) => el("td", { class: "num", text: String(n || 0) });
    return el("table", { class: "table im-precision" },
      el("caption", { text: t("imports.by_precision") }),
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: t("imports.precision") }), el("th", { scope: "col", text: t("imports.now") }), el("th", { scope: "col", text: t("imports.then") }))),
      el("tbody", {}, codes.map((code) => el("tr", {}, el("th", { scope: "row", text: api.precision(code) }), cell(p.before[code]), cell(p.after[code])))));
  }

  function changes(p, map) {
    if (!p.changes.length) return el("p", { class: "empty", text: t("imports.no_changes") });
    const rows = p.changes.map((c) => {
      const name = map.has(c.id) ? el("button", { type: "button", class: "link im-goto", text: c.name, on: { click: () => map.show(c.id) } }) : el("span", { text: c.name });
      const moved = c.moved === null ? "—" : t("imports.metres", { n: Math.round(c.moved) });
      return el("tr", { class: c.conflict ? "is-conflict" : "" },
        el("th", { scope: "row", lang: "zh-CN" }, name),
        el("td", { text: `${api.precision(c.before)} → ${api.precision(c.after)}` }),
        el("td", { class: "num" }, moved, c.conflict ? el("b", { class: "im-conflict", text: ` ${t("imports.conflict")}` }) : null),
        el("td", { class: "im-note", text: said(c) }));
    });
    return el("div", { class: "im-scroll", tabindex: "0", role: "region", "aria-label": t("imports.changes") },
      el("table", { class: "table" },
        el("caption", { text: t("imports.changes_n", { n: p.changes.length + p.more_changes }) }),
        el("thead", {}, el("tr", {}, ["name", "precision", "moved", "by"].map((key) => el("th", { scope: "col", text: t(`imports.${key}`) })))),
        el("tbody", {}, rows)),
      p.more_changes ? el("p", { class: "muted", text: t("imports.more", { n: p.more_changes }) }) : null);
  }

  function namesakes(p, map) {
    if (!p.namesakes.length) return null;
    return el("section", { class: "im-part" }, el("h3", { text: t("imports.namesakes") }),
      el("ul", {}, p.namesakes.map((item) => el("li", {}, el("button", { type: "button", class: "link im-goto", text: item.name, lang: "zh-CN", on: { click: () => map.show(item.id) } }), ` · ${t("imports.candidates", { n: item.at.length })}`))),
      el("p", { class: "muted small", text: t("imports.to_places") }));
  }

  function problems(p) {
    if (!p.problems.length) return null;
    return el("details", { class: "im-part", open: p.problems.length < 6 },
      el("summary", { text: t("imports.problems", { n: p.problems.length + p.more_problems }) }),
      el("ul", {}, p.problems.map((item) => el("li", {}, item.row ? el("span", { class: "num muted", text: `${t("imports.row", { n: item.row })} ` }) : null, said(item)))));
  }

  hetu.imports.look = { facts, settings, asked, precisions, changes, namesakes, problems };
})(window.hetu);
