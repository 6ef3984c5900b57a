// Online basemaps the operator has configured; none is on until somebody turns it on. With it come
// its attribution and 审图号, bottom left, on screen and on paper.
(function (hetu) {
  "use strict";

  const { el, t } = hetu;
  const config = () => hetu.boot.basemaps || { list: [], boundaryApproval: "" };
  const find = (id) => config().list.find((one) => one.id === id) || null;
  let live = null;

  // Another projection moves everything: the same place and scale are shown again in it.
  function project(map, crs) {
    if (map.options.crs === crs) return;
    const [centre, zoom] = [map.getCenter(), map.getZoom()];
    map.options.crs = crs;
    map._resetView(centre, zoom);
    map.fire("moveend");
  }

  function layers(one) {
    return L.layerGroup(
      one.urls.map((url, index) =>
        L.tileLayer(url, {
          subdomains: one.subdomains || "abc",
          minNativeZoom: one.minZoom,
          maxNativeZoom: one.maxZoom,
          zIndex: index + 1,
          className: "online-tiles",
          // Tile services ask to know which site calls; never which page of it.
          referrerPolicy: "strict-origin-when-cross-origin",
        }),
      ),
    );
  }

  function note() {
    const one = live && find(live.id);
    const approvals = [
      one && one.approval,
      !hetu.map.hidden("boundaries") && config().boundaryApproval,
    ].filter(Boolean);
    const words = [
      one && hetu.pick(...one.attribution),
      approvals.length && t("basemap.approval", { number: [...new Set(approvals)].join("、") }),
      live && live.failed && t("basemap.failed"),
    ].filter(Boolean);
    if (!words.length) return null;
    return el("div", { class: "basemap-note", role: "note" }, words.map((text) => el("span", { text })));
  }

  hetu.map.online = {
    // The choice, for the list of layers; nothing where none is configured.
    choices() {
      const { list } = config();
      if (!list.length) return null;
      const choice = (id, text) =>
        el(
          "label",
          { class: "basemap-choice" },
          el("input", {
            type: "radio",
            name: "basemap",
            value: id,
            checked: (live ? live.id : "") === id,
            on: { change: () => hetu.map.online.show(id) },
          }),
          el("span", { text }),
        );
      return el(
        "fieldset",
        { class: "basemap-choices" },
        el("legend", { class: "small-head", text: t("basemap.title") }),
        choice("", t("basemap.none")),
        list.map((one) => choice(one.id, hetu.pick(...one.name))),
      );
    },
    show() {},
    // A promise that the tiles are drawn (or have had their time), null without a basemap: paper
    // cannot wait for them.
    settled() {
      if (!live) return null;
      const { group } = live;
      const until = performance.now() + 8000;
      const loading = () => group.getLayers().some((layer) => layer.isLoading());
      return new Promise((done) => {
        const look = () =>
          loading() && performance.now() < until ? setTimeout(look, 100) : setTimeout(done, 300);
        setTimeout(look, 100);
      });
    },
    start(map) {
      const host = document.querySelector(".map-host");
      const slot = el("div", { class: "over-basemap" });
      host.append(slot);
      const draw = () => hetu.clear(slot).append(...[note()].filter(Boolean));

      hetu.map.online.show = (id) => {
        if (live) live.group.remove();
        live = null;
        const one = find(id);
        project(map, one && one.shifted ? hetu.gcj02.crs : L.CRS.EPSG3857);
        if (one) {
          live = { id, group: layers(one), failed: false };
          const mine = live;
          mine.group.eachLayer((layer) =>
            layer
              .on("tileerror", () => {
                if (mine.failed) return;
                mine.failed = true;
                draw();
              })
              .on("tileload", () => {
                if (!mine.failed) return;
                mine.failed = false;
                draw();
              }),
          );
          mine.group.addTo(map);
        }
        host.classList.toggle("has-basemap", Boolean(one));
        draw();
      };
      draw();
      return [
        hetu.on("hidden", draw),
        hetu.on("lang", draw),
        () => {
          live = null; // its layers go with Leaflet's map
          hetu.map.online.show = () => {};
          slot.remove();
        },
      ];
    },
  };
})(window.hetu);
