// The generated site from the disk, as a stick carries it: by double-click, without a server.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { check, stay, watched } from "./harness.mjs";

const NARROW = { width: 320, height: 640 };

/** Types of pages that exist once, whatever the languages. */
export const ONCE = ["label", "lost"];

/** One page of each type that this site has: name → path below the site. */
export function pageTypes(folder) {
  const first = (part, fits = () => true) => {
    const below = path.join(folder, part);
    if (!existsSync(below)) return undefined;
    const found = readdirSync(below).sort().find((name) => existsSync(path.join(below, name, "index.html")) && fits(name));
    return found && path.join(part, found, "index.html");
  };
  const named = (start) => (name) => name.startsWith(start), plain = (name) => !name.includes(".");
  const record = (name) => path.join(folder, "catalog", name, "index.json");
  const counted = (name) => existsSync(record(name)) && JSON.parse(readFileSync(record(name), "utf8")).title.units.some((unit) => unit.stock);
  const turns = (name) => existsSync(path.join(folder, "designs", name, "shape-1.js"));
  const theirs = first("nodes");
  const types = {
    home: "index.html", catalogue: "catalog/index.html", search: "find/index.html", title: first("catalog"), stock: first("catalog", counted),
    list: first("list/in"), label: first("I"), training: first("trainings"),
    places: "places/index.html", place: first("places"), designs: "designs/index.html", design: first("designs"), shapes: first("designs", turns),
    decisions: "governance/index.html", proposal: first("governance", (name) => plain(name) && name !== "constitution"),
    constitution: "governance/constitution.html", minutes: first("governance", named("minutes.")),
    ledger: "ledger/index.html", events: "events/index.html", event: first("events", plain), month: first("events", named("month.")),
    people: "people/index.html", person: first("people"), news: "news/index.html", page: first("pages"), followed: "nodes/index.html",
    everywhere: "list/nodes/index.html", node: theirs, elsewhere: theirs && first(path.dirname(theirs)), lost: "404.html",
    visit: "visit/index.html", about: "about/index.html",
  };
  return Object.fromEntries(Object.entries(types).filter(([, file]) => file && existsSync(path.join(folder, file))));
}

const address = (folder, file) => pathToFileURL(path.join(folder, file)).href;

async function search(page, words) {
  await page.fill("#q", words);
  await page.waitForFunction(() => document.querySelectorAll("#results .search-hit").length > 0);
  return page.$$eval("#results .search-hit", (hits) => hits.map((hit) => hit.textContent.toLowerCase()));
}

