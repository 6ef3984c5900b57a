// The right panel: one work, or the list of works of one area.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  hetu.details = {};

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      const field = el("textarea", { class: "sr-only" });
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    const label = button.querySelector("span");
    const was = label.textContent;
    label.textContent = t("details.copied");
    setTimeout(() => {
      label.textContent = was;
    }, 1600);
  }

  const copyButton = (icon, label, text) => {
    const button = el(
      "button",
      { type: "button", class: "btn btn-small", on: { click: () => copy(text(), button) } },
      hetu.icon(icon),
      el("span", { text: label }),
    );
    return button;
  };

  function head(title, symbol, below, onBack) {
    return el(
      "header",
      { class: "details-head" },
      symbol,
      el("div", { class: "details-title" }, el("h2", { text: title, tabindex: "-1" }), below),
      el(
        "div",
        { class: "details-close" },
        el(
          "button",
          {
            type: "button",
            class: "btn btn-quiet btn-icon",
            "aria-label": t(onBack ? "details.back" : "shell.close"),
            title: t(onBack ? "details.back" : "shell.close"),
            on: { click: () => hetu.store.close() },
          },
          hetu.icon(onBack ? "back" : "close"),
        ),
      ),
    );
  }

  function areaChips(work) {
    return el(
      "div",
      { class: "chip-line" },
      work.areas.map((n) => {
        const area = hetu.area(n);
        return el(
          "span",
          { class: "chip", "data-area": String(n) },
          el("span", { class: "numeral", text: area.numeral }),
          area.name,
        );
      }),
      el(
        "span",
        { class: "chip" },
        hetu.icon(hetu.boot.symbology.icons[work.p.category]),
        hetu.label("category", work.p.category),
      ),
    );
  }

  function ofWork(work, data) {
    const p = work.p;
    const others = [
      p.name_en && hetu.lang() === "zh" ? p.name_en : "",
      hetu.lang() === "en" && p.name_en ? p.name : "",
      ...(p.aliases || []),
    ].filter(Boolean);
    const references = () =>
      p.mentions.map((m) => `${p.name}${hetu.pick("：", ": ")}${hetu.reference(m)}`).join("\n");
    return [
      head(
        hetu.pick(p.name, p.name_en),
        hetu.symbol.ofWork(work, "symbol-large"),
        areaChips(work),
        hetu.store.state.group,
      ),
      el(
        "div",
        { class: "details-body" },
        others.length
          ? el("p", { class: "muted small", text: t("details.also", { names: others.join("、") }) })
          : null,
        p.mentions.length
          ? hetu.parts.promise(work)
          : el("p", { class: "reason" }, hetu.icon("info"), el("span", { text: t("details.not_named") })),
        hetu.parts.figures(work),
        hetu.parts.place(work),
        hetu.parts.stops(work),
        hetu.parts.related(work, data),
        p.mentions.length
          ? hetu.parts.section(t("part.clause", { n: p.mentions.length }), p.mentions.map(hetu.clause))
          : null,
        el(
          "footer",
          { class: "details-foot" },
          copyButton("link", t("details.link"), () => hetu.store.link(work.id)),
          p.mentions.length ? copyButton("copy", t("details.reference"), references) : null,
        ),
      ),
    ];
  }

  function membersOf(group, data) {
    const shown = hetu.store.shown();
    if (group.startsWith("ids:")) {
      const ids = new Set(group.slice(4).split(","));
      return shown.filter((w) => ids.has(w.id));
    }
    if (group === "wide") return shown.filter((w) => w.where === "wide" && !hetu.map.switchedOff(w));
    if (group === "unplaced" || group === "outside") return shown.filter((w) => w.shows === group);
    if (group === "hidden") return shown.filter(hetu.map.switchedOff);
    return shown.filter((w) => w.shows === "area" && w.p.area_id === group);
  }

  function groupTitle(group, data) {
    if (group.startsWith("ids:")) return t("group.here");
    if (["unplaced", "outside", "hidden", "wide"].includes(group)) return t(`group.${group}`);
    const area = data.areas && data.areas.get(group);
    return area ? hetu.pick(area.zh, area.en) : group;
  }

  function groupAbout(group) {
    if (group.startsWith("ids:")) return t("group.about_here");
    if (["unplaced", "outside", "hidden", "wide"].includes(group)) return t(`group.about_${group}`);
    return t("group.about_area");
  }

  function ofGroup(group, data) {
    const works = membersOf(group, data);
    const byArea = new Map();
    for (const work of works) {
      const lead = hetu.filter.leadArea(work, hetu.store.state.filter);
      const n = lead === "none" ? -1 : lead;
      if (!byArea.has(n)) byArea.set(n, []);
      byArea.get(n).push(work);
    }
    const list = el(
      "div",
      { class: "details-body group-list", on: { keydown: (e) => hetu.walkRows(e, list) } },
      el("p", { class: "muted small", text: groupAbout(group) }),
      works.length ? null : el("p", { class: "empty", text: t("results.none") }),
    );
    for (const [n, members] of [...byArea].sort((a, b) => (a[0] < 0 ? 99 : a[0]) - (b[0] < 0 ? 99 : b[0]))) {
      const area = n >= 0 ? hetu.area(n) : { numeral: "·", name: t("filter.none") };
      list.append(
        el(
          "section",
          { class: "group-part" },
          el(
            "h3",
            { class: "group-head", "data-area": n >= 0 ? String(n) : "none" },
            el("span", { class: "numeral", text: area.numeral }),
            el("span", { text: area.name }),
            el("span", { class: "count num", text: String(members.length) }),
          ),
          el(
            "div",
            { class: "rows" },
            members.map((w) => {
              const row = hetu.workRow(w, () => hetu.store.select(w.id, "details"));
              const reason = hetu.pick(w.p.reason_zh, w.p.reason_en);
              if (reason) row.querySelector(".row-sub").textContent = reason;
              return row;
            }),
          ),
        ),
      );
    }
    return [
      head(
        `${groupTitle(group, data)}`,
        el("span", { class: "group-count num", text: String(works.length) }),
        el("p", { class: "muted small", text: t("group.filtered") }),
        false,
      ),
      list,
    ];
  }

  hetu.details.start = function (slot, data) {
    let shownKey = "";
    let opener = null;

    function draw() {
      const { sel, group } = hetu.store.state;
      const work = sel && data.byId.get(sel);
      const key = work ? `w:${sel}` : group ? `g:${group}` : sel ? "missing" : "";
      const opened = key && !shownKey;
      const changed = key !== shownKey;
      if (changed && !shownKey) opener = document.activeElement;
      shownKey = key;
      slot.hidden = !key;
      document.querySelector(".map-page").classList.toggle("has-details", Boolean(key));
      if (!key) {
        hetu.clear(slot);
        if (changed && opener && opener.isConnected) opener.focus({ preventScroll: true });
        hetu.emit("details", "");
        return;
      }
      const scroll = changed ? 0 : (slot.querySelector(".details-body") || {}).scrollTop || 0;
      if (work) hetu.clear(slot).append(...ofWork(work, data).filter(Boolean));
      else if (group) hetu.clear(slot).append(...ofGroup(group, data));
      else
        hetu
          .clear(slot)
          .append(
            ...[
              head(t("details.missing"), null, null, false),
              el("p", { class: "details-body", text: t("details.missing_why", { id: sel }) }),
            ].filter(Boolean),
          );
      const body = slot.querySelector(".details-body");
      if (body) body.scrollTop = scroll;
      if (opened && !hetu.calm()) {
        slot.classList.remove("slide");
        void slot.offsetWidth;
        slot.classList.add("slide");
      }
      if (changed) hetu.emit("details", key);
    }
    const onFilter = () => {
      if (hetu.store.state.group && !hetu.store.state.sel) draw();
    };
    const escape = (event) => {
      if (event.key === "Escape" && (hetu.store.state.sel || hetu.store.state.group)) hetu.store.close();
    };
    document.addEventListener("keydown", escape);
    draw();
    return [
      hetu.on("sel", draw),
      hetu.on("group", draw),
      hetu.on("lang", draw),
      hetu.on("filter", onFilter),
      () => document.removeEventListener("keydown", escape),
    ];
  };
})(window.hetu);
