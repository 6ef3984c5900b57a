// The review's addresses: fetch with every failure in both languages, and who is at work.
(function (hetu) {
  "use strict";

  const review = (hetu.review = {});
  const BASE = "/api/drafts";

  const lost = () => ({
    status: 0,
    zh: hetu.boot.messages["review.offline"][0],
    en: hetu.boot.messages["review.offline"][1],
  });

  // Whether writing is open, wants the server's token, or is closed; answers keep it up to date.
  review.writing = "open";
  const token = () => hetu.recall("token") || "";
  review.setToken = (value) => hetu.remember("token", value || null);

  // {ok, status, body} or {ok: false, status, error: {zh, en}, body}; never throws.
  async function ask(path, options) {
    let answer;
    try {
      const headers = { ...options.headers, ...(token() ? { "X-Hetu-Token": encodeURIComponent(token()) } : {}) };
      answer = await fetch(path, { credentials: "same-origin", ...options, headers });
    } catch (error) {
      return { ok: false, status: 0, error: lost(), body: {} };
    }
    let body = {};
    try {
      body = await answer.json();
    } catch (error) {
      /* an answer without words */
    }
    if (body.writing) review.writing = body.writing;
    if (answer.ok) return { ok: true, status: answer.status, body };
    return { ok: false, status: answer.status, error: body.error || lost(), body };
  }

  const send = (value) => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  });
  review.ask = (path) => ask(path, { headers: { Accept: "application/json" } });
  review.tell = (path, value) => ask(path, send(value));
  review.get = (path) => review.ask(BASE + path);
  review.post = (path, value) => review.tell(BASE + path, value);
  review.upload = (form) => ask(BASE, { method: "POST", body: form });
  review.words = (error) => hetu.pick(error.zh, error.en);

  review.who = () => (hetu.recall("reviewer") || "").trim();
  review.setWho = (name) => {
    hetu.remember("reviewer", name.trim().slice(0, 40) || null);
    hetu.emit("review-who");
  };

  // Goes on with `then` once a name is there, and the token where one is wanted. Answers are also
  // kept from those who may only read.
  review.signed = function (then) {
    if (review.who() && (review.writing === "open" || (review.writing === "token" && token()))) return true;
    review.askWho(then);
    return false;
  };

  // The draft of the address, or the current report's, or the newest.
  review.asked = () => new URLSearchParams(location.search).get("draft") || "";
  review.choose = (drafts) => drafts.find((d) => d.id === review.asked()) || drafts[0] || null;

  review.clock = (iso) => {
    const when = new Date(iso);
    if (!iso || Number.isNaN(when.getTime())) return iso || "";
    const sameDay = when.toDateString() === new Date().toDateString();
    return when.toLocaleString(hetu.lang() === "en" ? "en-GB" : "zh-CN", {
      ...(sameDay ? {} : { month: "2-digit", day: "2-digit" }),
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
    });
  };

  // Text with a span marked; offsets are the server's, which counts characters, not UTF-16 units.
  review.points = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
  review.slice = (points, from, to) =>
    typeof points === "string" ? points.slice(from, to) : points.slice(from, to).join("");
})(window.hetu);
