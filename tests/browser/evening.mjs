// An evening at the desk of a small node of its own: the flows of the kiosk that the other files do not
// walk through, each from the member's card to the steward's answer. No date is written down here: all are
// counted from today, and the node is open at all hours.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT, check, temporary, watched } from "./harness.mjs";
import { scan, signIn } from "./steward.mjs";

const STEAD = path.join(ROOT, "target/debug/stead");

const RULES = `
[reservation_policies.room]
label = "By the hour"
unit = "hour"
lead_min_hours = 0
horizon_max_days = 60
length_max_hours = 6
buffer_after_minutes = 30
visitors_max = 12

[reservation_policies.bed]
label = "By the night"
unit = "night"
starts_at = "16:00"
ends_at = "10:00"
lead_min_hours = 0
horizon_max_days = 60
length_max_hours = 96
visitors_max = 2
requires_approval = true

[trainings.chainsaw]
name = "Chainsaw"
valid_months = 24
`;

const TITLES = {
  drill: ["000-0358", 'name = "Drill"\nkind = "tool"\nparts_expected = [{ name = "battery", qty = 1, required = true }]'],
  tent: ["000-036P", 'name = "Tent"\nkind = "tool"'],
  stove: ["000-037W", 'name = "Stove"\nkind = "tool"'],
  camping: ["000-038N", 'name = "Camping crate"\nkind = "kit"\ncontents = [{ unit = "000-036P" }, { unit = "000-037W" }]'],
  hall: ["000-039Z", 'name = "Hall"\nkind = "space"\nreservation_policy = "room"'],
  bed: ["000-03A1", 'name = "Guest room"\nkind = "space"\nreservation_policy = "bed"'],
  mower: ["000-03BB", 'name = "Mower"\nkind = "tool"\n\n[[maintenance]]\nplan = "grass"\nname = "Clean the deck"\nafter_each_loan = true\nblocks = true'],
  saw: ["000-03CR", 'name = "Chainsaw"\nkind = "tool"\nrequires_authorisation = ["chainsaw"]'],
};
const CODES = Object.fromEntries(Object.entries(TITLES).map(([slug, [code]]) => [slug, code]));
const compact = (slug) => CODES[slug].replace("-", "");

/** A day so many days from today, as the node counts them. */
const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

function furnish(folder) {
  const write = (file, text) => {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  };
  appendFileSync(path.join(folder, "node.toml"), RULES);
  write("places/shelf-a.toml", 'name = "Shelf A"\nkind = "shelf"\n');
  for (const [slug, [code, front]] of Object.entries(TITLES)) {
    const unit = `[[units]]\ncode = "${code}"\nhome_place = "shelf-a"\n`;
    write(`catalog/${slug.slice(0, 2)}/${slug}.md`, `+++\n${front}\n\n${unit}+++\n`);
  }
  const when = (hour) => `${day(3)}T${hour}:00:00+00:00[UTC]`;
  write("events/chainsaw-course.md", `+++\nname = "Chainsaw course"\nstarts = "${when(10)}"\nends = "${when(12)}"\nplace = "shelf-a"\ntraining = "chainsaw"\nseats = 1\nlang = "en"\n+++\n`);
}

/** A node with these things, three people, and its kiosk. */
async function start() {
  const folder = path.join(temporary(), "node");
  const stead = (...args) => execFileSync(STEAD, ["-C", folder, ...args], { encoding: "utf8", stdio: "pipe" });
  execFileSync(STEAD, ["init", folder, "--name", "Evening", "--timezone", "UTC", "--lang", "en"], { stdio: "pipe" });
  furnish(folder);
  const person = (name, ...more) => ({ name, ...JSON.parse(stead("member", "add", "--name", name, ...more, "--json")) });
  const [ana, ben, mira] = [person("Ana"), person("Ben"), person("Mira", "--role", "steward")];
  mira.pin = JSON.parse(stead("member", "pin", mira.member, "--json")).pin;
  stead("commit", "-m", "furnish");
  stead("loan", "out", CODES.drill, "--member", ana.member, "--due", day(1));
  const child = spawn(STEAD, ["-C", folder, "kiosk", "--bind", "127.0.0.1:0", "--near", "none", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("{")) return { child, url: new URL("/", JSON.parse(line).url).href, ana, ben, mira };
  }
  throw new Error("the kiosk did not start");
}

