// The filter panel. Every choice is a button that says how many works it would show; a facet's
// counts leave that facet itself out, so one can see what a second choice adds.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const MORE = ["stages", "categories", "precision"];
  const SMALL = { lists: ["villages", "tourism_routes", "tourism_zones", "glossary"] };

  function valueLabel(name, value) {
    if (name === "areas") {
      const a = hetu.area(value);
      return a.name;
    }
    if (name === "types") return value === "none" ? t("filter.none") : hetu.label("work_type", value);
    if (name === "stages") return value === "none" ? t("filter.none") : hetu.label("stage", value);
    if (name === "categories") return hetu.label("category", value);
    if (name === "precision") return hetu.label("precision", value);
    if (name === "lists") return value === "glossary" ? t("lists.glossary") : hetu.label("layer", value);
    if (["unplaced", "outside", "elsewhere", "wide"].includes(value)) return t(`where.${value}`);
    const area = hetu.data.areas && hetu.data.areas.get(value);
    return area ? hetu.pick(area.zh, area.en) : value;
  }
  hetu.valueLabel = valueLabel;

  // Values of a facet in a steady order, whatever the filter.
  function valuesOf(works, name) {
    const counts = hetu.filter.facet(works, hetu.filter.empty(), name);
    const orders = {
      types: Object.keys(hetu.boot.labels.work_type),
      stages: Object.keys(hetu.boot.labels.stage),
      categories: Object.keys(hetu.boot.labels.category),
      precision: ["1", "2", "3", "4", "5", "6", "7", "0"],
    };
    if (SMALL[name]) return SMALL[name].filter((value) => counts.has(value));
    if (name === "areas")
      return hetu
        .areas()
        .map((a) => String(a.number))
        .filter((n) => n !== "0" || counts.has("0"));
    if (name === "where") {
      const tail = ["wide", "elsewhere", "outside", "unplaced"];
      const rank = (v) => (tail.includes(v) ? 1000 + tail.indexOf(v) : -counts.get(v));
      // The urban area first, the whole district last among the areas.
      const share = (v) => {
        const a = hetu.data.areas && hetu.data.areas.get(v);
        return a && a.share ? a.share : 0;
      };
      return [...counts.keys()].sort((x, y) =>
        tail.includes(x) || tail.includes(y) ? rank(x) - rank(y) : share(x) - share(y),
      );
    }
    const order = orders[name];
    return [...counts.keys()].sort((x, y) =>
      x === "none" ? 1 : y === "none" ? -1 : order.indexOf(x) - order.indexOf(y),
    );
  }

  function areaRow(value) {
    const area = hetu.area(value);
    return el(
      "button",
      { type: "button", class: "area-row", "data-area": value, "data-value": value },
      el("span", { class: "numeral", text: area.numeral, "aria-hidden": "true" }),
      el("span", { class: "area-name", text: area.name }),
      el("span", { class: "area-bar", "aria-hidden": "true" }, el("i", {})),
      el("span", { class: "count num" }),
    );
  }

  function chipButton(name, value) {
    return el(
      "button",
      { type: "button", class: "chip chip-button", "data-value": value },
      name === "stages" && value !== "none" ? hetu.symbol.ring(value) : null,
      name === "categories" ? hetu.icon(hetu.boot.symbology.icons[value]) : null,
      el("span", { class: "chip-text", text: valueLabel(name, value) }),
      el("span", { class: "count num" }),
    );
  }

  hetu.panel = hetu.panel || {};
  hetu.panel.filters = {
    start(slot, data) {
      const groups = {};
      let input = null;

      function group(name) {
        const values = valuesOf(data.works, name);
        if (!values.length) return null;
        const buttons = values.map((value) => (name === "areas" ? areaRow(value) : chipButton(name, value)));
        buttons.forEach((button) =>
          button.addEventListener("click", () => hetu.store.toggle(name, button.dataset.value)),
        );
        groups[name] = buttons;
        const title = t(`facet.${name}`, {
          n: hetu.numeral(hetu.areas().filter((a) => a.number > 0).length),
        });
        const heading = el("span", { text: title });
        const body = el(
          "div",
          { class: name === "areas" ? "area-rows" : "chips", role: "group", "aria-label": title },
          buttons,
        );
        if (!MORE.includes(name))
          return el("section", { class: "facet" }, el("h2", { class: "small-head" }, heading), body);
        const open = hetu.store.state.filter[name].length > 0 || hetu.recall(`open.${name}`) === "1";
        return el(
          "details",
          {
            class: "facet",
            open,
            on: { toggle: (e) => hetu.remember(`open.${name}`, e.target.open ? "1" : null) },
          },
          el("summary", { class: "small-head" }, heading, hetu.icon("chevron")),
          body,
        );
      }

      function build() {
        input = el("input", {
          type: "search",
          class: "search-input",
          placeholder: t("filter.search"),
          "aria-label": t("filter.search"),
          autocomplete: "off",
          spellcheck: "false",
          enterkeyhint: "search",
          on: { input: () => hetu.store.setText(input.value.trim()) },
        });
        input.value = hetu.store.state.filter.text;
        hetu
          .clear(slot)
          .append(
            el("div", { class: "search" }, hetu.icon("search"), input),
            group("areas"),
            group("types"),
            ...["where", "lists", ...MORE].map(group).filter(Boolean),
          );
        update();
      }

      function update() {
        const filter = hetu.store.state.filter;
        for (const [name, buttons] of Object.entries(groups)) {
          const counts = hetu.filter.facet(data.works, filter, name);
          const most = Math.max(1, ...counts.values());
          for (const button of buttons) {
            const count = counts.get(button.dataset.value) || 0;
            const on = filter[name].includes(button.dataset.value);
            button.setAttribute("aria-pressed", String(on));
            button.classList.toggle("is-zero", count === 0 && !on);
            button.querySelector(".count").textContent = String(count);
            const bar = button.querySelector(".area-bar i");
            if (bar) bar.style.width = `${(count / most) * 100}%`;
          }
        }
        if (input && document.activeElement !== input) input.value = filter.text;
      }

      build();
      const focusSearch = (event) => {
        if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName)) {
          event.preventDefault();
          input.focus();
          input.select();
        }
      };
      document.addEventListener("keydown", focusSearch);
      return [
        hetu.on("filter", update),
        hetu.on("lang", build),
        () => document.removeEventListener("keydown", focusSearch),
      ];
    },
  };
})(window.hetu);
