// The main job at the kiosk: find, borrow, see it lent everywhere, return it, leave nothing behind.
// Then what is on the disk, read with plain git.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { check, watched } from "./harness.mjs";

/** Types a code on the screen's own keypad page. */
async function typeCode(page, code) {
  await page.goto(new URL("/kiosk/scan", page.url()).href);
  await page.fill("#typed", code);
  await page.click("main form button.go");
}

async function enterPin(page, pin) {
  await page.fill("#pin", pin);
  await page.click("main form button.go");
}

/** How many things the search page says are on the shelf now. */
async function onShelf(page, url) {
  await page.goto(`${url}kiosk/find`);
  return Number((await page.textContent(".chipline .pill small")).replace(/\D/g, ""));
}

/** Answers what the basket asks (the PIN, "I have read it") until the thing is lent or refused. */
async function untilLent(page, pin) {
  for (let i = 0; i < 4; i++) {
    if (await page.locator(".basket li.new").count()) return true;
    const ask = page.locator(".basket li").first();
    if (page.url().endsWith("/kiosk/pin")) await enterPin(page, pin);
    else if (await ask.locator('a[href="/kiosk/pin"]').count()) await ask.locator('a[href="/kiosk/pin"]').click();
    else if (await ask.locator('input[name="notice"]').count()) await ask.locator("button.pill.on").click();
    else return false;
  }
  return false;
}

/** Addresses of things on the shelf that these words find. */
async function candidates(page, url, words) {
  await page.goto(`${url}kiosk/find?now=1`);
  await page.fill("#q", words);
  await page.click("form.search button");
  return page.$$eval("a.thing-row", (rows) => rows.map((row) => row.href));
}

