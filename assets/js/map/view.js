// What the map looks at: the whole district at first; never moved under the hand, only when a work
// chosen elsewhere lies out of sight.
(function (hetu) {
  "use strict";

  hetu.map.view = {
    start(map, data) {
      const district = hetu.map.basemap.district(data);
      const bounds = () =>
        district
          ? L.geoJSON(district).getBounds()
          : L.latLngBounds([
              [18, 73],
              [54, 135],
            ]);

      function whole(animate) {
        const narrow = hetu.narrow();
        map.fitBounds(bounds(), {
          paddingTopLeft: narrow ? [16, 16] : [28, 28],
          paddingBottomRight: narrow ? [16, 190] : [28, 56],
          animate: animate && !hetu.calm(),
        });
      }
      hetu.map.view.whole = () => whole(true);
      map.invalidateSize(false);
      whole(false);
      if (district) map.setMaxBounds(bounds().pad(1.6));

      function free() {
        const room = hetu.map.free(map);
        return L.bounds([24, 24], [room.east - 24, room.south - 24]);
      }

      hetu.map.view.show = function (work, closer) {
        const animate = !hetu.calm();
        if (work.shows === "area") {
          const area = data.areas && data.areas.get(work.p.area_id);
          if (area && area.geometry && closer)
            map.fitBounds(L.geoJSON(area.geometry).getBounds(), { padding: [40, 40], animate });
          return;
        }
        if (!work.at) return;
        if (closer) {
          const radius = work.p.uncertainty_m || 500;
          map.fitBounds(work.at.toBounds(radius * 2.6), {
            paddingBottomRight: [hetu.narrow() ? 0 : 380, hetu.narrow() ? 260 : 0],
            maxZoom: 14,
            animate,
          });
          return;
        }
        const point = map.latLngToContainerPoint(work.at);
        const room = free();
        if (room.contains(point)) return;
        const goal = L.point(
          Math.min(Math.max(point.x, room.min.x + 60), room.max.x - 60),
          Math.min(Math.max(point.y, room.min.y + 60), room.max.y - 60),
        );
        map.panBy(point.subtract(goal), { animate });
      };

      const onSelect = (id) => {
        const work = data.byId.get(id);
        if (work && hetu.store.from !== "map") setTimeout(() => hetu.map.view.show(work, false), 0);
      };
      const observer = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
      observer.observe(map.getContainer());
      if (hetu.store.state.sel) onSelect(hetu.store.state.sel);
      return [hetu.on("sel", onSelect), () => observer.disconnect()];
    },
  };
})(window.hetu);
