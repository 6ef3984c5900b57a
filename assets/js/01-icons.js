// Our drawings as elements (path data comes from assets/icons with the bundle).
(function (hetu) {
  "use strict";

  const draw = (name) => hetu.svg("path", { d: hetu.icons[name] || "" });

  hetu.icon = function (name, className) {
    return hetu.svg(
      "svg",
      {
        viewBox: "0 0 20 20",
        class: `icon ${className || ""}`.trim(),
        "aria-hidden": "true",
        focusable: "false",
      },
      draw(name),
    );
  };
  hetu.icon.path = draw;
  // Places that the server left for an icon.
  hetu.icon.fill = function (scope) {
    scope.querySelectorAll("[data-icon]:not([data-filled])").forEach((slot) => {
      slot.dataset.filled = "1";
      slot.append(hetu.icon(slot.dataset.icon));
    });
  };
})(window.hetu);
