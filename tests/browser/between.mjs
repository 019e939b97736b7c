// Borrowing from another node at the kiosk: found at another node, asked for, carried by a folder that plays
// the stick, received, handed over, sent home. And the words by which people compare nodes.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { DESKTOP, PHONE, ROOT, SCREENSHOTS, check, temporary, watched } from "./harness.mjs";

const STEAD = path.join(ROOT, "target/debug/stead");

function world() {
  const folder = temporary();
  const at = (name) => path.join(folder, name);
  const stead = (node, ...args) => execFileSync(STEAD, ["-C", at(node), ...args], { encoding: "utf8", stdio: "pipe" });
  const json = (node, ...args) => JSON.parse(stead(node, ...args, "--json"));
  for (const [node, name] of [["oak", "Oak Street"], ["elm", "Elm Road"]]) {
    execFileSync(STEAD, ["init", at(node), "--name", name, "--timezone", "UTC"], { stdio: "pipe" });
  }
  mkdirSync(at("oak/catalog/ca"), { recursive: true });
  writeFileSync(at("oak/catalog/ca/cargo-bike.md"),
    '+++\nname = "Cargo bike"\nkind = "vehicle"\nsummary = "Carries a washing machine."\n\n[[units]]\ncode = "7K3-QP2J"\n+++\n');
  stead("oak", "commit", "-m", "furnish");
  mkdirSync(at("stick"));
  const carry = (node) => stead(node, "carry", at("stick"));
  const oak = json("oak", "follow", "--own");
  const elm = json("elm", "follow", "--own");
  stead("elm", "follow", oak.node, "--name", "oak", "--called", "Oak sheds");
  stead("oak", "follow", elm.node, "--name", "elm");
  const trip = () => ["elm", "oak", "elm"].forEach(carry);
  trip();
  const person = (name, ...more) => {
    const { member, card } = json("elm", "member", "add", "--name", name, ...more);
    return { member, card, pin: json("elm", "member", "pin", member).pin };
  };
  return { at, stead, json, trip, oak, elm, sam: person("Sam Rivera"), mira: person("Mira Okafor", "--role", "steward") };
}

async function open(world, ...more) {
  const child = spawn(STEAD, ["-C", world.at("elm"), "kiosk", "--bind", "127.0.0.1:0", "--json", ...more], { stdio: ["ignore", "pipe", "ignore"] });
  process.on("exit", () => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("{")) return { child, url: JSON.parse(line).url };
  }
  throw new Error("the kiosk did not start");
}

async function close({ child }) {
  const ended = once(child, "exit");
  child.kill("SIGINT");
  await ended;
}

async function signIn(page, url, { card, pin }, steward) {
  await page.goto(new URL("/kiosk/scan", url).href);
  await page.fill("#typed", card);
  await page.click("main form button.go");
  if (!steward) return;
  await page.goto(new URL("/kiosk/steward", url).href);
  await page.fill("#pin", pin);
  await page.click("main form button.go");
}

/** A screen on a desk and on a phone, light and dark: pictures for people, and nothing wider than the screen. */
async function look(page, name) {
  for (const [size, viewport] of [["desk", DESKTOP], ["phone", PHONE]]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(SCREENSHOTS, `between-${name}-${size}-${colorScheme}.png`), fullPage: true });
    }
    const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assert.ok(wide <= 0, `${name} on a ${size}: ${wide} px wider than the screen`);
  }
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: "light" });
}

