// Pages: each script says what to do when its root element appears and when it goes.
(function (hetu) {
  "use strict";

  const known = {};
  let current = null;

  hetu.pages = {
    register(key, page) {
      known[key] = page;
      look();
    },
  };

  function look() {
    const root = document.querySelector("[data-hetu-page]");
    if (current && (!root || root !== current.root)) {
      const leaving = current;
      current = null;
      if (leaving.page.unmount) leaving.page.unmount(leaving.root);
    }
    if (!root || (current && current.root === root)) return;
    hetu.attributes(document);
    hetu.icon.fill(document);
    const page = known[root.dataset.hetuPage];
    current = { root, page: page || {} };
    if (page && page.mount) page.mount(root);
    markNav();
  }

  function markNav() {
    const here = location.pathname.replace(/\/$/, "") || "/";
    document.querySelectorAll(".nav-link").forEach((link) => {
      if (new URL(link.href).pathname === here) {
        link.setAttribute("aria-current", "page");
      } else link.removeAttribute("aria-current");
    });
    fitNav();
  }

  // Where the pages do not all fit, the row scrolls, and the page one is on stands in its middle.
  function fitNav() {
    const nav = document.querySelector(".nav");
    const here = nav && nav.querySelector("[aria-current]");
    if (!nav) return;
    nav.classList.toggle("is-long", nav.scrollWidth > nav.clientWidth + 1);
    if (!here) return;
    const [row, own] = [nav.getBoundingClientRect(), here.getBoundingClientRect()];
    nav.scrollLeft += own.left + own.width / 2 - row.left - row.width / 2;
  }
  window.addEventListener("resize", fitNav);
  ["lang", "resize"].forEach((name) => hetu.on(name, fitNav));

  new MutationObserver(() => look()).observe(document.documentElement, { childList: true, subtree: true });

  // --- the header's switches ------------------------------------------------------------------
  const root = document.documentElement;
  const DO = {
    lang: () => hetu.setLang(hetu.lang() === "en" ? "zh" : "en"),
    theme() {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      hetu.remember("theme", root.dataset.theme);
      hetu.emit("theme");
    },
    type() {
      if (root.dataset.type === "large") delete root.dataset.type;
      else root.dataset.type = "large";
      hetu.remember("type", root.dataset.type || null);
      hetu.emit("resize");
    },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".header [data-do]");
    if (button && DO[button.dataset.do]) DO[button.dataset.do]();
  });
})(window.hetu);
