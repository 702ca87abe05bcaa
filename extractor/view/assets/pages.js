// The stories: those that stand in the page, and those that are packed in it and unpacked when they are turned to.

const PAGE = 10; // as many as report.py packs together
const shelf = { articles: [], inline: 0, facts: [], blocks: [] };

async function unpacked(element) {
  const bytes = Uint8Array.from(atob(element.textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

async function fill() {
  const packed = [...document.querySelectorAll("script[data-packed]")];
  const index = packed.find((element) => element.dataset.packed === "index");
  shelf.articles = [...document.querySelectorAll("#stories > .story")];
  shelf.inline = shelf.articles.length;
  shelf.blocks = packed.filter((element) => element !== index);
  shelf.facts = index ? JSON.parse(await unpacked(index)).map((story) => story.map(factOfRow)) : shelf.articles.map(factsOf);
}

function factOfRow([kind, status, confidence, countries, pairs, day]) {
  return { kind, status, confidence, countries: countries.split(" "), pairs: pairs.split(" "), day };
}

function factsOf(article) {
  return [...article.querySelectorAll(".card")].map(factOf);
}

async function article(number) {
  if (!shelf.articles[number]) {
    const block = Math.floor((number - shelf.inline) / PAGE);
    const first = shelf.inline + block * PAGE;
    const template = document.createElement("template");
    template.innerHTML = await unpacked(shelf.blocks[block]);
    [...template.content.children].forEach((each, place) => (shelf.articles[first + place] ??= each));
  }
  return shelf.articles[number];
}