export async function between(browser) {
  let nodes;
  await check("two nodes know each other by nothing but a stick", async () => { nodes = world(); });
  if (!nodes) return;
  let kiosk = await open(nodes);
  const { context, page, complaints } = await watched(browser);
  const at = (inner) => new URL(inner, kiosk.url).href;
  const main = () => page.textContent("main");

  await check("what another node has is found, with our name for it and how old the news is", async () => {
    await page.goto(at("/kiosk/find?q=cargo"));
    const row = page.locator(".things.abroad a.thing-row");
    assert.equal(await row.count(), 1);
    assert.match(await row.textContent(), /Cargo bike.*Oak sheds.*today/s);
    await look(page, "find");
    await row.click();
    assert.match(await main(), /Oak sheds.*Oak Street/s);
    await look(page, "title");
  });

  await check("a member asks for it and sees where that stands", async () => {
    await signIn(page, kiosk.url, nodes.sam);
    await page.goto(at("/kiosk/elsewhere/oak/cargo-bike"));
    await page.click("main form button.go");
    if (page.url().endsWith("/kiosk/pin")) {
      await page.fill("#pin", nodes.sam.pin);
      await page.click("main form button.go");
    }
    assert.match(page.url(), /\/kiosk\/me$/);
    assert.match(await main(), /Cargo bike.*Asked, no answer yet/s);
    await look(page, "mine");
    await page.click('form[action="/kiosk/done"] button >> nth=0');
  });

  await check("a steward sees the words of both nodes, and says that they were compared", async () => {
    await signIn(page, kiosk.url, nodes.mira, true);
    await page.goto(at("/kiosk/steward/exchange"));
    const text = await main();
    assert.ok(text.includes(nodes.oak.words) && text.includes(nodes.elm.words), text);
    assert.match(text, /Words not compared yet/);
    await look(page, "exchange");
    await page.click('button[value="compared"]');
    assert.match(await main(), /Words compared/);
    assert.match(readFileSync(nodes.at("elm/node.toml"), "utf8"), /compared = /);
    await page.fill('input[name="address"]', "not an address");
    await page.fill('form:has(input[name="address"]) input[name="called"]', "Nobody");
    await page.click('button[value="follow"]');
    assert.match(await page.textContent("body"), /no address that we can reach/);
  });

  await check("the request, the promise and the bike travel; the kiosk takes the bike in and hands it on", async () => {
    await close(kiosk);
    nodes.trip();
    const [{ request }] = nodes.json("oak", "interloan", "list");
    nodes.stead("oak", "interloan", "promise", request);
    nodes.stead("oak", "interloan", "send", request);
    nodes.trip();
    kiosk = await open(nodes);
    await signIn(page, kiosk.url, nodes.mira, true);
    await page.goto(at("/kiosk/steward/between"));
    assert.match(await main(), /Cargo bike.*On its way.*Sam Rivera/s);
    await look(page, "between");
    await page.click('button[value="receive"]');
    assert.match(await main(), /Here at the desk/);
    await page.click('button[value="lend"]');
    assert.match(await main(), /With the member/);
    await page.click('button[value="take_back"]');
    await page.click('button[value="return"]');
    assert.match(page.url(), /\/kiosk\/steward\/slip\//);
    assert.match(await main(), /Cargo bike.*7K3-QP2J.*Oak sheds/s);
    await look(page, "slip");
    await close(kiosk);
    nodes.trip();
    assert.equal(nodes.json("oak", "interloan", "list")[0].stage, "returning");
    nodes.stead("oak", "interloan", "check-in", request);
    assert.deepEqual(nodes.json("oak", "interloan", "list"), []);
  });

  await check("a foreign label that is scanned leads to where the thing can be asked for", async () => {
    kiosk = await open(nodes, "--stick", nodes.at("put-in"));
    await page.goto(at("/kiosk/scan"));
    await page.fill("#typed", "7K3-QP2J");
    await page.click("main form button.go");
    assert.match(page.url(), /\/kiosk\/elsewhere\/oak\/cargo-bike$/);
    assert.match(await page.textContent("body"), /This label is from Oak sheds/);
    await look(page, "label");
  });

  await check("a stick that is put in says what comes and goes, and when it may be taken out", async () => {
    nodes.stead("oak", "unit", "found", "7K3-QP2J");
    nodes.stead("oak", "carry", nodes.at("stick"));
    await page.goto(at("/kiosk"));
    assert.equal(await page.locator(".stick").count(), 0);
    renameSync(nodes.at("stick"), nodes.at("put-in"));
    const done = page.locator(".stick.stick-done");
    await done.waitFor({ timeout: 60_000 });
    const said = await done.textContent();
    assert.match(said, /You may take the stick out/);
    assert.match(said, /News of Oak sheds comes in/);
    await look(page, "stick-done");
    renameSync(nodes.at("put-in"), nodes.at("stick"));
    await done.waitFor({ state: "detached", timeout: 60_000 });
    await close(kiosk);
  });

  await check("the site on the stick opens from its folder, and finds things", async () => {
    await page.goto(pathToFileURL(nodes.at("stick/commonstead/index.html")).href);
    await page.click('a:has-text("oak")');
    assert.match(await page.textContent("body"), /Oak Street/);
    await page.screenshot({ path: path.join(SCREENSHOTS, "between-stick.png") });
  });

  await check("nothing of it made the browser complain", async () => {
    // Kiosks are stopped under their open pages here.
    assert.deepEqual(complaints.filter((line) => !/favicon|4\d\d|ERR_CONNECTION_REFUSED/.test(line)), []);
  });
  await context.close();
}
