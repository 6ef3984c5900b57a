// The head of the plan: title, people, pace; and each day's date, ends, hours, lunch.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  const MOST_DAYS = 5;

  const field = (label, control, extra) => el("label", { class: `rt-field ${extra || ""}` }, el("span", { text: label }), control);
  const time = (at) => (at >= 1440 ? "23:59" : routes.clock(at));
  const minute = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

  routes.select = select;
  function select(value, options, change) {
    return el("select", { on: { change: (event) => change(event.target.value) } },
      options.map(([key, words]) => el("option", { value: key, text: words, selected: key === value })));
  }

  routes.header = function () {
    const { plan } = state;
    return el("div", { class: "rt-head" },
      el("input", {
        class: "rt-title", value: plan.title, maxlength: "80", placeholder: t("routes.untitled"), "aria-label": t("routes.name"),
        on: { change: (event) => routes.edit((next) => { next.title = event.target.value.trim(); }) },
      }),
      el("div", { class: "rt-row" },
        field(t("routes.group"), el("input", {
          type: "number", min: "1", max: "1000", value: plan.group,
          on: { change: (event) => routes.edit((next) => { next.group = Math.min(1000, Math.max(1, Math.round(Number(event.target.value)) || 1)); }) },
        }), "is-short"),
        field(t("routes.pace"), select(plan.pace, ["slow", "normal", "brisk"].map((key) => [key, t(`routes.pace_${key}`)]), (value) => routes.edit((next) => { next.pace = value; }))),
        el("button", {
          type: "button", class: "btn btn-small", disabled: plan.days.length >= MOST_DAYS, text: t("routes.add_day"), on: { click: addDay },
        })),
      plan.days.length > 1 ? el("div", { class: "rt-row" }, field(t("routes.base"), routes.ends(nights(plan), sleepAt), "is-wide")) : null);
  };

  // The one place all nights are spent at; null where they differ.
  function nights(plan) {
    const all = plan.days.slice(0, -1).flatMap((day, at) => [day.end, plan.days[at + 1].start]);
    return all.every((p) => p.id === all[0].id) ? all[0] : null;
  }
  const sleepAt = (p) => routes.edit((plan) => plan.days.slice(0, -1).forEach((day, at) => { day.end = p; plan.days[at + 1].start = p; }));

  // A day that moves takes those after it along; a night elsewhere is where the next day begins.
  function setDate(at, iso) {
    routes.edit((plan) => {
      const days = Math.round((Date.parse(iso) - Date.parse(plan.days[at].day)) / 86400000);
      plan.days.slice(at).forEach((day) => { day.day = routes.shift(day.day, days); });
    });
  }
  function setEnd(at, p) {
    routes.edit((plan) => {
      const next = plan.days[at + 1];
      if (next && next.start.id === plan.days[at].end.id) next.start = p;
      plan.days[at].end = p;
    });
  }

  // One more day begins where the last one ended: the base hotel, as a rule.
  function addDay() {
    routes.edit((plan) => {
      const last = plan.days[plan.days.length - 1];
      plan.days.push({ ...routes.copy(last), day: routes.shift(last.day, 1), start: last.end, visits: [] });
    });
    routes.setDay(state.plan.days.length - 1);
  }

  routes.dayHead = function (at) {
    const day = state.plan.days[at];
    const set = (name, value) => routes.edit((plan) => { plan.days[at][name] = value; });
    const hours = (name) => el("input", { type: "time", value: time(day[name]), required: true, on: { change: (event) => event.target.value && set(name, minute(event.target.value)) } });
    return el("div", { class: "rt-day-head" },
      el("div", { class: "rt-row" },
        field(t("routes.date"), el("input", { type: "date", value: day.day, required: true, on: { change: (event) => event.target.value && setDate(at, event.target.value) } })),
        field(t("routes.leave"), hours("leave"), "is-time"),
        field(t("routes.back"), hours("back"), "is-time")),
      el("div", { class: "rt-row" },
        field(t("routes.from"), routes.ends(day.start, (p) => set("start", p)), "is-wide"),
        field(t("routes.to"), routes.ends(day.end, (p) => setEnd(at, p)), "is-wide")),
      day.day < state.book.today ? el("p", { class: "rt-warn small", text: t("routes.past_day") }) : null,
      el("div", { class: "rt-row rt-lunch" },
        el("label", { class: "rt-check" },
          el("input", { type: "checkbox", checked: Boolean(day.lunch), on: { change: (event) => set("lunch", event.target.checked ? [660, 780, 45] : null) } }),
          el("span", { text: t("routes.lunch") })),
        day.lunch && field(t("routes.lunch_from"), el("input", { type: "time", value: time(day.lunch[0]), on: { change: (event) => event.target.value && set("lunch", [minute(event.target.value), Math.max(minute(event.target.value), day.lunch[1]), day.lunch[2]]) } }), "is-time"),
        day.lunch && field(t("routes.lunch_to"), el("input", { type: "time", value: time(day.lunch[1]), on: { change: (event) => event.target.value && set("lunch", [Math.min(day.lunch[0], minute(event.target.value)), minute(event.target.value), day.lunch[2]]) } }), "is-time"),
        day.lunch && field(t("routes.lunch_min"), el("input", { type: "number", min: "10", max: "240", value: day.lunch[2], on: { change: (event) => set("lunch", [day.lunch[0], day.lunch[1], Math.min(240, Math.max(10, Math.round(Number(event.target.value)) || 45))]) } }), "is-short"),
        state.plan.days.length > 1 && el("button", { type: "button", class: "btn btn-small btn-quiet rt-drop-day", text: t("routes.drop_day"), on: { click: () => routes.edit((plan) => plan.days.splice(at, 1)) } })));
  };

  // --- dialogs ----------------------------------------------------------------------------------
  routes.dialog = function (title, ...content) {
    const node = el("dialog", { class: "rt-dialog", "aria-label": title }, el("h2", { text: title }), content);
    document.body.append(node);
    node.addEventListener("close", () => { node.remove(); hetu.emit("routes-dialog-closed"); });
    node.showModal();
    return node;
  };
  routes.closer = () => el("button", { type: "button", class: "btn", text: t("shell.close"), on: { click: (event) => event.target.closest("dialog").close() } });
})(window.hetu);
