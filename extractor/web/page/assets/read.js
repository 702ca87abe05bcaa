// The form on the first page: what is pasted, chosen or dropped is read, and stands below as soon as it is.

import { records } from "/assets/records.js";

const form = document.getElementById("read");
const text = form.elements.text;
const stories = document.getElementById("stories");
const state = form.querySelector(".state");
const alarm = form.querySelector("[role=alert]");
const TYPES = { json: "application/json", jsonl: "application/x-ndjson", ndjson: "application/x-ndjson" };
let turn = 0;

function typeOf(name) {
  return TYPES[name.split(".").pop().toLowerCase()] ?? "text/plain";
}

function complain(error, name) {
  const hint = error.hint ? ` Try: ${error.hint}.` : "";
  alarm.hidden = false;
  alarm.append(Object.assign(document.createElement("p"), { textContent: `${name ? `${name}: ` : ""}${error.message}.${hint}` }));
}

async function* linesOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : lines.pop();
    yield* lines.filter(Boolean).map((line) => JSON.parse(line));
    if (done) return;
  }
}

// The article comes from the service, which escapes all that stands in a story.
function show({ html, record }) {
  const parts = document.createRange().createContextualFragment(html);
  const article = parts.firstElementChild;
  records.set(article.id, record);
  document.getElementById(article.id)?.remove();
  stories.append(article);
  document.dispatchEvent(new Event("stories"));
  return article;
}

async function ask(body, type) {
  const { published } = Object.fromEntries(new FormData(form));
  const query = published ? `?${new URLSearchParams({ published })}` : "";
  return fetch(`/view${query}`, { method: "POST", headers: { "Content-Type": type }, body });
}

async function read(body, type, name) {
  const shown = [];
  try {
    const response = await ask(body, type);
    if (!response.ok) return complain((await response.json()).error, name), shown;
    for await (const seen of linesOf(response)) {
      if (seen.error) complain(seen.error, name);
      else shown.push(show(seen));
    }
  } catch {
    complain({ message: "The service does not answer", hint: "the same again, or whether it still runs" }, name);
  }
  return shown;
}

async function readAll(sources) {
  const mine = ++turn;
  alarm.replaceChildren();
  alarm.hidden = true;
  state.textContent = "Reading …";
  form.setAttribute("aria-busy", "true");
  const shown = [];
  for (const { body, type, name } of sources) shown.push(...(await read(body, type, name)));
  if (mine !== turn) return;
  form.removeAttribute("aria-busy");
  const events = shown.reduce((sum, article) => sum + article.querySelectorAll(".card").length, 0);
  state.textContent = shown.length ? `${count(shown.length, "story", "stories")}, ${count(events, "event", "events")}` : "";
  shown[0]?.scrollIntoView({ block: "start", behavior: "smooth" });
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

function readFiles(files) {
  return readAll([...files].map((file) => ({ body: file, type: typeOf(file.name), name: file.name })));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  readAll([{ body: text.value, type: "text/plain", name: "" }]);
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
form.elements.files.addEventListener("change", ({ target }) => {
  readFiles(target.files);
  target.value = "";
});
form.querySelector("[value=sample]").addEventListener("click", ({ target }) => {
  text.value = target.dataset.text;
  form.requestSubmit();
});

addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
for (const end of ["dragleave", "drop"]) addEventListener(end, () => document.body.classList.remove("dropping"));
addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  readFiles(event.dataTransfer.files);
});
