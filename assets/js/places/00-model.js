// The place desk's addresses and what the page knows: the queue, drafts kept in this browser.
(function (hetu) {
  "use strict";

  const places = (hetu.places = {});
  const BASE = "/api/places";
  const MESSAGE = "places.offline";

  const lost = () => ({ zh: hetu.boot.messages[MESSAGE][0], en: hetu.boot.messages[MESSAGE][1] });

  // As 核对 asks, token and all; but nothing is sent again by itself here, and it says so.
  const own = (answer) => (answer.status === 0 ? { ...answer, error: lost() } : answer);
  places.get = async (path) => own(await hetu.review.ask(BASE + path));
  places.post = async (path, value) => own(await hetu.review.tell(BASE + path, value));
  places.words = (error) => hetu.pick(error.zh, error.en);

  // Goes on with `then` once a name is there, and the token where the server wants one.
  places.sign = (then) => (hetu.review.writing === "open" ? places.askWho(then) : hetu.review.askWho(then));
  places.signed = function (then) {
    if (hetu.review.writing !== "open") return hetu.review.signed(then);
    if (hetu.review.who()) return true;
    places.askWho(then);
    return false;
  };

  // Metres on the ground, near enough for a label.
  places.metres = function (a, b) {
    const k = Math.PI / 180;
    const x = (b[0] - a[0]) * k * Math.cos(((a[1] + b[1]) / 2) * k);
    return 6371008 * Math.hypot(x, (b[1] - a[1]) * k);
  };
  places.middle = function (geometry) {
    if (geometry.type === "Point") return geometry.coordinates;
    const b = hetu.geometry.bounds(geometry);
    return [(b.west + b.east) / 2, (b.south + b.north) / 2];
  };

  // A radius that is easy to say, never below what was asked for.
  places.nice = function (metres) {
    const step = metres < 100 ? 10 : metres < 1000 ? 50 : 500;
    return Math.max(1, Math.ceil(metres / step) * step);
  };

  // The class a radius gives (`etl.places.by_hand.class_of`); the server has the last word.
  places.classOf = function (geometry, radius, surveyed) {
    if (geometry.type === "Point" && surveyed && radius <= 50) return 1;
    if (radius <= 500) return 2;
    if (radius <= 2000) return 3;
    if (geometry.type === "LineString") return 4;
    if (radius <= 4000) return 5;
    return geometry.type === "Polygon" && radius <= 20000 ? 5 : 6;
  };

  // --- positions not confirmed yet: a reload or a conflict loses none -------------------------
  const key = (id) => `place-draft.${id}`;
  places.keep = (id, draft) => hetu.remember(key(id), draft ? JSON.stringify(draft) : null);
  places.kept = function (id) {
    try {
      return JSON.parse(hetu.recall(key(id)) || "null");
    } catch (error) {
      return null;
    }
  };

  // --- the queue ------------------------------------------------------------------------------
  places.model = function (body, data) {
    const model = { ...body, byId: new Map() };
    model.take = function (fresh) {
      model.items = fresh.items.filter((item) => data.byId.has(item.id));
      model.byId = new Map(model.items.map((item) => [item.id, item]));
    };
    model.take(body);
    model.work = (id) => data.byId.get(id);
    model.name = (id) => hetu.pick(model.work(id).p.name, model.work(id).p.name_en);
    model.isDone = (item) => Boolean(item.placed);
    model.counts = () => {
      const done = model.items.filter(model.isDone).length;
      return { done, left: model.items.length - done };
    };
    model.list = (filter) =>
      model.items.filter((item) => {
        if (filter.show === "left" && item.placed) return false;
        if (filter.show === "done" && !item.placed) return false;
        if (filter.show === "dispute" && !item.dispute) return false;
        return !filter.text || model.work(item.id).text.includes(filter.text.toLowerCase());
      });
    // The area a work is known to lie in: its own outline, its area's, else the district's.
    model.known = function (id) {
      const work = model.work(id);
      const area = data.areas && data.areas.get(work.p.area_id);
      if (work.geometry) return work.geometry;
      if (area && area.geometry) return area.geometry;
      const home = hetu.map.basemap.district(data);
      return home ? home.geometry : null;
    };
    return model;
  };
})(window.hetu);
