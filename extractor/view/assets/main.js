// What happens when: filters change, a page is turned, a mark on a chart is chosen.

const root = document.getElementById("stories");
const pager = document.getElementById("pager");
const state = { shown: [], page: 0, all: false, turn: 0 };

function plural(amount, noun, nouns) {
  return `${amount.toLocaleString("en")} ${amount === 1 ? noun : nouns}`;
}

function apply() {
  const wanted = criteria();
  const hits = shelf.facts.map((facts) => facts.filter((fact) => wants(fact, wanted)).length);
  state.shown = hits.flatMap((number, story) => (number || !wanted.any ? [story] : []));
  state.page = 0;
  fade(shelf.facts.flat(), wanted);
  if (form) {
    const events = hits.reduce((sum, number) => sum + number, 0);
    const stories = plural(state.shown.length, "story", "stories");
    form.querySelector(".found").textContent = `${plural(events, "event", "events")} in ${stories}`;
    form.querySelector(".least").textContent = `${Math.round(wanted.least * 100)}%`;
    form.querySelector("[type=reset]").disabled = !wanted.any;
  }
  return show();
}

async function show() {
  const turn = ++state.turn;
  const wanted = criteria();
  showPager();
  if (shelf.blocks.length) {
    const begin = state.page * PAGE;
    const numbers = state.all ? state.shown : state.shown.slice(begin, begin + PAGE);
    if (!(await lay(numbers, wanted, () => turn === state.turn))) return; // something newer was asked for meanwhile
  } else {
    shelf.articles.forEach((each, number) => {
      each.hidden = !state.shown.includes(number);
      narrow(each, shelf.facts[number], wanted);
    });
  }
  root.classList.toggle("bare", shelf.facts.length > 0 && !state.shown.length);
}

// Puts stories on the page: as many as are on a page at once, and later any others after them, a few at a time.
async function lay(numbers, wanted, isAsked) {
  const first = [];
  for (const number of numbers.slice(0, PAGE)) first.push(await fitting(number, wanted));
  while (root.children.length > PAGE && isAsked()) {
    root.lastElementChild.remove();
    await breathe();
  }
  if (!isAsked()) return false;
  root.replaceChildren(...first);
  append(numbers.slice(PAGE), wanted, isAsked);
  return true;
}

async function append(numbers, wanted, isAsked) {
  for (const number of numbers) {
    const next = await fitting(number, wanted);
    if (!isAsked()) return;
    root.append(next);
  }
}

async function fitting(number, wanted) {
  const story = await article(number);
  narrow(story, shelf.facts[number], wanted);
  await breathe();
  return story;
}

function showPager() {
  if (!pager) return;
  const pages = Math.max(1, Math.ceil(state.shown.length / PAGE));
  pager.hidden = !shelf.blocks.length || pages < 2;
  const select = pager.querySelector("select");
  if (select.length !== pages) select.replaceChildren(...Array.from({ length: pages }, (_, page) => new Option(page + 1, page)));
  select.value = state.page;
  pager.querySelector(".pages").textContent = `of ${pages}`;
  pager.querySelector("button[value='-1']").disabled = state.all || state.page === 0;
  pager.querySelector("button[value='1']").disabled = state.all || state.page === pages - 1;
  pager.querySelector("button[value='all']").textContent = state.all ? "Page by page" : "All on one page";
  select.disabled = state.all;
}

async function turn(page) {
  state.page = page;
  await show();
  root.scrollIntoView({ block: "start" });
  root.tabIndex = -1;
  root.focus({ preventScroll: true });
}

// A link to a story or event that is packed opens its page.
async function reveal() {
  const place = /^#s(\d+)(-e\d+)?$/.exec(location.hash);
  const story = place ? Number(place[1]) - 1 : -1;
  if (!shelf.facts[story]) return;
  if (state.shown.includes(story)) state.page = Math.floor(state.shown.indexOf(story) / PAGE);
  state.all = false;
  await show();
  const element = document.querySelector(location.hash);
  element?.scrollIntoView({ block: element.matches(".story") ? "start" : "center" });
  if (element?.dataset.of) keep(element);
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("[data-pair]:not([data-pair=''])");
  if (!mark || !form) return;
  choosePair(mark.dataset);
  apply();
  if (chosen) form.scrollIntoView({ block: "start", behavior: calm() });
});

form?.addEventListener("submit", (event) => event.preventDefault());
form?.addEventListener("input", apply);
form?.addEventListener("reset", () => {
  if (chosen) choosePair(chosen);
  setTimeout(apply);
});
form?.querySelector(".chosen").addEventListener("click", () => {
  choosePair(chosen);
  apply();
});
pager?.addEventListener("click", ({ target }) => {
  if (target.value === "all") {
    state.all = !state.all;
    turn(0);
  } else if (target.matches("button")) turn(state.page + Number(target.value));
});
pager?.querySelector("select").addEventListener("change", ({ target }) => turn(Number(target.value)));
document.addEventListener("stories", async () => {
  await fill();
  await apply();
});
for (const box of document.querySelectorAll("[name=mark]")) {
  box.hidden = false;
  box.addEventListener("change", () => root.classList.toggle(`without-${box.value}`, !box.checked));
}
addEventListener("hashchange", reveal);

document.querySelector(".unscripted")?.remove();
await fill();
if (form) form.hidden = shelf.facts.flat().length === 0;
await apply();
await reveal();
