// A computer that has the program and no node: set up in the browser without scripts, by the code from
// the log; then a backup that comes out whole, and a key that opens the API.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT, SCREENSHOTS, DESKTOP, PHONE, check, temporary, watched } from "./harness.mjs";
import { look } from "./looks.mjs";

const STEAD = path.join(ROOT, "target/debug/stead");

async function start(folder) {
  const words = ["-C", path.join(folder, "node"), "kiosk", "--set-up", "--bind", "127.0.0.1:0", "--near", "none", "--json"];
  const child = spawn(STEAD, words, { stdio: ["ignore", "pipe", "pipe"] });
  process.on("exit", () => child.kill("SIGKILL"));
  let said = "";
  child.stderr.on("data", (data) => { said += data; });
  // The newest code in what the program has said.
  const code = () => said.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/g)?.at(-1);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = JSON.parse((await lines.next()).value);
  assert.equal(first.set_up, true);
  return { child, code, said: () => said, url: first.url };
}

export async function computer(browser) {
  const folder = temporary();
  let node;
  await check("a computer without a node shows a page that asks for the code", async () => { node = await start(folder); });
  if (!node) return;
  const { context, page, complaints } = await watched(browser, { javaScriptEnabled: false });
  context.setDefaultTimeout(60_000);
  const at = (inner) => new URL(inner, node.url).href;
  let card;
  let pin;

  await check("the code from the log opens it, and a place with its first card comes out, without scripts", async () => {
    await page.goto(at("/"));
    assert.equal(new URL(page.url()).pathname, "/set-up");
    await page.fill('input[name="code"]', "0000-0000");
    await page.click("main button");
    assert.match(await page.textContent("[role=alert]"), /not the code/);
    await page.fill('input[name="code"]', node.code());
    await page.click("main button");
    await page.fill('input[name="name"]', "Oak Street Commons");
    await page.fill('input[name="address"]', "12 Oak Street");
    await page.fill('input[name="timezone"]', "Europe/London");
    await page.check('input[name="language"][value="es"]');
    await page.fill('input[name="steward"]', "Mira Okafor");
    await page.fill('input[name="pin"]', "2468");
    await page.press('input[name="pin"]', "Enter");
    for (let tries = 0; tries < 100 && !(await page.locator(".mcard").count()); tries += 1) {
      await page.goto(at("/set-up"));
    }
    card = await page.textContent(".mcard code");
    pin = (await page.textContent(".pin-once b")).trim();
    assert.equal(pin, "2468");
    await page.click('form[action="/set-up/open"] button');
    await page.waitForURL((url) => url.pathname === "/kiosk");
    await page.waitForSelector("header.kbar a.brand");
    assert.match(await page.textContent("a.brand"), /Oak Street Commons/);
    assert.match(readFileSync(path.join(folder, "node/node.toml"), "utf8"), /address = "12 Oak Street"/);
  });
  if (!card) return;

  const steward = async (inner) => {
    await page.goto(at(inner));
    if (new URL(page.url()).pathname === inner) return;
    await page.fill("#pin", pin);
    await page.click("main form button.go");
    await page.goto(at(inner));
  };
  await check("the first steward makes a backup, and a node comes out of it", async () => {
    await page.goto(at("/kiosk/scan"));
    await page.fill("#typed", card);
    await page.click("main form button.go");
    await steward("/kiosk/steward/backup");
    await page.fill('input[name="phrase"]', "four words are better");
    await page.fill('input[name="again"]', "four words are better");
    await page.click('button[value="browser"]');
    for (let tries = 0; tries < 200 && !(await page.locator("a[download]").count()); tries += 1) {
      await page.waitForTimeout(50);
      await page.goto(at("/kiosk/steward/backup"));
    }
    const coming = page.waitForEvent("download");
    await page.click("a[download]");
    const file = path.join(folder, (await coming).suggestedFilename());
    await (await coming).saveAs(file);
    const env = { ...process.env, STEAD_PASSPHRASE: "four words are better" };
    const back = path.join(folder, "back");
    const restored = JSON.parse(execFileSync(STEAD, ["restore", file, back, "--json"], { encoding: "utf8", env, stdio: "pipe" }));
    assert.notEqual(restored.device, restored.was);
    assert.match(execFileSync(STEAD, ["-C", back, "member", "list"], { encoding: "utf8", stdio: "pipe" }), /Mira Okafor/);
  });

  await check("a key that was made on the screen opens the API until it is ended", async () => {
    await steward("/kiosk/steward/keys");
    await page.fill('input[name="name"]', "Door display");
    await page.click('button[value="make"]');
    const key = await page.textContent(".key-text code");
    const ask = () => fetch(at("/api/v1/me"), { headers: { authorization: `Bearer ${key}` } });
    assert.equal((await ask()).status, 200);
    await page.click('button[value="revoke"]');
    assert.equal((await ask()).status, 401);
  });
  await context.close();

  const other = await start(temporary());
  for (const [size, viewport] of [["1280", DESKTOP], ["390", PHONE]]) {
    for (const colorScheme of ["light", "dark"]) {
      await check(`the screens for the computer are usable by everybody: ${colorScheme}, ${size}`, async () => {
        const problems = [];
        const { context, page } = await watched(browser, { viewport, colorScheme, bypassCSP: true });
        await page.goto(other.url);
        await look(page, `computer-code-${size}-${colorScheme}`, problems);
        await page.fill('input[name="code"]', other.code());
        await page.click("main button");
        await look(page, `computer-choose-${size}-${colorScheme}`, problems);
        await context.close();
        const kiosk = await watched(browser, { viewport, colorScheme, bypassCSP: true });
        const signed = kiosk.page;
        await signed.goto(at("/kiosk/scan"));
        await signed.fill("#typed", card);
        await signed.click("main form button.go");
        for (const name of ["backup", "keys", "house"]) {
          await signed.goto(at(`/kiosk/steward/${name}`));
          if (new URL(signed.url()).pathname === "/kiosk/pin") {
            await signed.fill("#pin", pin);
            await signed.click("main form button.go");
            await signed.goto(at(`/kiosk/steward/${name}`));
          }
          await look(signed, `computer-${name}-${size}-${colorScheme}`, problems);
        }
        await kiosk.context.close();
        assert.deepEqual(problems, []);
      });
    }
  }

  other.child.kill("SIGTERM");
  await check("the browser complained of nothing while the computer was set up", async () => {
    assert.deepEqual(complaints.filter((line) => !/status of (403|401)/.test(line)), []);
    const ended = once(node.child, "exit");
    node.child.kill("SIGTERM");
    assert.equal((await ended)[0], 0, node.said());
  });
}
