// Which events are wanted: those that meet every choice in the bar of filters and on the charts.

const form = document.getElementById("filters");
let chosen = null; // a pair, and a stretch of days or a kind, chosen on a chart

function factOf(card) {
  const { kind, status, confidence, countries, pairs, day } = card.dataset;
  return { kind, status, confidence: Number(confidence), countries: countries.split(" "), pairs: pairs.split(" "), day };
}

function criteria() {
  const data = form ? new FormData(form) : new FormData();
  const wanted = {
    kinds: data.getAll("kind"),
    statuses: data.getAll("status"),
    country: data.get("country") || null,
    least: Number(data.get("least") ?? 0) / 100,
    chosen,
  };
  wanted.any = wanted.kinds.length + wanted.statuses.length + wanted.least > 0 || wanted.country || chosen;
  return wanted;
}

function wants(fact, { kinds, statuses, country, least, chosen: on }) {
  return (
    (!kinds.length || kinds.includes(fact.kind)) &&
    (!statuses.length || statuses.includes(fact.status)) &&
    (!country || fact.countries.includes(country)) &&
    fact.confidence >= least &&
    (!on || (fact.pairs.includes(on.pair) && isWithin(fact, on)))
  );
}

function isWithin(fact, { from, to, kind }) {
  return (!from || (from <= fact.day && fact.day <= to)) && (!kind || fact.kind === kind);
}

function choosePair(dataset) {
  const { pair, from, to, kind, told } = dataset;
  chosen = chosen?.told === told ? null : { pair, from, to, kind, told };
  const button = form.querySelector(".chosen");
  button.hidden = !chosen;
  button.textContent = chosen ? `${chosen.told} ×` : "";
  button.setAttribute("aria-label", chosen ? `No longer only ${chosen.told}` : "");
}

// A mark on a chart fades when none of its events is wanted.
function fade(facts, wanted) {
  const rows = new Set([...document.querySelectorAll("#timeline [data-pair]")].map((mark) => mark.dataset.pair));
  const byPair = new Map();
  for (const fact of facts) {
    if (!wants(fact, { ...wanted, chosen: null })) continue;
    for (const pair of fact.pairs) {
      for (const row of rows.has(pair) ? [pair] : [pair, ""]) {
        if (!byPair.has(row)) byPair.set(row, []);
        byPair.get(row).push(fact);
      }
    }
  }
  for (const mark of document.querySelectorAll("[data-pair]")) {
    const left = (byPair.get(mark.dataset.pair) ?? []).some((fact) => isWithin(fact, mark.dataset));
    mark.classList.toggle("faded", !left);
    mark.classList.toggle("picked", Boolean(chosen) && chosen.told === mark.dataset.told);
  }
}

function narrow(article, facts, wanted) {
  const off = new Set();
  article.querySelectorAll(".card").forEach((card, number) => {
    card.hidden = !wants(facts[number], wanted);
    if (card.hidden) off.add(card.dataset.of);
  });
  for (const link of article.querySelectorAll(".trigger"))
    link.classList.toggle("off", link.dataset.events.split(" ").every((key) => off.has(key)));
}
