// Before the first paint: language, theme and type size as last chosen, so that nothing flashes.
(function () {
  "use strict";
  var root = document.documentElement;
  function stored(name) {
    try {
      return localStorage.getItem("hetu." + name);
    } catch (error) {
      return null;
    }
  }
  var asked = new URLSearchParams(location.search).get("lang");
  var lang = asked === "en" || asked === "zh" ? asked : stored("lang");
  root.lang = lang === "en" ? "en" : "zh-CN";
  var theme = stored("theme");
  if (!theme) theme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = theme;
  if (stored("type") === "large") root.dataset.type = "large";
})();
