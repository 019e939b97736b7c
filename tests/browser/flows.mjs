// What members meet beside borrowing and returning: a photo with a report, their own history, undo.

import assert from "node:assert/strict";
import { check, watched } from "./harness.mjs";
import { lentByCard, scan } from "./steward.mjs";

export async function flows(browser, demo, thing) {
  const { url, nodes: [{ member }] } = demo.notes;
  const { context, page, complaints } = await watched(browser);

  await check("scan first, card after: what was scanned is lent by the card, and undone by its line", async () => {
    await scan(page, url, thing.code);
    assert.ok((await page.textContent("h1")).includes("Now your card"));
    await lentByCard(page, url, member);
    await page.click('.basket li.new form[action="/kiosk/undo"] button');
    assert.ok(await page.locator(".basket li.undone").count());
    await page.click('.kbar form[action="/kiosk/done"] button');
  });

  await check("who says that something is wrong adds a photo, and nobody is asked for a name", async () => {
    const compact = thing.code.replace("-", "");
    await page.goto(`${url}kiosk/wrong/${compact}`);
    await page.fill('textarea[name="note"]', "The handle turns");
    await page.setInputFiles('input[name="photo"]', thing.photo);
    await page.click("button.go.big");
    assert.ok((await page.textContent(".flash.yes")).includes("Noted"));
  });

  await check("one's own history is shown after one's card, and to nobody without", async () => {
    await page.goto(`${url}kiosk/me/history`);
    assert.equal(await page.locator(".basket li").count(), 0);
    await scan(page, url, member.card);
    await page.goto(`${url}kiosk/me/history`);
    assert.ok(await page.locator(".basket li").count(), "the demo's member has borrowed before");
    await page.click('.kbar form[action="/kiosk/done"] button');
  });

  await check("no page of these flows complained", () => {
    assert.deepEqual(complaints.filter((one) => !/status of 4\d\d/.test(one)), []);
    return Promise.resolve();
  });
  await context.close();
}