export async function site(browser, demo) {
  for (const { node } of demo.notes.nodes) {
    const folder = path.join(demo.folder, "sites", node);
    const types = pageTypes(folder);
    const { context, page, complaints, requests } = await watched(browser);
    await stay(page);

    await check(`${node}: each type of page opens from the disk with a heading and a title`, async () => {
      assert.ok(Object.keys(types).length >= 12, Object.keys(types).join(" "));
      for (const file of Object.values(types)) {
        await page.goto(address(folder, file));
        assert.ok((await page.title()).length > 3, file);
        assert.equal(await page.locator("h1").count(), 1, `${file} has one h1`);
      }
    });
    await check(`${node}: links of the first page and the catalogue lead to files that exist`, async () => {
      for (const file of [types.home, types.catalogue, types.title]) {
        await page.goto(address(folder, file));
        const links = await page.$$eval("a[href]", (all) => all.map((one) => one.href));
        for (const link of links.filter((one) => one.startsWith("file:"))) {
          assert.ok(existsSync(fileURLToPath(link.replace(/[?#].*$/, ""))), `${file} → ${link}`);
        }
      }
    });
    await check(`${node}: the language can be switched on every page that offers it`, async () => {
      await page.goto(address(folder, types.title));
      const was = await page.getAttribute("html", "lang");
      const others = page.locator("nav.langs a:not([aria-current])");
      assert.ok(await others.count(), "no other language is offered");
      await others.first().click();
      await page.waitForLoadState();
      assert.notEqual(await page.getAttribute("html", "lang"), was);
      assert.ok(page.url().startsWith("file:"), page.url());
    });
    await check(`${node}: no console errors and no request that leaves the folder`, () => {
      assert.deepEqual(complaints, []);
      const base = pathToFileURL(folder).href + "/";
      assert.deepEqual(requests.filter((one) => !one.startsWith(base) && !one.startsWith("data:")), []);
      return Promise.resolve();
    });
    await check(`${node}: nothing scrolls sideways at 320 pixels`, async () => {
      await page.setViewportSize(NARROW);
      const wide = [];
      for (const [name, file] of Object.entries(types)) {
        await page.goto(address(folder, file));
        const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        if (over > 0) wide.push(`${name}: ${over} px`);
      }
      assert.deepEqual(wide, []);
    });
    await context.close();

    await check(`${node}: without JavaScript pages still read`, async () => {
      const plain = await watched(browser, { javaScriptEnabled: false });
      await stay(plain.page);
      for (const [name, file] of Object.entries(types)) {
        await plain.page.goto(address(folder, file));
        const words = (await plain.page.locator("main").innerText()).split(/\s+/).length;
        // Behind a label there is no more than a code, a name and a way on.
        assert.ok(words > (name === "label" ? 2 : 5), `${name} has ${words} words`);
      }
      await plain.context.close();
    });
  }

  const folder = path.join(demo.folder, "sites", demo.notes.nodes[0].node);
  const { context, page, complaints } = await watched(browser);
  await check("the site's search finds a drill, and finds it for somebody who types \"drlil\"", async () => {
    await page.goto(address(folder, "find/index.html"));
    const right = await search(page, "drill");
    assert.ok(right[0].includes("drill"), right[0]);
    await page.fill("#q", "");
    const typo = await search(page, "drlil");
    assert.ok(typo.slice(0, 5).some((hit) => hit.includes("drill")), typo.slice(0, 5).join(" | "));
    assert.deepEqual(complaints, []);
  });
  await check("on a phone the hits come before the facets, and a facet narrows them", async () => {
    const phone = await watched(browser, { viewport: { width: 390, height: 844 } });
    await phone.page.goto(address(folder, "find/index.html"));
    assert.equal(await phone.page.locator(".search-narrow").isVisible(), false, "nothing is asked yet");
    const all = (await search(phone.page, "drill")).length;
    assert.equal(await phone.page.locator(".search-facet").count(), 0, "facets are read when they are opened");
    await phone.page.click(".search-narrow summary");
    await phone.page.locator('.search-facet input[name="kind"]').first().check();
    await phone.page.waitForFunction(() => document.querySelector(".search-narrow summary").textContent.includes("(1)"));
    assert.ok((await phone.page.locator("#results .search-hit").count()) <= all);
    assert.deepEqual(phone.complaints, []);
    await phone.context.close();
  });
  await check("a label leads on at once, and one step back is before it", async () => {
    await page.goto(address(folder, "about/index.html"));
    await page.goto(address(folder, pageTypes(folder).label), { waitUntil: "commit" });
    await page.waitForURL(/\/(catalog|places|nodes)\//);
    await page.goBack();
    await page.waitForURL(/about\/index\.html$/);
  });
  await check("a search from the first page leads to hits, and a hit to its page", async () => {
    await page.goto(address(folder, "index.html"));
    await page.fill('.hero input[name="q"]', "drill");
    await page.press('.hero input[name="q"]', "Enter");
    await page.waitForURL(/find\/index\.html/);
    await page.locator("#results .search-hit a, #results a.search-hit").first().click();
    await page.waitForURL(/catalog\//);
    assert.equal(await page.locator("h1").count(), 1);
  });
  await context.close();
}
