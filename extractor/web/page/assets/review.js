// What a reviewer presses, and the form in which an event is corrected or added.

import { records } from "/assets/records.js";

const dialog = document.getElementById("correction");
const form = dialog.querySelector("form");
const fields = form.elements;
const alarm = form.querySelector("[role=alert]");
const name = document.getElementById("reviewer").elements.reviewer;
const ACTIONS = JSON.parse(form.dataset.actions);
const UNITS = { "%": "percent", pp: "percentage_point", bp: "basis_point" };
const SIGNS = { percent: "%", percentage_point: " pp", basis_point: " bp" };
const RATE = /^(-?\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?\s*(%|pp|bp)\s*(rate|previous|change)?$/;
const DATE = /^(\S+)(?:\s+(date|effective|until|duration))?$/;
let pending = null; // what the open form is about

class Unclear extends Error {}

function fill(event) {
  fields.kind.value = event.kind;
  offer();
  fields.action.value = event.action;
  fields.indicator.value = event.indicator ?? "exports";
  fields.status.value = event.status;
  fields.retaliatory.checked = event.retaliatory;
  for (const key of ["actors", "targets"]) fields[key].value = event[key].join(" ");
  for (const key of ["products", "people"]) fields[key].value = event[key].join("; ");
  fields.rates.value = event.rates.map(shownRate).join("\n");
  fields.dates.value = event.dates.map(({ value, role }) => (role === "date" ? value : `${value} ${role}`)).join("\n");
  fields.anchor.value = event.anchor;
}

function shownRate({ value, unit, role }) {
  return `${[value].flat().join("-")}${SIGNS[unit]}${role === "rate" ? "" : ` ${role}`}`;
}

function offer() {
  const chosen = fields.action.value;
  fields.action.replaceChildren(...ACTIONS[fields.kind.value].map((action) => new Option(action.replace("_", " "), action)));
  if (ACTIONS[fields.kind.value].includes(chosen)) fields.action.value = chosen;
  fields.indicator.closest("label").hidden = fields.kind.value !== "flow";
}

function parts(key, separator) {
  return fields[key].value.split(separator).map((part) => part.trim()).filter(Boolean);
}

function rateOf(line) {
  const match = RATE.exec(line);
  if (!match) throw new Unclear(`“${line}” is no rate: 25%, or 10-15% previous`);
  const [, low, high, sign, role = "rate"] = match;
  return { value: high ? [Number(low), Number(high)] : Number(low), unit: UNITS[sign], role };
}

function dateOf(line) {
  const match = DATE.exec(line);
  if (!match) throw new Unclear(`“${line}” is no date: 2025-04-09, or 2025-04-09 effective`);
  return { value: match[1], role: match[2] ?? "date" };
}

function correction() {
  const kind = fields.kind.value;
  return {
    kind,
    action: fields.action.value,
    indicator: kind === "flow" ? fields.indicator.value : null,
    status: fields.status.value,
    retaliatory: fields.retaliatory.checked,
    actors: parts("actors", /[\s,]+/).map((code) => code.toUpperCase()),
    targets: parts("targets", /[\s,]+/).map((code) => code.toUpperCase()),
    products: parts("products", ";"),
    people: parts("people", ";"),
    rates: parts("rates", "\n").map(rateOf),
    dates: parts("dates", "\n").map(dateOf),
    anchor: fields.anchor.value.trim(),
  };
}

async function send(controls, verdict, corrected = null) {
  const article = controls.closest(".story");
  const { story, sha256 } = article.dataset;
  const body = {
    reviewer: name.value.trim(),
    story,
    text_sha256: sha256,
    event: controls.closest(".card")?.dataset.event ?? null,
    verdict,
    correction: corrected,
    record: records.get(article.id) ?? null,
  };
  const headers = { "Content-Type": "application/json" };
  const response = await fetch("/reviews", { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Unclear(answer.error.message);
  settle(controls, verdict, answer.said);
  article.querySelector(".whole").hidden = !answer.is_reviewed;
}

function settle(controls, verdict, said) {
  controls.dataset.said = verdict === "undo" ? "" : verdict;
  controls.querySelector("output").textContent = said;
  const added = controls.querySelector(".added");
  if (verdict === "add") added.append(Object.assign(document.createElement("li"), { textContent: said }));
  if (verdict === "undo") added?.replaceChildren();
}

function open(controls, verdict) {
  pending = { controls, verdict };
  const blank = { action: "impose", status: "actual", kind: "tariff", retaliatory: false, anchor: selected(controls) };
  const empty = { actors: [], targets: [], products: [], people: [], rates: [], dates: [] };
  fill(verdict === "correct" ? JSON.parse(controls.dataset.gold) : { ...blank, ...empty });
  alarm.hidden = true;
  dialog.showModal();
}

// Words of the story that are selected are those that state an event which was missed.
function selected(controls) {
  const selection = getSelection();
  const inside = controls.closest(".story").querySelector(".text")?.contains(selection.anchorNode);
  return inside ? selection.toString().trim() : "";
}

function complain(element, error) {
  element.hidden = false;
  element.textContent = error instanceof Unclear ? error.message : "The service does not answer.";
}

async function press(button) {
  const controls = button.closest(".review");
  const { verdict } = button.dataset;
  const output = controls.querySelector("output");
  if (!name.value.trim()) {
    output.textContent = "Who are you? Your name goes at the top.";
    return name.focus();
  }
  if (["correct", "add"].includes(verdict)) return open(controls, verdict);
  await send(controls, verdict).catch((error) => complain(output, error));
}

document.addEventListener("click", ({ target }) => {
  if (target.matches("[data-verdict]")) press(target);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await send(pending.controls, pending.verdict, correction());
    dialog.close();
  } catch (error) {
    complain(alarm, error);
  }
});
form.querySelector("[value=cancel]").addEventListener("click", () => dialog.close());
fields.kind.addEventListener("change", offer);
name.value = localStorage.getItem("reviewer") ?? "";
name.addEventListener("input", () => localStorage.setItem("reviewer", name.value));
name.form.addEventListener("submit", (event) => event.preventDefault());