export async function kiosk(browser, demo) {
  const { url, nodes: [{ member }] } = demo.notes;
  const node = path.join(demo.folder, demo.notes.nodes[0].node);
  const { context, page, complaints, requests } = await watched(browser);
  const git = (...args) => execFileSync("git", ["-C", node, ...args], { encoding: "utf8", stdio: "pipe" });
  const before = git("rev-parse", "HEAD").trim();
  let thing;

  await check("the kiosk's first page offers borrow, return, find and book", async () => {
    await page.goto(`${url}kiosk`);
    for (const name of ["borrow", "return", "find", "book"]) {
      assert.equal(await page.locator(`.tiles a[href="/kiosk/${name}"]`).count(), 1, name);
    }
  });

  await check("a thing is found by a word, opened and borrowed with a card and a PIN", async () => {
    const free = await onShelf(page, url);
    for (const words of ["drill", "saw", "ladder", "sander"]) {
      for (const address of await candidates(page, url, words)) {
        await page.goto(address);
        const borrow = page.locator('form[action="/kiosk/lend"]');
        if (!(await borrow.count())) continue;
        const code = await borrow.locator('input[name="unit"]').inputValue();
        const name = (await page.textContent("h1")).trim();
        await borrow.locator("button").click();
        if (await page.locator("main .side form[action='/kiosk/done'] button.btn:not(.go)").count()) await typeCode(page, member.card);
        if (await untilLent(page, member.pin)) {
          thing = { name, code, address, free };
          break;
        }
        await page.locator('form[action="/kiosk/remove"] button').first().click();
      }
      if (thing) break;
    }
    assert.ok(thing, "nothing that was found could be lent to the demo's member");
    assert.ok((await page.textContent(".basket li.new")).includes(thing.name));
  });
  if (!thing) return;

  await check("a member's own page shows the loan, and asks for the PIN where it must", async () => {
    await page.goto(`${url}kiosk/me`);
    if (page.url().endsWith("/kiosk/pin")) await enterPin(page, member.pin);
    assert.ok((await page.textContent("main")).includes(thing.name));
  });

  await check("\"I'm done\" leaves nothing: no name, no way back, no loan to be seen", async () => {
    await page.goto(`${url}kiosk/basket`);
    await page.click('.kbar form[action="/kiosk/done"] button');
    for (const step of ["after", "back", "back further"]) {
      if (step !== "after") await page.goBack();
      await page.waitForLoadState();
      const text = await page.textContent("body");
      assert.ok(!text.includes(member.name.split(" ")[0]), `${step}: the member's name is on ${page.url()}`);
      assert.equal(await page.locator("[data-idle]").count(), 0, `${step}: somebody is signed in`);
    }
    await page.goto(`${url}kiosk/me`);
    assert.ok(!(await page.textContent("main")).includes(thing.name), "the loan is still shown");
    for (const cookie of await context.cookies()) {
      assert.ok(cookie.httpOnly && ["Lax", "Strict"].includes(cookie.sameSite), JSON.stringify(cookie));
    }
    assert.equal(await page.evaluate("localStorage.length + sessionStorage.length"), 0);
  });

  await check("what is lent is lent on each page: its title, its label, the search and its count", async () => {
    await page.goto(`${url}I/${thing.code}`);
    assert.ok(await page.locator(`a[href="/kiosk/return/${thing.code}"]`).count(), "its label offers to return it");
    assert.equal(await page.locator('.now-line .st.ok').count(), 0, "its label says it is here");
    await page.goto(thing.address);
    const again = page.locator(`form[action="/kiosk/lend"] input[value="${thing.code}"]`);
    assert.equal(await again.count(), 0, "its title offers it again");
    const status = (await page.textContent(".now-line .st")).trim();
    await page.goto(`${url}kiosk/find?q=${encodeURIComponent(thing.name)}`);
    const slug = new URL(thing.address).pathname;
    assert.equal((await page.textContent(`a.thing-row[href="${slug}"] .st`)).trim(), status);
    const free = await onShelf(page, url);
    assert.ok(free <= thing.free, `${thing.free} on the shelf before, ${free} after`);
  });

  await check("a borrowed thing is returned and the screen says where to put it", async () => {
    await page.goto(`${url}kiosk/return`);
    await typeCode(page, thing.code);
    if (!page.url().includes("/kiosk/return/")) await page.click(`a[href="/kiosk/return/${thing.code}"]`);
    await page.locator('form.kwork button.go').click();
    await page.waitForSelector(".kput h1.speak");
    assert.ok((await page.textContent("h1.speak")).trim().length > 10);
    assert.ok((await page.textContent(".kput .what")).includes(thing.name));
    await page.goto(`${url}I/${thing.code}`);
    assert.equal(await page.locator(`a[href="/kiosk/return/${thing.code}"]`).count(), 0, "it is still out");
  });

  await check("the loan and the return are lines of this device's feed, and name nobody", () => {
    const feeds = path.join(node, "feeds");
    const files = readdirSync(feeds, { recursive: true }).filter((file) => file.endsWith(".jsonl")).sort();
    const lines = readFileSync(path.join(feeds, files.at(-1)), "utf8").trim().split("\n").slice(-6).map(JSON.parse);
    const kinds = lines.map((line) => line.kind);
    assert.ok(kinds.some((kind) => /^loan\./.test(kind)), kinds.join(" "));
    const text = JSON.stringify(lines);
    for (const word of [member.name, member.card, member.pin]) assert.ok(!text.includes(`"${word}"`), "the feed names the member");
    return Promise.resolve();
  });

  await check("the commit is there within seconds and plain git verifies its signature", async () => {
    for (let i = 0; i < 40 && (git("rev-parse", "HEAD").trim() === before || git("status", "--porcelain").trim()); i++) await sleep(500);
    assert.notEqual(git("rev-parse", "HEAD").trim(), before, "nothing was committed");
    assert.equal(git("status", "--porcelain").trim(), "");
    const signers = path.join(node, "keys/allowed_signers");
    git("-c", `gpg.ssh.allowedSignersFile=${signers}`, "-c", "gpg.format=ssh", "verify-commit", "HEAD");
    git("verify-commit", "HEAD");
    git("fsck", "--strict", "--no-dangling");
  });

  await check("no page of the kiosk complained or asked another host", () => {
    // "Who are you?" is answered with 403, which Chromium notes beside the page it shows.
    assert.deepEqual(complaints.filter((one) => !one.includes("status of 403")), []);
    assert.deepEqual(requests.filter((one) => !one.startsWith(url) && !one.startsWith("data:")), []);
    return Promise.resolve();
  });
  await context.close();
  return thing;
}
