// The other side of packing.py: data blocks as text, and that text as the pieces of markup that it was.

const [END, TEXT, FIRST, CODES] = [0, 1, 2, 32];
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
const DIGITS = new Map([...SIGNS].map((sign, digit) => [sign, digit]));
const VOID = new Set(["br", "hr", "input", "link", "meta"]);

async function unpacked(element) {
  const stream = new Blob([bytesOf(element.textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

// Five digits of base 85 are four bytes; the last may be fewer.
function bytesOf(text) {
  const words = Math.ceil(text.length / 5);
  const view = new DataView(new ArrayBuffer(4 * words));
  const whole = text.padEnd(5 * words, "~");
  for (let word = 0; word < words; word++) {
    const digits = [...whole.slice(5 * word, 5 * word + 5)];
    view.setUint32(4 * word, digits.reduce((sum, sign) => 85 * sum + DIGITS.get(sign), 0));
  }
  return view.buffer.slice(0, 4 * words - (whole.length - text.length));
}

function* piecesOf(text) {
  const [shapes, names, skeleton, ...columns] = text.split("\x1c");
  const opened = shapes.split("\x1f").map((shape) => shape.split(" "));
  const values = new Map(names.split("\x1f").map((name, number) => [name, columns[number].split("\x1f").values()]));
  const next = (column) => values.get(column).next().value;
  let [html, said, id, within] = ["", "", "", []];
  for (const sign of skeleton) {
    const code = sign.codePointAt(0) - CODES;
    if (code === TEXT) {
      const words = next(within.at(-1)[1]);
      const [at, length] = words[0] === "\x1e" ? words.slice(1).split(",").map(Number) : [];
      const told = length ? said.substr(at, length) : words;
      html += told;
      said += told;
    } else if (code === END) {
      html += `</${within.pop()[0]}>`;
    } else {
      const [name, ...keys] = opened[code - FIRST];
      const known = keys.map((key) => [key, next(`${name} ${key}`).replaceAll("\x1d", () => `${id}-`)]);
      id ||= known.find(([key]) => key === "id")?.[1] ?? "";
      html += `<${name}${known.map(([key, value]) => ` ${key}="${value}"`).join("")}>`;
      const class_ = known.find(([key]) => key === "class")?.[1].split(" ")[0] ?? "";
      if (!VOID.has(name)) within.push([name, `${name}.${class_}`]);
    }
    if (code !== TEXT && !within.length) {
      yield html;
      [html, said, id] = ["", "", ""];
    }
  }
}
