// A work's symbol: icon = category, ring = stage, body = sureness, colour and numeral = focus area.
// Every difference is also one of form, so that it reads in black and white.
(function (hetu) {
  "use strict";

  const R = 15.2; // ring radius in the 36-unit box
  const around = 2 * Math.PI * R;

  const arc = (share, turn, attrs) =>
    hetu.svg("circle", {
      cx: 18,
      cy: 18,
      r: R,
      class: "ring",
      "stroke-dasharray": `${around * share} ${around}`,
      transform: `rotate(${-90 + turn} 18 18)`,
      ...attrs,
    });
  const circle = (attrs) => hetu.svg("circle", { cx: 18, cy: 18, r: R, class: "ring", ...attrs });

  const RINGS = {
    dotted: () => [
      circle({
        "stroke-dasharray": `0.1 ${around / 16 - 0.1}`,
        "stroke-linecap": "round",
        class: "ring ring-dotted",
      }),
    ],
    dashed: () => [circle({ "stroke-dasharray": `${around / 8 - 4.6} 4.6` })],
    "three-quarter": () => [circle({ class: "ring ring-rest" }), arc(0.75, 0)],
    full: () => [circle({})],
    "full-dot": () => [circle({}), hetu.svg("circle", { cx: 18, cy: 33.2, r: 3.1, class: "ring-dot" })],
    bars: () => [hetu.svg("path", { d: "M2.8 10v16M33.2 10v16", class: "ring ring-bars" })],
    crossed: () => [circle({}), hetu.svg("path", { d: "M7.2 28.8L28.8 7.2", class: "ring" })],
    hollow: () => [circle({ class: "ring ring-hollow" })],
    none: () => [],
  };

  const SOLID = {
    1: "solid",
    2: "solid",
    3: "solid",
    4: "hatched",
    5: "open",
    6: "open",
    7: "list",
    0: "list",
  };

  // Colour by the focus area; with several, the first one's.
  function bodyOf(precision) {
    return SOLID[precision] || "solid";
  }

  hetu.symbol = function (options) {
    const ring = (RINGS[options.ring] || RINGS.none)();
    const body = options.body || "solid";
    const parts = [
      hetu.svg("circle", { cx: 18, cy: 18, r: 17.6, class: "symbol-ground" }),
      ...ring,
      hetu.svg("circle", { cx: 18, cy: 18, r: 12, class: `symbol-body body-${body}` }),
    ];
    if (body === "hatched") {
      parts.push(
        hetu.svg("path", {
          class: "symbol-hatch",
          d: "M8.6 13.4l4.8-4.8M7 18.2L18.2 7M8.2 24L24 8.2M11.2 28L28 11.2M17.6 29.2L29.2 17.6M22.8 27.4l4.6-4.6",
        }),
      );
      parts.push(hetu.svg("circle", { cx: 18, cy: 18, r: 8.6, class: "symbol-eye" }));
    }
    const scale = body === "hatched" ? 0.66 : 0.8;
    const offset = 18 - 10 * scale;
    parts.push(
      hetu.svg(
        "g",
        {
          class: `symbol-icon on-${body}`,
          transform: `translate(${offset} ${offset}) scale(${scale})`,
        },
        options.icon ? hetu.icon.path(options.icon) : null,
      ),
    );
    if (options.numeral) {
      parts.push(
        hetu.svg("rect", {
          x: 22.5,
          y: -3,
          width: 15,
          height: 15,
          rx: 7.5,
          class: "symbol-tab",
        }),
      );
      const text = hetu.svg("text", { x: 30, y: 8.4, class: "symbol-numeral" });
      text.textContent = options.numeral;
      parts.push(text);
    }
    return hetu.svg(
      "svg",
      {
        viewBox: "-1 -1 38 38",
        class: `symbol ${options.class || ""}`.trim(),
        "aria-hidden": "true",
        focusable: "false",
        "data-area": options.area === undefined ? "" : String(options.area),
      },
      parts,
    );
  };

  // Many works look alike: each look is drawn once and then copied.
  const drawn = new Map();
  hetu.symbol.ofWork = function (work, className) {
    const { category, stage, precision } = work.p;
    const key = [category, stage, precision, work.areas[0], className].join();
    if (!drawn.has(key)) drawn.set(key, drawWork(work, className));
    return drawn.get(key).cloneNode(true);
  };

  function drawWork(work, className) {
    const look = hetu.boot.symbology;
    const areas = work.areas;
    return hetu.symbol({
      icon: look.icons[work.p.category],
      ring: look.rings[work.p.stage] || "none",
      body: bodyOf(work.p.precision),
      area: areas.length ? areas[0] : "none",
      numeral: areas.length ? hetu.area(areas[0]).numeral : "",
      class: className,
    });
  }

  // Only the ring, for filters and the legend.
  hetu.symbol.ring = function (stage) {
    const ring = (RINGS[hetu.boot.symbology.rings[stage]] || RINGS.none)();
    return hetu.svg(
      "svg",
      { viewBox: "-1 -1 38 38", class: "symbol symbol-ring", "aria-hidden": "true", focusable: "false" },
      ring,
    );
  };
})(window.hetu);
