// Above the table: which draft, how far, who; the filter; the two small dialogs.
(function (hetu) {
  "use strict";

  const { el, t, review } = hetu;

  // Many reports are called only 政府工作报告: whose and which year is said before it.
  function draftLabel(d) {
    const title = d.title || d.file_name;
    const whose = d.district_name && !title.includes(d.district_name) ? `${d.district_name} ` : "";
    const year = d.year && !title.includes(String(d.year)) ? `${d.year} ` : "";
    const mark = d.is_current ? `（${t("review.current")}）` : d.record === "free" ? `（${t("review.draft")}）` : "";
    return `${whose}${year}${title}${mark} · ${d.counts.done}/${d.counts.mentions + d.counts.indicators}`;
  }

  // What the button of the record does with this draft: put its report there, take it off, or "".
  function recordDo(d) {
    return d.record === "free" ? "put" : d.record === "taken" ? "take" : "";
  }

  // `at` = {drafts, model, doubtful, show(id), intake(), who(), help(), record(what)}
  review.head = function (at) {
    const select = el("select", { class: "rv-draft", "aria-label": t("review.draft"), on: { change: () => at.show(select.value) } },
      at.drafts.map((d) => el("option", { value: d.id, selected: at.model && d.id === at.model.draft.id, text: draftLabel(d) })));
    const fill = el("i", {});
    const bar = el("span", { class: "rv-bar", "aria-hidden": "true" }, fill);
    const count = el("span", { class: "num rv-count", role: "status" });
    const layers = el("span", { class: "rv-layers muted", role: "status" });
    const sending = el("span", { class: "rv-sending", role: "status" });
    const whoText = el("span", {});
    // A plain link: the map of a draft needs a load of its own.
    const map = el("a", { class: "btn btn-small", hidden: true }, hetu.icon("target"), el("span", { text: t("review.see_map") }));
    const what = at.model ? recordDo(at.model.draft) : "";
    const node = el("header", { class: "rv-head" }, at.drafts.length ? select : null,
      el("div", { class: "rv-progress" }, bar, count),
      at.doubtful ? el("a", { class: "link small rv-doubtful", href: "/years#doubtful", text: t("years.to_doubts", { n: at.doubtful }), on: { click: hetu.follow } }) : null,
      layers, sending,
      el("div", { class: "rv-tools" }, map,
        what ? el("button", { type: "button", class: `btn btn-small${what === "put" ? " btn-primary" : ""}`, "data-do": "record", on: { click: () => at.record(what) } }, t(`review.record_${what}`)) : null,
        at.model ? el("a", { class: "btn btn-small", href: `/api/drafts/${at.model.draft.id}/export.zip`, download: "", text: t("review.export") }) : null,
        el("button", { type: "button", class: "btn btn-small", "data-do": "intake", on: { click: at.intake } }, hetu.icon("plus"), el("span", { text: t("review.put_in") })),
        el("button", { type: "button", class: "btn btn-small rv-who", "data-do": "who", on: { click: at.who } }, hetu.icon("people"), whoText),
        el("button", { type: "button", class: "btn btn-small btn-icon", "data-do": "help", "aria-label": t("review.help"), title: t("review.help"), "aria-keyshortcuts": "?", text: "?", on: { click: at.help } })));
    return {
      node,
      // Another draft is on its way: nothing may lead to the map of the one before.
      leave() { map.hidden = true; node.classList.add("is-leaving"); },
      draw(waiting) {
        whoText.textContent = review.who() ? t("review.by", { who: review.who() }) : t("review.no_name");
        sending.textContent = waiting ? t("review.sending", { n: waiting }) : "";
        if (!at.model) return;
        const { done, all, left } = at.model.counts();
        fill.style.width = `${all ? (100 * done) / all : 0}%`;
        count.textContent = t("review.progress", { done, left });
        const { state, error, at: when } = at.model.layers;
        const { draft } = at.model;
        map.href = draft.is_current ? "/" : `/?draft=${draft.id}`;
        map.hidden = !(draft.is_current || (draft.adcode && state === "ready"));
        layers.classList.toggle("is-bad", state === "failed");
        layers.textContent = state === "failed" ? review.words(error) : state === "building" ? t("review.drawing")
          : state === "ready" ? t("review.drawn", { at: review.clock(when) }) : "";
      },
    };
  };

  const TARGETS = ["", "mention", "indicator"];
  const STATUSES = ["", "left", "done", "accepted", "edited", "merged", "split", "rejected", "added"];
  const DOUBTS = ["", "high", "middle", "low"];

  review.filterBar = function (model, filter, change) {
    const pick = (name, options, label) => {
      const node = el("select", { name, "aria-label": label, on: { change: () => change({ [name]: node.value }) } },
        options.map(([value, words]) => el("option", { value, selected: filter[name] === value, text: words })));
      return node;
    };
    const words = (name, codes) => codes.map((code) => [code, t(`review.${name}_${code || "all"}`)]);
    const areas = model.areas().map((n) => n === null ? ["none", t("review.no_area")] : [String(n), `${model.area(n).numeral} ${model.area(n).name}`]);
    const search = el("input", { type: "search", value: filter.text, autocomplete: "off", "data-i18n-placeholder": "review.search", "data-i18n-aria-label": "review.search", on: { input: () => change({ text: search.value.trim() }) } });
    const node = el("div", { class: "rv-filter", role: "search" },
      pick("status", words("is", STATUSES), t("review.filter_status")),
      pick("doubt", words("doubt", DOUBTS), t("review.filter_doubt")),
      pick("area", [["", t("review.area_all")], ...areas], t("review.filter_area")),
      pick("target", words("target", TARGETS), t("review.filter_target")), search,
      el("span", { class: "muted num rv-shown", role: "status" }));
    hetu.attributes(node);
    return node;
  };

  function dialog(...content) {
    // One at a time: several refusals may come in at once.
    document.querySelectorAll("dialog.rv-dialog").forEach((old) => old.remove());
    const node = el("dialog", { class: "rv-dialog" }, content);
    node.addEventListener("close", () => node.remove());
    node.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(node);
    node.showModal();
    return node;
  }

  const KEYS = [["J ↓", "next"], ["K ↑", "previous"], ["A", "accept"], ["E", "edit"], ["M", "merge"], ["S", "split"], ["X", "reject"], ["U Ctrl+Z", "undo"], ["?", "help"]];

  review.help = function () {
    const node = dialog(el("h2", { text: t("review.help") }),
      el("dl", { class: "rv-keys" }, KEYS.map(([keys, name]) => [
        el("dt", {}, keys.split(" ").map((key) => el("kbd", { text: key }))), el("dd", { text: t(`review.key_${name}`) })])),
      el("p", { class: "muted small", text: t("review.help_more") }),
      el("form", { method: "dialog" }, el("button", { class: "btn", text: t("shell.close") })));
    node.querySelector("button").focus();
  };

  // Says what will follow and asks; `then` where it is wanted.
  review.askRecord = function (what, draft, then) {
    const { done, left } = draft.counts ? { done: draft.counts.done, left: draft.counts.mentions + draft.counts.indicators - draft.counts.done } : { done: 0, left: 0 };
    const node = dialog(el("h2", { text: t(`review.record_${what}`) }),
      el("p", { lang: "zh-CN" }, el("b", { text: draft.title || draft.file_name })),
      el("p", { text: t(`review.record_${what}_about`, { done, left }) }),
      el("div", { class: "rv-form-actions" },
        el("button", { type: "button", class: "btn btn-primary", text: t(`review.record_${what}`), on: { click: () => { node.close(); then(); } } }),
        el("button", { type: "button", class: "btn", text: t("review.cancel"), on: { click: () => node.close() } })));
    node.querySelector("button").focus();
  };

  // Asks for the name once, and for the token where the server wants one; what waited goes on then.
  review.askWho = function (then) {
    const cancel = el("button", { type: "button", class: "btn", text: t("review.cancel"), on: { click: () => node.close() } });
    if (review.writing === "closed") {
      const node = dialog(el("h2", { text: t("review.read_only") }), el("p", { text: t("review.read_only_about") }), el("div", { class: "rv-form-actions" }, el("button", { type: "button", class: "btn", text: t("shell.close"), on: { click: () => node.close() } })));
      node.querySelector("button").focus();
      return;
    }
    const input = el("input", { type: "text", maxlength: "40", value: review.who(), required: true, autocomplete: "name", id: "rv-who-name" });
    const wants = review.writing === "token";
    const secret = wants ? el("input", { type: "password", required: true, autocomplete: "current-password", id: "rv-who-token" }) : null;
    const told = el("p", { class: "rv-error", role: "alert", hidden: true });
    const node = dialog(el("h2", { text: t("review.who") }), el("p", { class: "muted", text: t("review.who_about") }),
      el("form", { class: "rv-form", on: { async submit(event) {
        event.preventDefault();
        if (!input.value.trim()) return;
        review.setWho(input.value);
        if (wants) {
          review.setToken(secret.value.trim());
          const answer = await review.post("/token", {});
          if (!answer.ok) {
            review.setToken("");
            told.textContent = review.words(answer.error);
            told.hidden = false;
            return secret.focus();
          }
        }
        node.close();
        if (then) then();
      } } }, el("label", { for: "rv-who-name", text: t("review.name") }), input,
      wants ? [el("label", { for: "rv-who-token", text: t("review.token") }), secret, told] : null,
      el("div", { class: "rv-form-actions" }, el("button", { type: "submit", class: "btn btn-primary", text: t("review.save") }), cancel)));
    input.focus();
    input.select();
  };
})(window.hetu);
