// A steward's day: a new thing from a phone, a record changed, a shelf counted, lists, paper.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DESKTOP, PHONE, SCREENSHOTS, check, watched } from "./harness.mjs";

/** A photo as a phone's camera makes one: drawn in the browser, with nothing from a disk. */
async function photo(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 480];
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#0d4a3b";
    brush.fillRect(0, 0, 640, 480);
    brush.fillStyle = "#ffb81c";
    brush.fillRect(220, 140, 200, 200);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: Buffer.from(bytes) };
}

export async function signIn(page, url, steward) {
  await page.goto(`${url}kiosk/scan`);
  await page.fill("#typed", steward.card);
  await page.click("main form button.go");
  await page.goto(`${url}kiosk/steward`);
  await page.fill("#pin", steward.pin);
  await page.click("main form button.go");
  await page.waitForSelector("nav.tabs");
}

export async function scan(page, url, code) {
  await page.goto(`${url}kiosk/scan`);
  await page.fill("#typed", code);
  await page.click("main form button.go");
}

/** Scans the card after a thing, and types the PIN where it is asked for: ends with the thing lent. */
export async function lentByCard(page, url, member) {
  await scan(page, url, member.card);
  if (page.url().endsWith("/kiosk/pin")) {
    await page.fill("#pin", member.pin);
    await page.click("main form button.go");
  }
  const said = (await page.textContent("main")).replace(/\s+/g, " ");
  assert.ok(await page.locator(".basket li.new").count(), `${page.url()} shows no new loan: ${said}`);
}

export async function steward(browser, demo) {
  const { url, nodes: [{ node, member, steward: mira }] } = demo.notes;
  const { context, page, complaints } = await watched(browser, { viewport: PHONE });
  await page.goto(url);
  const taken = await photo(page);
  let code;

  await check("a steward registers a thing from a phone: photo, name, place, and it has a code", async () => {
    await signIn(page, url, mira);
    const from = Date.now();
    await page.goto(`${url}kiosk/steward/register`);
    await page.fill('input[name="name"]', "Cherry stoner, table model");
    await page.setInputFiles('input[name="photo"]', taken);
    await page.selectOption('select[name="place"]', { index: 2 });
    await page.click("button.go.big");
    await page.waitForSelector("h1.code-big");
    code = (await page.textContent("h1.code-big")).trim();
    assert.match(code, /^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
    assert.ok(Date.now() - from < 60_000, "it took more than a minute");
    assert.ok(await page.locator(".kput .pic img").count(), "its photo is not shown");
  });
  if (!code) return;

  await check("its label waits for the printer", async () => {
    await page.goto(`${url}kiosk/steward/labels`);
    assert.ok((await page.textContent(".sheet-l7160")).includes(code));
  });

  await check("a record is looked at before it is saved, and its history shows the change", async () => {
    await page.setViewportSize(DESKTOP);
    await page.goto(`${url}kiosk/steward/records?q=cherry+stoner`);
    await page.click(".rows-k a");
    await page.fill('input[name="summary"]', "Stones a kilogram in ten minutes.");
    await page.click('button[name="do"][value="fields"]');
    assert.ok((await page.textContent(".diff .in")).includes("Stones a kilogram"));
    await page.fill('input[name="subject"]', "say what it does");
    await page.click('button[name="do"][value="save"]');
    await page.waitForSelector(".flash.yes");
    const root = path.join(demo.folder, node);
    const subject = () => execFileSync("git", ["-C", root, "log", "--format=%s", "-8"], { encoding: "utf8", stdio: "pipe" });
    for (let i = 0; i < 40 && !subject().includes("say what it does"); i++) await sleep(250);
    await page.reload();
    assert.ok((await page.textContent("main")).includes("say what it does"), "its history does not say so");
  });

  await check("a shelf is counted by scanning, and what belongs elsewhere is said", async () => {
    await page.goto(`${url}kiosk/steward/stocktake`);
    await page.selectOption('select[name="place"]', { index: 0 });
    await page.click("form.panel button.go");
    await page.waitForSelector(".count-big");
    await scan(page, url, code);
    assert.ok(await page.locator(".flash").count());
    await scan(page, url, code);
    assert.ok((await page.textContent(".flash")).includes("counted already"));
    await page.click('button[name="do"][value="pause"]');
  });

  await check("each of a steward's screens is drawn, at the desk and on a phone, in light and dark", async () => {
    const screens = ["", "/exceptions", "/late", "/fetch", "/bookings", "/tickets", "/care", "/sessions", "/records", "/register", "/stocktake", "/move", "/labels", "/members", "/reports", "/house", "/devices", "/restore", "/commands", "/sheet"];
    for (const [size, scheme] of [[DESKTOP, "light"], [PHONE, "dark"]]) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      for (const screen of screens) {
        const answer = await page.goto(`${url}kiosk/steward${screen}`);
        assert.equal(answer.status(), 200, screen);
        assert.ok(!(await page.textContent("body")).includes("⟦"), `${screen}: a word is missing`);
        const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assert.ok(over <= 0, `${screen} is ${over} px too wide at ${size.width}`);
        const name = `steward${screen.replace("/", "-")}-${size.width}-${scheme}.png`;
        await page.screenshot({ path: path.join(SCREENSHOTS, name) });
      }
    }
  });

  await check("a member's PIN opens none of them", async () => {
    await page.click('.kbar form[action="/kiosk/done"] button');
    await page.goto(`${url}kiosk/scan`);
    await page.fill("#typed", member.card);
    await page.click("main form button.go");
    await page.goto(`${url}kiosk/steward/records`);
    await page.fill("#pin", member.pin);
    await page.click("main form button.go");
    await page.goto(`${url}kiosk/steward/records`);
    assert.equal(await page.locator("nav.tabs").count(), 0);
    await page.goto(`${url}kiosk/basket`);
    await page.click('.kbar form[action="/kiosk/done"] button');
  });

  await check("no steward's screen complained", () => {
    assert.deepEqual(complaints.filter((one) => !/status of 4\d\d/.test(one)), []);
    return Promise.resolve();
  });
  await context.close();
  return { code, photo: taken };
}
