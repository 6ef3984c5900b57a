// The page 线路: opens the book and the route in hand, draws the four parts, keeps them in step.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  let root = null;
  let offs = [];

  routes.slot = (name) => root && root.querySelector(`[data-slot=${name}]`);

  function drawLegend() {
    const line = (kind) => hetu.svg("svg", { viewBox: "0 0 28 12", "aria-hidden": "true" }, hetu.svg("line", { x1: 0, x2: 28, y1: 6, y2: 6, class: kind }));
    const ring = (kind) => hetu.svg("svg", { viewBox: "0 0 28 12", "aria-hidden": "true" }, hetu.svg("circle", { cx: 14, cy: 6, r: 5, class: kind }));
    const slot = routes.slot("legend");
    if (slot) hetu.clear(slot).append(...[["legend_road", line("")], ["legend_guess", line("dash")], ["legend_sure", ring("full")], ["legend_unsure", ring("")]].map(([key, mark]) => el("span", {}, mark, t(`routes.${key}`))));
  }

  function drawAll() {
    drawLegend();
    routes.drawBar();
    routes.drawPicker();
    const head = routes.slot("head");
    if (head) hetu.clear(head).append(routes.header());
    routes.drawDays();
    routes.drawAnswer();
  }

  async function start() {
    const here = root;
    const error = await routes.open();
    if (root !== here) return;
    if (error) {
      hetu.clear(routes.slot("answer")).append(el("p", { class: "notice", role: "alert", text: hetu.pick(error.zh, error.en) }));
      return;
    }
    routes.startPicker();
    drawAll();
    offs.push(
      hetu.on("routes-plan", drawAll),
      hetu.on("lang", drawAll),
      hetu.on("routes-busy", routes.drawBar),
      hetu.on("routes-answer", () => { routes.drawBar(); routes.drawDays(); routes.drawAnswer(); }),
    );
    const data = await hetu.data.ready;
    hetu.map.when((map) => {
      if (root === here) offs.push(...routes.startMap(map, data));
    });
    here.dataset.ready = "1";
  }

  hetu.pages.register("routes", {
    mount(node) {
      root = node;
      start();
    },
    unmount() {
      root = null;
      offs.splice(0).forEach((off) => off());
    },
  });
})(window.hetu);
