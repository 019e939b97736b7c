// Voting, delegating, paying and hours at the kiosk of a small node of our own, by two members.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";
import { ROOT, SCREENSHOTS, DESKTOP, PHONE, check, temporary, watched } from "./harness.mjs";
import { look } from "./looks.mjs";

const STEAD = path.join(ROOT, "target/debug/stead");

function proposal(name, fields) {
  const at = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19) + "Z";
  return `+++\nname = "${name}"\nsummary = "Asked of everybody."\nstate = "voting"\n${fields}\n` +
    `opens_at = "${at(-1)}"\ncloses_at = "${at(7)}"\nroll = ["ana", "ben", "cy"]\n+++\n\nThe whole text of it.\n`;
}

async function start() {
  const folder = path.join(temporary(), "node");
  const stead = (...args) => execFileSync(STEAD, ["-C", folder, ...args], { encoding: "utf8", stdio: "pipe" });
  execFileSync(STEAD, ["init", folder, "--name", "Oak", "--timezone", "UTC"], { stdio: "pipe" });
  const toml = path.join(folder, "node.toml");
  writeFileSync(toml, `${readFileSync(toml, "utf8")}\n[units_of_account.MIN]\nlabel = "hours"\nminor_per_major = 60\nmode = "mutual"\ncredit_limit = 600\ncap = 2400\n`);
  const proposals = path.join(folder, "governance/proposals");
  mkdirSync(proposals, { recursive: true });
  writeFileSync(path.join(proposals, "lamp.md"), proposal("A lamp for the yard", 'method = "majority"\ntopic = "yard"'));
  writeFileSync(path.join(proposals, "colour.md"), proposal("The colour of the door", 'method = "ranked-schulze"\noptions = ["red", "blue"]'));
  writeFileSync(path.join(proposals, "shed.md"), proposal("A second shed", 'method = "consent"'));
  const roll = ["ana", "ben", "cy", "d1", "d2", "d3", "d4", "d5", "d6", "d7"].map((name) => `"${name}"`).join(", ");
  writeFileSync(path.join(proposals, "board.md"),
    `+++\nname = "The new board"\nstate = "discussion"\nmethod = "approval"\noptions = ["Mira", "Sam"]\nsecret = true\n` +
    `trustees = ["xan", "yara", "zoe"]\ntrustees_needed = 2\nroll = [${roll}]\n+++\n\nWho shall it be?\n`);
  stead("commit", "-m", "furnish");
  for (let step = 0; step < 4; step += 1) for (const who of ["xan", "yara", "zoe"]) stead("trustee", "board", "--as", who);
  const week = new Date(Date.now() + 7 * 86_400_000).toISOString();
  stead("propose", "call", "board", "--closes", week, "--accept-until", week);
  stead("right", "grant", "plot 3", "ana", "--until", "2099-10-31");
  stead("appeal", "open", "most-loans", "For the school", "--as", "ana");
  const card = (name) => JSON.parse(stead("member", "add", "--name", name, "--handle", name.toLowerCase(), "--json")).card;
  const cards = { ana: card("Ana"), ben: card("Ben") };
  const child = spawn(STEAD, ["-C", folder, "kiosk", "--bind", "127.0.0.1:0", "--json"], { stdio: ["ignore", "pipe", "pipe"] });
  process.on("exit", () => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("{")) return { stead, cards, child, url: JSON.parse(line).url };
  }
  throw new Error("the kiosk did not start");
}

async function signIn(page, url, card) {
  await page.goto(new URL("/kiosk/scan", url).href);
  await page.fill("#typed", card);
  await page.click("main form button.go");
}

async function signOut(page) {
  await page.click('form[action="/kiosk/done"] button >> nth=0');
}

