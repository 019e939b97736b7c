// What the site's pages do by themselves while one looks around: opening hours, filters put together, tables
// wider than the screen.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, DESKTOP, PHONE, watched } from "./harness.mjs";

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

export async function pages(browser, demo) {
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
