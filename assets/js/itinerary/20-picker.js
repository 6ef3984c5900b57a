// What there is to see: the themed lines, and the stops with what is known of them on the day.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  let line = "";
  let words = "";

  const inSeason = (season, day) => {
    const key = season.first.length === 10 ? day : day.slice(5);
    if (!season.first && !season.last) return true;
    if (season.first <= season.last || !season.last) return (!season.first || season.first <= key) && (!season.last || key <= season.last);
    return key >= season.first || key <= season.last;
  };
  routes.inSeason = inSeason;

  // What the sources say of a day: exceptions first; where they disagree, that is said.
  routes.openOn = function (stop, day) {
    const weekday = String(new Date(`${day}T12:00:00Z`).getUTCDay() || 7);
    const fit = stop.opening.filter((rule) => inSeason(rule.season, day) && (!rule.weekdays.length || rule.weekdays.map(String).includes(weekday)));
    const special = fit.filter((rule) => rule.is_exception);
    const chosen = (special.length ? special : fit).filter((rule) => rule.is_chosen);
    const rules = chosen.length ? chosen : special.length ? special : fit;
    if (!rules.length || rules.every((rule) => rule.state === "unknown")) return { state: "unknown", words: t("routes.hours_unknown") };
    const said = [...new Set(rules.filter((rule) => rule.state !== "unknown").map((rule) =>
      rule.state === "closed" ? t("routes.closed") : `${routes.clock(rule.opens)}${rule.closes === null ? "" : `—${routes.clock(rule.closes)}`}`))];
    return {
      state: rules.every((rule) => rule.state === "closed") ? "closed" : "open",
      words: said.length > 1 ? t("routes.disagree", { what: said.join(" / ") }) : said[0],
    };
  };

  function season(each) {
    return hetu.pick(each.season_zh, each.season_en);
  }

  function lines() {
    const day = state.plan.days[state.day].day;
    return el("div", { class: "rt-lines", role: "group", "aria-label": t("routes.lines") },
      state.book.lines.map((each) => {
        const fits = !each.seasons.length || each.seasons.some((one) => inSeason(one, day));
        return el("button", {
          type: "button", class: "rt-line", "aria-pressed": String(line === each.line_id), title: season(each),
          on: { click: () => { line = line === each.line_id ? "" : each.line_id; routes.drawPicker(); } },
        }, routes.name(each), fits ? null : el("span", { class: "rt-off", text: t("routes.off_season") }));
      }));
  }

  function card(stop) {
    const day = state.plan.days[state.day].day;
    const open = routes.openOn(stop, day);
    const used = routes.used(stop.stop_id);
    const shows = stop.shows.filter((show) => inSeason(show.season, day) && show.times.length);
    const times = [...new Set(shows.flatMap((show) => show.times))].sort((a, b) => a - b);
    return el("li", { class: `rt-stop ${used >= 0 ? "is-used" : ""}`, "data-stop": stop.stop_id },
      el("div", { class: "rt-stop-text" },
        el("button", { type: "button", class: "rt-stop-name", text: routes.name(stop), on: { click: () => routes.showStop(stop.stop_id) } }),
        el("div", { class: "rt-facts" },
          el("span", { class: `rt-open is-${open.state}`, text: open.words }),
          times.length ? el("span", { text: `${routes.name(shows[0])} ${times.map(routes.clock).join(" ")}` }) : null,
          stop.lon === null ? el("span", { class: "rt-warn", text: t("routes.no_position") }) : stop.is_stand_in ? el("span", { text: t("routes.stand_in", { r: hetu.metres(stop.radius_m) }) }) : null)),
      el("button", {
        type: "button", class: "btn btn-small", disabled: used >= 0,
        "aria-label": t("routes.add_named", { name: routes.name(stop) }), text: used >= 0 ? t("routes.on_day", { n: used + 1 }) : t("routes.add"),
        on: { click: () => routes.add(stop.stop_id) },
      }));
  }

  routes.shownStops = function () {
    const picked = state.book.lines.find((each) => each.line_id === line);
    const text = words.toLowerCase();
    return state.book.stops.filter((stop) =>
      (!picked || picked.stop_ids.includes(stop.stop_id)) &&
      (!text || `${stop.name_zh} ${stop.name_en}`.toLowerCase().includes(text)));
  };
  routes.pickedLine = () => line;

  routes.drawPicker = function () {
    const slot = routes.slot("picker");
    if (!slot || !state.plan) return;
    const old = slot.querySelector(".rt-search");
    const held = old === document.activeElement;
    const list = el("ul", { class: "rt-stops" });
    const fill = () => {
      const shown = routes.shownStops();
      hetu.clear(list).append(...(shown.length ? shown.map(card) : [el("li", { class: "muted", text: t("routes.nothing") })]));
    };
    const search = el("input", {
      type: "search", class: "rt-search", value: words, placeholder: t("routes.search"), "aria-label": t("routes.search"),
      on: { input: (event) => { words = event.target.value.trim(); fill(); } },
    });
    const picked = state.book.lines.find((each) => each.line_id === line);
    fill();
    hetu.clear(slot).append(
      el("h2", { class: "small-head", text: t("routes.lines") }),
      lines(),
      picked ? el("p", { class: "muted small", text: `${hetu.pick(picked.grouping_zh, picked.grouping_en)}。${season(picked)}` }) : "",
      el("div", { class: "rt-row" }, search,
        el("button", { type: "button", class: "btn btn-small", text: t("routes.choose"), title: t("routes.choose_about"), on: { click: () => routes.askChoose() } })),
      list,
    );
    if (held) search.focus();
  };

  // "Choose for me": from what the list shows now, by stated weights.
  routes.askChoose = function () {
    const weights = { base: 40, line: 30, show: 15, known: 10 };
    const stops = routes.shownStops().map((stop) => stop.stop_id);
    const node = routes.dialog(t("routes.choose"),
      el("p", { class: "muted", text: t("routes.choose_from", { n: stops.length }) }),
      el("form", { class: "rt-form", on: { submit(event) {
        event.preventDefault();
        node.close();
        routes.ask("choose", { candidates: stops, lines: line ? [line] : [], weights });
      } } },
      Object.keys(weights).map((key) => [
        el("label", { for: `rt-w-${key}`, text: t(`routes.weight_${key}`) }),
        el("input", { id: `rt-w-${key}`, type: "number", min: "0", max: "100", value: weights[key], on: { change: (event) => { weights[key] = Math.min(100, Math.max(0, Math.round(Number(event.target.value)) || 0)); } } })]),
      el("div", { class: "rt-actions" }, el("button", { type: "submit", class: "btn btn-primary", text: t("routes.choose") }), routes.closer())));
    node.querySelector("button[type=submit]").focus();
  };

  routes.startPicker = () => { if (state.line) { line = state.line; state.line = ""; } };
})(window.hetu);
