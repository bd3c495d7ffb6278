// Comfort only: every page works without this file.
(() => {
  "use strict";
  const doc = document;
  const all = (selector, root = doc) => [...root.querySelectorAll(selector)];
  const language = (make) => {
    try { return make(doc.documentElement.lang || undefined); } catch { return make("en"); }
  };
  const plural = language((l) => new Intl.PluralRules(l));
  const digits = language((l) => new Intl.NumberFormat(l));

  // A place that screen readers watch.
  const voice = (after) => {
    const span = doc.createElement("span");
    span.className = "visually-hidden";
    span.setAttribute("aria-live", "polite");
    after.after(span);
    return span;
  };

  // Characters as the server counts them: scalar values, one for each line end, no white space at the ends.
  const white = /^\p{White_Space}$/u;
  const count = (text) => {
    const chars = [...text.replace(/\r\n?/g, "\n")];
    let from = 0, to = chars.length;
    while (from < to && white.test(chars[from])) from++;
    while (to > from && white.test(chars[to - 1])) to--;
    return to - from;
  };

  for (const counter of all("[data-counter-for]")) {
    const field = doc.getElementById(counter.dataset.counterFor);
    const most = Number(counter.dataset.most);
    if (!field || !most) continue;
    counter.hidden = false;
    const spoken = voice(counter);
    let timer = 0;
    const show = () => {
      const left = most - count(field.value);
      const kind = left < 0 ? "over" : "remaining";
      const n = Math.abs(left);
      const words = (form) => counter.getAttribute(`data-${kind}-${form}`);
      const text = (words(plural.select(n)) ?? words("other") ?? "{n}").replace("{n}", digits.format(n));
      counter.textContent = text;
      counter.classList.toggle("over", left < 0);
      return left <= 100 ? text : "";
    };
    field.addEventListener("input", () => {
      show();
      timer ||= setTimeout(() => { timer = 0; spoken.textContent = show(); }, 1000);
    });
    show();
    addEventListener("pageshow", show); // the browser may have put typed text back
  }

  // Menus: one open at a time; a click elsewhere, leaving by Tab, or Escape closes.
  const menus = all("details.menu");
  const closeMenus = (keep) => menus.forEach((menu) => { if (!keep || !menu.contains(keep)) menu.open = false; });
  doc.addEventListener("click", (event) => closeMenus(event.target));
  doc.addEventListener("focusin", (event) => closeMenus(event.target));
  doc.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && menus.find((menu) => menu.open);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // What went wrong comes first.
  const summary = doc.querySelector(".error-summary");
  if (summary) {
    if (!summary.hasAttribute("tabindex")) summary.tabIndex = -1;
    summary.focus();
  }

  // One submit is enough.
  const sent = new Map();
  const release = (form) => {
    const held = sent.get(form);
    if (!held) return;
    clearTimeout(held.timer);
    held.buttons.forEach((button) => button.removeAttribute("aria-disabled"));
    sent.delete(form);
  };
  doc.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (sent.has(form)) return event.preventDefault();
    const buttons = [...form.elements].filter((e) => e.type === "submit" && !e.hasAttribute("aria-disabled"));
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    sent.set(form, { buttons, timer: setTimeout(release, 5000, form) });
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    [...sent.keys()].forEach(release);
    closeMenus();
  });

  // One box for all on the page.
  for (const label of all("[data-all]")) {
    const [whole] = label.children;
    const boxes = all("tbody [type=checkbox]", label.closest("form"));
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      whole.checked = ticked > 0 && ticked === boxes.length;
      whole.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    whole.addEventListener("change", () => boxes.forEach((box) => { box.checked = whole.checked; }));
    boxes.forEach((box) => box.addEventListener("change", show));
    addEventListener("pageshow", show);
    label.hidden = boxes.length < 2;
  }

  // Keys for the queue. Single letters can get in somebody's way, so they can be turned off (WCAG 2.1.4).
  const keys = doc.querySelector("[data-keys]");
  if (keys) {
    const rows = all("tbody tr", keys.closest("form"));
    const [hint, button] = keys.children;
    const kept = (value) => {
      try { return value ? localStorage.setItem("queue-keys", value) : localStorage.getItem("queue-keys"); } catch { return null; }
    };
    let on = kept() !== "off";
    const show = () => {
      hint.hidden = !on;
      button.textContent = on ? button.dataset.off : button.dataset.on;
    };
    button.addEventListener("click", () => { on = !on; kept(on ? "on" : "off"); show(); });
    doc.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (!on || event.ctrlKey || event.metaKey || event.altKey || target.closest("input:not([type=checkbox]),select,textarea")) return;
      const at = rows.findIndex((row) => row.contains(target));
      const box = rows[at]?.querySelector("[type=checkbox]");
      if (key === "j" || key === "k") rows[Math.min(Math.max(at + (key === "j" ? 1 : -1), 0), rows.length - 1)].querySelector("a").focus();
      else if (key === "x" && box) box.click();
      else if (key === "Enter" && target === box) rows[at].querySelector("a").click();
      else return;
      event.preventDefault();
    });
    keys.hidden = false;
    show();
  }

  // Counts that stay fresh while somebody looks.
  for (const badge of all(".count[data-live]")) {
    let last = Date.now();
    const poll = async () => {
      if (doc.hidden || Date.now() - last < 29500) return;
      last = Date.now();
      let text;
      try {
        const answer = await fetch(badge.dataset.live, { redirect: "manual", cache: "no-store" });
        text = answer.status === 200 ? (await answer.text()).trim() : "";
      } catch { return; } // no network just now
      if (!/^\d{1,9}$/.test(text)) {
        clearInterval(timer);
        doc.removeEventListener("visibilitychange", poll);
        return;
      }
      const shown = digits.format(Number(text));
      if (badge.firstChild?.nodeType === 3) badge.firstChild.data = shown; // keeps hidden words after it
      else badge.prepend(shown);
      badge.hidden = text === "0";
    };
    const timer = setInterval(poll, 30000);
    doc.addEventListener("visibilitychange", poll);
  }

  // Work that is watched: the page is loaded anew when it is done.
  for (const bar of all("progress[data-poll]")) {
    const poll = async () => {
      try {
        const answer = await fetch(bar.dataset.poll, { redirect: "manual", cache: "no-store" });
        const [state, done] = (await answer.text()).split(" ");
        if (answer.status !== 200 || state !== bar.dataset.state) return location.reload();
        if (bar.hasAttribute("max")) bar.value = Number(done);
      } catch {} // no network just now
      setTimeout(poll, 1500);
    };
    setTimeout(poll, 500);
  }
})();
