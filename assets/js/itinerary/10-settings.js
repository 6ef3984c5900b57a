// The head of the plan: title, people, pace; and each day's date, ends, hours, lunch.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  const MOST_DAYS = 5;

  const field = (label, control, extra) => el("label", { class: `rt-field ${extra || ""}` }, el("span", { text: label }), control);
  const time = (at) => (at >= 1440 ? "23:59" : routes.clock(at));
  const minute = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

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
        })));
  };

  // One more day begins where the last one ended: the base hotel, as a rule.
  function addDay() {
    routes.edit((plan) => {
      const last = plan.days[plan.days.length - 1];
      plan.days.push({ ...routes.copy(last), day: routes.shift(last.day, 1), start: last.end, visits: [] });
    });
    routes.setDay(state.plan.days.length - 1);
  }

  // Stations, the airport and every stop that has a position can begin or end a day.
  function ends(value, change) {
    const { book } = state;
    const known = [
      ...book.places.filter((p) => p.lon !== null).map((p) => routes.place(p)),
      ...book.stops.filter((s) => s.lon !== null).map((s) => ({ id: s.stop_id, zh: s.name_zh, en: s.name_en, lon: s.lon, lat: s.lat, r: s.radius_m, kind: s.kind })),
    ];
    if (!known.some((p) => p.id === value.id)) known.unshift(value);
    const options = known.map((p) => [p.id, hetu.pick(p.zh, p.en)]);
    options.push(["+", t("routes.other_place")]);
    const control = select(value.id, options, (id) => {
      if (id !== "+") return change(known.find((p) => p.id === id));
      control.value = value.id;
      return routes.askPlace(change);
    });
    return control;
  }

  // A hotel nobody has published: a name, and a position typed in or clicked on the map.
  routes.askPlace = function (change) {
    const name = el("input", { type: "text", required: true, maxlength: "40", id: "rt-place-name" });
    const spot = el("input", { type: "text", required: true, id: "rt-place-spot", placeholder: "124.25, 47.20" });
    const told = el("p", { class: "rt-error", role: "alert", hidden: true });
    const node = routes.dialog(t("routes.other_place"),
      el("form", { class: "rt-form", on: { submit(event) {
        event.preventDefault();
        const found = spot.value.match(/^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/);
        const [lon, lat] = found ? [Number(found[1]), Number(found[2])] : [];
        if (!found || lon < 73 || lon > 136 || lat < 3 || lat > 54) {
          told.textContent = t("routes.bad_spot");
          told.hidden = false;
          return;
        }
        node.close();
        const text = name.value.trim();
        change({ id: `own-${lon},${lat}`, zh: text, en: text, lon, lat, r: null, kind: "hotel" });
      } } },
      el("label", { for: "rt-place-name", text: t("routes.place_name") }), name,
      el("label", { for: "rt-place-spot", text: t("routes.place_spot") }), spot, told,
      el("div", { class: "rt-actions" }, el("button", { type: "submit", class: "btn btn-primary", text: t("routes.take") }), routes.closer())));
    name.focus();
    if (hetu.routes.map) routes.map.pick((lon, lat) => { spot.value = `${lon.toFixed(6)}, ${lat.toFixed(6)}`; });
    return node;
  };

  routes.dayHead = function (at) {
    const day = state.plan.days[at];
    const set = (name, value) => routes.edit((plan) => { plan.days[at][name] = value; });
    const hours = (name) => el("input", { type: "time", value: time(day[name]), required: true, on: { change: (event) => event.target.value && set(name, minute(event.target.value)) } });
    return el("div", { class: "rt-day-head" },
      el("div", { class: "rt-row" },
        field(t("routes.date"), el("input", { type: "date", value: day.day, required: true, on: { change: (event) => event.target.value && set("day", event.target.value) } })),
        field(t("routes.leave"), hours("leave"), "is-time"),
        field(t("routes.back"), hours("back"), "is-time")),
      el("div", { class: "rt-row" },
        field(t("routes.from"), ends(day.start, (p) => set("start", p)), "is-wide"),
        field(t("routes.to"), ends(day.end, (p) => set("end", p)), "is-wide")),
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
