// The namespace and its small tools: elements, events, messages, labels.
// Text reaches the page as textContent only; nothing here or elsewhere writes HTML.
(function (hetu) {
  "use strict";

  const boot = JSON.parse(document.getElementById("hetu-boot").textContent);
  hetu.boot = boot;

  // --- events -----------------------------------------------------------------------------
  const listeners = {};
  hetu.on = function (name, fn) {
    (listeners[name] = listeners[name] || new Set()).add(fn);
    return () => listeners[name].delete(fn);
  };
  hetu.off = (name, fn) => listeners[name] && listeners[name].delete(fn);
  hetu.emit = function (name, value) {
    (listeners[name] || new Set()).forEach((fn) => fn(value));
  };

  // --- elements ---------------------------------------------------------------------------
  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attrs, children) {
    for (const [name, value] of Object.entries(attrs || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") node.textContent = value;
      else if (name === "class") node.setAttribute("class", value);
      else if (name === "on") {
        for (const [event, fn] of Object.entries(value)) node.addEventListener(event, fn);
      } else if (name === "style") {
        for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
      } else node.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      node.append(child);
    }
    return node;
  }
  hetu.el = (tag, attrs, ...children) => fill(document.createElement(tag), attrs, children);
  hetu.svg = (tag, attrs, ...children) => fill(document.createElementNS(SVG, tag), attrs, children);
  hetu.clear = (node) => {
    node.replaceChildren();
    return node;
  };

  // --- language ---------------------------------------------------------------------------
  const root = document.documentElement;
  hetu.lang = () => (root.lang === "en" ? "en" : "zh");
  hetu.pick = (zh, en) => (hetu.lang() === "en" && en ? en : zh);
  hetu.t = function (key, values) {
    const found = boot.messages[key];
    if (!found) return key;
    const text = found[hetu.lang() === "en" ? 1 : 0];
    return values ? text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all)) : text;
  };
  hetu.label = function (list, code) {
    if (code === null || code === undefined || code === "") return "";
    const found = (boot.labels[list] || {})[code];
    return found ? hetu.pick(found[0], found[1]) : String(code);
  };
  hetu.setLang = function (lang) {
    root.lang = lang === "en" ? "en" : "zh-CN";
    hetu.remember("lang", lang);
    hetu.attributes(document);
    hetu.emit("lang", lang);
  };

  // Attributes of what the server rendered: data-i18n-aria-label="key" -> aria-label.
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  hetu.attributes = function (scope) {
    for (const name of ATTRIBUTES) {
      scope.querySelectorAll(`[data-i18n-${name}]`).forEach((node) => {
        node.setAttribute(name, hetu.t(node.getAttribute(`data-i18n-${name}`)));
      });
    }
    document.title = hetu.title();
  };
  hetu.title = function () {
    const district = (boot.manifest && boot.manifest.district) || {};
    const name = hetu.pick(district.name_zh || "", district.name_en || "");
    return name ? `${hetu.t("shell.name")} · ${name}` : hetu.t("shell.title");
  };

  // --- what this browser remembers ----------------------------------------------------------
  hetu.remember = function (name, value) {
    try {
      if (value === null) localStorage.removeItem(`hetu.${name}`);
      else localStorage.setItem(`hetu.${name}`, value);
    } catch (error) {
      /* private mode: the choice lasts for this page */
    }
  };
  hetu.recall = function (name) {
    try {
      return localStorage.getItem(`hetu.${name}`);
    } catch (error) {
      return null;
    }
  };

  // --- focus areas --------------------------------------------------------------------------
  const NUMERALS = "总 一 二 三 四 五 六 七".split(" ");
  const COUNTS = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
  hetu.numeral = (n) => COUNTS[n] || String(n);
  hetu.areas = () =>
    (boot.manifest && boot.manifest.focus_areas) ||
    NUMERALS.map((numeral, number) => ({ number, numeral, label_zh: numeral, label_en: String(number) }));
  hetu.area = function (number) {
    const found = hetu.areas().find((area) => area.number === Number(number));
    const numeral = (found && found.numeral) || NUMERALS[number] || "·";
    const name = found ? hetu.pick(found.label_zh, found.label_en) : "";
    // From the eighth section on the colours come round again; the numeral tells them apart.
    const hue = number > 7 ? ((number - 1) % 7) + 1 : number;
    return { numeral, name, color: `var(--a${hue})` };
  };

  // --- numbers ------------------------------------------------------------------------------
  hetu.number = (value, digits) =>
    Number(value).toLocaleString(hetu.lang() === "en" ? "en" : "zh-CN", {
      maximumFractionDigits: digits === undefined ? 4 : digits,
    });
  hetu.metres = function (value) {
    if (value >= 1000) return `${hetu.number(value / 1000, 1)}\u2009${hetu.t("unit.km")}`;
    return `${hetu.number(value, 0)}\u2009${hetu.t("unit.m")}`;
  };

  hetu.calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  hetu.narrow = () => window.matchMedia("(max-width: 760px)").matches;

  // Draw at the next frame, at most once.
  hetu.soon = function (fn) {
    let asked = false;
    return function () {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        fn();
      });
    };
  };
})((window.hetu = window.hetu || {}));
