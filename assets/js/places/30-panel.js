// The work in hand: what is known, candidates, ways to give a position, radius, why, confirm.
(function (hetu) {
  "use strict";

  const { el, t, places } = hetu;
  const kbd = (text) => el("kbd", { text });

  function head(at, work) {
    const { p } = work;
    const said = (p.mentions || []).find((m) => m.core);
    return el("header", { class: "pl-head" },
      el("h2", { lang: "zh-CN", text: at.model.name(work.id) }),
      el("p", { class: "muted small" }, [hetu.label("category", p.category), hetu.label("stage", p.stage), hetu.label("work_type", p.work_type)].filter(Boolean).join(" · "), " ",
        el("a", { class: "link", href: `/?sel=${encodeURIComponent(work.id)}`, text: t("nav.map"), on: { click: hetu.follow } })),
      said ? el("p", { lang: "zh-CN", text: said.core }) : null,
      el("p", { class: "small" }, el("b", { text: `${t("places.now")} ` }), hetu.label("precision", p.precision), " · ",
        el("span", { class: "muted", text: hetu.pick(p.location_note_zh || p.reason_zh, p.location_note_en || p.reason_en) })));
  }

  function candidate(at, item, i) {
    const away = item.distance_m === null ? "" : t("places.away", { d: hetu.metres(item.distance_m) });
    return el("li", {}, el("button", { type: "button", class: `pl-candidate${at.chosen === i ? " is-on" : ""}`, "aria-pressed": String(at.chosen === i), on: { click: () => at.choose(i) } },
      kbd(String(i + 1)),
      el("span", { class: "pl-candidate-name" }, el("b", { lang: "zh-CN", text: item.name }), " ", el("span", { class: "pl-origin", text: t(`places.origin_${item.origin}`) })),
      el("span", { class: "num pl-score", text: String(Math.round(item.score * 100)), title: t("places.score", { n: Math.round(item.score * 100) }) }),
      el("span", { class: "muted small pl-reason", text: [hetu.pick(item.reason_zh, item.reason_en), away, `± ${hetu.metres(item.radius_m)}`].filter(Boolean).join(" · ") })));
  }

  function words(draft) {
    const { geometry } = draft;
    if (geometry.type === "Point") return t("places.draft_point", { at: `${geometry.coordinates[0].toFixed(5)}, ${geometry.coordinates[1].toFixed(5)}` });
    if (geometry.type === "LineString") return t("places.draft_line", { n: geometry.coordinates.length });
    return t("places.draft_area", { n: geometry.coordinates[0].length - 1 });
  }

  function form(at) {
    const { draft } = at;
    const gives = () => t("places.gives", { precision: hetu.label("precision", places.classOf(draft.geometry, draft.radius_m, draft.method === "survey")) });
    const told = el("p", { class: "small pl-gives", role: "status", text: gives() });
    const radius = el("input", { type: "number", id: "pl-radius", min: "1", max: "100000", step: "any", value: String(draft.radius_m), inputmode: "decimal", "aria-describedby": "pl-radius-about",
      on: { input: () => { at.radius(Number(radius.value)); told.textContent = gives(); } } });
    const surveyed = el("input", { type: "checkbox", id: "pl-surveyed", checked: draft.method === "survey", on: { change: () => { at.surveyed(surveyed.checked); told.textContent = gives(); } } });
    const outside = el("input", { type: "checkbox", id: "pl-outside", checked: Boolean(draft.outside), on: { change: () => at.set({ outside: outside.checked }) } });
    const note = el("input", { type: "text", id: "pl-note", maxlength: "300", value: draft.note || "", on: { input: () => at.set({ note: note.value }) } });
    return el("form", { class: "pl-draft", on: { submit: (event) => { event.preventDefault(); at.accept(); } } },
      el("p", {}, el("b", { text: `${t("places.draft")} ` }), el("span", { class: "num", text: words(draft) }), draft.said ? el("span", { class: "muted small", text: ` · ${draft.said}` }) : null),
      el("label", { for: "pl-radius", text: t("places.radius") }), radius,
      el("p", { class: "muted small", id: "pl-radius-about", text: t("places.radius_about") }),
      el("label", { for: "pl-note", text: t("places.note") }), note,
      el("div", { class: "pl-checks" },
        ["click", "drag", "typed", "phone", "draw"].includes(draft.how) ? el("label", {}, surveyed, ` ${t("places.surveyed")}`) : null,
        el("label", {}, outside, ` ${t("places.outside")}`)),
      told,
      el("div", { class: "pl-actions" },
        el("button", { type: "submit", class: "btn btn-primary", "data-do": "accept" }, t("places.accept"), " ", kbd("Enter")),
        el("button", { type: "button", class: "btn", "data-do": "clear", on: { click: at.clear } }, t("places.clear"), " ", kbd("Esc"))));
  }

  function conflict(at) {
    if (!at.conflict) return null;
    const theirs = at.conflict.placed;
    const d = theirs && at.draft ? places.metres(places.middle(theirs.geometry), places.middle(at.draft.geometry)) : 0;
    const said = theirs ? t("places.conflict", { who: theirs.who, d: hetu.metres(d) }) : t("places.conflict_gone", { who: at.conflict.faster });
    return el("div", { class: "notice pl-conflict", role: "alert" }, el("p", { text: said }),
      el("div", { class: "pl-actions" },
        el("button", { type: "button", class: "btn btn-small", "data-do": "mine", text: t("places.keep_mine"), on: { click: () => at.settle(true) } }),
        theirs ? el("button", { type: "button", class: "btn btn-small", "data-do": "theirs", text: t("places.keep_theirs"), on: { click: () => at.settle(false) } }) : null));
  }

  function ways(at) {
    const typed = el("input", { type: "text", id: "pl-typed", autocomplete: "off", value: at.typed || "", placeholder: t("places.typed"), "aria-label": t("places.typed"), on: { input: () => { at.typed = typed.value; } } });
    const datum = el("select", { id: "pl-datum", "aria-label": t("places.datum"), on: { change: () => { at.datum = datum.value; } } },
      el("option", { value: "", text: `${t("places.datum")}：${t("places.datum_auto")}` }),
      at.model.datums.map(([value, zh, en]) => el("option", { value, selected: at.datum === value, text: hetu.pick(zh, en) })));
    const search = el("input", { type: "search", id: "pl-search", autocomplete: "off", placeholder: t("places.search"), "aria-label": t("places.search"), value: at.searched || "" });
    const secure = places.hasDevice();
    return el("section", { class: "pl-ways", "aria-label": t("places.how") },
      el("form", { on: { submit: (event) => { event.preventDefault(); at.search(search.value); } } }, search, kbd("/")),
      el("form", { class: "pl-typed", on: { submit: (event) => { event.preventDefault(); at.read(typed.value, datum.value); } } }, typed, datum,
        el("button", { type: "submit", class: "btn btn-small", text: t("places.typed_do") })),
      el("div", { class: "pl-actions" },
        el("button", { type: "button", class: "btn btn-small", "data-do": "line", on: { click: () => at.sketch("line") } }, t("places.line"), " ", kbd("L")),
        el("button", { type: "button", class: "btn btn-small", "data-do": "area", on: { click: () => at.sketch("area") } }, t("places.area"), " ", kbd("A")),
        el("button", { type: "button", class: "btn btn-small", "data-do": "phone", disabled: !secure, on: { click: at.phone } }, t("places.phone"), " ", kbd("P"))),
      at.model.providers.length ? el("div", { class: "pl-actions" }, el("span", { class: "muted small", text: t("places.ask") }),
        at.model.providers.map(([code, zh, en]) => el("button", { type: "button", class: "btn btn-small", "data-ask": code, text: hetu.pick(zh, en), on: { click: () => at.ask(code) } }))) : null,
      secure ? null : el("p", { class: "muted small", text: t("places.phone_insecure") }));
  }

  // `at` holds the state of the work in hand and what may be done with it (see pages/places.js).
  places.panel = function (at) {
    const node = el("section", { class: "pl-panel", tabindex: "-1" });
    // What is being typed outlives a redraw; a word being composed (pinyin) holds it up.
    let composing = false;
    let waiting = false;
    node.addEventListener("compositionstart", () => { composing = true; });
    node.addEventListener("compositionend", () => {
      composing = false;
      if (waiting) setTimeout(() => panel.draw());
    });
    const panel = {
      node,
      draw() {
        waiting = composing;
        if (composing) return;
        const held = node.contains(document.activeElement) ? document.activeElement : null;
        const was = held && held.id ? { id: held.id, text: held.value, from: held.selectionStart, to: held.selectionEnd } : null;
        panel.fill();
        const now = was && document.getElementById(was.id);
        if (!now || now.disabled) return;
        if (["text", "search"].includes(now.type)) now.value = was.text;
        now.focus({ preventScroll: true });
        if (was.from !== null && was.from !== undefined) now.setSelectionRange(was.from, was.to);
      },
      fill() {
        const work = at.id && at.model.work(at.id);
        node.setAttribute("aria-label", work ? at.model.name(at.id) : t("places.title"));
        if (!work) return node.replaceChildren(el("p", { class: "empty", text: t("places.nothing") }));
        const list = at.candidates
          ? at.candidates.length
            ? el("ol", { class: "pl-candidates" }, at.candidates.map((item, i) => candidate(at, item, i)))
            : el("p", { class: "muted small", text: t("places.no_candidates") })
          : el("p", { class: "muted small", text: t("places.loading") });
        return node.replaceChildren(...[head(at, work), conflict(at),
          at.draft ? form(at) : el("p", { class: "muted small pl-hint", text: at.placed ? t("places.placed_by", { who: at.placed.who, precision: hetu.label("precision", at.placed.precision) }) : t("places.no_draft") }),
          el("h3", { text: at.searched ? t("places.found") : t("places.candidates") }), list, ways(at), places.history(at)].filter(Boolean));
      },
    };
    return panel;
  };
})(window.hetu);
