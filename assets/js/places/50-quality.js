// The quality of the places: by class, source and age; where sources and people disagree.
(function (hetu) {
  "use strict";

  const { el, t, places } = hetu;

  function table(title, rows) {
    const most = Math.max(1, ...rows.map(([, n]) => n));
    const bar = (n) => {
      const fill = el("i", {});
      fill.style.setProperty("width", `${(100 * n) / most}%`);
      return el("span", { class: "pl-bar", "aria-hidden": "true" }, fill);
    };
    return el("section", {}, el("h3", { text: title }),
      rows.length ? el("table", { class: "pl-table" }, el("tbody", {}, rows.map(([name, n]) =>
        el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, bar(n)), el("td", { class: "num", text: hetu.number(n, 0) }))))) : el("p", { class: "muted", text: t("places.quality_none") }));
  }

  const link = (href, text) => el("a", { class: "link", href, text, on: { click: hetu.follow } });
  const item = (found, model) => {
    const name = model.byId.has(found.work_id) || model.work(found.work_id) ? model.name(found.work_id) : found.name;
    const values = { name: "", one: found.one.source, other: found.other.source, d: hetu.metres(found.apart_m), beyond: hetu.metres(found.beyond_m) };
    return el("li", {}, link(`/?sel=${encodeURIComponent(found.work_id)}`, name), " ", t("places.quality_apart", values).replace(/^[：:]\s*/, ""));
  };

  places.quality = async function (model) {
    const node = el("dialog", { class: "rv-dialog pl-dialog pl-quality" }, el("p", { class: "empty", text: t("places.loading") }));
    node.addEventListener("close", () => node.remove());
    node.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(node);
    node.showModal();
    const answer = await places.get("/quality");
    if (!node.isConnected) return;
    const close = el("form", { method: "dialog" }, el("button", { class: "btn", text: t("shell.close") }));
    if (!answer.ok) {
      node.replaceChildren(el("p", { class: "notice", role: "alert", text: places.words(answer.error) }), close);
      return;
    }
    const { body } = answer;
    const precision = Object.entries(body.by_precision).map(([code, said]) => [link(`/?p=${code}`, hetu.label("precision", code)), said.works]);
    const sources = body.by_source.map((said) => [`${said.source || t("places.unknown_source")} · ${hetu.label("location_method", said.method)}`, said.works]);
    const ages = ["1", "3", "10", "older", "undated"].filter((band) => body.by_age[band]).map((band) => [t(`places.age_${band}`), body.by_age[band]]);
    const none = () => el("p", { class: "muted", text: t("places.quality_none") });
    node.replaceChildren(el("h2", { text: t("places.quality") }), el("p", { class: "muted", text: t("places.quality_lead", { works: body.works, on: body.on }) }),
      el("div", { class: "pl-quality-body", tabindex: "0" },
        table(t("places.quality_precision"), precision), table(t("places.quality_source"), sources), table(t("places.quality_age"), ages),
        el("section", {}, el("h3", { text: t("places.quality_disagree") }), body.disagreements.length ? el("ul", {}, body.disagreements.map((found) => item(found, model))) : none()),
        el("section", {}, el("h3", { text: t("places.quality_people") }), body.disputes.length ? el("ul", {}, body.disputes.map((found) => el("li", {}, link(`/places?sel=${found.work_id}`, model.name(found.work_id)), " ", t("places.dispute", { ...found, d: hetu.metres(found.apart_m) })))) : none())),
      el("p", { class: "muted small", text: t("places.quality_json") }), close);
    node.querySelector("form button").focus();
  };
})(window.hetu);