export async function civic(browser) {
  let node;
  await check("a small node with votes and hours opens its kiosk", async () => { node = await start(); });
  if (!node) return;
  const { url, cards, stead } = node;
  const { context, page, complaints } = await watched(browser);
  const at = (inner) => new URL(inner, url).href;
  const shot = (name) => page.screenshot({ path: path.join(SCREENSHOTS, `civic-${name}.png`), fullPage: true });

  await check("votes are for who is signed in", async () => {
    await page.goto(at("/kiosk/vote"));
    assert.ok(!(await page.content()).includes("A lamp for the yard"));
  });

  await check("a member finds four open votes, says yes to one, and sees that it is cast", async () => {
    await signIn(page, url, cards.ana);
    await page.goto(at("/kiosk/vote"));
    assert.equal(await page.locator(".basket li").count(), 4);
    await shot("votes");
    await page.goto(at("/kiosk/vote/lamp"));
    await shot("ballot");
    await page.click('label[for="c1"]');
    await page.click("#ballot button.go");
    await page.waitForURL(/\/kiosk\/vote$/);
    assert.equal(await page.locator(".basket li.new").count(), 1);
    const counted = JSON.parse(stead("tally", "lamp", "--json"));
    assert.equal(counted.turnout.direct, 1);
  });

  await check("an objection without a reason is asked for one, and keeps nothing", async () => {
    await page.goto(at("/kiosk/vote/shed"));
    await page.click('label[for="c3"]');
    await page.click("#ballot button.go");
    assert.equal(await page.locator('p.flash[role="alert"]').count(), 1);
    await page.click('label[for="c3"]');
    await page.fill("#ballot textarea", "It takes the sun from the beds.");
    await page.click("#ballot button.go");
    await page.waitForURL(/\/kiosk\/vote$/);
    assert.equal(JSON.parse(stead("tally", "shed", "--json")).result, "blocked");
  });

  await check("options are ranked, equal ones with the same number", async () => {
    await page.goto(at("/kiosk/vote/colour"));
    await page.selectOption('select[name="o0"]', "2");
    await page.selectOption('select[name="o1"]', "1");
    await page.click("#ballot button.go");
    await page.waitForURL(/\/kiosk\/vote$/);
    assert.deepEqual(JSON.parse(stead("tally", "colour", "--json")).winners, ["blue"]);
  });

  await check("a secret ballot is sealed after its limits were told, and its voter finds it again", async () => {
    await page.goto(at("/kiosk/vote/board"));
    const limits = await page.textContent(".sealed-limits");
    for (const told of ["Whoever controls this device", "conspire", "prove to somebody", "Everybody sees that you voted"]) {
      assert.ok(limits.includes(told), told);
    }
    assert.equal(await page.locator("#ballot textarea").count(), 0, "no words beside a sealed choice");
    await page.click('label[for="c2"]');
    await shot("sealed-ballot");
    await page.click("#ballot button.go");
    await page.waitForURL(/\/kiosk\/vote$/);
    const tracker = /[0-9a-f]{4}(-[0-9a-f]{4}){3}/.exec(await page.textContent(".flash"))[0];
    assert.ok((await page.textContent(".basket")).includes(tracker), "it stays in the list");
    const waiting = JSON.parse(stead("tally", "board", "--json"));
    assert.match(waiting.waits, /0 of the 2 trustees/);
    assert.deepEqual(waiting.trackers, [{ tracker, state: "proofs hold" }]);
    await page.goto(at("/kiosk/vote/board"));
    assert.ok((await page.textContent("main")).includes(tracker));
  });

  await check("the pages of a secret vote, of rights and of appeals are usable by everybody", async () => {
    const folder = path.join(temporary(), "site");
    stead("build", "--out", folder);
    const problems = [];
    for (const colorScheme of ["light", "dark"]) {
      for (const [size, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
        const own = await watched(browser, { viewport, colorScheme, bypassCSP: true });
        for (const [name, file] of [["sealed", "governance/board/index.html"], ["promises", "governance/promises.html"]]) {
          await own.page.goto(pathToFileURL(path.join(folder, file)).href);
          await look(own.page, `civic-${name}-${size}-${colorScheme}`, problems);
        }
        assert.ok((await own.page.textContent("main")).includes("plot 3"));
        await own.context.close();
      }
    }
    assert.deepEqual(problems, []);
  });

  await check("hours are written down, paid and asked for, and the limit is told", async () => {
    await page.goto(at("/kiosk/credits?to=ben"));
    await page.fill('form >> input[name="amount"] >> nth=0', "1:30");
    await page.fill('input[name="memo"]', "bread");
    await page.click('button[name="act"][value="pay"]');
    await page.waitForURL(/\/kiosk\/credits$/);
    assert.match(await page.textContent(".civic-purse b"), /1:30/);
    assert.ok((await page.textContent(".civic-table")).includes("bread"));
    await page.fill('input[name="to"] >> nth=0', "@ben");
    await page.fill('form >> input[name="amount"] >> nth=0', "20");
    await page.click('button[name="act"][value="pay"]');
    assert.equal(await page.locator('p.flash[role="alert"]').count(), 1);
    assert.equal(await page.inputValue('input[name="amount"] >> nth=0'), "20", "what was typed is kept");
    await page.goto(at("/kiosk/credits"));
    await page.fill('input[name="to"] >> nth=0', "ben");
    await page.fill('form >> input[name="amount"] >> nth=0', "0:45");
    await page.click('button[name="act"][value="ask"]');
    await page.waitForURL(/\/kiosk\/credits$/);
    await shot("credits");
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, "nothing is wider than the screen");
    await signOut(page);
  });

  await check("the other one sees it, confirms what was asked, and lends the vote", async () => {
    await signIn(page, url, cards.ben);
    await page.goto(at("/kiosk/credits"));
    assert.match(await page.textContent(".civic-purse b"), /1:30/);
    await page.click('button[name="do"][value="accept"]');
    await page.waitForURL(/\/kiosk\/credits$/);
    assert.match(await page.textContent(".civic-purse b"), /0:45/);
    await page.goto(at("/kiosk/vote"));
    await page.selectOption('select[name="to"]', "ana");
    await page.click('form[action="/kiosk/delegate"] button');
    await page.waitForURL(/\/kiosk\/vote$/);
    const balance = JSON.parse(stead("ledger", "balance", "--json"));
    assert.equal(balance.sum.MIN, 0);
    await page.setViewportSize(PHONE);
    for (const inner of ["/kiosk/vote", "/kiosk/vote/lamp", "/kiosk/credits"]) {
      await page.goto(at(inner));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${inner} fits a phone`);
      await shot(`phone${inner.replaceAll("/", "-")}`);
    }
    await signOut(page);
  });

  await check("a member sees what is known about them, vouches, appeals, and takes everything along", async () => {
    await page.setViewportSize(DESKTOP);
    await signIn(page, url, cards.ana);
    await page.goto(at("/kiosk/me/own"));
    assert.match(await page.textContent("main"), /You have nothing on loan/);
    await page.fill('input[name="contact"]', "ana at the yard");
    await page.click('button[value="details"]');
    assert.equal(await page.inputValue('input[name="contact"]'), "ana at the yard");
    await page.click("details.letter >> nth=0");
    await page.fill('input[name="of"]', "@ben");
    await page.fill('input[name="what"]', "can use the lathe");
    await page.click('button[value="vouch"]');
    assert.match(await page.textContent("main"), /@ben · can use the lathe/);
    await page.click("details.letter >> nth=1");
    await page.fill('input[name="about"]', "lamp");
    await page.fill('input[name="text"]', "The count left out a ballot.");
    await page.click('button[value="appeal"]');
    assert.match(await page.textContent("main"), /nobody has answered yet/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("aside a[download]")]);
    const all = JSON.parse(readFileSync(await download.path(), "utf8"));
    assert.ok(all.in_public.some((line) => line.kind === "vouch.give") && all.member.name === "Ana");
    await signOut(page);
    await signIn(page, url, cards.ben);
    const problems = [];
    for (const [size, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.goto(at("/kiosk/me/own"));
        assert.match(await page.textContent("main"), /@ana says so/);
        await shot(`own-${size}-${colorScheme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) problems.push(`${size}: ${wide} px too wide`);
      }
    }
    assert.deepEqual(problems, []);
    await signOut(page);
  });

  await check("voting and paying leave no complaint in the console", async () => {
    const real = complaints.filter((line) => !/40[39] \(/.test(line) && !line.includes("409"));
    assert.deepEqual(real, []);
  });
  await context.close();
  node.child.kill("SIGINT");
}
