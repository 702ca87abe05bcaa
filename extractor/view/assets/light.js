// Lights up what belongs together: a card and its words in the text, a name and all its mentions.
//
// Every element says by keys what it stands for (data-of="c1 e3"): c, p, r, d are countries, people, rates and dates,
// e is an event, v its evidence. Hover and focus light for a moment; a click keeps the light until Escape.

const ENTITY = /^[cprd]/;
let kept = null;
let lit = [];

function keysOf(element) {
  if (element.dataset.events) return element.dataset.events.split(" ");
  const keys = element.dataset.of.split(" ");
  const entities = keys.filter((key) => ENTITY.test(key));
  const card = element.closest(".card");
  if (card) return [...new Set([card.dataset.of, ...entities])];
  if (entities.length) return entities;
  return [...new Set(keys.map((key) => key.replace("v", "e")))];
}

function bearers(story, key) {
  return story.querySelectorAll(`[data-of~="${key}"]`);
}

function light(story, keys) {
  dim();
  for (const key of keys) {
    if (story.querySelector(`.card[data-of="${key}"]`)?.hidden) continue; // filtered out
    for (const element of bearers(story, key)) mark(element, "lit");
    if (key.startsWith("e")) for (const element of bearers(story, key.replace("e", "v"))) mark(element, "soft");
  }
}

function dim() {
  for (const element of lit) element.classList.remove("lit", "soft");
  lit = [];
}

function mark(element, class_) {
  element.classList.add(class_);
  lit.push(element);
}

function restore() {
  if (kept) light(kept.story, kept.keys);
  else dim();
}

function keep(element) {
  kept = { story: element.closest(".story"), keys: keysOf(element) };
  restore();
}

function release() {
  kept = null;
  restore();
}

function marked(target) {
  const element = target.closest?.("[data-of]");
  return element?.closest(".story") ? element : null;
}

function glance(event) {
  const element = marked(event.target);
  if (!element) return restore();
  const story = element.closest(".story");
  light(story, keysOf(element));
  if (element.closest(".text, h2")) bring(story.querySelector(".card.lit:not([hidden])"));
}

// Cards scroll beside the text: bring one into sight there, and leave the page where it is.
function bring(card) {
  const pane = card?.closest(".right");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const [inner, outer] = [card.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  pane.scrollBy({ top: inner.top - outer.top - (outer.height - inner.height) / 2, behavior: calm() });
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

// The other end of a link between text and card.
function follow(link, byKeyboard) {
  const other = document.getElementById(link.hash.slice(1));
  if (!other) return;
  other.scrollIntoView({ block: "nearest", behavior: calm() });
  if (byKeyboard) (other.matches(".card") ? other.querySelector("h3 a") : other).focus({ preventScroll: true });
}

function choose(event) {
  const element = marked(event.target);
  if (!element) return event.target.closest("button, a, input, select, label, summary") ? undefined : release();
  const link = event.target.closest("a[href^='#']");
  if (link) event.preventDefault();
  keep(element);
  const other = link ?? element.closest(".card")?.querySelector("h3 a");
  if (other && !event.target.closest("button, input, select, textarea, label")) follow(other, link && event.detail === 0);
}

function step(event) {
  if (event.key === "Escape") return release();
  const card = event.target.closest?.(".card");
  if (!card || event.target.matches("input, select, textarea")) return;
  const cards = [...card.parentElement.children].filter((each) => !each.hidden);
  const here = cards.indexOf(card);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: cards.length - 1 }[event.key];
  if (to === undefined || !cards[to]) return;
  event.preventDefault();
  cards[to].querySelector("h3 a").focus();
}

document.addEventListener("pointerover", glance);
document.addEventListener("focusin", glance);
document.addEventListener("focusout", restore);
document.addEventListener("click", choose);
document.addEventListener("keydown", step);
