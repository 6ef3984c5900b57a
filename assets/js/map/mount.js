// The map page: waits for its element, for Leaflet's map and for the layers, then starts its parts.
(function (hetu) {
  "use strict";

  let offs = [];

  function notice(root, text) {
    root.classList.add("is-empty");
    const slot = root.querySelector("[data-slot=results]");
    hetu.clear(slot).append(hetu.el("p", { class: "notice", role: "alert", text }));
  }

  function start(root, map, data) {
    const slot = (name) => root.querySelector(`[data-slot=${name}]`);
    hetu.store.start();
    offs.push(...hetu.map.view.start(map, data));
    offs.push(...hetu.map.basemap.draw(map, data));
    offs.push(...hetu.map.scenery.start(map));
    offs.push(...hetu.map.online.start(map));
    offs.push(...hetu.map.groups.start(map, data));
    offs.push(...hetu.map.works.start(map, data));
    offs.push(...hetu.map.stops.start(map, data));
    offs.push(...hetu.map.labels.start(map, data));
    offs.push(...hetu.map.print.start(map));
    offs.push(...hetu.map.tools.start(map, slot("over")));
    offs.push(...hetu.panel.filters.start(slot("filters"), data));
    offs.push(...hetu.panel.results.start(slot("results"), data));
    offs.push(...hetu.details.start(slot("details"), data));
    offs.push(...hetu.table.start(slot("table"), data));
    offs.push(...hetu.sheet.start(root));
    root.dataset.path = location.pathname;
    root.dataset.ready = "1";
    performance.mark("hetu-map-ready");
  }

  hetu.pages.register("map", {
    mount(root) {
      if (!Object.keys(hetu.boot.layers).length) return notice(root, hetu.t("shell.no_layers"));
      const failed = (error) => {
        console.error(error);
        notice(root, hetu.t("shell.load_failed", { what: error.message }));
      };
      hetu.data.ready.then(
        (data) =>
          hetu.map.when((map) => {
            if (!root.isConnected) return;
            try {
              start(root, map, data);
            } catch (error) {
              failed(error);
            }
          }),
        failed,
      );
    },
    unmount() {
      hetu.store.leave();
      offs.splice(0).forEach((off) => off());
    },
  });
})(window.hetu);
