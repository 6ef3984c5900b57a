// The GCJ-02 offset in the browser, and a map projection that draws WGS84 data where a GCJ-02
// basemap shows it. The data stay WGS84: what is clicked is given back in WGS84 too. The same series
// and rectangle as etl/crs/offset.py; a test compares the two.
(function (hetu) {
  "use strict";

  const SEMI_MAJOR = 6378245;
  const ECC = 0.00669342162296594323;
  const BOX = { west: 72.004, south: 0.8293, east: 137.8347, north: 55.8271 };
  const { sin, cos, sqrt, abs, PI } = Math;

  function offset(lon, lat) {
    const x = lon - 105;
    const y = lat - 35;
    const waves = (v, terms) => (terms.reduce((sum, [a, d]) => sum + a * sin((PI * v) / d), 0) * 2) / 3;
    const short = ((20 * sin(6 * PI * x) + 20 * sin(2 * PI * x)) * 2) / 3;
    const root = sqrt(abs(x));
    const north =
      -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + short +
      waves(y, [[20, 1], [40, 3], [160, 12], [320, 30]]);
    const east =
      300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + short +
      waves(x, [[20, 1], [40, 3], [150, 12], [300, 30]]);
    const phi = (lat * PI) / 180;
    const flat = 1 - ECC * sin(phi) ** 2;
    const meridian = (SEMI_MAJOR * (1 - ECC)) / flat ** 1.5;
    const parallel = (SEMI_MAJOR * cos(phi)) / sqrt(flat);
    return [((east / parallel) * 180) / PI, ((north / meridian) * 180) / PI];
  }
  const within = (lon, lat) => lon >= BOX.west && lon <= BOX.east && lat >= BOX.south && lat <= BOX.north;

  function forward(lon, lat) {
    if (!within(lon, lat)) return [lon, lat];
    const [east, north] = offset(lon, lat);
    return [lon + east, lat + north];
  }
  function inverse(lon, lat) {
    const margin = 0.02;
    if (!within(lon, lat) && !within(lon + margin, lat + margin) && !within(lon - margin, lat - margin))
      return [lon, lat];
    let at = [lon, lat];
    for (let round = 0; round < 12; round++) {
      const [east, north] = offset(...at);
      const next = [lon - east, lat - north];
      const moved = Math.max(abs(next[0] - at[0]), abs(next[1] - at[1]));
      at = next;
      if (moved < 1e-10) break;
    }
    return within(...at) ? at : [lon, lat];
  }

  const plain = L.Projection.SphericalMercator;
  const projection = L.Util.extend({}, plain, {
    project(latlng) {
      const [lon, lat] = forward(latlng.lng, latlng.lat);
      return plain.project(L.latLng(lat, lon));
    },
    unproject(point) {
      const seen = plain.unproject(point);
      const [lon, lat] = inverse(seen.lng, seen.lat);
      return L.latLng(lat, lon);
    },
  });
  hetu.gcj02 = {
    forward,
    inverse,
    crs: L.Util.extend({}, L.CRS.EPSG3857, { code: "HETU:GCJ02", projection }),
  };
})(window.hetu);
