// Marking in the text what the rules did not find: words selected, a small form, a decision.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;

  // `at` = {text, model, host, show(form or null), added(standing)}; returns {close}.
  review.marker = function (at) {
    const button = el("button", { type: "button", class: "btn btn-small rp-add", hidden: true, on: { mousedown: (event) => event.preventDefault(), click: () => open() } },
      hetu.icon("plus"), el("span", { text: t("report.add") }));
    at.host.append(button);
    let span = null;

    function look() {
      // The button itself takes no selection away; a form that has the focus does.
      if (document.activeElement && document.activeElement.closest(".rp-details, dialog")) return;
      span = at.text.chosen();
      button.hidden = !span;
      if (!span) return;
      const host = at.host.getBoundingClientRect();
      button.style.left = `${Math.max(0, Math.min(span.box.left - host.left, host.width - 140))}px`;
      button.style.top = `${span.box.bottom - host.top + 6}px`;
    }

    function open() {
      if (!span) return;
      const { start, end } = span;
      form(start, end);
    }

    function form(start, end) {
      if (!review.signed(() => form(start, end))) return;
      button.hidden = true;
      const words = review.slice(at.model.text, start, end);
      const choice = (field, list, none) => el("label", {}, t(`review.field_${field}`), el("select", { name: field, required: !none },
        el("option", { value: "", text: "\u2014" }), Object.entries(hetu.boot.labels[list]).map(([code, label]) => el("option", { value: code, text: hetu.pick(label[0], label[1]) }))));
      const told = el("p", { class: "rp-add-told", role: "status" });
      const node = el("form", { class: "rv-form", on: { submit: send } },
        el("h2", { text: t("report.add") }), el("p", { class: "promise", lang: "zh-CN" }, el("mark", { text: words })),
        choice("category", "category", false), choice("work_type", "work_type", true), choice("stage", "stage", true), told,
        el("div", { class: "rv-form-actions" },
          el("button", { type: "submit", class: "btn btn-primary btn-small", text: t("review.save") }),
          el("button", { type: "button", class: "btn btn-small", text: t("review.cancel"), on: { click: () => at.show(null) } })));
      at.show(node);
      node.querySelector("select").focus();

      async function send(event) {
        event.preventDefault();
        const fields = { start, end };
        node.querySelectorAll("select").forEach((input) => { if (input.value) fields[input.name] = input.value; });
        const answer = await review.post(`/${at.model.draft.id}/decisions`, { target: "mention", record_id: "", rev: 0, action: "add", fields, who: review.who(), why: "" });
        if (answer.ok) at.added(answer.body.standing);
        else told.textContent = review.words(answer.error);
      }
    }

    document.addEventListener("selectionchange", look);
    return { close: () => document.removeEventListener("selectionchange", look) };
  };
})(window.hetu);
