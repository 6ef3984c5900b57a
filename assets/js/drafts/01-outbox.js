// Decisions on their way: kept in this browser until the server has answered, sent one after
// another, tried again while the network is away. Nothing is marked done before the answer.
(function (hetu) {
  "use strict";

  const { review } = hetu;
  const PREFIX = "outbox.";
  const WAITS = [1000, 2000, 4000, 8000];
  const DEAD_MS = 20000;

  function tabId() {
    try {
      let id = sessionStorage.getItem("hetu.tab");
      if (!id) {
        id = Math.random().toString(36).slice(2);
        sessionStorage.setItem("hetu.tab", id);
      }
      return id;
    } catch (error) {
      return "one";
    }
  }

  // What earlier tabs of this browser left behind, and this one before a reload.
  function left(draft, me) {
    const found = [];
    let names = [];
    try {
      names = Object.keys(localStorage);
    } catch (error) {
      return found;
    }
    for (const name of names.filter((n) => n.startsWith(`hetu.${PREFIX}${draft}.`))) {
      const key = name.slice("hetu.".length);
      try {
        const box = JSON.parse(hetu.recall(key));
        if (key !== me && Date.now() - box.at < DEAD_MS) continue;
        found.push(...box.items);
        hetu.remember(key, null);
      } catch (error) {
        hetu.remember(key, null);
      }
    }
    return found;
  }

  // `told` is called with (what, item, answer): sent, conflict, refused, waiting.
  review.outbox = function (draft, standingOf, told) {
    const me = `${PREFIX}${draft}.${tabId()}`;
    const items = left(draft, me);
    let busy = false;
    let closed = false;
    let wake = null;
    const save = () =>
      hetu.remember(me, items.length ? JSON.stringify({ at: Date.now(), items }) : null);

    function push(item) {
      const earlier = items.some((i) => i.kind === "undo" || i.record_id === item.record_id);
      items.push({ ...item, chained: earlier });
      save();
      pump();
    }

    function body(item) {
      if (item.kind === "undo") return { who: item.who };
      const { target, record_id, action, fields, who, why } = item;
      const rev = item.chained ? standingOf(record_id).rev : item.rev;
      return { target, record_id, action, fields, who, why, rev };
    }

    async function pump() {
      if (busy) return;
      busy = true;
      let tries = 0;
      while (items.length && !closed) {
        const item = items[0];
        const path = `/${draft}/${item.kind === "undo" ? "undo" : "decisions"}`;
        const answer = await review.post(path, body(item));
        if (answer.status === 401) {
          // Nothing was done and nothing is lost: it waits for the token.
          save();
          await new Promise((done) => { wake = done; told("locked", item, answer); });
          continue;
        }
        const again = answer.status === 0 || answer.status >= 500;
        // An undo that may have arrived is not sent twice: it would take back one more.
        if (again && item.kind !== "undo") {
          save();
          told("waiting", item, answer);
          await new Promise((done) => {
            wake = done;
            setTimeout(done, WAITS[Math.min(tries++, WAITS.length - 1)]);
          });
          continue;
        }
        tries = 0;
        items.shift();
        save();
        if (answer.ok) told("sent", item, answer);
        else told(answer.status === 409 ? "conflict" : "refused", item, answer);
      }
      busy = false;
    }

    const online = () => wake && wake();
    window.addEventListener("online", online);
    save();
    return {
      push,
      start: pump,
      again: online,
      count: () => items.length,
      has: (id) => items.some((item) => item.record_id === id),
      close() {
        closed = true;
        window.removeEventListener("online", online);
      },
    };
  };
})(window.hetu);
