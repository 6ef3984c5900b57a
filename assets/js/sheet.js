// On a phone, filter, list and details share one bottom sheet with three heights. Its state is two
// attributes on the page; the style sheet does the rest.
(function (hetu) {
  "use strict";

  const HEIGHTS = ["low", "half", "full"];

  hetu.sheet = {
    // Pixels of the page that the sheet covers.
    covers() {
      const bar = document.querySelector(".sheet-bar");
      return bar && bar.offsetHeight ? window.innerHeight - bar.getBoundingClientRect().top : 0;
    },
    start(root) {
      const bar = root.querySelector(".sheet-bar");
      const page = root;
      page.dataset.sheet = page.dataset.sheet || "low";
      page.dataset.tab = page.dataset.tab || "list";
      const tabs = ["filter", "list", "details"];

      // Names and badges keep to what the sheet leaves free; wait for it to settle.
      const settled = () => setTimeout(() => hetu.emit("resize"), hetu.calm() ? 0 : 180);

      function show(tab, height) {
        page.dataset.tab = tab;
        if (height) {
          page.dataset.sheet = height;
          settled();
        }
        for (const name of tabs)
          bar.querySelector(`[data-do=sheet-${name}]`).setAttribute("aria-pressed", String(name === tab));
        bar.querySelector("[data-do=sheet-details]").disabled = !(
          hetu.store.state.sel || hetu.store.state.group
        );
      }

      function press(event) {
        const button = event.target.closest("[data-do]");
        if (!button) return;
        const what = button.dataset.do.replace("sheet-", "");
        if (what === "size") {
          if (dragged) return;
          page.dataset.sheet = HEIGHTS[(HEIGHTS.indexOf(page.dataset.sheet) + 1) % 3];
          settled();
        } else show(what, page.dataset.sheet === "low" ? "half" : null);
      }

      // Drag the handle: the sheet follows the finger and settles at the nearest height.
      let dragFrom = null;
      let dragged = false;
      const grip = bar.querySelector("[data-do=sheet-size]");
      grip.addEventListener("pointerdown", (event) => {
        dragFrom = event.clientY;
        dragged = false;
        grip.setPointerCapture(event.pointerId);
      });
      grip.addEventListener("pointermove", (event) => {
        if (dragFrom === null || Math.abs(event.clientY - dragFrom) < 6) return;
        dragged = true;
        page.style.setProperty("--sheet-drag", `${window.innerHeight - event.clientY}px`);
        page.classList.add("is-dragging");
      });
      grip.addEventListener("pointerup", (event) => {
        if (dragged) {
          const share = (window.innerHeight - event.clientY) / window.innerHeight;
          page.dataset.sheet = share > 0.68 ? "full" : share > 0.26 ? "half" : "low";
          settled();
        }
        dragFrom = null;
        page.classList.remove("is-dragging");
        page.style.removeProperty("--sheet-drag");
        setTimeout(() => {
          dragged = false;
        }, 0);
      });
      bar.addEventListener("click", press);
      show(page.dataset.tab);

      const onDetails = (key) => {
        if (key) show("details", page.dataset.sheet === "low" ? "half" : null);
        else if (page.dataset.tab === "details") show("list", page.dataset.sheet === "full" ? "half" : null);
        else show(page.dataset.tab);
      };
      if (hetu.store.state.sel || hetu.store.state.group) onDetails("open");
      return [hetu.on("details", onDetails), () => bar.removeEventListener("click", press)];
    },
  };
})(window.hetu);
