// What a drag would come to, told while it is held: the change is tried on a copy and checked.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;
  let node = null;
  let wanted = ""; // the plan under the hand, as text
  let asking = "";
  const known = new Map(); // answers of this drag, so that no place is asked about twice

  function drive(answer) {
    return answer.days.reduce((sum, day) => sum + day.drive_m, 0);
  }

  function words(answer) {
    const more = state.answer ? Math.round((drive(answer) - drive(state.answer)) / 1000) : 0;
    const ends = answer.days.filter((day) => day.calls.length).map((day) => routes.clock(day.arrive)).join(hetu.pick("、", ", "));
    return [
      t(answer.is_feasible ? "routes.would_work" : "routes.would_not"),
      t("routes.would_drive", { km: routes.km(drive(answer)), more: more > 0 ? `+${more}` : more < 0 ? `−${-more}` : "±0" }),
      t("routes.would_end", { at: ends }),
    ].join(" · ");
  }

  function show() {
    const answer = known.get(wanted);
    if (!wanted || !answer) return;
    if (!node) document.body.append((node = el("div", { class: "rt-tryout", role: "status" })));
    node.classList.toggle("is-bad", !answer.is_feasible);
    node.textContent = words(answer);
  }

  // One question at a time; the place under the hand when it comes back is asked about next.
  async function ask() {
    if (asking || !wanted || known.has(wanted)) return;
    asking = wanted;
    const answer = await hetu.review.tell("/api/routes/check", { plan: JSON.parse(asking) });
    if (answer.ok) known.set(asking, answer.body);
    const again = wanted !== asking;
    asking = "";
    show();
    if (again) ask();
  }

  routes.tryOut = function (change) {
    const next = routes.copy(state.plan);
    change(next);
    const text = JSON.stringify(next);
    if (text === wanted) return;
    wanted = text;
    show();
    ask();
  };
  routes.tryNothing = function () {
    wanted = "";
    if (node) node.remove();
    node = null;
  };
  routes.tryEnd = function () {
    routes.tryNothing();
    known.clear();
  };
})(window.hetu);
