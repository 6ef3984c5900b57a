// The page of data. A download says that it is being made, and in words why it failed.
(function (hetu) {
  "use strict";

  const { el } = hetu;

  function download(each) {
    const { say, bytes } = hetu.dataPage;
    const status = el("p", { class: "data-status muted", role: "status" });
    const link = el("a", { class: "btn btn-primary", href: each.href }, say("download"));
    let busy = false;
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      link.setAttribute("aria-disabled", "true");
      status.classList.remove("is-wrong");
      status.replaceChildren(say("making"));
      const got = await hetu.exports.fetchFile(each.href, `hetu.${each.key}`);
      busy = false;
      link.removeAttribute("aria-disabled");
      status.classList.toggle("is-wrong", Boolean(got.why));
      status.replaceChildren(got.why ? hetu.indicators.pair(
        hetu.boot.messages["data.failed"][0].replace("{why}", got.why[0]), hetu.boot.messages["data.failed"][1].replace("{why}", got.why[1]))
        : say("done", { size: bytes(got.size) }));
    });
    return el("article", { class: "card data-download" }, el("h3", {}, say(each.key)), el("p", { class: "muted" }, say(`${each.key}_about`)),
      el("div", { class: "data-get" }, link, status));
  }

  hetu.pages.register("data", {
    mount(root) {
      const body = root.querySelector("[data-slot=body]");
      if (!body) return;
      const page = hetu.dataPage;
      const model = JSON.parse(body.dataset.model);
      const manifest = hetu.boot.manifest;
      body.append(
        page.part("downloads", el("div", { class: "grid-cards" }, model.downloads.map(download))),
        page.part("formats", el("p", { class: "muted data-note" }, page.say("formats_lead")), hetu.exports.all()),
        page.limits(),
        el("div", { class: "data-two" }, page.precision(model.precision), page.provenance(manifest)),
        page.layers(manifest, model), page.sources(manifest), page.trace(manifest));
      hetu.attributes(root);
    },
  });
})(window.hetu);
