// The ways in, and what is open elsewhere: pages that follow by themselves, a document changed on the
// disk, a phone that opens a label, a photo of one, the screen's own camera, booking without script.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DESKTOP, PHONE, SCREENSHOTS, check, launch, temporary, watched } from "./harness.mjs";
import { lentByCard, scan, signIn } from "./steward.mjs";

/** The label that waits for the printer, as a picture of so many pixels with white around it. */
async function picture(page, url, code, type) {
  await page.setViewportSize({ width: 640, height: 480 });
  await page.goto(`${url}kiosk/steward/labels`);
  const drawn = await page.locator(`.lbl svg[aria-label="${code}"]`).evaluate((svg) => svg.outerHTML);
  await page.setContent(`<body style="margin:0;background:#fff;display:grid;place-items:center;block-size:480px">${drawn.replace("<svg", '<svg style="inline-size:360px;block-size:360px"')}`);
  return page.screenshot({ type, quality: type === "jpeg" ? 92 : undefined });
}

/** The file of a title, wherever its folder is. */
function fileOf(root, slug) {
  const found = readdirSync(path.join(root, "catalog"), { recursive: true }).find((file) => file.endsWith(`/${slug}.md`));
  assert.ok(found, `no file for ${slug}`);
  return path.join(root, "catalog", found);
}

