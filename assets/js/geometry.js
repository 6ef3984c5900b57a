// Small plane geometry on lon/lat rings: inside, distance to the edge, a calm spot for a label.
(function (hetu) {
  "use strict";

  // All outer and inner rings of a polygon or multipolygon.
  function rings(geometry) {
    if (!geometry) return [];
    if (geometry.type === "Polygon") return geometry.coordinates;
    if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
    return [];
  }

  // The same rings with at most `most` corners each: enough to seat a label, quick on every move.
  const coarse = new WeakMap();
  function coarseRings(geometry, most) {
    if (!coarse.has(geometry)) {
      coarse.set(
        geometry,
        rings(geometry).map((ring) => {
          const step = Math.ceil(ring.length / most);
          return step <= 1 ? ring : [...ring.filter((_, i) => i % step === 0), ring[ring.length - 1]];
        }),
      );
    }
    return coarse.get(geometry);
  }

  function contains(allRings, x, y) {
    let inside = false;
    for (const ring of allRings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i];
        const [xj, yj] = ring[j];
        if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
      }
    }
    return inside;
  }

  function toSegment(x, y, a, b, kx) {
    const ax = (a[0] - x) * kx,
      ay = a[1] - y;
    const dx = (b[0] - a[0]) * kx,
      dy = b[1] - a[1];
    const length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length)) : 0;
    return Math.hypot(ax + t * dx, ay + t * dy);
  }

  // Distance to the nearest edge in degrees of latitude.
  function toEdge(allRings, x, y, kx) {
    let least = Infinity;
    for (const ring of allRings) {
      for (let i = 1; i < ring.length; i++)
        least = Math.min(least, toSegment(x, y, ring[i - 1], ring[i], kx));
    }
    return least;
  }

  const boxes = new WeakMap();
  function bounds(geometry) {
    if (!boxes.has(geometry)) boxes.set(geometry, measure(geometry));
    return boxes.get(geometry);
  }
  function measure(geometry) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    (function walk(part) {
      if (typeof part[0] === "number") {
        west = Math.min(west, part[0]);
        east = Math.max(east, part[0]);
        south = Math.min(south, part[1]);
        north = Math.max(north, part[1]);
      } else part.forEach(walk);
    })(geometry.coordinates);
    return { west, south, east, north };
  }

  // The spot inside that is farthest from the edge and from `others` ([lon, lat] each), or null.
  function calmSpot(geometry, others, box) {
    const all = coarseRings(geometry, 90);
    if (!all.length) return null;
    const own = bounds(geometry);
    const b = box
      ? {
          west: Math.max(box.west, own.west),
          east: Math.min(box.east, own.east),
          south: Math.max(box.south, own.south),
          north: Math.min(box.north, own.north),
        }
      : own;
    if (b.west >= b.east || b.south >= b.north) return null;
    const kx = Math.cos((((b.south + b.north) / 2) * Math.PI) / 180);
    const STEPS = 24;
    let best = null;
    let bestScore = -Infinity;
    for (let i = 0; i < STEPS; i++) {
      for (let j = 0; j < STEPS; j++) {
        const x = b.west + ((i + 0.5) / STEPS) * (b.east - b.west);
        const y = b.south + ((j + 0.5) / STEPS) * (b.north - b.south);
        if (!contains(all, x, y)) continue;
        let score = toEdge(all, x, y, kx);
        for (const [ox, oy] of others || []) {
          score = Math.min(score, 0.6 * Math.hypot((ox - x) * kx, oy - y));
        }
        if (box) score = Math.min(score, (x - b.west) * kx, (b.east - x) * kx, y - b.south, b.north - y);
        if (score > bestScore) {
          bestScore = score;
          best = [x, y];
        }
      }
    }
    return best;
  }

  const area = (geometry) =>
    rings(geometry).reduce((sum, ring) => {
      let twice = 0;
      for (let i = 1; i < ring.length; i++)
        twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
      return sum + twice / 2;
    }, 0);

  hetu.geometry = { rings, contains, bounds, calmSpot, area: (g) => Math.abs(area(g)) };
})(window.hetu);
