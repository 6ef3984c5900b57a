// The position of this device, as a position to confirm; a browser gives it to secure pages only.
(function (hetu) {
  "use strict";

  const { places, t } = hetu;
  const round = (value) => Math.round(value * 1e6) / 1e6;

  places.hasDevice = () => window.isSecureContext && "geolocation" in navigator;

  places.device = function (done, failed) {
    if (!places.hasDevice()) return failed(t("places.phone_insecure"));
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const at = [round(coords.longitude), round(coords.latitude)];
        done({ geometry: { type: "Point", coordinates: at }, how: "phone", method: "survey", radius_m: Math.max(5, Math.ceil(coords.accuracy || 30)),
          source: "", source_ref: "", note: "", raw_value: `${at.join(", ")} ± ${Math.round(coords.accuracy)} m`, raw_datum: "WGS84" });
      },
      (error) => failed(t("places.phone_denied", { why: error.message })),
      { enableHighAccuracy: true, timeout: 15000 });
  };
})(window.hetu);
