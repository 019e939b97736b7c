// What comes out of a printer: one sheet to hang beside a tool, lists and rules without what only a screen
// needs, and the desk's sheet for an evening without electricity.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, SCREENSHOTS, watched } from "./harness.mjs";

/** What nobody can press on paper, and ways to other pages. */
const SCREEN_ONLY = "nav, button, input, select, .btn, .chips, .crumbs, .find, .foot, .skip, .noprint, .no-print, .thumbs, .hint, details";

/** Prints the open page on A4 and returns how many sheets it takes; the PDF is for a person to look at. */
async function sheets(page, name) {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  writeFileSync(path.join(SCREENSHOTS, `print-${name}.pdf`), pdf);
  const text = pdf.toString("latin1");
  assert.match(text, /MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/, "the paper is A4, upright");
  return [...text.matchAll(/\/Type\s*\/Page\b/g)].length;
}

/** What of a screen's own is left on the paper, and what is wider than it. */
async function leftovers(page) {
  await page.emulateMedia({ media: "print" });
  // A4 without its margins, at 96 dots an inch.
  await page.setViewportSize({ width: 703, height: 1000 });
  const found = await page.evaluate((selector) => {
    // The field that a scanner types into is a point at the edge, on a screen too.
    const seen = (one) => one.checkVisibility({ opacityProperty: true }) && one.getBoundingClientRect().width > 2;
    const left = [...document.querySelectorAll(selector)].filter(seen).map((one) => one.outerHTML.slice(0, 80));
    const over = document.documentElement.scrollWidth - innerWidth;
    return over > 0 ? [...left, `${over} pixels wider than the paper`] : left;
  }, SCREEN_ONLY);
  await page.emulateMedia({ media: null });
  return found;
}

export async function printing(browser, demo) {
  const { url, nodes } = demo.notes;
  const folder = path.join(demo.folder, "sites", nodes[0].node);
  // Path → at most so many sheets of A4.
  const pages = [
    ["title", "catalog/drill-18v/index.html", 1], ["kit", "catalog/bit-set-32/index.html", 1],
    ["list", "list/all/now/index.html", 4], ["constitution", "governance/constitution.html", 3],
    ["numbers", "ledger/index.html", 5],
  ];
  await check("a title is printed on one sheet, and lists, rules and numbers on few, with nothing of the screen's own", async () => {
    const { context, page } = await watched(browser);
    for (const [name, file, most] of pages) {
      await page.goto(pathToFileURL(path.join(folder, file)).href);
      const count = await sheets(page, name);
      assert.ok(count >= 1 && count <= most, `${file} takes ${count} sheets, at most ${most} are wanted`);
      assert.deepEqual(await leftovers(page), [], file);
    }
    await context.close();
  });
  await check("what is printed of a title is what one needs beside the tool: name, code, kit to tick", async () => {
    const { context, page } = await watched(browser);
    await page.goto(pathToFileURL(path.join(folder, pages[0][1])).href);
    await page.emulateMedia({ media: "print" });
    for (const part of ["h1", ".meta .tag", ".qr svg", ".kit li", ".facts", ".spec"]) {
      assert.ok(await page.locator(part).first().isVisible(), part);
    }
    const tick = await page.locator(".kit li").first().evaluate((one) => getComputedStyle(one, "::after").borderTopWidth);
    assert.notEqual(tick, "0px", "each part has a box to tick");
    await context.close();
  });
  await check("the desk's sheet is printed with what is out and lines to write on, and no way through the kiosk", async () => {
    const { context, page } = await watched(browser);
    await page.goto(`${url}kiosk/scan`);
    await page.fill("#typed", nodes[0].steward.card);
    await page.click("main form button.go");
    await page.goto(`${url}kiosk/steward`);
    if (page.url().endsWith("/kiosk/pin")) {
      await page.fill("#pin", nodes[0].steward.pin);
      await page.click("main form button.go");
    }
    await page.goto(`${url}kiosk/steward/sheet`);
    assert.ok(await page.locator(".desk-sheet .blank tr").count() > 10);
    const count = await sheets(page, "desk");
    assert.ok(count >= 1 && count <= 8, `${count} sheets`);
    assert.deepEqual(await leftovers(page), []);
    await context.close();
  });
}
