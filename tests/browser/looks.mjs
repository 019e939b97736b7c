// How pages look and whether everybody can use them: axe-core on each type, and screenshots in
// `target/screenshots/` for a person to look at.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, DESKTOP, PHONE, SCREENSHOTS, stay, watched } from "./harness.mjs";
import { pageTypes } from "./site.mjs";

export const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
// A kiosk's start page draws itself again each minute so that it stays true; nothing is typed there
// that could be lost, so the rule about timed refresh is off.
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe-core finds on the open page, one line a rule; all rules of the tags, or only these. */
export async function violations(page, rules) {
  const found = await page.evaluate(async ([tags, rules]) => {
    const runOnly = rules ? { type: "rule", values: rules } : tags;
    const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"],
      rules: rules ? {} : { "meta-refresh": { enabled: false } } });
    return violations.map((one) => ({
      id: one.id,
      nodes: one.nodes.map((node) => `${node.target.join(" ")}: ${node.any.concat(node.all, node.none).map((why) => why.message).join("; ")}`),
    }));
  }, [TAGS, rules]);
  return found.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes.slice(0, 3).join(" | ")}`);
}

/** The screens of the kiosk: name → address, or what to do there. */
function screens(url, member, thing) {
  const typed = (code) => async (page) => {
    await page.goto(`${url}kiosk/scan`);
    await page.fill("#typed", code);
    await page.click("main form button.go");
  };
  const signedIn = (then) => async (page) => {
    await typed(member.card)(page);
    await then?.(page);
  };
  const steward = (address) => async (page, { steward }) => {
    await typed(steward.card)(page);
    await page.goto(`${url}kiosk/steward`);
    if (page.url().endsWith("/kiosk/pin")) {
      await page.fill("#pin", steward.pin);
      await page.click("main form button.go");
    }
    await page.goto(`${url}${address}`);
  };
  const all = {
    home: "kiosk", borrow: "kiosk/borrow", return: "kiosk/return", type: "kiosk/scan", find: "kiosk/find",
    book: "kiosk/book", help: "kiosk/help", "not-here": "kiosk/nothing", basket: signedIn(),
    mine: signedIn((page) => page.goto(`${url}kiosk/me`)), pin: signedIn((page) => page.goto(`${url}kiosk/pin`)),
    steward: steward("kiosk/steward"), exceptions: steward("kiosk/steward/exceptions"), members: steward("kiosk/steward/members"),
  };
  if (thing) {
    const title = new URL(thing.address).pathname.slice(1);
    Object.assign(all, {
      title, label: `I/${thing.code}`, "return-form": `kiosk/return/${thing.code}`, wrong: `kiosk/wrong/${thing.code}`,
      "now-your-card": async (page) => { await page.goto(`${url}${title}`); await page.click('form[action="/kiosk/lend"] button'); },
    });
  }
  return all;
}

async function eachLook(browser, work) {
  for (const scheme of ["light", "dark"]) {
    for (const [size, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
      await work({ viewport, colorScheme: scheme, reducedMotion: "reduce", bypassCSP: true }, scheme, size);
    }
  }
}

/** Looks at the open page: a picture, what axe-core says, and whether it scrolls sideways. */
export async function look(page, name, problems) {
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
  await page.addScriptTag({ path: AXE });
  for (const one of await violations(page)) problems.push(`${name}: ${one}`);
  const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  if (over > 0) problems.push(`${name}: scrolls sideways by ${over} px`);
}

export async function looks(browser, demo, thing) {
  const { url, nodes } = demo.notes;
  await eachLook(browser, async (options, scheme, size) => {
    await check(`the kiosk's screens are usable by everybody: ${scheme}, ${size}`, async () => {
      const problems = [];
      for (const [name, to] of Object.entries(screens(url, nodes[0].member, thing))) {
        const { context, page } = await watched(browser, options);
        try {
          if (typeof to === "string") await page.goto(url + to);
          else await to(page, nodes[0]);
          await look(page, `kiosk-${name}-${size}-${scheme}`, problems);
        } catch (error) {
          problems.push(`${name}: ${error.message.split("\n")[0]}`);
        }
        await context.close();
      }
      assert.deepEqual(problems, []);
    });
    await check(`the site's pages are usable by everybody: ${scheme}, ${size}`, async () => {
      // The second node has what the first lacks, and shows the most important types with other contents.
      const problems = [], seen = new Set();
      const { context, page } = await watched(browser, options);
      await stay(page);
      for (const { node } of nodes.slice(0, 2)) {
        const folder = path.join(demo.folder, "sites", node);
        const types = Object.entries(pageTypes(folder)).filter(([name]) => !seen.has(name) || ["home", "title", "ledger"].includes(name));
        for (const [name, file] of types) {
          seen.add(name);
          await page.goto(pathToFileURL(path.join(folder, file)).href);
          await look(page, `site-${node}-${name}-${size}-${scheme}`, problems);
        }
      }
      await context.close();
      assert.deepEqual(problems, []);
    });
  });
}
