// Runs queries through the client's query core over an index in a folder.
// node client.js SEARCH_JS FOLDER < queries.json > answers.json
// A query is what `Index.search` takes; an answer adds the files read and their bytes.
"use strict";
const fs = require("fs");
const path = require("path");

const [script, folder] = process.argv.slice(2);
const core = require(path.resolve(script));
const oldTablet = process.env.WITHOUT_DECOMPRESSION_STREAM;
if (oldTablet) delete globalThis.DecompressionStream;

function open(read) {
  return new core.Index(async (name) => {
    const file = path.join(folder, name === "m" ? "m.js" : path.join(name.slice(0, 2), name + ".js"));
    const source = fs.readFileSync(file, "utf8");
    read.push([name, source.length]);
    let content = null;
    new Function("Q", source)((called, text) => {
      if (called !== name) throw new Error(`${file} calls itself ${called}`);
      content = text;
    });
    return core.unpack(content);
  });
}

(async () => {
  const answers = [];
  for (const query of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const read = [];
    const result = await open(read).search(query);
    const counts = {};
    for (const name of query.count || []) counts[name] = await result.counts(name);
    answers.push({
      hits: result.hits.map((hit) => ({
        key: hit.key, title: hit.title, url: hit.url, score: hit.score,
        marked: result.marks(hit.text).map(([from, to]) => hit.text.slice(from, to)),
      })),
      total: result.total, more: result.more, partial: result.partial, code: result.code,
      corrected: result.corrected, counts,
      files: read.length, bytes: read.reduce((sum, [, bytes]) => sum + bytes, 0),
      manifest: read.filter(([name]) => name === "m").reduce((sum, [, bytes]) => sum + bytes, 0),
    });
  }
  process.stdout.write(JSON.stringify(answers));
})().catch((error) => {
  process.stderr.write(String(error && error.stack) + "\n");
  process.exit(1);
});
