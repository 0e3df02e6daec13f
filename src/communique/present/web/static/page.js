"use strict";
// What the page does beyond plain HTML: keys, partial updates, marking words for an edit, light and dark.
// Without it every link and form works as it stands.

const main = () => document.getElementById("main");

// Keys that are pressed while a page is on its way are about that page: they wait for it.
let onTheWay = 0, shown = 0;
const waiting = [];

// Partial updates: a soft link or form is fetched and the content of the page put in place of this one's.
async function show(address, options, keep) {
  const turn = ++shown;
  onTheWay += 1;
  let answer, text;
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options });
    text = await answer.text();
  } catch {
    location.assign(address);
    return;
  } finally {
    onTheWay -= 1;
  }
  if (turn === shown) put(answer, text, options, keep); // else something else was clicked meanwhile
  while (waiting.length && !onTheWay) press(waiting.shift());
}

function put(answer, text, options, keep) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const next = page.getElementById("main");
  if (!next) { location.assign(answer.url); return; }
  const side = document.querySelector(".side");
  const places = [scrollY, side ? side.scrollTop : 0];
  main().replaceWith(next);
  const undo = page.querySelector("form.undo"), old = document.querySelector("form.undo");
  if (undo && old) old.replaceWith(undo);
  document.title = page.title;
  if (keep) {
    scrollTo(0, places[0]);
    const newSide = document.querySelector(".side");
    if (newSide) newSide.scrollTop = 0;
  }
  if (answer.ok) history[options && options.method ? "replaceState" : "pushState"]({}, "", answer.url);
  const at = rows().findIndex((row) => row.classList.contains("chosen"));
  if (at >= 0) place = at;
  const chosen = document.querySelector(".piece.chosen");
  if (chosen) chosen.scrollIntoView({ block: "nearest" });
  const card = document.getElementById("card");
  if (card && matchMedia("(max-width: 60rem)").matches) card.scrollIntoView(); // it stands below the text there
  const to = document.querySelector("li.chosen a") || main();
  to.focus({ preventScroll: true });
}

addEventListener("popstate", () => location.reload());

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-soft]");
  const selection = String(getSelection());
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (selection && link.classList.contains("piece")) return; // words are being marked
  show(link.href, {}, true);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-soft]")) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  const other = event.submitter && event.submitter.getAttribute("formaction");
  show(other || form.getAttribute("action"), { method: "POST", body: fields }, true);
});

// Marking words: where the selection begins in the report, in code points, and its words, go into the open edit.
let marked = null;
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const node = range.startContainer;
  const piece = node instanceof Text && node.parentElement.closest("a[data-start], span[data-start]");
  if (!piece || !piece.closest(".text")) return;
  const before = [...node.data.slice(0, range.startOffset)].length;
  marked = { words: String(selection), at: Number(piece.dataset.start) + before };
  const area = document.querySelector("details[open] [data-words]");
  if (area) fill(area);
});

function fill(area) {
  if (!marked) return;
  area.value = marked.words;
  area.form.querySelector("[data-at]").value = marked.at;
}

document.addEventListener("toggle", (event) => {
  const area = event.target.open && event.target.querySelector && event.target.querySelector("[data-words]");
  if (area) fill(area);
}, true);

// Keys.
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.querySelector("a"));

let place = -1; // number of the row where one is: when it is rejected, the next one takes it

function move(step, wanted) {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("chosen"));
  const last = Math.min(place, all.length);
  const now = at >= 0 ? at : step < 0 ? last : Math.max(-1, last - 1);
  for (let i = now < 0 && step < 0 ? all.length : now; ;) {
    i += step;
    if (i < 0 || i >= all.length) return;
    if (!wanted || all[i].matches(wanted)) {
      const link = all[i].querySelector("a");
      link.focus();
      all[i].scrollIntoView({ block: "nearest" });
      if (link.matches("[data-soft]")) link.click();
      return;
    }
  }
}

const KEYS = {
  j: () => move(1), k: () => move(-1), n: () => move(1, "[data-open]"),
  u: () => document.querySelector("form.undo [name=undo]").click(),
  U: () => document.querySelector("form.undo [name=redo]").click(),
  "/": () => document.getElementById("find").focus(),
  "?": () => document.getElementById("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea, dialog *")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (onTheWay && (KEYS[event.key] || /^[a-z]$/.test(event.key))) {
    event.preventDefault();
    waiting.push(event.key);
  } else if (press(event.key)) event.preventDefault();
});

function press(key) {
  const own = KEYS[key];
  const button = !own && /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
  if (own) own();
  else if (button) button.click();
  const details = button && button.closest("details");
  const field = details && details.querySelector("select, textarea, input:not([type=hidden])");
  if (field) {
    field.focus();
    waiting.length = 0; // what was typed after it was meant for the field
  }
  return Boolean(own || button);
}

// Light and dark: as the system has it, until the user chooses.
const kept = localStorage.getItem("theme");
if (kept) document.documentElement.dataset.theme = kept;
document.querySelectorAll("[data-theme-switch]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", document.documentElement.dataset.theme);
  });
});
