// What the site's pages do by themselves while one looks around: opening hours, filters put together, tables
// wider than the screen.

import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, PHONE, watched } from "./harness.mjs";

const OPEN = {
  zone: "Europe/Dublin", closed: [["2026-12-24", "2027-01-02"]],
  hours: [[2, 960, 1140, "16:00", "19:00"], [4, 600, 780, "10:00", "13:00"], [4, 1020, 1200, "17:00", "20:00"], [6, 600, 840, "10:00", "14:00"]],
  words: { until: "until {time}", today: "today {time}", tomorrow: "tomorrow {time}", on: "{day} {time}" },
};
// Moment → what a visitor reads. Dublin is at UTC in winter and an hour ahead in summer.
const MOMENTS = [
  ["2026-11-24T16:30:00Z", "until 19:00"], ["2026-11-24T19:00:00Z", "Thursday 10:00"], ["2026-11-24T09:00:00Z", "today 16:00"],
  ["2026-11-26T14:00:00Z", "today 17:00"], ["2026-11-25T12:00:00Z", "tomorrow 10:00"], ["2026-07-14T15:30:00Z", "until 19:00"],
  ["2026-12-23T20:00:00Z", "Tuesday, January 5 16:00"],
];

export async function pages(browser, demo) {
  const folder = path.join(demo.folder, "sites", demo.notes.nodes[0].node);
  const address = (file) => pathToFileURL(path.join(folder, file)).href;
  const { context, page, complaints } = await watched(browser, { timezoneId: "Asia/Tokyo" });

  await check("the page says when the door opens next, by the clock of the place", async () => {
    await page.goto(address("visit/index.html"));
    const said = await page.evaluate(([open, moments]) => moments.map(([at]) => globalThis.COMMONSTEAD_OPENING(open, new Date(at)).text), [OPEN, MOMENTS]);
    assert.deepEqual(said.map((text) => text.replace("5 January", "January 5")), MOMENTS.map(([, text]) => text));
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
  await check("looking around leaves no complaint in the console", () => {
    assert.deepEqual(complaints, []);
    return Promise.resolve();
  });
  await context.close();
}
