// The history of a place: who said what and when, what was taken back; and the small dialogs.
(function (hetu) {
  "use strict";

  const { el, t, places } = hetu;

  places.history = function (at) {
    const steps = at.history || [];
    const stands = at.placed ? at.placed.id : null;
    const numbers = new Map(steps.map((step) => [step.id, step.rev]));
    const row = (step) =>
      el("li", { class: step.undone_by ? "is-undone" : step.id === stands ? "is-standing" : "" },
        el("span", { class: "num pl-rev", text: String(step.rev) }),
        el("span", {},
          el("b", { text: step.undoes ? t("places.step_undo", { n: numbers.get(step.undoes) || "?" }) : step.geometry ? hetu.label("precision", step.precision) : t("places.step_none") }),
          step.radius_m ? el("span", { class: "num", text: ` ± ${hetu.metres(step.radius_m)}` }) : null,
          step.id === stands ? el("span", { class: "pl-origin", text: t("places.stands") }) : null,
          el("span", { class: "muted small pl-said", text: t("places.step", { who: step.who, when: hetu.review.clock(step.when) }) }),
          el("span", { class: "muted small pl-said", text: [step.undoes ? "" : hetu.label("location_method", step.method), step.undoes ? "" : step.source, step.note, step.raw].filter((word, i, all) => word && all.indexOf(word) === i).join(" · ") }),
          step.undone_by ? el("span", { class: "muted small pl-said", text: t("places.step_undone", { who: step.undone_who }) }) : null),
        step.id === stands
          ? el("button", { type: "button", class: "btn btn-small", text: t("places.take_back"), on: { click: () => at.undo(at.id, step.id) } })
          : step.geometry && !step.undoes
            ? el("button", { type: "button", class: "btn btn-small", text: t("places.restore"), on: { click: () => at.again(step) } })
            : null);
    return el("section", { class: "pl-history" }, el("h3", { text: t("places.history") }),
      at.dispute ? el("p", { class: "notice small", text: t("places.dispute", { one: at.dispute.one, other: at.dispute.other, d: hetu.metres(at.dispute.apart_m) }) }) : null,
      steps.length ? el("ol", {}, [...steps].reverse().map(row)) : el("p", { class: "muted small", text: t("places.no_history") }));
  };

  function dialog(...content) {
    const node = el("dialog", { class: "rv-dialog pl-dialog" }, content);
    node.addEventListener("close", () => node.remove());
    node.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(node);
    node.showModal();
    return node;
  }

  const KEYS = [["J ↓ K ↑", "next"], ["1 – 9", "candidate"], ["Enter", "accept"], ["U Ctrl+Z", "undo"], ["/", "search"], ["C", "typed"], ["L A", "draw"], ["P", "phone"], ["+ -", "radius"], ["Esc", "cancel"], ["?", "help"]];

  places.keys = () => el("p", { class: "pl-keys muted small", "aria-label": t("places.help") },
    KEYS.slice(0, 9).map(([keys, name]) => el("span", {}, keys.split(" ").map((key) => (key === "–" ? "–" : el("kbd", { text: key }))), " ", t(`places.key_${name}`))));

  places.help = function () {
    const node = dialog(el("h2", { text: t("places.help") }),
      el("dl", { class: "rv-keys" }, KEYS.map(([keys, name]) => [el("dt", {}, keys.split(" ").map((key) => (key === "–" ? "–" : el("kbd", { text: key })))), el("dd", { text: t(`places.key_${name}`) })])),
      el("p", { class: "muted small", text: t("places.after") }),
      el("form", { method: "dialog" }, el("button", { class: "btn", text: t("shell.close") })));
    node.querySelector("button").focus();
  };

  // Asks for the name once; what waited for it goes on then. 核对 uses the same name.
  places.askWho = function (then) {
    const input = el("input", { type: "text", maxlength: "40", value: hetu.review.who(), required: true, autocomplete: "name", id: "pl-who-name" });
    const node = dialog(el("h2", { text: t("places.who") }), el("p", { class: "muted", text: t("places.who_about") }),
      el("form", { class: "rv-form", on: { submit(event) {
        event.preventDefault();
        if (!input.value.trim()) return;
        hetu.review.setWho(input.value);
        node.close();
        if (then) then();
      } } }, el("label", { for: "pl-who-name", text: t("places.who") }), input,
      el("div", { class: "rv-form-actions" }, el("button", { type: "submit", class: "btn btn-primary", text: t("places.save") }),
        el("button", { type: "button", class: "btn", text: t("places.cancel"), on: { click: () => node.close() } }))));
    input.focus();
    input.select();
  };
})(window.hetu);
