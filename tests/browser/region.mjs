// The nodes of the demonstration follow each other: what others have is on the site and in its search, says
// whose it is and leads to where it can be asked for.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { DESKTOP, PHONE, SCREENSHOTS, check, watched } from "./harness.mjs";

export async function region(browser, demo) {
  const [own, other] = demo.notes.nodes;
  const folder = path.join(demo.folder, "sites", own.node);
  const at = (inner) => pathToFileURL(path.join(folder, inner)).href;
  const { context, page, complaints } = await watched(browser);
  const theirs = readdirSync(path.join(folder, "nodes", other.node), { withFileTypes: true });
  const title = theirs.find((entry) => entry.isDirectory() && !entry.name.includes(".")).name;

  await check("the page about followed nodes leads to what each of them has", async () => {
    await page.goto(at("nodes/index.html"));
    await page.click(`a[href$="nodes/${other.node}/index.html"]`);
    assert.equal(await page.textContent("h1"), other.name);
    assert.ok(await page.locator(".thing").count() > 20);
    await page.click(".thing a");
    assert.match(await page.textContent("main"), new RegExp(`It belongs to ${other.name}`));
    for (const [size, viewport] of [["desk", DESKTOP], ["phone", PHONE]]) {
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: path.join(SCREENSHOTS, `region-title-${size}-${colorScheme}.png`), fullPage: true });
        const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assert.ok(wide <= 0, `${size}: ${wide} px wider than the screen`);
      }
    }
    await page.setViewportSize(DESKTOP);
  });

  await check("the catalogue leads to everything at all nodes", async () => {
    await page.goto(at("catalog/index.html"));
    await page.click('a[href$="list/nodes/index.html"] >> nth=0');
    const whose = await page.locator(".thing .ft").allTextContents();
    assert.ok(whose.every((text) => demo.notes.nodes.some((node) => text.includes(node.name))), String(whose));
  });

  await check("the search finds what others have, and says whose it is", async () => {
    const page_of = readFileSync(path.join(folder, "nodes", other.node, title, "index.html"), "utf8");
    const name = page_of.match(/<h1[^>]*><bdi>([^<&]+)/)[1];
    await page.goto(`${at("find/index.html")}#q=${encodeURIComponent(name)}`);
    const hit = page.locator(`.search-hit[href$="nodes/${other.node}/${title}/index.html"]`);
    await hit.waitFor();
    assert.match(await hit.textContent(), new RegExp(other.name));
  });

  await check("a label of another node leads to its page here", async () => {
    const code = readFileSync(path.join(folder, "nodes", other.node, title, "index.html"), "utf8").match(/<bdi>([0-9A-Z]{3}-[0-9A-Z]{4})<\/bdi>/)[1];
    await page.goto(at(`I/${code.replace("-", "")}/index.html`));
    await page.waitForURL(/\/nodes\//);
    assert.match(page.url(), new RegExp(`nodes/${other.node}/${title}/index.html$`));
  });

  await check("at the kiosk that page leads to where it can be asked for", async () => {
    await page.goto(new URL(`/nodes/${other.node}/${title}/`, demo.notes.url).href);
    await page.click("nav.here a");
    assert.match(page.url(), new RegExp(`/kiosk/elsewhere/${other.node}/${title}$`));
  });

  await check("nothing of the pages of other nodes made the browser complain", async () => {
    assert.deepEqual(complaints.filter((line) => !/favicon/.test(line)), []);
  });
  await context.close();
}
