// Comfort only: every page works without this file. No inline handlers, no eval, nothing kept in the browser but one preference.

const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

// A second press on a submit button is ignored; after 300 ms the button says what happens.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented || form.method === "get" || form.hasAttribute("hx-post")) return;
  form.dataset.sent = "yes";
  const button = event.submitter;
  setTimeout(() => {
    if (!button || !form.dataset.sent) return;
    button.setAttribute("aria-busy", "true");
    const words = button.querySelector("span");
    if (button.dataset.busy && words) words.textContent = button.dataset.busy;
  }, 300);
});
// Coming back with the browser's own button shows a page that can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
});

// Minus and plus of a counter.
const steppers = (root) => {
  for (const step of root.querySelectorAll("[data-counter] [data-step]")) step.hidden = false;
};
document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  if (!step) return;
  const number = step.parentElement.querySelector("input");
  number.value = Math.max(Number(number.min || 0), (parseInt(number.value, 10) || 0) + Number(step.dataset.step));
  number.dispatchEvent(new Event("input", { bubbles: true }));
  number.dispatchEvent(new Event("change", { bubbles: true }));
});

// "359 characters" under a text field.
const count = (words) => {
  const length = document.getElementById(words.dataset.countFor)?.value.length ?? 0;
  words.textContent = { 0: words.dataset.none, 1: words.dataset.one }[length] ?? words.dataset.many.replace("{n}", length);
};
const counts = (root) => root.querySelectorAll("[data-count-for]").forEach(count);
document.addEventListener("input", (event) => {
  if (!event.target.id) return;
  document.querySelectorAll(`[data-count-for="${CSS.escape(event.target.id)}"]`).forEach(count);
});

// "How calculated?" opens below its link; Esc, the cross or a click elsewhere closes it; focus returns to the link.
let opened = null;
const close = (refocus) => {
  if (!opened) return;
  document.getElementById(opened.dataset.popover).hidden = true;
  opened.setAttribute("aria-expanded", "false");
  if (refocus) opened.focus();
  opened = null;
};
const open = (link) => {
  const was = opened;
  close(false);
  if (was === link) return link.focus();
  const popover = document.getElementById(link.dataset.popover);
  popover.hidden = false;
  link.setAttribute("aria-expanded", "true");
  opened = link;
  popover.querySelector("[data-close]")?.focus();
};
const popovers = (root) => {
  for (const link of root.querySelectorAll("a[data-popover]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", link.dataset.popover);
  }
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-popover]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link);
  } else if (event.target.closest("[data-close]")) close(true);
  else if (opened && !event.target.closest(".dr-popover")) close(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opened) close(true);
  if (event.key === " " && event.target.matches("a[data-popover]")) {
    event.preventDefault();
    open(event.target);
  }
});

// Keys in a register: / to search, j and k from row to row, Enter opens (the row's own link has the focus).
// A box with data-keys-switch turns them off for good in this browser (WCAG 2.1.4).
const remembered = () => {
  try { return localStorage.getItem("drempel-keys") !== "off"; } catch { return true; }
};
const move = (by) => {
  const rows = [...document.querySelectorAll("[data-keys] .dr-table__name")];
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !remembered()) return;
  if (!document.querySelector("[data-keys]")) return;
  if (event.key === "/") document.querySelector("[data-keys-search]")?.focus();
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else return;
  event.preventDefault();
});
const keySwitch = (root) => {
  for (const box of root.querySelectorAll("[data-keys-switch]")) {
    box.checked = remembered();
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => {
      try { localStorage.setItem("drempel-keys", box.checked ? "on" : "off"); } catch { /* private mode: only for now */ }
    });
  }
};

// Printing is the browser's own; its button is there only when it works.
const printers = (root) => {
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
};
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

const prepare = (root) => [steppers, counts, popovers, keySwitch, printers].forEach((part) => part(root));
prepare(document);
document.addEventListener("htmx:after:swap", () => prepare(document));

// After a refused form the focus goes to the summary of errors.
document.querySelector("[data-focus]")?.focus();