/** What stands on the page, on one line. */
const words = async (page) => (await page.textContent("main")).replace(/\s+/g, " ");

async function says(page, text) {
  const said = await words(page);
  const flash = (await page.locator(".flash").allTextContents()).join(" ");
  assert.ok(`${flash} ${said}`.includes(text), `${page.url()} does not say "${text}": ${flash} ${said}`);
}

export async function evening(browser) {
  let node;
  await check("a small node of its own opens its desk for an evening", async () => { node = await start(); });
  if (!node) return;
  const { url, ana, ben, mira } = node;
  const member = await watched(browser);
  const desk = await watched(browser);
  const { page } = member;
  const at = (inner) => `${url}kiosk${inner}`;
  /** Somebody stands before the screen, and nobody else. */
  const stands = async (who) => {
    await page.goto(at("/me"));
    if (await page.locator('form[action="/kiosk/done"]').count()) await page.locator('form[action="/kiosk/done"] button').first().click();
    await scan(page, url, who.card);
  };
  const takes = async (slug) => {
    await scan(page, url, CODES[slug]);
    assert.ok(await page.locator(".basket li.new").count(), `${slug}: ${await words(page)}`);
  };
  const returns = async (slug) => {
    await page.goto(at(`/return/${compact(slug)}`));
    await page.click("button.go.big");
    await page.waitForSelector(".kput");
  };

  /** The scanner reads a command card: it types what is on it. */
  const command = (word) =>
    Promise.all([page.waitForEvent("load"), page.keyboard.type(`http://KIOSK.LOCAL/X/${word}\n`)]);

  /** A steward's screen; the card is asked for again after a minute of nothing. */
  const tends = async (inner) => {
    await desk.page.goto(at(inner));
    if (await desk.page.locator("nav.tabs").count()) return;
    await signIn(desk.page, url, mira);
    await desk.page.goto(at(inner));
  };

  await check("a loan is renewed by its borrower, and the new day is said", async () => {
    await stands(ana);
    await page.goto(at("/me"));
    const due = () => page.textContent(".basket li span");
    const before = await due();
    await page.click('form[action="/kiosk/renew"] button');
    assert.ok(await page.locator(".flash.yes").count(), await words(page));
    await page.goto(at("/me"));
    assert.notEqual(await due(), before);
    // Its line offers it back, and a command card renews all that there is.
    await page.click('.basket form[action="/kiosk/undo"] button');
    assert.equal(await due(), before);
    await command("RENEW-ALL");
    await says(page, "Kept longer: 1");
    assert.notEqual(await due(), before);
    await page.click('form[action="/kiosk/renew"] button');
    assert.equal(await page.locator(".flash.yes").count(), 0, "a second one would not make it later");
  });

  await check("who comes second waits; what is brought back is put aside for them and lent to nobody else", async () => {
    await stands(ben);
    await page.goto(at("/title/drill"));
    await page.click('form[action="/kiosk/hold"] button');
    assert.ok(await page.locator(".flash.yes").count(), await words(page));
    await stands(ana);
    await returns("drill");
    assert.equal(await page.locator(".kput.put-home").count(), 0, "it is not to go back to its shelf");
    await scan(page, url, CODES.drill);
    assert.equal(await page.locator(".basket li.new").count(), 0, "it was lent past the one who waits");
    await stands(ben);
    await page.goto(at("/me"));
    assert.ok(await page.locator(".basket li.new").count(), "he is not told that it waits for him");
    await takes("drill");
    await returns("drill");
  });

  await check("a place in the queue is kept for later, taken up and given up again", async () => {
    await stands(ana);
    await takes("tent");
    await stands(ben);
    await page.goto(at("/title/tent"));
    await page.click('form[action="/kiosk/hold"] button');
    await page.goto(at("/me"));
    await page.click('form[action="/kiosk/hold/pause"] button[value="pause"]');
    await says(page, "Your place is kept");
    await page.goto(at("/me"));
    await page.click('form[action="/kiosk/hold/pause"] button[value="resume"]');
    await page.goto(at("/me"));
    await page.click('form[action="/kiosk/hold/cancel"] button');
    await page.goto(at("/me"));
    assert.equal(await page.locator('form[action="/kiosk/hold/cancel"]').count(), 0);
    await stands(ana);
    await returns("tent");
  });

  await check("a crate comes back without one of its things, which stays with its borrower", async () => {
    await stands(ana);
    await takes("camping");
    await page.goto(at(`/return/${compact("camping")}`));
    assert.equal(await page.locator('input[name="line"]').count(), 2);
    await page.uncheck(`input[name="line"][value="${compact("stove")}"]`);
    await page.click("button.go.big");
    await says(page, "Stove");
    await page.goto(at("/me"));
    await says(page, "Stove");
    await returns("stove");
    await page.goto(at("/me"));
    assert.equal(await page.locator('form[action="/kiosk/renew"]').count(), 0);
  });

  await check("a part that is missing is named, and the next one is told", async () => {
    await takes("drill");
    await page.goto(at(`/return/${compact("drill")}`));
    assert.equal(await page.locator(".gone:visible").count(), 0, "nothing is asked while all is there");
    await page.uncheck('input[name="part"]');
    await page.check('.gone input[value="lost"]');
    await page.click("button.go.big");
    await says(page, "Written down as lost: battery");
    await takes("drill");
    await says(page, "Missing already, not your doing: battery");
    await page.goto(at(`/return/${compact("drill")}`));
    assert.ok(await page.isChecked('.gone input[value="before"]'), "the next one is asked as if it were theirs");
    await page.click("button.go.big");
    await says(page, "was missing before you had it");
    await tends("/steward/tickets");
    await says(desk.page, "Missing parts: 1");
    await desk.page.click('form[action="/kiosk/steward/part"] button');
    assert.equal(await desk.page.locator('form[action="/kiosk/steward/part"]').count(), 0);
  });

  await check("command cards at the scanner: undo, keep everything longer, done", async () => {
    await stands(ana);
    await takes("stove");
    await takes("tent");
    await command("UNDO");
    await says(page, "Taken back");
    assert.equal(await page.locator('.basket form[action="/kiosk/undo"]').count(), 1, "only the last one is taken back");
    await command("RENEW-ALL");
    assert.ok(page.url().endsWith("/kiosk/me"), page.url());
    await says(page, "bring back in time: Stove");
    await command("DONE");
    assert.equal(await page.locator('form[action="/kiosk/done"]').count(), 0, "somebody is still signed in");
    await returns("stove");
    await command("UNDO");
    await stands(ana);
    await page.goto(at("/me"));
    await says(page, "Stove");
    await returns("stove");
  });

  await check("what is broken goes to repair, is mended, and is lent again", async () => {
    await takes("tent");
    await page.goto(at(`/return/${compact("tent")}`));
    await page.check('input[name="condition"][value="broken"]', { force: true });
    await page.fill('textarea[name="note"]', "A pole is cracked");
    await page.click("button.go.big");
    await page.waitForSelector(".kput");
    await scan(page, url, CODES.tent);
    assert.equal(await page.locator(".basket li.new").count(), 0, "a broken tent was lent");
    await tends("/steward/tickets");
    await says(desk.page, "A pole is cracked");
    await desk.page.click('button[name="outcome"][value="mended"]');
    await stands(ana);
    await takes("tent");
    await returns("tent");
  });

  await check("care that is due after each loan keeps a thing on its shelf until somebody has done it", async () => {
    await stands(ana);
    await takes("mower");
    await returns("mower");
    await scan(page, url, CODES.mower);
    assert.equal(await page.locator(".basket li.new").count(), 0, "it was lent uncleaned");
    await says(page, "Clean the deck");
    await tends("/steward/care");
    await says(desk.page, "Clean the deck");
    await desk.page.click('form[action="/kiosk/steward/care"] button');
    await stands(ana);
    await takes("mower");
    await returns("mower");
  });

  await check("a seat in a course is taken, the next one finds it full, and who passed may borrow", async () => {
    await stands(ben);
    await scan(page, url, CODES.saw);
    assert.equal(await page.locator(".basket li.new").count(), 0, "lent without the training");
    await page.goto(at("/trainings"));
    await page.click('form[action="/kiosk/trainings"] button.on');
    await stands(ana);
    await page.goto(at("/trainings"));
    assert.equal(await page.locator('form[action="/kiosk/trainings"] button.on').count(), 0, "there was one seat");
    await tends("/steward/sessions");
    const box = desk.page.locator('input[type="checkbox"]').first();
    if (await box.count()) await box.check();
    await desk.page.click('button[form^="pass-"]');
    await stands(ben);
    await takes("saw");
    await returns("saw");
  });

  const books = async (slug, { from, to, fromTime, toTime, visitors }) => {
    const query = new URLSearchParams({ from, to, from_time: fromTime ?? "", to_time: toTime ?? "" });
    await page.goto(at(`/book/${slug}?${query}`));
    await page.fill('input[name="visitors"]', String(visitors));
    await page.click('form[method="post"] button.go.big');
  };

  await check("a hall is booked by the hour; half an hour to clear away and the number of people are kept", async () => {
    await stands(ana);
    const on = day(2);
    await books("hall", { from: on, to: on, fromTime: "10:00", toTime: "12:00", visitors: 8 });
    await page.goto(at("/me"));
    await says(page, "Hall");
    await stands(ben);
    await books("hall", { from: on, to: on, fromTime: "12:15", toTime: "13:00", visitors: 2 });
    await page.goto(at("/me"));
    assert.equal(await page.locator('form[action="/kiosk/booking/cancel"]').count(), 0, "booked while it is cleared away");
    await books("hall", { from: on, to: on, fromTime: "14:00", toTime: "15:00", visitors: 40 });
    await page.goto(at("/me"));
    assert.equal(await page.locator('form[action="/kiosk/booking/cancel"]').count(), 0, "forty people in a room for twelve");
    await books("hall", { from: on, to: on, fromTime: "12:30", toTime: "13:30", visitors: 2 });
    await page.goto(at("/me"));
    assert.equal(await page.locator('form[action="/kiosk/booking/cancel"]').count(), 1);
    await page.click('form[action="/kiosk/booking/cancel"] button');
    await page.goto(at("/me"));
    assert.equal(await page.locator('form[action="/kiosk/booking/cancel"]').count(), 0);
  });

  await check("a guest room is asked for by nights on the calendar, and a steward says yes", async () => {
    await stands(ben);
    await page.goto(at("/book/bed"));
    // The month after this one: two of its days are to come whatever day it is.
    await page.click(".cal-head a.fwd");
    await page.locator(".bcal td a").nth(4).click();
    await page.locator(".bcal td a").nth(6).click();
    assert.ok(await page.locator('input[name="visitors"]').count(), await words(page));
    await page.fill('input[name="visitors"]', "2");
    await page.click('form[method="post"] button.go.big');
    await page.goto(at("/me"));
    await says(page, "Guest room");
    await tends("/steward/bookings");
    await desk.page.click('button[name="answer"][value="yes"]');
    await tends("/steward/bookings");
    assert.equal(await desk.page.locator('button[name="answer"][value="yes"]').count(), 0);
  });

  await check("a steward moves a thing: the shelf is scanned or chosen, then the thing", async () => {
    await tends("/steward/move");
    await desk.page.selectOption('select[name="place"]', { label: "Shelf A" });
    await desk.page.click('form[action="/kiosk/steward/move"] button');
    await scan(desk.page, url, CODES.stove);
    assert.ok(await desk.page.locator(".flash").count(), await words(desk.page));
    await tends("/steward");
  });

  await check("who leaves is forgotten: their card opens nothing any more", async () => {
    await tends(`/steward/members/${ben.member}`);
    await desk.page.locator("details.letter summary").last().click();
    await desk.page.fill('input[name="number"]', ben.member);
    await desk.page.click('button[name="do"][value="erase"]');
    // His screen is still open: it ends by itself.
    await page.goto(at("/me"));
    await page.goto(at(""));
    await scan(page, url, ben.card);
    await says(page, "card");
    assert.equal(await page.locator('form[action="/kiosk/done"] button.go').count(), 0, "the card still opens");
  });

  await check("no page of the evening complained", () => {
    const all = [...member.complaints, ...desk.complaints];
    assert.deepEqual(all.filter((one) => !/status of 4\d\d/.test(one)), []);
    return Promise.resolve();
  });
  await member.context.close();
  await desk.context.close();
  node.child.kill("SIGKILL");
}
