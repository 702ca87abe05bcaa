// The stories: those that stand in the page, and those that are packed in it and unpacked when they are turned to.

const [PAGE, BLOCK] = [10, 125]; // how many are shown at once, and how many report.py packs together
const BREATH = 25; // milliseconds of work, after which the browser may see to other things
const shelf = { articles: [], inline: 0, facts: [], blocks: [] };
let begun = 0;

// Lets the browser draw, scroll and answer, where work has gone on for long.
async function breathe() {
  if (performance.now() - begun < BREATH) return;
  await new Promise((next) => setTimeout(next));
  begun = performance.now();
}

async function fill() {
  const packed = [...document.querySelectorAll("script[data-packed]")];
  const index = packed.find((element) => element.dataset.packed === "index");
  shelf.articles = [...document.querySelectorAll("#stories > .story")];
  shelf.inline = shelf.articles.length;
  const canUnpack = "DecompressionStream" in window;
  for (const note of document.querySelectorAll(".old-browser")) note.hidden = canUnpack || !packed.length;
  const blocks = canUnpack ? packed.filter((element) => element !== index) : [];
  shelf.blocks = blocks.map((element) => ({ element, pieces: [] }));
  shelf.facts = index && canUnpack ? JSON.parse(await unpacked(index)).map((story) => story.map(factOfRow)) : shelf.articles.map(factsOf);
}

function factOfRow([kind, status, confidence, countries, pairs, day]) {
  return { kind, status, confidence: Number(confidence), countries: countries.split(" "), pairs: pairs.split(" "), day };
}

function factsOf(article) {
  return [...article.querySelectorAll(".card")].map(factOf);
}

async function article(number) {
  if (!shelf.articles[number]) {
    const place = number - shelf.inline;
    const html = await piece(shelf.blocks[Math.floor(place / BLOCK)], place % BLOCK);
    const template = document.createElement("template");
    template.innerHTML = html;
    shelf.articles[number] ??= template.content.firstElementChild;
  }
  return shelf.articles[number];
}

async function piece(block, place) {
  block.opening ??= unpacked(block.element).then((text) => (block.more = piecesOf(text)));
  await block.opening;
  while (block.pieces.length <= place) {
    block.pieces.push(block.more.next().value);
    await breathe();
  }
  return block.pieces[place];
}
