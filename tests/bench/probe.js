// Notes when something is drawn inside the map: elements put in, taken out or changed, canvases
// painted. `first` is the first frame after a work is there, `last` the latest change.
(() => {
  const probe = { first: null, last: null };
  window.benchProbe = probe;
  const seen = () => {
    probe.last = performance.now();
    if (probe.first === null && document.querySelector(window.benchWork)) {
      probe.first = 0; // in hand: the frame that shows it is still to come
      requestAnimationFrame(() => setTimeout(() => { probe.first = performance.now(); }));
    }
  };
  const inMap = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement;
    return element && element.closest(window.benchMap);
  };
  new MutationObserver((records) => {
    if (records.some((record) => inMap(record.target))) seen();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const name of ["fill", "stroke", "clearRect", "drawImage", "fillRect"]) {
    const plain = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      if (inMap(this.canvas)) seen();
      return plain.apply(this, args);
    };
  }
})();
