// Files to hand on: fetched with an error in words, and the small form that offers every format in
// every frame. The form stands on the page of data (all works) and under the map's list (a filter).
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  // Names of formats are the same in both languages. `degrees`: the standard allows nothing else.
  const FORMATS = [
    { key: "shp", name: "Shapefile (SHP)" },
    { key: "gpkg", name: "GeoPackage" },
    { key: "geojson", name: "GeoJSON" },
    { key: "kml", name: "KML", degrees: true },
    { key: "xlsx", name: "XLSX" },
    { key: "csv", name: "CSV" },
    { key: "oc4ids", name: "OC4IDS JSON", degrees: true },
  ];
  const FRAMES = ["wgs84", "cgcs2000", "gk3"];
  const LETTERS = ["utf-8", "gbk"];

  function nameOf(answer, fallback) {
    const header = answer.headers.get("Content-Disposition") || "";
    const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header);
    if (encoded) return decodeURIComponent(encoded[1]);
    const plain = /filename="?([^";]+)"?/i.exec(header);
    return plain ? plain[1] : fallback;
  }

  // The server answers an error with the Chinese text, an empty line, the English text.
  function reason(text) {
    const [zh, en] = text.split("\n\n").map((each) => each.trim());
    return [zh || text, en || zh || text];
  }

  // Fetch a file and hand it to the browser: {size}, or {why: [zh, en]}.
  async function fetchFile(href, fallback, request) {
    const silent = hetu.boot.messages["exports.silent"];
    let answer;
    try { answer = await fetch(href, request); } catch (error) { return { why: silent }; }
    if (!answer.ok) {
      const plain = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
      return { why: plain ? reason(await answer.text()) : silent };
    }
    const blob = await answer.blob();
    const url = URL.createObjectURL(blob);
    const link = el("a", { href: url, download: nameOf(answer, fallback) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return { size: blob.size };
  }

  let made = 0;
  function choice(name, values, act) {
    const id = `export-${name}-${(made += 1)}`;
    const select = el("select", { id, on: { change: act } }, values.map((value) => el("option", { value })));
    const label = el("label", { for: id });
    return { select, label, box: el("div", { class: "export-choice" }, label, select) };
  }

  // `ids` gives the works to hand on, null for all.
  function form(ids) {
    const format = choice("format", FORMATS.map((each) => each.key), fit);
    const frame = choice("frame", FRAMES, null);
    const letters = choice("letters", LETTERS, null);
    const hint = el("p", { class: "muted export-hint" });
    const status = el("p", { class: "export-status", role: "status" });
    const button = el("button", { type: "submit", class: "btn btn-small" });
    const chosen = () => FORMATS.find((each) => each.key === format.select.value);
    let said = null;
    let busy = false;

    function fit() {
      const { key, degrees } = chosen();
      for (const option of frame.select.options) option.disabled = Boolean(degrees) && option.value === "gk3";
      if (degrees && frame.select.value === "gk3") frame.select.value = "wgs84";
      letters.box.hidden = key !== "shp";
      hint.textContent = degrees ? t("exports.degrees") : key === "shp" ? t("exports.shp_hint") : "";
      hint.hidden = !hint.textContent;
    }
    function words() {
      format.label.textContent = t("exports.format");
      frame.label.textContent = t("exports.frame");
      letters.label.textContent = t("exports.letters");
      FORMATS.forEach((each, n) => { format.select.options[n].textContent = each.name; });
      FRAMES.forEach((key, n) => { frame.select.options[n].textContent = t(`exports.${key}`); });
      LETTERS.forEach((key, n) => { letters.select.options[n].textContent = t(`exports.${key}`); });
      button.textContent = t("exports.go");
      status.textContent = said ? said() : "";
      fit();
    }
    function say(fn, wrong) {
      said = fn;
      status.classList.toggle("is-wrong", Boolean(wrong));
      status.textContent = fn();
    }
    async function send(event) {
      event.preventDefault();
      if (busy) return;
      busy = true;
      button.setAttribute("aria-disabled", "true");
      say(() => t("exports.making"));
      const asked = new URLSearchParams({ crs: frame.select.value });
      const works = ids();
      if (works) asked.set("ids", works.join(","));
      if (chosen().key === "shp") asked.set("encoding", letters.select.value);
      const got = await fetchFile(`/export/${chosen().key}`, `hetu.${chosen().key}`, { method: "POST", body: asked });
      busy = false;
      button.removeAttribute("aria-disabled");
      if (got.why) say(() => t("exports.failed", { why: hetu.pick(got.why[0], got.why[1]) }), true);
      else say(() => t("exports.done", { size: hetu.number(got.size / 1024, 0) }));
    }

    const node = el("form", { class: "export-form", on: { submit: send } }, format.box, frame.box, letters.box, button, hint, status);
    words();
    hetu.on("lang", words);
    return node;
  }

  // The form for all works, made once.
  let whole = null;
  function all() {
    whole = whole || form(() => null);
    return whole;
  }

  // The same folded away; made once, so that redrawing a list closes nothing.
  let folded = null;
  function more(ids) {
    if (!folded) {
      const summary = el("summary", { class: "link" });
      const words = () => { summary.textContent = t("exports.more"); };
      folded = el("details", { class: "export-more" }, summary, form(ids));
      words();
      hetu.on("lang", words);
    }
    return folded;
  }

  hetu.exports = { fetchFile, all, more };
})(window.hetu);
