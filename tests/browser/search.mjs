// The scripts of the search: that what is shipped is what the sources say, and that a stick and a web
// server give the same hits from the same files.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, serve, watched } from "./harness.mjs";
import { minified, SHIPPED } from "./minify.mjs";

/** What the first letters wait for: this script and a manifest of 2 to 3 kB. */
const MOST_BYTES = 17_500;

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
  await check("a code and Enter lead to what carries it, however fast both are typed", async () => {
    const titles = readdirSync(path.join(folder, "catalog")).filter((name) => existsSync(path.join(folder, "catalog", name, "index.json")));
    const records = titles.map((name) => JSON.parse(readFileSync(path.join(folder, "catalog", name, "index.json"), "utf8")));
    const { slug, units: [{ code }] } = records.map((one) => one.title).find((one) => one.units.length);
    const bare = code.replace("-", "").toLowerCase();
    for (const site of Object.values(sites)) {
      for (const [file, field] of [["catalog/index.html", ".top .find input"], ["index.html", ".hero input"], ["es/visit/index.html", ".top .find input"], ["find/index.html", "#q"]]) {
        for (const typed of [code, bare]) {
          const { context, page, complaints } = await watched(browser);
          await page.goto(site + file);
          await page.focus(field);
          await page.keyboard.type(typed);
          await page.keyboard.press("Enter");
          await page.waitForURL(new RegExp(`catalog/${slug}/index\\.html$`));
          if (file.startsWith("es/")) assert.match(page.url(), /\/es\/catalog\//);
          await page.goBack();
          // Back is where it was typed, and nothing leads away from there.
          await page.waitForURL((url) => url.href.startsWith(site + file));
          await page.waitForTimeout(300);
          assert.ok(page.url().startsWith(site + file), page.url());
          assert.deepEqual(complaints, []);
          await context.close();
        }
      }
    }
  });
  await check("a word with a digit that is no code, and words, lead to the page of hits as ever", async () => {
    for (const typed of ["drill18v", "drill"]) {
      const { context, page } = await watched(browser);
      await page.goto(`${sites.disk}catalog/index.html`);
      await page.focus(".top .find input");
      await page.keyboard.type(typed);
      await page.keyboard.press("Enter");
      await page.waitForURL(/find\/index\.html/);
      await page.waitForFunction(() => document.querySelector("#results .search-status").textContent.trim());
      assert.equal(await page.inputValue("#q"), typed);
      await context.close();
    }
  });
  await check("a page that is only read loads no search, and its field gives hits from the first letters", async () => {
    const { context, page, requests, complaints } = await watched(browser);
    await page.goto(`${sites.server}visit/index.html`);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(requests.filter((one) => one.includes("search")), []);
    await page.focus(".top .find input");
    await page.keyboard.type("dr");
    await page.locator(".search-popup .search-hit").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/catalog\//);
    assert.deepEqual(complaints, []);
    await context.close();
  });
  await check("a correction keeps no half word", async () => {
    const { context, page } = await watched(browser);
    await page.goto(`${sites.disk}find/index.html#q=cordles+drlil`);
    await page.locator(".search-meant:visible").waitFor();
    assert.match(await page.textContent(".search-meant"), /cordless drill/);
    await context.close();
  });
  server.close();
}
