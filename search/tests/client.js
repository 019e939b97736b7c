// Runs queries through the client's query core over an index in a folder.
// node client.js SEARCH_JS FOLDER < queries.json > answers.json
// A query is what `Index.search` takes; an answer adds the files read, their bytes, those of
// the client's own parts and of the manifest among them, and the milliseconds.
"use strict";
const fs = require("fs");
const path = require("path");

const [script, folder] = process.argv.slice(2);
const core = require(path.resolve(script));
const oldTablet = process.env.WITHOUT_DECOMPRESSION_STREAM;
if (oldTablet) delete globalThis.DecompressionStream;

/** Runs a script and gives what it hands to Q; notes its bytes. */
function run(file, name, read) {
  const source = fs.readFileSync(file);
  read.push([name, source.length]);
  let content = null;
  new Function("Q", source.toString("utf8"))((called, given) => {
    if (called !== name) throw new Error(`${file} calls itself ${called}`);
    content = given;
  });
  return content;
}

function open(read) {
  const shard = async (name) => run(path.join(folder, name === "m" ? "m.js" : path.join(name.slice(0, 2), name + ".js")), name, read);
  const part = async (name) => run(path.join(path.dirname(script), name + ".js"), name, read);
  return new core.Index(shard, part);
}

(async () => {
  const answers = [];
  for (const query of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const read = [], from = performance.now();
    const result = await open(read).search(query);
    const ms = performance.now() - from;
    const counts = {};
    for (const name of query.count || []) counts[name] = await result.counts(name);
    answers.push({
      hits: result.hits.map((hit) => ({
        title: hit.title, url: hit.url, score: hit.score,
        marked: result.marks(hit.text).map(([from, to]) => hit.text.slice(from, to)),
      })),
      total: result.total, more: result.more, partial: result.partial, apart: result.apart === true, code: result.code,
      corrected: result.corrected, counts,
      files: read.length, bytes: read.reduce((sum, [, bytes]) => sum + bytes, 0),
      scripts: read.filter(([name]) => name.startsWith("search")).reduce((sum, [, bytes]) => sum + bytes, 0),
      ms,
      manifest: read.filter(([name]) => name === "m").reduce((sum, [, bytes]) => sum + bytes, 0),
    });
  }
  process.stdout.write(JSON.stringify(answers));
})().catch((error) => {
  process.stderr.write(String(error && error.stack) + "\n");
  process.exit(1);
});
