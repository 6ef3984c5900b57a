// The days: each stop with its times, wait and slack, the drives between, dragged or moved by keys.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  let held = null; // [day, at] of the stop that is being dragged

  const km = (metres) => `${metres < 2000 ? hetu.number(metres / 1000, 1) : hetu.number(metres / 1000, 0)}\u2009${t("unit.km")}`;
  routes.km = km;

  function drive(leg) {
    if (!leg) return null;
    const range = leg.low_min === leg.high_min ? "" : t("routes.range", { low: routes.minutes(leg.low_min), high: routes.minutes(leg.high_min) });
    return el("li", { class: `rt-drive ${leg.is_estimate ? "is-estimate" : ""}` },
      el("span", { text: `${km(leg.metres)} · ${routes.minutes(leg.minutes)}` }),
      leg.is_estimate ? el("span", { class: "rt-tag", text: t("routes.estimated") }) : null,
      range ? el("span", { class: "muted", text: range }) : null);
  }

  function lunch(day) {
    const until = day.lunch_at === null ? null : day.lunch_at + (state.plan.days.find((each) => each.day === day.day) || {}).lunch?.[2];
    return el("li", { class: "rt-lunch-row" }, el("span", { class: "rt-time num", text: `${routes.clock(day.lunch_at)}—${routes.clock(until || day.lunch_at)}` }), el("span", { text: t("routes.lunch") }));
  }

  function slack(call) {
    if (!call.is_ok) return el("span", { class: "rt-tag is-bad", text: t("routes.broken") });
    if (call.slack_min === null) return null;
    return el("span", { class: `rt-slack ${call.slack_min < 15 ? "is-tight" : ""}`, text: t("routes.slack", { n: routes.minutes(Math.max(0, call.slack_min)) }) });
  }

  const icon = (name, label, click, more) =>
    el("button", { type: "button", class: "btn btn-quiet btn-icon btn-small", "aria-label": label, title: label, on: { click }, ...more }, hetu.icon(name));

  function visit(at, index, call, number) {
    const { plan } = state;
    const item = plan.days[at].visits[index];
    const stop = routes.stop(item.stop);
    const name = stop ? routes.name(stop) : item.stop;
    const found = (state.answer ? state.answer.findings : []).filter((each) => each.day === at && each.stop_id === item.stop && each.severity !== "note");
    const set = (change) => routes.edit((next) => change(next.days[at].visits[index]));
    const row = el("li", {
      class: `rt-visit ${call && !call.is_ok ? "is-bad" : ""} ${item.lock ? "is-locked" : ""}`, draggable: item.lock ? null : "true", "data-at": `${at},${index}`, "data-stop": item.stop,
    },
    el("span", { class: `rt-number num ${stop && stop.is_stand_in ? "is-unsure" : ""}`, text: String(number) }),
    el("div", { class: "rt-visit-text" },
      el("div", { class: "rt-visit-line" },
        el("span", { class: "rt-time num", text: call ? `${routes.clock(call.begin)}—${routes.clock(call.leave)}` : "—" }),
        el("button", { type: "button", class: "rt-stop-name", text: name, on: { click: () => routes.showStop(item.stop) } }),
        call && call.show_at !== null ? el("span", { class: "rt-tag", text: t("routes.show_at", { at: routes.clock(call.show_at) }) }) : null,
        call ? slack(call) : null,
        el("span", { class: "rt-moves" },
          icon("chevron", t("routes.up", { name }), () => move(at, index, -1), { disabled: index === 0 && at === 0, class: "btn btn-quiet btn-icon btn-small is-up" }),
          icon("chevron", t("routes.down", { name }), () => move(at, index, 1), { disabled: index === plan.days[at].visits.length - 1 && at === plan.days.length - 1, class: "btn btn-quiet btn-icon btn-small is-down" }),
          icon("close", t("routes.take_out", { name }), () => routes.remove(at, index)))),
      call && call.wait_min ? el("div", { class: "muted small", text: t("routes.wait", { n: routes.minutes(call.wait_min), at: routes.clock(call.arrive) }) }) : null,
      found.map((each) => el("div", { class: `rt-said is-${each.severity}`, text: routes.words(each) })),
      el("div", { class: "rt-visit-tools" },
        el("label", { class: "rt-check small" }, el("input", { type: "checkbox", checked: item.lock === true, on: { change: (event) => set((v) => { v.lock = event.target.checked; }) } }), el("span", { text: t("routes.lock") })),
        stop && stop.shows.length ? el("label", { class: "rt-check small" }, el("input", { type: "checkbox", checked: item.show === true, on: { change: (event) => set((v) => { v.show = event.target.checked; }) } }), el("span", { text: t("routes.wants_show") })) : null,
        el("label", { class: "rt-check small" }, el("span", { text: t("routes.begin_at") }), el("input", {
          type: "time", class: "rt-at", value: item.at === undefined || item.at >= 1440 ? "" : routes.clock(item.at),
          on: { change: (event) => set((v) => { const [h, m] = event.target.value.split(":").map(Number); if (event.target.value) v.at = h * 60 + m; else delete v.at; }) },
        })),
        el("label", { class: "rt-check small" }, el("span", { text: t("routes.stay") }), el("input", {
          type: "number", class: "rt-stay", min: "5", max: "720", step: "5", value: item.min || "", placeholder: call ? String(call.leave - call.begin) : "",
          on: { change: (event) => set((v) => { const n = Math.round(Number(event.target.value)); if (n >= 1 && n <= 720) v.min = n; else delete v.min; }) },
        })))));
    row.addEventListener("dragstart", (event) => {
      held = [at, index];
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", name);
      row.classList.add("is-held");
    });
    row.addEventListener("dragend", () => { held = null; row.classList.remove("is-held"); clearMarks(); routes.tryEnd(); });
    return row;
  }

  // By keys: one place up or down, over the edge of a day into the next.
  function move(at, index, step) {
    const { visits } = state.plan.days[at];
    const to = index + step;
    if (to >= 0 && to < visits.length) routes.move([at, index], [at, step > 0 ? to + 1 : to]);
    else if (step < 0 && at > 0) routes.move([at, index], [at - 1, state.plan.days[at - 1].visits.length]);
    else if (step > 0 && at + 1 < state.plan.days.length) routes.move([at, index], [at + 1, 0]);
  }

  const clearMarks = () => document.querySelectorAll(".rt-visits .is-over").forEach((node) => node.classList.remove("is-over", "is-after"));

  // Where a drop would go: before the row under the pointer's upper half, behind it for the lower.
  function target(event, list, at) {
    const row = event.target.closest(".rt-visit");
    if (!row || !list.contains(row)) return { to: [at, state.plan.days[at].visits.length], row: null };
    const box = row.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    const index = Number(row.dataset.at.split(",")[1]);
    return { to: [at, index + (after ? 1 : 0)], row, after };
  }

  function droppable(list, at) {
    list.addEventListener("dragover", (event) => {
      if (!held) return;
      event.preventDefault();
      clearMarks();
      const { to, row, after } = target(event, list, at);
      routes.tryOut(routes.moving(held, to));
      if (row) { row.classList.add("is-over"); row.classList.toggle("is-after", after); }
    });
    list.addEventListener("drop", (event) => {
      if (!held) return;
      event.preventDefault();
      const { to } = target(event, list, at);
      const from = held;
      held = null;
      routes.move(from, to);
    });
  }

  routes.numbers = function () {
    const numbers = new Map();
    let next = 1;
    state.plan.days.forEach((day) => day.visits.forEach((each) => { if (!numbers.has(each.stop)) numbers.set(each.stop, next++); }));
    return numbers;
  };

  function day(at) {
    const { plan, answer } = state;
    const mine = plan.days[at];
    const told = answer && answer.days[at] && answer.plan.days[at].visits.length === mine.visits.length && answer.plan.days[at].visits.every((v, i) => v.stop === mine.visits[i].stop) ? answer.days[at] : null;
    const list = el("ol", { class: "rt-visits" });
    const numbers = routes.numbers();
    const rows = [el("li", { class: "rt-end" }, el("span", { class: "rt-time num", text: routes.clock(told ? told.leave : mine.leave) }), el("span", { text: t("routes.leaving", { name: hetu.pick(mine.start.zh, mine.start.en) }) }))];
    let now = told ? told.leave : 0;
    // Lunch is eaten before setting out, after arriving, or on the way.
    const ride = (index) => {
      const leg = told.legs[index];
      const eats = told.lunch_leg === index && told.lunch_at !== null;
      if (eats && told.lunch_at < now + leg.minutes) rows.push(lunch(told), drive(leg));
      else rows.push(drive(leg), eats && lunch(told));
    };
    mine.visits.forEach((each, index) => {
      if (told) {
        ride(index);
        now = told.calls[index].leave;
      }
      rows.push(visit(at, index, told && told.calls[index], numbers.get(each.stop)));
    });
    if (!mine.visits.length) rows.push(el("li", { class: "rt-empty muted", text: t("routes.empty_day") }));
    else if (told) ride(told.legs.length - 1);
    rows.push(el("li", { class: "rt-end" }, el("span", { class: "rt-time num", text: told ? routes.clock(told.arrive) : "—" }), el("span", { text: t("routes.arriving", { name: hetu.pick(mine.end.zh, mine.end.en) }) })));
    list.append(...rows.filter(Boolean));
    droppable(list, at);
    const sum = told && mine.visits.length ? t("routes.sum", { km: km(told.drive_m), drive: routes.minutes(told.drive_min), visit: routes.minutes(told.visit_min) }) : "";
    const spare = told && told.latest_leave !== null && mine.visits.length ? t("routes.latest", { at: routes.clock(told.latest_leave) }) : "";
    return el("section", { class: `rt-day ${at === state.day ? "is-on" : ""}`, "data-day": String(at) },
      el("div", { class: "rt-day-bar" },
        el("h2", {}, el("button", { type: "button", class: "rt-day-name", "aria-expanded": String(at === state.day), on: { click: () => routes.setDay(at) } }, t("routes.day_n", { n: at + 1 }), el("span", { class: "muted num", text: mine.day }))),
        el("span", { class: "muted small", text: sum })),
      at === state.day ? routes.dayHead(at) : null,
      list,
      spare ? el("p", { class: "muted small", text: spare }) : null,
      mine.visits.length > 1 ? el("p", { class: "muted small rt-touch", text: t("routes.touch") }) : null);
  }

  routes.drawDays = function () {
    const slot = routes.slot("days");
    if (!slot || !state.plan) return;
    const focus = document.activeElement && slot.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    hetu.clear(slot).append(...state.plan.days.map((_, at) => day(at)));
    if (focus) {
      const again = [...slot.querySelectorAll("[aria-label]")].find((node) => node.getAttribute("aria-label") === focus);
      if (again && !again.disabled) again.focus({ preventScroll: true });
    }
  };
})(window.hetu);
