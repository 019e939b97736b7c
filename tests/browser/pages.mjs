// What the site's pages do by themselves while one looks around: opening hours, filters put together, tables
// wider than the screen.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { check, DESKTOP, PHONE, serve, watched } from "./harness.mjs";

const OPEN = {
  zone: "Europe/Dublin", closed: [["2026-12-24", "2027-01-02"]],
  hours: [[2, 960, 1140, "16:00", "19:00"], [4, 600, 780, "10:00", "13:00"], [4, 1020, 1200, "17:00", "20:00"], [6, 600, 840, "10:00", "14:00"]],
  words: { until: "until {time}", today: "today {time}", tomorrow: "tomorrow {time}", on: "{day} {time}" },
};
// Moment → what a visitor reads. Dublin is at UTC in winter and an hour ahead in summer.
const MOMENTS = [
  ["2026-11-24T16:30:00Z", "until 19:00"], ["2026-11-24T19:00:00Z", "Thursday 10:00"], ["2026-11-24T09:00:00Z", "today 16:00"],
  ["2026-11-26T14:00:00Z", "today 17:00"], ["2026-11-25T12:00:00Z", "tomorrow 10:00"], ["2026-07-14T15:30:00Z", "until 19:00"],
  ["2026-12-23T20:00:00Z", "Tuesday 5 January 16:00"],
];

/** The picture of a part once it is another one than before. */
async function drawn(stage, before) {
  for (let tries = 0; tries < 50; tries++) {
    const now = await stage.screenshot();
    if (!now.equals(before)) return now;
    await new Promise((done) => { setTimeout(done, 100); });
  }
  throw new Error("the picture stays the same");
}

/** What a page may cost that is opened for the first time, without its photos, in bytes as a host packs them. */
const MOST_BYTES = 50_000;

/** The heaviest page of each type (folder of the first, and whether it is a list of it): path below the site. */
function heaviest(folder) {
  const found = new Map();
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"))) {
    const own = file.replace(/^[a-z]{2}\//, "").split(path.sep), type = `${own[0]}/${own.length}`;
    const bytes = gzipSync(readFileSync(path.join(folder, file))).length;
    if (!found.has(type) || found.get(type)[1] < bytes) found.set(type, [file, bytes]);
  }
  return [...found.values()].map(([file]) => file);
}

