// Putting a report in: a file dropped or chosen, or pasted text; then what was found in it.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;
  const MAX = 5e6;

  // `opened` is called with the head of the new draft.
  review.intake = function (opened) {
    const told = el("div", { class: "rv-told", role: "status" });
    const area = el("textarea", { rows: "4", lang: "zh-CN", "data-i18n-placeholder": "review.paste_here", "data-i18n-aria-label": "review.paste_here" });
    const input = el("input", { type: "file", class: "sr-only", id: "rv-file", accept: ".txt,.text,.md,.html,.htm,.docx,.pdf", on: { change: () => input.files[0] && file(input.files[0]) } });
    const send = el("button", { type: "button", class: "btn", text: t("review.paste_do"), on: { click: paste } });
    const zone = el("div", { class: "rv-drop" }, hetu.icon("plus"), el("p", {}, t("review.drop"), " ", el("label", { class: "link", for: "rv-file", text: t("review.choose_file") }), input),
      el("p", { class: "muted small", text: t("review.formats") }));
    const node = el("section", { class: "rv-intake", "aria-label": t("review.put_in") }, zone,
      el("div", { class: "rv-paste" }, area, send), told);
    let busy = false;

    function say(child) { told.replaceChildren(...(child ? [child].flat() : [])); }

    function fault(error) { say(el("div", { class: "notice", role: "alert" }, el("p", { class: "rv-error", text: review.words(error) }))); }

    async function work(ask, name) {
      if (busy) return;
      // A name is not wanted for this; leave to write is.
      if (review.writing !== "open" && !review.signed(() => work(ask, name))) return;
      busy = true;
      send.disabled = true;
      node.classList.add("is-busy");
      say(el("p", { class: "rv-working", text: t("review.reading", { name }) }));
      const answer = await ask();
      busy = false;
      send.disabled = false;
      node.classList.remove("is-busy");
      input.value = "";
      if (!answer.ok) return fault(answer.error);
      area.value = "";
      const { draft } = answer.body;
      const { works, mentions, indicators, clauses } = draft.counts;
      say(el("div", { class: "rv-found" }, el("p", {}, el("b", { lang: "zh-CN", text: draft.title })),
        el("p", { class: "num", text: t("review.summary", { works, mentions, indicators, met: clauses.met, all: clauses.all, share: clauses.all ? Math.round((100 * clauses.met) / clauses.all) : 0 }) }),
        draft.adcode ? null : el("p", { class: "muted small", text: t("review.unknown_district") })));
      opened(draft);
    }

    function file(chosen) {
      if (chosen.size > MAX) {
        const mb = (chosen.size / 1e6).toFixed(1);
        const [zh, en] = hetu.boot.messages["review.too_big"].map((s) => s.replace("{name}", chosen.name).replace("{mb}", mb));
        return fault({ zh, en });
      }
      const form = new FormData();
      form.append("file", chosen, chosen.name);
      return work(() => { form.set("who", review.who()); return review.upload(form); }, chosen.name);
    }

    function paste() {
      const text = area.value;
      if (!text.trim()) return area.focus();
      return work(() => review.post("", { text, who: review.who() }), t("review.pasted"));
    }

    const over = (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      zone.classList.add("is-over");
    };
    const leave = () => zone.classList.remove("is-over");
    const drop = (event) => {
      leave();
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      node.hidden = false;
      file(event.dataTransfer.files[0]);
    };
    return { node, over, leave, drop, file };
  };
})(window.hetu);
