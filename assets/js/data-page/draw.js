// Draws the page of data from the manifest: tables, bars, lists. Text stays text.
(function (hetu) {
  "use strict";

  const { el } = hetu;
  const say = (key, values) => hetu.indicators.said(`data.${key}`, values);
  const pair = (zh, en) => hetu.indicators.pair(zh || "", en || zh || "");

  function bytes(n) {
    if (n < 1024) return `${n}\u2009B`;
    return n < 1048576 ? `${(n / 1024).toFixed(n < 10240 ? 1 : 0)}\u2009KB` : `${(n / 1048576).toFixed(1)}\u2009MB`;
  }

  const part = (key, ...children) => el("div", { class: "data-part" },
    el("h2", { id: `data-${key}` }, say(key)), children);

  const table = (key, heads, rows, className) => el("div", { class: "data-scroll", tabindex: "0", role: "region", "aria-labelledby": `data-${key}` },
    el("table", { class: `table ${className}` },
      el("thead", {}, el("tr", {}, heads.map((name) => el("th", { scope: "col" }, say(`col_${name}`))))),
      el("tbody", {}, rows)));

  function layers(manifest, model) {
    const rows = manifest.layers.map((layer) => {
      const file = model.files[layer.name];
      return el("tr", {},
        el("th", { scope: "row" }, pair(layer.title_zh, layer.title_en), el("span", { class: "muted block data-about" }, pair(layer.about_zh, layer.about_en))),
        el("td", { class: "num", text: layer.count }), el("td", { class: "num", text: layer.with_geometry }),
        el("td", { class: "num data-tight" }, file ? `${bytes(file.bytes)} (${bytes(file.sent)})` : bytes(layer.bytes)),
        el("td", {}, el("code", { title: layer.sha256, text: layer.sha256.slice(0, 8) })),
        el("td", { class: "data-tight" }, file ? el("a", { class: "link", href: file.href, download: layer.file, text: layer.file }) : el("span", { class: "muted" }, say("not_served"))));
    });
    return part("layers", table("layers", ["layer", "count", "placed", "size", "sha", "file"], rows, "data-layers"));
  }

  // --- precision ------------------------------------------------------------------------------
  const ORDER = ["1", "2", "3", "4", "5", "6", "7", "0"];

  function precision(counts) {
    const count = (codes) => codes.reduce((sum, code) => sum + (counts[code] || 0), 0);
    const total = count(ORDER);
    const most = Math.max(1, ...ORDER.map((code) => counts[code] || 0));
    const labels = hetu.boot.labels.precision;
    const row = (code) => {
      const n = counts[code] || 0;
      const name = pair(labels[code][0], labels[code][1]);
      return el("li", {},
        n ? el("a", { class: "data-bar-name", href: `/?p=${code}`, on: { click: hetu.follow || (() => {}) } }, name) : el("span", { class: "data-bar-name muted" }, name),
        el("span", { class: "data-bar", "aria-hidden": "true" }, el("span", { class: `data-fill precision-${code}`, style: { width: `${(n / most) * 100}%` } })),
        el("b", { class: "num", text: n }));
    };
    return part("precision", el("p", { class: "muted data-note" }, say("precision_lead", {
      n: total, pins: count(["1", "2", "3", "4"]), sharp: count(["1", "2"]), areas: count(["5", "6"]), rest: count(["7", "0"]),
    })), el("ul", { class: "data-bars" }, ORDER.map(row)));
  }

  // --- provenance -----------------------------------------------------------------------------
  const KINDS = ["unaided", "corrected", "added"];

  function provenance(manifest) {
    const found = manifest.provenance || { mentions: { unaided: (manifest.origin || {}).text, ...manifest.origin } };
    const rows = Object.keys(found).filter((name) => hetu.boot.messages[`data.${name}`]).map((name) => {
      const total = KINDS.reduce((sum, kind) => sum + (found[name][kind] || 0), 0) || 1;
      return el("tr", {}, el("th", { scope: "row" }, say(name)),
        [...KINDS, "dropped"].map((kind) => el("td", { class: "num", text: found[name][kind] || 0 })),
        el("td", { class: "num", text: `${Math.round(((found[name].unaided || 0) / total) * 100)}%` }));
    });
    return part("provenance", el("p", { class: "muted data-note" }, say("provenance_lead")),
      el("div", { class: "data-scroll", tabindex: "0", role: "region", "aria-labelledby": "data-provenance" }, el("table", { class: "table data-origin" },
        el("thead", {}, el("tr", {}, el("td", {}), [...KINDS, "dropped"].map((kind) => el("th", { scope: "col" }, say(kind))), el("th", { scope: "col", text: "%" }))),
        el("tbody", {}, rows))));
  }

  // Most pages are cited for facts alone; other licences go by their own name.
  function licence(text) {
    const facts = hetu.boot.messages["data.facts_only"];
    return text === facts[0] ? pair(...facts) : text || "";
  }

  function sources(manifest) {
    const rows = (manifest.sources || []).map((source) => {
      const title = pair(source.title_zh, source.title_en);
      const safe = /^https?:\/\//.test(source.address || "");
      return el("tr", {},
        el("th", { scope: "row" }, safe ? el("a", { class: "link", href: source.address, rel: "noreferrer noopener", target: "_blank" }, title) : title,
          source.publisher ? el("span", { class: "muted block data-about", text: source.publisher }) : null,
          source.address ? el("span", { class: "muted block data-address", text: source.address }) : null),
        el("td", { lang: "zh-CN", text: source.taken || "" }), el("td", {}, licence(source.licence)), el("td", { class: "num data-tight", text: source.date || "" }));
    });
    return part("sources", table("sources", ["source", "taken", "licence", "date"], rows, "data-sources"));
  }

  const limits = () => part("limits", el("ul", { class: "data-limits" },
    ["intent", "place", "schematic", "datum", "text"].map((name) => el("li", {}, say(`limit_${name}`)))));

  function trace(manifest) {
    const fold = (key, list, body) => (list.length ? el("details", { class: "data-fold" }, el("summary", {}, say(key, { n: list.length })), body) : null);
    const inputs = manifest.inputs || [];
    const names = manifest.unmatched_names || [];
    const unmet = (manifest.unmet_corrections || []).map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
    return part("trace",
      fold("inputs", inputs, el("ul", { class: "data-hashes" }, inputs.map((input) => el("li", {}, el("span", { text: input.file }), el("code", { text: input.sha256 }))))),
      fold("unmatched", names, el("p", { class: "data-names", lang: "zh-CN", text: names.join("、") })),
      fold("unmet", unmet, el("ul", {}, unmet.map((text) => el("li", { text })))));
  }

  hetu.dataPage = { say, bytes, layers, precision, provenance, sources, limits, trace, part };
})(window.hetu);