/** Checks that a page opened for the first time is light, whatever it loads by itself. */
async function weight(browser, demo) {
  await check("the heaviest page of each type costs less than 50 kB with all that it loads at once", async () => {
    const heavy = [];
    let most = [0, ""];
    for (const { node } of demo.notes.nodes) {
      const folder = path.join(demo.folder, "sites", node), sent = [];
      const server = await serve(folder, { packs: true, sent });
      // The search page is where one goes to load the index.
      for (const file of heaviest(folder).filter((name) => !/(^|\/)find\//.test(name))) {
        sent.length = 0;
        const { context, page } = await watched(browser);
        // What a label leads to is a page of its own.
        await page.route((url) => url.pathname.endsWith(".html") && !url.pathname.endsWith(file), (route) => route.abort());
        await page.goto(`http://127.0.0.1:${server.address().port}/${file}`);
        await page.waitForLoadState("networkidle");
        await context.close();
        const parts = sent.filter(([name]) => !/\.(jpe?g|png|webp)$|(^|\/)files\/|shape-\d+\.js$|model\.js$/.test(name));
        const bytes = parts.reduce((sum, [, part]) => sum + part, 0);
        if (bytes > most[0]) most = [bytes, `${node}/${file}`];
        if (bytes > MOST_BYTES) heavy.push(`${node}/${file}: ${bytes} (${parts.map((part) => part.join(" ")).join(", ")})`);
      }
      server.close();
    }
    console.log(`          the heaviest: ${most[1]}, ${most[0]} bytes`);
    assert.deepEqual(heavy, []);
  });
}

export async function pages(browser, demo) {
  await weight(browser, demo);
  const folder = path.join(demo.folder, "sites", demo.notes.nodes[0].node);
  const address = (file) => pathToFileURL(path.join(folder, file)).href;
  const { context, page, complaints } = await watched(browser, { timezoneId: "Asia/Tokyo" });

  await check("the page says when the door opens next, by the clock of the place", async () => {
    await page.goto(address("visit/index.html"));
    const said = await page.evaluate(([open, moments]) => moments.map(([at]) => globalThis.COMMONSTEAD_OPENING(open, new Date(at)).text), [OPEN, MOMENTS]);
    // Browsers do not agree about the comma.
    assert.deepEqual(said.map((text) => text.replace(",", "")), MOMENTS.map(([, text]) => text));
    const shown = await page.textContent(".open-now");
    assert.match(shown, /^(Open now|Closed now)/);
    assert.ok(await page.isVisible(".open-now"));
  });
  await check("two filters of different kinds are put together, and the result is what both allow", async () => {
    await page.goto(address("catalog/index.html"));
    await page.click('[data-facet="room"] a[data-value]');
    await page.waitForURL(/list\/at\//);
    const room = await page.textContent("h1");
    await page.click('[data-facet="needs"] a[data-value] >> nth=0');
    await page.waitForURL(/find\/index\.html#/);
    await page.waitForFunction(() => document.querySelectorAll("#results .search-hit").length > 0);
    // The filters are drawn after the hits.
    await page.waitForFunction(() => document.querySelectorAll("#results .search-filters input:checked").length === 2);
    const picked = await page.$$eval("#results .search-filters input:checked", (all) => all.map((one) => one.value));
    assert.ok(picked.includes(room) && picked.length === 2, picked.join(", "));
  });
  await check("each filter of the catalogue is a list of its own without a script", async () => {
    const plain = await watched(browser, { javaScriptEnabled: false });
    await plain.page.goto(address("catalog/index.html"));
    for (const facet of ["category", "now", "room", "needs"]) {
      await plain.page.goto(address("catalog/index.html"));
      const link = plain.page.locator(`[data-facet="${facet}"] a:not([aria-current])`).first();
      const count = Number((await link.locator("b").textContent()).replace(/\D/g, ""));
      await link.click();
      const cards = await plain.page.locator(".thing").count();
      assert.ok(cards === Math.min(count, 48), `${facet}: ${cards} cards for ${count} titles`);
    }
    await plain.context.close();
  });
  await check("a table wider than a phone says that there is more to the side", async () => {
    await page.setViewportSize(PHONE);
    await page.goto(address("ledger/index.html"));
    const hint = page.locator(".tw.more + .hint").first();
    assert.ok(await hint.isVisible());
    const box = page.locator(".tw.more").first();
    await box.evaluate((one) => { one.scrollLeft = one.scrollWidth; });
    await page.waitForFunction(() => document.querySelector(".tw.less"));
  });
  await check("a month fills the width of the page, each day as wide as the others, in both directions", async () => {
    const months = readdirSync(path.join(folder, "events")).filter((name) => name.startsWith("month."));
    await page.setViewportSize(DESKTOP);
    await page.goto(address(`events/${months[0]}/index.html`));
    for (const dir of ["ltr", "rtl"]) {
      const [table, main, days] = await page.evaluate((way) => {
        document.documentElement.dir = way;
        const width = (one) => one.getBoundingClientRect().width;
        return [width(document.querySelector(".cal.whole")), width(document.querySelector("main .lead")), [...document.querySelectorAll(".cal.whole th")].map(width)];
      }, dir);
      // Its gaps reach a little over both edges.
      assert.ok(table >= main && table < main + 12, `${dir}: ${table} of ${main} pixels`);
      assert.ok(Math.max(...days) - Math.min(...days) < 2, `${dir}: ${days}`);
    }
    await page.setViewportSize(PHONE);
    assert.equal(await page.isVisible(".cal.whole"), false, "a phone has the list");
  });
  await check("on a narrow phone the ways through the site say that there are more of them, and all can be reached", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const dir of ["ltr", "rtl"]) {
      await page.goto(address("catalog/index.html"));
      await page.evaluate((way) => {
        document.documentElement.dir = way;
        globalThis.dispatchEvent(new Event("resize"));
      }, dir);
      const nav = page.locator(".top nav:has(.nav)"), last = nav.locator("li:last-child a");
      await page.locator(".top nav.more:not(.less)").waitFor();
      await nav.evaluate((box) => { box.scrollLeft = (document.documentElement.dir === "rtl" ? -1 : 1) * box.scrollWidth; });
      await page.locator(".top nav.less:not(.more)").waitFor();
      const [box, end] = [await nav.boundingBox(), await last.boundingBox()];
      assert.ok(end.x >= box.x - 1 && end.x + end.width <= box.x + box.width + 1, dir);
    }
    await page.goto(address("visit/index.html"));
    const [box, now] = [await page.locator(".top nav:has(.nav)").boundingBox(), await page.locator(".nav [aria-current]").boundingBox()];
    assert.ok(now.x + now.width <= box.x + box.width + 1, "where one is now is in sight");
    const plain = await watched(browser, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await plain.page.goto(address("visit/index.html"));
    const end = await plain.page.locator(".nav li:last-child a").boundingBox();
    assert.ok(end.x + end.width <= 320, "without a script they take two lines");
    await plain.context.close();
  });
  await check("a part can be turned around in the page, from the disk, with buttons and by dragging", async () => {
    const designs = path.join(demo.folder, "sites", demo.notes.nodes[1].node, "designs");
    const with_shape = readdirSync(designs).find((one) => existsSync(path.join(designs, one, "shape-1.js")));
    await page.setViewportSize(DESKTOP);
    await page.goto(pathToFileURL(path.join(designs, with_shape, "index.html")).href);
    const shape = page.locator(".shape").first();
    await shape.scrollIntoViewIfNeeded();
    await shape.locator("canvas").waitFor();
    await page.waitForFunction(() => document.querySelector(".shape.on").dataset.view);
    const stage = shape.locator(".stage"), seen = [await stage.screenshot()];
    await shape.locator('[data-turn="left"]').click();
    seen.push(await drawn(stage, seen[0]));
    const box = await stage.boundingBox();
    await page.mouse.move(box.x + 40, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 140, box.y + 90, { steps: 4 });
    await page.mouse.up();
    seen.push(await drawn(stage, seen[1]));
    await shape.locator('[data-turn="back"]').click();
    await page.waitForFunction(() => document.querySelector(".shape.on").dataset.view === "-0.70 0.50 1.00");
  });
  await check("looking around leaves no complaint in the console", () => {
    // Without a graphics card the browser itself speaks about how it draws.
    assert.deepEqual(complaints.filter((one) => !/WebGL|GL Driver/.test(one)), []);
    return Promise.resolve();
  });
  await context.close();
}
