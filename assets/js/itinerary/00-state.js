// The routes page's state: the book, the plan in hand, the answer about it. One change, one check.
(function (hetu) {
  "use strict";

  const KEY = "route";
  const state = {
    book: null,
    plan: null,
    answer: null,
    proposal: null, // an answer of improve or choose that waits to be taken over
    saved: null, // {id, version, title}: the version the plan was opened from
    day: 0,
    error: null,
    told: null, // what stood against the link that was opened; until the next change
    busy: false,
    past: [],
    asked: 0,
  };
  const routes = (hetu.routes = { state });

  const place = (p) => ({ id: p.place_id, zh: p.name_zh, en: p.name_en, lon: p.lon, lat: p.lat, r: p.radius_m, kind: p.kind });
  routes.place = place;
  routes.stop = (id) => state.book.stops.find((stop) => stop.stop_id === id);
  routes.name = (item) => hetu.pick(item.name_zh, item.name_en);
  routes.clock = (at) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  routes.minutes = function (n) {
    const [hours, rest] = [Math.floor(n / 60), n % 60];
    if (!hours) return hetu.t("routes.min", { n: rest });
    return rest ? hetu.t("routes.hour_min", { h: hours, n: String(rest).padStart(2, "0") }) : hetu.t("routes.hour", { h: hours });
  };
  routes.words = (item) => hetu.pick(item.zh, item.en);

  function tomorrow(iso, days) {
    const day = new Date(`${iso}T12:00:00Z`);
    day.setUTCDate(day.getUTCDate() + days);
    return day.toISOString().slice(0, 10);
  }
  routes.shift = tomorrow;
  // The saved version the plan in hand is word for word; null where it has been changed since.
  routes.unchanged = () => (state.saved && state.saved.as === JSON.stringify(state.plan) ? state.saved : null);
  routes.savedAs = (body, latest) => ({ id: body.id, version: body.version, latest, title: body.title, as: JSON.stringify(body.plan) });

  routes.empty = function () {
    const base = state.book.places[0] ? place(state.book.places[0]) : { id: "start", zh: "", en: "", lon: null, lat: null, r: null, kind: "" };
    const day = { day: tomorrow(state.book.today, 1), start: base, end: base, leave: 510, back: 1050, lunch: [660, 780, 45], visits: [] };
    return { v: 1, title: "", pace: "normal", group: 2, days: [day] };
  };

  const copy = (value) => JSON.parse(JSON.stringify(value));
  routes.copy = copy;

  // --- changing ---------------------------------------------------------------------------------
  // `change` gets a copy of the plan and alters it; what was before can be taken back.
  routes.edit = function (change) {
    const next = copy(state.plan);
    change(next);
    if (JSON.stringify(next) === JSON.stringify(state.plan)) return;
    state.past.push(state.plan);
    state.past = state.past.slice(-50);
    state.told = null;
    take(next);
  };
  routes.undo = function () {
    if (state.past.length) take(state.past.pop());
  };
  // Another plan altogether: a saved one, an offer, a proposal.
  routes.replace = function (plan, saved) {
    if (state.plan) state.past.push(state.plan);
    if (saved !== undefined) state.saved = saved;
    take(copy(plan));
  };

  function take(plan) {
    state.plan = plan;
    state.proposal = null;
    state.day = Math.min(state.day, plan.days.length - 1);
    hetu.remember(KEY, JSON.stringify({ plan, saved: state.saved }));
    hetu.emit("routes-plan");
    check();
  }

  routes.setDay = function (day) {
    state.day = day;
    hetu.emit("routes-plan");
  };

  routes.used = (id) => state.plan.days.findIndex((day) => day.visits.some((visit) => visit.stop === id));
  routes.adding = (id, day, at) => (plan) => {
    const visits = plan.days[day === undefined ? state.day : day].visits;
    const stop = routes.stop(id);
    const visit = { stop: id };
    if (stop && stop.shows.length) visit.show = true;
    visits.splice(at === undefined ? visits.length : at, 0, visit);
  };
  routes.add = (id, day, at) => routes.edit(routes.adding(id, day, at));
  routes.remove = (day, at) => routes.edit((plan) => plan.days[day].visits.splice(at, 1));
  // The changes that a drag makes, so that they can be tried before they are done.
  routes.moving = (from, to) => (plan) => {
    const [visit] = plan.days[from[0]].visits.splice(from[1], 1);
    const at = from[0] === to[0] && from[1] < to[1] ? to[1] - 1 : to[1];
    plan.days[to[0]].visits.splice(at, 0, visit);
  };
  routes.move = (from, to) => routes.edit(routes.moving(from, to));

  // --- asking -----------------------------------------------------------------------------------
  let waiting = null;
  const OFFLINE = () => ({ zh: hetu.boot.messages["routes.offline"][0], en: hetu.boot.messages["routes.offline"][1] });
  function check() {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask("check"), 60);
  }

  async function ask(kind, more) {
    const mine = (state.asked += 1);
    state.busy = kind;
    hetu.emit("routes-busy");
    const answer = await hetu.review.tell(`/api/routes/${kind}`, { plan: state.plan, ...more });
    if (mine !== state.asked) return null; // a later question is on its way
    state.busy = false;
    state.error = answer.ok ? null : answer.status ? answer.error : OFFLINE();
    // Times of an older plan would mislead; the question is asked again until it is answered.
    if (!answer.ok && kind === "check") state.answer = null;
    if (!answer.ok && !answer.status) waiting = setTimeout(() => ask("check"), 4000);
    if (answer.ok && kind === "check") state.answer = answer.body;
    if (answer.ok && kind !== "check") state.proposal = answer.body;
    hetu.emit("routes-answer");
    return answer;
  }
  routes.ask = ask;
  routes.check = check;

  routes.takeProposal = function () {
    const { plan } = state.proposal;
    routes.replace(plan);
  };
  routes.dropProposal = function () {
    state.proposal = null;
    hetu.emit("routes-answer");
  };

  // --- what this browser kept: anything may stand there, so it is looked at before it is used -------
  const isPlace = (p) => p && typeof p.id === "string" && (p.lon === null || Number.isFinite(p.lon)) && (p.lat === null || Number.isFinite(p.lat));
  const isDay = (day) => day && !Number.isNaN(Date.parse(day.day)) && isPlace(day.start) && isPlace(day.end) && Number.isInteger(day.leave) && Number.isInteger(day.back)
    && (day.lunch === null || (Array.isArray(day.lunch) && day.lunch.length === 3 && day.lunch.every(Number.isInteger)))
    && Array.isArray(day.visits) && day.visits.every((visit) => visit && typeof visit.stop === "string");
  const isPlan = (plan) => plan && plan.v === 1 && typeof plan.title === "string" && Array.isArray(plan.days) && plan.days.length > 0 && plan.days.length <= 5 && plan.days.every(isDay);
  function recalled() {
    try {
      return JSON.parse(hetu.recall(KEY)) || {};
    } catch (error) {
      return {};
    }
  }
  routes.kept = () => (isPlan(recalled().plan) ? recalled().plan : null);
  routes.keptFrom = () => { const { saved } = recalled(); return saved && typeof saved.id === "string" ? saved : null; };

  // --- opening ----------------------------------------------------------------------------------
  // The route of the link, else the one in hand before a reload, else an empty day.
  routes.open = async function () {
    const found = await hetu.review.ask("/api/routes/book");
    if (!found.ok) return found.status ? found.error : OFFLINE();
    state.book = found.body;
    const before = state.plan || routes.kept();
    const params = new URLSearchParams(location.search);
    const id = params.get("r");
    if (id) {
      const version = params.get("v");
      const route = await hetu.review.ask(`/api/routes/saved/${encodeURIComponent(id)}${version ? `?version=${encodeURIComponent(version)}` : ""}`);
      if (route.ok) {
        state.saved = routes.savedAs(route.body, Math.max(...route.body.versions.map((each) => each.version)));
        state.plan = route.body.plan;
      } else state.told = route.status ? route.error : OFFLINE();
    }
    if (!state.plan && before) Object.assign(state, { plan: before, saved: routes.keptFrom() });
    const line = params.get("line");
    if (!state.plan || line) state.plan = routes.empty();
    // By its id, or by the name under which the map knows it.
    const known = line && state.book.lines.find((each) => each.line_id === line || line.startsWith(each.name_zh));
    if (known) {
      state.plan.title = hetu.pick(known.name_zh, known.name_en);
      state.saved = null;
      state.line = known.line_id;
    }
    // What was in hand before a link was followed comes back with Undo.
    const lost = before && before.days.some((day) => day.visits.length) && JSON.stringify(before) !== JSON.stringify(state.plan);
    state.past = lost ? [before] : [];
    state.day = Math.min(state.day, state.plan.days.length - 1);
    check();
    return null;
  };
})(window.hetu);
