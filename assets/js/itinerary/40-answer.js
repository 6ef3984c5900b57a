// What the answer says: does it work, what breaks, what is offered; a proposal to take or leave.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  const SIGNS = { refuse: "⛔", break: "✕", warn: "!", note: "·" };

  function said(each) {
    const { severity } = each;
    const where = each.day === null || state.plan.days.length < 2 ? "" : `${t("routes.day_n", { n: each.day + 1 })} · `;
    return el("li", { class: `rt-said is-${severity}` },
      el("span", { class: "rt-sign", "aria-hidden": "true", text: SIGNS[severity] }),
      el("span", {}, el("span", { class: "sr-only", text: `${t(`routes.severity_${severity}`)}：` }), where + routes.words(each),
        each.sources.length ? el("span", { class: "muted small block", text: each.sources.map((s) => [hetu.pick(s.title_zh, s.title_en), s.date || t("routes.undated")].join(" · ")).join("；") }) : null));
  }

  function verdict(answer) {
    const visits = state.plan.days.some((day) => day.visits.length);
    if (!visits) return el("p", { class: "rt-verdict", text: t("routes.start_here") });
    return el("p", { class: `rt-verdict ${answer.is_feasible ? "is-good" : "is-bad"}`, role: "status" },
      el("b", { text: t(answer.is_feasible ? "routes.works" : "routes.works_not") }),
      el("span", { class: "muted small", text: ` ${routes.words(answer.travel)}` }),
      answer.is_feasible || state.proposal ? null : el("button", { type: "button", class: "btn btn-small", text: t("routes.what_works"), on: { click: () => routes.ask("improve") } }));
  }

  // Works along the way: the sure ones by name, those known by area only as a number.
  function works(answer) {
    const near = answer.works.filter((work) => work.sureness !== "area");
    const areas = answer.works.length - near.length;
    if (!answer.works.length) return null;
    return el("details", { class: "rt-works" },
      el("summary", { text: t("routes.works_met", { n: near.length }) }),
      el("ul", {}, near.map((work) => el("li", {},
        el("a", { class: "link", href: `/?sel=${encodeURIComponent(work.id)}`, text: hetu.pick(work.name, work.name_en), on: { click: hetu.follow } }),
        el("span", { class: "muted small", text: ` ${t(work.sureness === "sure" ? "routes.met_sure" : "routes.met_maybe")}` })))),
      areas ? el("p", { class: "muted small", text: t("routes.met_areas", { n: areas }) }) : null);
  }

  function offers(answer) {
    if (!answer.offers.length) return null;
    return el("div", { class: "rt-offers" }, el("h3", { text: t("routes.offers") }),
      el("ul", {}, answer.offers.map((offer) => el("li", {},
        el("span", { text: routes.words(offer) }),
        el("button", { type: "button", class: "btn btn-small", text: t("routes.take"), on: { click: () => routes.replace(offer.plan) } })))));
  }

  function proposal() {
    const { proposal: answer } = state;
    if (!answer) return null;
    const gained = answer.gained_min === null ? "" : t("routes.gained", { min: routes.minutes(Math.max(0, answer.gained_min)), km: routes.km(Math.max(0, answer.gained_m || 0)) });
    const order = answer.plan.days.map((day) => day.visits.map((v) => { const stop = routes.stop(v.stop); return stop ? routes.name(stop) : v.stop; }).join(" → ")).join(" ‖ ");
    const same = JSON.stringify(answer.plan.days) === JSON.stringify(state.plan.days);
    return el("div", { class: "rt-proposal", role: "status" },
      el("h3", { text: t(`routes.proposal_${answer.kind}`) }),
      same ? el("p", { text: t("routes.no_better") }) : el("p", { class: "rt-order", text: order || "—" }),
      gained && !same ? el("p", { class: "rt-gain", text: gained }) : null,
      el("ul", {}, answer.changes.map((each) => el("li", { class: "small", text: routes.words(each) }))),
      answer.dropped.length ? el("details", {}, el("summary", { text: t("routes.dropped", { n: answer.dropped.length }) }),
        el("ul", {}, answer.dropped.map((each) => { const stop = routes.stop(each.visit.stop_id); return el("li", { class: "small" }, el("b", { text: stop ? routes.name(stop) : each.visit.stop_id }), `：${each.reasons.map(routes.words).join("；")}`); }))) : null,
      answer.is_feasible ? null : el("ul", { class: "rt-findings" }, answer.findings.filter((each) => each.severity === "refuse" || each.severity === "break").map(said)),
      offers(answer),
      el("div", { class: "rt-actions" },
        same ? null : el("button", { type: "button", class: "btn btn-primary", text: t("routes.take"), on: { click: routes.takeProposal } }),
        el("button", { type: "button", class: "btn", text: t("routes.leave_it"), on: { click: routes.dropProposal } })));
  }

  routes.drawAnswer = function () {
    const slot = routes.slot("answer");
    if (!slot || !state.plan) return;
    const { answer } = state;
    const parts = [];
    if (state.told) parts.push(el("p", { class: "notice", role: "alert", text: routes.words(state.told) }));
    if (state.error) parts.push(el("p", { class: "notice", role: "alert", text: routes.words(state.error) }));
    parts.push(proposal());
    if (answer) {
      parts.push(verdict(answer));
      const own = answer.findings.filter((each) => each.severity !== "note" && !(each.stop_id && each.day !== null && state.plan.days.some((day, at) => at === each.day && day.visits.some((v) => v.stop === each.stop_id))));
      if (own.length) parts.push(el("ul", { class: "rt-findings" }, own.map(said)));
      parts.push(offers(answer), works(answer));
      const notes = [...answer.findings.filter((each) => each.severity === "note"), ...answer.assumptions];
      if (notes.length && state.plan.days.some((day) => day.visits.length))
        parts.push(el("details", { class: "rt-notes" }, el("summary", { text: t("routes.assumptions", { n: notes.length }) }), el("ul", { class: "rt-findings" }, notes.map(said))));
    }
    const open = [...slot.querySelectorAll("details[open]")].map((node) => node.className);
    hetu.clear(slot).append(...parts.filter(Boolean));
    slot.querySelectorAll("details").forEach((node) => { if (node.className && open.includes(node.className)) node.open = true; });
  };

  routes.drawBar = function () {
    const slot = routes.slot("bar");
    if (!slot || !state.plan) return;
    const any = state.plan.days.some((day) => day.visits.length > 1) || (state.plan.days.length > 1 && state.plan.days.some((day) => day.visits.length));
    const button = (key, click, more) => el("button", { type: "button", class: "btn btn-small rt-do", text: t(`routes.${key}`), on: { click }, ...more });
    hetu.clear(slot).append(
      button("improve", () => routes.ask("improve"), { class: "btn btn-small btn-primary rt-do", disabled: !any || Boolean(state.busy && state.busy !== "check") }),
      button("undo", routes.undo, { disabled: !state.past.length }),
      button("save", () => routes.askSave()),
      button("saved", () => routes.showSaved()),
      button("hand_out", () => routes.showOut(), { disabled: !state.plan.days.some((day) => day.visits.length) }),
      button("fresh", () => routes.replace(routes.empty(), null)),
      el("span", { class: "muted small rt-busy", role: "status", text: state.busy && state.busy !== "check" ? t("routes.thinking") : state.saved ? t(routes.unchanged() ? "routes.saved_as" : "routes.changed_since", { title: state.saved.title, n: state.saved.version }) : "" }));
  };
})(window.hetu);
