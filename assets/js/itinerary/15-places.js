// Where a day begins and ends: stations, stops, or a place of one's own, typed or clicked on the map.
(function (hetu) {
  "use strict";

  const { el, t, routes } = hetu;
  const { state } = routes;

  // Stations, the airport, every stop that has a position, and places typed in for this route.
  routes.ends = function (value, change) {
    const { book, plan } = state;
    const own = plan.days.flatMap((day) => [day.start, day.end]).concat(value || []);
    const known = [
      ...book.places.filter((p) => p.lon !== null).map((p) => routes.place(p)),
      ...book.stops.filter((s) => s.lon !== null).map((s) => ({ id: s.stop_id, zh: s.name_zh, en: s.name_en, lon: s.lon, lat: s.lat, r: s.radius_m, kind: s.kind })),
    ];
    own.forEach((p) => { if (!known.some((other) => other.id === p.id)) known.unshift(p); });
    const options = known.map((p) => [p.id, hetu.pick(p.zh, p.en) || p.id]);
    if (!value) options.unshift(["", t("routes.nights_differ")]);
    options.push(["+", t("routes.other_place")]);
    const was = value ? value.id : "";
    const control = routes.select(was, options, (id) => {
      const found = known.find((p) => p.id === id);
      if (found) return change(found);
      control.value = was;
      return id === "+" ? routes.askPlace(change) : null;
    });
    return control;
  };

  // A hotel nobody has published: a name, and a position in any notation or clicked on the map.
  routes.askPlace = function (change, given) {
    const name = el("input", { type: "text", required: true, maxlength: "40", id: "rt-place-name", value: given ? given.name : "" });
    const spot = el("input", { type: "text", required: true, id: "rt-place-spot", maxlength: "120", value: given ? given.spot : "", placeholder: "124.25, 47.20 · 47°12′N 124°15′E" });
    const told = el("p", { class: "rt-error", role: "alert", hidden: true });
    const onMap = () => {
      const kept = { name: name.value, spot: spot.value };
      node.close();
      routes.map.pick((where) => routes.askPlace(change, where ? { ...kept, spot: where } : kept));
    };
    const node = routes.dialog(t("routes.other_place"),
      el("form", { class: "rt-form", on: { async submit(event) {
        event.preventDefault();
        if (!name.value.trim()) return name.focus();
        const found = await hetu.review.ask(`/api/routes/position?text=${encodeURIComponent(spot.value)}`);
        if (!found.ok) {
          told.textContent = found.status ? hetu.review.words(found.error) : t("routes.offline");
          told.hidden = false;
          return null;
        }
        node.close();
        const { lon, lat } = found.body;
        const text = name.value.trim();
        return change({ id: `own-${lon},${lat}`, zh: text, en: text, lon, lat, r: null, kind: "hotel" });
      } } },
      el("label", { for: "rt-place-name", text: t("routes.place_name") }), name,
      el("label", { for: "rt-place-spot", text: t("routes.place_spot") }), spot, told,
      el("div", { class: "rt-actions" },
        el("button", { type: "submit", class: "btn btn-primary", text: t("routes.take") }),
        routes.map ? el("button", { type: "button", class: "btn", text: t("routes.on_map"), on: { click: onMap } }) : null,
        routes.closer())));
    (given && given.name ? spot : name).focus();
    return node;
  };
})(window.hetu);
