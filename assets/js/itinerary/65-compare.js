// Two saved versions side by side: what differs is marked, by word and weight.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { review } = hetu;

  const sum = (answer, key) => answer.days.reduce((all, day) => all + day[key], 0);
  const named = (p) => hetu.pick(p.zh, p.en) || p.id;

  // What can be told of a version in one line each; the same keys on both sides.
  function facts({ route, answer }) {
    const { plan } = route;
    const told = [
      [t("routes.fits"), t(answer.is_feasible ? "routes.fits_yes" : "routes.fits_no")],
      [t("routes.group"), String(plan.group)],
      [t("routes.pace"), t(`routes.pace_${plan.pace}`)],
      [t("routes.driving"), `${routes.km(sum(answer, "drive_m"))} · ${routes.minutes(sum(answer, "drive_min"))}`],
      [t("routes.visiting"), routes.minutes(sum(answer, "visit_min"))],
    ];
    plan.days.forEach((day, at) => told.push(
      [t("routes.day_n", { n: at + 1 }), `${day.day} ${routes.clock(day.leave)}—${routes.clock(day.back)}`],
      [`${t("routes.from")} – ${t("routes.to")} (${at + 1})`, `${named(day.start)} – ${named(day.end)}`],
      [`${t("routes.lunch")} (${at + 1})`, day.lunch ? `${routes.clock(day.lunch[0])}—${routes.clock(day.lunch[1])}` : "—"]));
    return new Map(told);
  }

  function table(sides) {
    const all = sides.map(facts);
    const keys = [...new Set(all.flatMap((each) => [...each.keys()]))];
    return el("table", { class: "rt-differ" },
      el("thead", {}, el("tr", {}, el("td", {}), sides.map(({ route }) => el("th", { scope: "col" }, route.title, el("span", { class: "muted small block", text: `${t("routes.version", { n: route.version })} · ${route.who}` }))))),
      el("tbody", {}, keys.map((key) => {
        const [left, right] = all.map((each) => each.get(key) || "—");
        return el("tr", { class: left === right ? "" : "is-different" }, el("th", { scope: "row", text: `${left === right ? "" : "≠ "}${key}` }), el("td", { text: left }), el("td", { text: right }));
      })));
  }

  // Where each stop stands: day, place among the day's stops that both versions have, begin.
  function places(answer, other) {
    const shared = new Set(other.days.flatMap((day) => day.calls.map((call) => call.stop_id)));
    return new Map(answer.days.flatMap((day, at) => {
      const both = day.calls.filter((call) => shared.has(call.stop_id));
      return day.calls.map((call) => [call.stop_id, { at, index: both.indexOf(call), begin: call.begin, leave: call.leave }]);
    }));
  }

  function difference(id, here, there) {
    const [mine, other] = [here.get(id), there.get(id)];
    if (!other) return t("routes.only_here");
    if (mine.at !== other.at) return t("routes.other_day");
    if (mine.index !== other.index) return t("routes.other_order");
    return mine.begin !== other.begin || mine.leave !== other.leave ? t("routes.other_time") : "";
  }

  function stops(side, other) {
    const [here, there] = [places(side.answer, other.answer), places(other.answer, side.answer)];
    return el("section", { class: "rt-side" }, side.answer.days.map((day, at) => [
      el("h3", { text: `${t("routes.day_n", { n: at + 1 })} · ${side.route.title} · ${t("routes.version", { n: side.route.version })}` }),
      el("ol", {}, day.calls.map((call) => {
        const stop = routes.stop(call.stop_id);
        const how = difference(call.stop_id, here, there);
        return el("li", { class: `${call.is_ok ? "" : "is-bad"} ${how ? "is-different" : ""}` },
          el("span", { class: "num", text: `${routes.clock(call.begin)}—${routes.clock(call.leave)} ` }), stop ? routes.name(stop) : call.stop_id,
          how ? el("span", { class: "rt-tag", text: how }) : null);
      }))]));
  }

  routes.compare = async function (pairs) {
    const bad = (error) => { routes.state.told = error; hetu.emit("routes-answer"); };
    const sides = [];
    for (const [id, version] of pairs) {
      const found = await review.ask(`/api/routes/saved/${encodeURIComponent(id)}?version=${version}`);
      if (!found.ok) return bad(found.error);
      const checked = await review.tell("/api/routes/check", { plan: found.body.plan });
      if (!checked.ok) return bad(checked.error);
      sides.push({ route: found.body, answer: checked.body });
    }
    const node = routes.dialog(t("routes.compare"), el("div", { class: "rt-wide" }, table(sides)),
      el("div", { class: "rt-sides" }, stops(sides[0], sides[1]), stops(sides[1], sides[0])), el("div", { class: "rt-actions" }, routes.closer()));
    node.classList.add("is-wide");
    node.querySelector("button").focus({ preventScroll: true });
    return null;
  };
})(window.hetu);