export async function desk(browser, demo, thing, registered) {
  const { url, nodes: [{ node, member, steward: mira }] } = demo.notes;
  const { context, page, complaints } = await watched(browser);
  const compact = registered.code.replace("-", "");

  await check("an open page follows by itself when somebody borrows and returns elsewhere", async () => {
    await page.goto(`${url}I/${compact}`);
    const status = () => page.textContent(".now-line .st");
    const before = await status();
    const other = await watched(browser);
    await scan(other.page, url, registered.code);
    await lentByCard(other.page, url, member);
    await page.waitForFunction((was) => document.querySelector(".now-line .st").textContent !== was, before);
    await page.waitForSelector(`a[href="/kiosk/return/${compact}"]`);
    await other.page.click('.basket li.new form[action="/kiosk/undo"] button');
    await page.waitForFunction((was) => document.querySelector(".now-line .st").textContent === was, before);
    await other.page.click('.kbar form[action="/kiosk/done"] button');
    await other.context.close();
  });

  await check("a document that is edited on the disk is read anew, and open pages show it", async () => {
    const slug = new URL(thing.address).pathname.split("/").pop();
    const file = fileOf(path.join(demo.folder, node), slug);
    const kept = readFileSync(file, "utf8");
    await page.goto(thing.address);
    try {
      writeFileSync(file, kept.replace(/^name = .*$/m, 'name = "Renamed while you look"'));
      await page.waitForFunction(() => document.querySelector("h1").textContent.includes("Renamed while you look"));
    } finally {
      writeFileSync(file, kept);
    }
    await page.waitForFunction((name) => document.querySelector("h1").textContent.includes(name), thing.name);
  });

  await check("a phone that opens a label's address under the kiosk's own name sees the thing", async () => {
    const phone = await launch(["--host-resolver-rules=MAP KIOSK.LOCAL 127.0.0.1"]);
    const tab = await watched(phone, { viewport: PHONE });
    await tab.page.goto(`http://KIOSK.LOCAL:${new URL(url).port}/I/${compact}`);
    assert.ok((await tab.page.textContent("main")).includes("Cherry stoner"));
    assert.equal(await tab.page.evaluate("isSecureContext"), false, "as on a phone, there is no camera here");
    await phone.close();
  });

  await signIn(page, url, mira);
  const [png, jpeg] = [await picture(page, url, registered.code, "png"), await picture(page, url, registered.code, "jpeg")];
  await page.setViewportSize(DESKTOP);
  await page.goto(`${url}kiosk/basket`);
  await page.click('.kbar form[action="/kiosk/done"] button');

  await check("a photo of a label leads to the thing", async () => {
    await page.goto(`${url}kiosk/scan`);
    const sent = page.waitForEvent("load");
    await page.setInputFiles('form[action="/kiosk/scan/photo"] input[name="photo"]', { name: "IMG_2.png", mimeType: "image/png", buffer: png });
    await sent;
    assert.ok((await page.textContent("main")).includes("Cherry stoner"), page.url());
    await page.locator('form[action="/kiosk/remove"] button').first().click();
  });

  await check("the screen's own camera reads a label that is held before it", async () => {
    const film = path.join(temporary(), "label.mjpeg");
    writeFileSync(film, Buffer.concat([jpeg, jpeg]));
    const seeing = await launch([
      "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    const tab = await watched(seeing);
    await tab.page.goto(`${url}kiosk/camera`);
    await tab.page.waitForURL((address) => !address.pathname.endsWith("/camera"), { timeout: 60_000 });
    assert.ok((await tab.page.textContent("main")).includes("Cherry stoner"), tab.page.url());
    await seeing.close();
  });

  await check("a thing is booked on a phone without script, by keys alone, and given free again", async () => {
    const { context, page } = await watched(browser, { viewport: PHONE, javaScriptEnabled: false });
    const press = async (where) => {
      const arrived = page.waitForEvent("load");
      await page.locator(where).first().press("Enter");
      await arrived;
    };
    await scan(page, url, member.card);
    await page.goto(`${url}kiosk/find?book=1&now=1`);
    const things = await page.$$eval("a.thing-row", (rows) => rows.map((row) => row.getAttribute("href")));
    let booked;
    for (const path of things) {
      await page.goto(`${url}${path.slice(1).replace("/title/", "/book/")}`);
      if (await page.locator(".cal-head a.fwd").count()) await press(".cal-head a.fwd");
      const days = page.locator(".bcal .free a");
      if ((await days.count()) < 2) continue;
      await press(".bcal .free a");
      if (await page.locator(".hours").count()) {
        await press(".hours a");
        await press(".hours a");
      } else {
        await press(".bcal .first ~ .free a, .bcal tr:has(.first) ~ tr .free a");
      }
      if (await page.locator('input[name="visitors"]').count()) await page.fill('input[name="visitors"]', "2");
      if (await page.locator(".side .flash.look").count()) continue;
      await page.screenshot({ path: `${SCREENSHOTS}/book-390.png`, fullPage: true });
      await press('.side form[method="post"] button.go');
      booked = await page.locator('form[action="/kiosk/booking/cancel"]').count();
      if (booked) break;
    }
    assert.ok(booked, "nothing could be booked");
    await press('form[action="/kiosk/booking/cancel"] button');
    assert.equal(await page.locator('form[action="/kiosk/booking/cancel"]').count(), booked - 1);
    await press('.kbar form[action="/kiosk/done"] button');
    await context.close();
  });

  await check("nothing that was typed is left for the next one", async () => {
    await scan(page, url, member.card);
    await page.goto(`${url}kiosk/scan`);
    await page.fill("#typed", "7K3Q");
    await page.click('.kbar form[action="/kiosk/done"] button');
    await page.goBack();
    await page.waitForLoadState();
    const fields = await page.$$eval("input:not([type=hidden])", (all) => all.map((one) => [one.name, one.value, one.autocomplete]));
    for (const [name, value, remembers] of fields) {
      assert.equal(value, name === "c" ? "" : value, `${name} still says ${value}`);
      if (name === "c") assert.equal(remembers, "off");
    }
    assert.equal(await page.locator("[data-idle]").count(), 0, "somebody is signed in");
  });

  await check("no field of the kiosk is filled in from what somebody else has typed", async () => {
    const { context, page } = await watched(browser);
    const asked = [];
    const look = async (path) => {
      await page.goto(`${url}${path}`);
      asked.push(...await page.$$eval("input, textarea", (all) => all
        .filter((one) => !["hidden", "checkbox", "radio", "file", "submit", "button", "range"].includes(one.type))
        .map((one) => [`${location.pathname} ${one.name || one.id}`, one.getAttribute("autocomplete")])));
    };
    for (const path of ["kiosk/scan", "kiosk/find", `kiosk/wrong/${compact}`, `kiosk/return/${compact}`]) await look(path);
    await signIn(page, url, mira);
    const inside = [
      "me/own", "credits", "book", "vote", "steward", "steward/members", `steward/members/${mira.number}`, "steward/register",
      "steward/tickets", "steward/late", "steward/sessions", "steward/house", "steward/backup", "steward/keys", "steward/exchange",
      "steward/records", "steward/records?kind=title", "steward/edit?file=node.toml", "steward/labels", "steward/stocktake",
    ];
    for (const path of inside) await look(`kiosk/${path}`);
    assert.ok(asked.length > 40, `only ${asked.length} fields were found`);
    assert.deepEqual(asked.filter(([, autocomplete]) => !["off", "one-time-code"].includes(autocomplete)), []);
    await page.click('.kbar form[action="/kiosk/done"] button');
    await context.close();
  });

  await check("no page of these ways in complained", () => {
    assert.deepEqual(complaints.filter((one) => !/status of 4\d\d/.test(one)), []);
    return Promise.resolve();
  });
  await context.close();
}
