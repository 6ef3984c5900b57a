// The stand-alone map: lists and map are one selection; texts of the data become text nodes only.
// Runs from a file, needs nothing else: no request is made, none would be allowed.
var hetuOffline = (function () {
  "use strict";

  const records = JSON.parse(document.getElementById("hetu-records").textContent);
  const bound = []; // {layer, ids, key}
  const state = { areas: new Set(), text: "" };
  let map = null;

  function el(tag, name, ...children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  function chip(record) {
    const node = el("i", "chip", record.numerals || "·");
    node.style.setProperty("--c", record.colour);
    return node;
  }

  // --- cards --------------------------------------------------------------------------------
  function card(id, back) {
    const record = records[id];
    const list = el("dl", "facts");
    for (const [subject, text] of record.rows) list.append(el("dt", "", subject), el("dd", "", text));
    const node = el("div", "card", el("h2", "", chip(record), record.name), list);
    if (back) {
      const button = el("button", "back", "‹ 返回列表");
      button.type = "button";
      button.addEventListener("click", back);
      node.prepend(button);
    }
    return node;
  }

  function shownOf(ids) { return ids.filter((id) => passes(records[id])); }

  function listCard(title, ids, show) {
    const list = el("ul", "");
    for (const id of shownOf(ids)) {
      const button = el("button", "", chip(records[id]), el("span", "", records[id].name));
      button.type = "button";
      button.addEventListener("click", (event) => { event.stopPropagation(); show(id); });
      list.append(el("li", "", button));
    }
    return el("div", "card card-list", el("h2", "", title), list);
  }

  // How far off the place may be, at true scale, while its work is open.
  let circle = null;
  function reach(latlng, record) {
    if (circle) circle.remove();
    circle = record && record.radius
      ? L.circle(latlng, { radius: record.radius, color: record.colour, weight: 1.5, dashArray: "4 4", fillOpacity: 0.08, interactive: false }).addTo(map)
      : null;
  }

  function openAt(latlng, ids, title, first) {
    const popup = L.popup({ maxWidth: Math.min(340, innerWidth - 90), minWidth: Math.min(260, innerWidth - 110),
      maxHeight: Math.min(320, Math.round(map.getSize().y * 0.62)), autoPanPaddingTopLeft: [52, 12], autoPanPaddingBottomRight: [12, 12],
    });
    const all = () => { popup.setContent(listCard(title, ids, one)); };
    const one = (id) => {
      popup.setContent(card(id, ids.length > 1 ? all : null));
      mark(id);
      reach(latlng, records[id]);
    };
    popup.setLatLng(latlng);
    if (first) one(first);
    else if (ids.length > 1) all();
    else one(ids[0]);
    popup.openOn(map);
  }

  // --- filter -------------------------------------------------------------------------------
  function passes(record) {
    if (state.areas.size && !record.areas.some((area) => state.areas.has(String(area)))) return false;
    if (!state.text) return true;
    const all = [record.name, ...record.rows.map((row) => row[1])].join("\n").toLowerCase();
    return state.text.split(/\s+/).every((word) => all.includes(word));
  }

  function refresh() {
    let shown = 0;
    document.querySelectorAll(".group").forEach((group) => {
      let count = 0;
      group.querySelectorAll("li").forEach((row) => {
        const on = passes(records[row.firstElementChild.dataset.id]);
        row.hidden = !on;
        if (on) count += 1;
      });
      group.querySelector(".count").textContent = count;
      group.hidden = !count;
      shown += count;
    });
    for (const item of bound) {
      const count = shownOf(item.ids).length;
      const node = item.layer.getElement && item.layer.getElement();
      const nodes = node ? [node] : (item.layer.getLayers ? item.layer.getLayers().map((l) => l.getElement && l.getElement()) : []);
      for (const each of nodes.filter(Boolean)) each.classList.toggle("off", !count);
      const number = node && node.querySelector(".badge b");
      if (number) number.textContent = count;
    }
    const total = Object.keys(records).length;
    // Villages, zones and lines that are only to be looked up are no works: the dashboard counts so too.
    const works = Object.values(records).filter((record) => record.work).length;
    const all = works === total ? `共 ${total} 项` : `共 ${total} 项，其中工作 ${works} 项`;
    document.getElementById("shown").textContent = shown === total ? all : `${shown} / ${total} 项`;
    if (map) map.closePopup();
  }

  // --- map ----------------------------------------------------------------------------------
  function start(chart, bounds) {
    map = chart;
    map.fitBounds(bounds, { padding: [12, 12] });
    const box = L.latLngBounds(bounds);
    map.setMaxBounds(box.pad(1.2));
    map.on("zoomend", spread);
    map.on("popupclose", () => reach(null, null));
    addEventListener("load", () => { refresh(); spread(); });
  }

  function bind(layer, key, ids) {
    const item = { layer, key, ids };
    bound.push(item);
    const name = ids.length > 1 ? titleOf(item) : records[ids[0]].name;
    const open = (event) => openAt(layer.getLatLng ? layer.getLatLng() : event.latlng, ids, titleOf(item));
    layer.on("click", open);
    // Leaflet opens only its own popups by key.
    layer.on("keypress", (event) => { if (event.originalEvent.key === "Enter") open(event); });
    layer.bindTooltip(() => el("span", "", name), { direction: "top", offset: [0, -14] });
    if (!layer.getElement) return;
    const speak = () => { if (layer.getElement()) layer.getElement().setAttribute("aria-label", name); };
    layer.on("add", () => { speak(); refresh(); });
    speak();
  }

  function titleOf(item) {
    const group = document.querySelector(`.group[data-group="${CSS.escape(item.key)}"] summary`);
    const name = group ? group.firstChild.textContent.trim() : "同一位置";
    return `${name}（${item.ids.length} 项）`;
  }

  function layers(control) { document.getElementById("layers").append(control.getContainer()); }

  // Names give way to badges, pins and more important names, so that none is written over another.
  function spread() {
    const order = [".badge", ".pin", ".label-neighbour", ".label-major", ".label-minor"];
    const taken = [];
    for (const kind of order) {
      document.querySelectorAll(`#map ${kind}`).forEach((node) => {
        node.classList.remove("hidden");
        const box = node.getBoundingClientRect();
        const meets = taken.some((other) => box.left < other.right + 2 && box.right > other.left - 2 && box.top < other.bottom && box.bottom > other.top);
        const label = kind.startsWith(".label");
        if (label && meets) node.classList.add("hidden");
        else taken.push(box);
      });
    }
  }

  // --- list ---------------------------------------------------------------------------------
  function mark(id) {
    document.querySelectorAll(".group button[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    const row = document.querySelector(`.group button[data-id="${CSS.escape(id)}"]`);
    if (row) row.setAttribute("aria-current", "true");
  }

  function choose(row) {
    const id = row.dataset.id;
    const item = bound.find((each) => each.ids.includes(id));
    mark(id);
    const open = row.nextElementSibling;
    document.querySelectorAll(".group .card").forEach((node) => node.remove());
    if (!item) {
      if (!open) row.after(card(id));
      return;
    }
    const at = item.layer.getLatLng ? item.layer.getLatLng() : item.layer.getBounds().getCenter();
    if (!map.getBounds().contains(at)) map.panTo(at, { animate: false });
    if (matchMedia("(max-width: 760px)").matches) document.getElementById("map").scrollIntoView();
    openAt(at, item.ids, titleOf(item), id);
  }

  document.addEventListener("click", (event) => {
    const row = event.target.closest(".group button[data-id]");
    if (row) choose(row);
    const area = event.target.closest("button.area");
    if (area) {
      const on = !state.areas.has(area.dataset.area);
      state.areas[on ? "add" : "delete"](area.dataset.area);
      area.setAttribute("aria-pressed", String(on));
      refresh();
    }
  });
  document.getElementById("find").addEventListener("input", (event) => {
    state.text = event.target.value.trim().toLowerCase();
    refresh();
  });

  return { start, bind, layers };
})();
