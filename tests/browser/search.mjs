// The scripts of the search: that what is shipped is what the sources say, and that a stick and a web
// server give the same hits from the same files.

import assert from "node:assert/strict";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, watched } from "./harness.mjs";
import { minified, SHIPPED } from "./minify.mjs";

/** What every page of a large site reads before the first word: this script and a manifest of 2 to 3 kB. */
const MOST_BYTES = 17_500;

function serve(folder) {
  const server = createServer((request, response) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (!file.startsWith(folder) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    // No character set: scripts take the page's.
    const kind = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" }[path.extname(file)];
    response.writeHead(200, kind ? { "content-type": kind } : {});
    return createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** Hits and the shards that were read for them, by the names below the site. */
async function ask(browser, site, words) {
  const { context, page, complaints, requests } = await watched(browser);
  await page.goto(`${site}find/index.html`);
  await page.fill("#q", words);
  await page.waitForFunction(() => document.querySelectorAll("#results .search-hit").length > 0);
  await page.waitForLoadState("networkidle");
  const hits = await page.$$eval("#results .search-hit", (all) => all.map((hit) => [hit.getAttribute("href"), hit.textContent]));
  assert.deepEqual(complaints, []);
  await context.close();
  const read = requests.map((one) => one.slice(site.length)).filter((one) => /^(search\/|assets\/search)/.test(one));
  return { hits, read: [...new Set(read)].sort() };
}

export async function search(browser, demo) {
  await check("the scripts of the search are made from their sources (npm run minify)", () => {
    for (const [name, code] of minified()) {
      assert.ok(readFileSync(path.join(SHIPPED, name), "utf8") === code, `${name} is stale: npm run minify in tests/browser`);
    }
    const bytes = statSync(path.join(SHIPPED, "search.js")).size;
    assert.ok(bytes <= MOST_BYTES, `search.js has ${bytes} bytes, at most ${MOST_BYTES} are wanted`);
    return Promise.resolve();
  });

  const folder = path.join(demo.folder, "sites", demo.notes.nodes[0].node);
  const server = await serve(folder);
  const sites = { disk: `${pathToFileURL(folder).href}/`, server: `http://127.0.0.1:${server.address().port}/` };
  await check("a stick and a web server give the same hits from the same files", async () => {
    for (const words of ["drill", "cordless dri", "laddre", "\"cordless drill\""]) {
      const [disk, web] = [await ask(browser, sites.disk, words), await ask(browser, sites.server, words)];
      assert.deepEqual(web, disk, words);
      assert.ok(disk.read.includes("search/m.js") || disk.read.some((one) => one.startsWith("search/m.js")), disk.read.join(" "));
    }
  });
  await check("words in quotation marks stand side by side in what is found, or it is said that none do", async () => {
    const { context, page } = await watched(browser);
    await page.goto(`${sites.disk}find/index.html#q=%22cordless+drill%22`);
    await page.locator("#results .search-hit").first().waitFor();
    for (const hit of await page.$$eval("#results .search-hit", (all) => all.map((one) => one.textContent))) {
      assert.match(hit, /cordless[\s-]+drill/i);
    }
    await page.fill("#q", "\"drill cordless\"");
    await page.getByText("side by side").waitFor();
    assert.ok(await page.locator("#results .search-hit").count(), "what has both words is still shown");
    await page.locator(".search-facet").first().waitFor();
    assert.match(await page.locator(".search-status").innerText(), /side by side.* results?$/, "also when the counts took their time");
    await context.close();
  });
  server.close();
}
