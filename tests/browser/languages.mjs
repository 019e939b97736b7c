// Pages in other languages: right to left, in everybody's own script, and in a made-up one (English with
// accents and brackets, two fifths longer) that shows what was never translated and what has no room.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, DESKTOP, PHONE, ROOT, SCREENSHOTS, stay, temporary, watched } from "./harness.mjs";
import { AXE, violations } from "./looks.mjs";
import { ONCE, pageTypes } from "./site.mjs";

const PROGRAM = path.join(ROOT, "target/debug/stead");
const LOCALES = path.join(ROOT, "themes/default/locales");
const NARROW = { width: 320, height: 640 };
/** The private-use tag that Unicode keeps for English with accents. */
const PSEUDO = "en-xa";
const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "áɓćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽŵẋýźÁƁĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼŴẊÝŹ";
/** What stands unaccented by right: names, formats, and words for machines. */
const OF_NO_LANGUAGE = ["commonstead", "atkinson hyperlegible next", "ofl", "agpl or later", "index json", "schema", "mm", "spaceapi", "commonsapi", "murmurations", "atom", "xml", "deutsch", "english", "stead tally", "result json", "ledger index json"];

/** A sentence as the made-up language says it; what has no letters stays. */
export function accent(text) {
  if (!/[a-z]/i.test(text.replace(/\{[^{}]*\}/g, ""))) return text;
  const said = text.split(/(\{[^{}]*\})/).map((part) => {
    if (part.startsWith("{")) return part;
    return [...part].map((letter) => [...ACCENTED][PLAIN.indexOf(letter)] ?? letter).join("");
  }).join("");
  const more = "óñé ťẃó ťĥŕéé ƒóúŕ ƒíṽé śíẋ śéṽéń éíǵĥť ńíńé ťéń".repeat(4).slice(0, Math.ceil(text.length * 0.4)).trim();
  return `‹${said} ${more}›`;
}

/** A Fluent file in the made-up language. */
export function accented(source) {
  return source.split("\n").map((line) => {
    const found = line.match(/^(?:([a-z][\w-]*) =|\s+\*?\[[^\]]+\]|\s+)\s*/);
    if (!found || line.startsWith("#") || /^number-/.test(line) || /\{[^{}]*->\s*$/.test(line)) return line;
    return found[0] + accent(line.slice(found[0].length));
  }).join("\n");
}

/** A copy of a demo node with these languages, and its site. */
function build(demo, node, languages) {
  const root = path.join(temporary(), node), site = path.join(temporary(), `site-${node}`);
  cpSync(path.join(demo.folder, node), root, { recursive: true, filter: (file) => !/[\\/]\.stead$/.test(file) });
  const toml = path.join(root, "node.toml");
  writeFileSync(toml, readFileSync(toml, "utf8").replace(/^languages = .*$/m, `languages = ${JSON.stringify(languages)}`));
  const words = path.join(root, "theme/locales", PSEUDO);
  mkdirSync(words, { recursive: true });
  for (const file of readdirSync(path.join(LOCALES, "en"))) {
    writeFileSync(path.join(words, file), accented(readFileSync(path.join(LOCALES, "en", file), "utf8")));
  }
  execFileSync(PROGRAM, ["-C", root, "build", "-q", "--out", site], { stdio: "pipe" });
  return { root, site };
}

/** All that the records say, so that it can be told from the words of the program. */
function content(root) {
  const files = readdirSync(root, { recursive: true }).filter((file) => !/^(\.git|theme)([\\/]|$)/.test(file));
  const text = files.filter((file) => /\.(md|toml|csv|jsonl?|svg|txt)$/.test(file) && statSync(path.join(root, file)).isFile())
    .map((file) => readFileSync(path.join(root, file), "utf8"));
  return simple([...files, ...text].join(" "));
}

const simple = (text) => text.toLowerCase().replace(/[^a-z]+/g, " ").trim();

/** What a person reads or hears on the open page, piece by piece. */
const PIECES = `(() => {
  const said = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const above = walker.currentNode.parentElement;
    if (!above.closest("script, style, noscript, code, .langs, [data-made], [data-open], .prose")) said.push(walker.currentNode.data);
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) said.push(one.getAttribute(name) ?? "");
  }
  return [...said, document.title];
})()`;

/** Texts that do not fit into their box and are cut off. */
const CUT = `[...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  if (one.closest(".vh, .sprite, [hidden], .tw, .nav, iframe, pre") || !one.textContent.trim()) return false;
  const hides = (way) => ["hidden", "clip"].includes(way);
  return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.tagName + "." + one.className + ": " + one.textContent.trim().slice(0, 40))`;

const OVER = "document.documentElement.scrollWidth - innerWidth";

export async function languages(browser, demo) {
  const name = demo.notes.nodes[1].node, coop = demo.notes.nodes[2].node;
  const sites = [];
  await check("nodes speak Arabic and a made-up language as well", () => {
    sites.push(build(demo, name, ["en", "ar", PSEUDO]), build(demo, coop, ["en", "ar", PSEUDO]), build(demo, coop, ["ar"]));
    return Promise.resolve();
  });
  if (sites.length < 3) return;
  const [shop, house, arabic] = sites;
  /* The workshop has every type but those about deciding and owing, which the co-op has more of. */
  const types = { ...pageTypes(shop.site) };
  const pick = (type) => ["decisions", "proposal", "constitution", "minutes", "ledger"].includes(type) ? house : shop;
  for (const [type, file] of Object.entries(pageTypes(house.site))) if (pick(type) === house) types[type] = file;
  const address = (type, lang) => pathToFileURL(path.join(pick(type).site, lang, types[type])).href;
  const everywhere = Object.keys(types).filter((one) => !ONCE.includes(one));
  /** What exists once speaks the first language of its site. */
  const inArabic = (type) => (ONCE.includes(type) ? pathToFileURL(path.join(arabic.site, pageTypes(arabic.site)[type])).href : address(type, "ar"));

  await check("right to left, every type of page is usable by everybody, in light and dark, on phone and desk", async () => {
    const problems = [], { context, page } = await watched(browser, { reducedMotion: "reduce", bypassCSP: true });
    await stay(page);
    for (const type of Object.keys(types)) {
      await page.goto(inArabic(type));
      assert.equal(await page.getAttribute("html", "dir"), "rtl");
      await page.addScriptTag({ path: AXE });
      for (const [size, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          // Colours are what the two schemes have apart.
          for (const one of await violations(page, colorScheme === "dark" ? ["color-contrast"] : undefined)) problems.push(`${type} ${size} ${colorScheme}: ${one}`);
        }
        await page.emulateMedia({ colorScheme: "light" });
        await page.screenshot({ path: path.join(SCREENSHOTS, `ar-${type}-${size}.png`) });
      }
      for (const viewport of [NARROW, PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        const over = await page.evaluate(OVER);
        if (over > 0) problems.push(`${type}: scrolls sideways by ${over} px at ${viewport.width}`);
      }
    }
    await context.close();
    assert.deepEqual(problems, []);
  });

  await check("right to left, arrows point on, charts run with the text, codes and Latin names keep their own way", async () => {
    const { context, page } = await watched(browser);
    await page.goto(address("title", "ar"));
    const brand = await page.locator(".brand").boundingBox();
    assert.ok(brand.x > DESKTOP.width / 2, "the name of the house stands at the right");
    assert.equal(await page.locator(".tag bdi").first().evaluate((one) => getComputedStyle(one).direction), "ltr");
    const text = await page.locator(".prose > div[dir=auto]").first().evaluate((one) => getComputedStyle(one).direction);
    assert.equal(text, "ltr", "an English text runs left to right");
    assert.match(await page.locator("footer [data-made]").textContent(), /[0-9]{4}/, "one kind of digits on the page");
    await page.goto(address("decisions", "ar"));
    const arrow = page.locator(".btn svg.i:has(use[href='#arrow'])").first();
    assert.match(await arrow.evaluate((one) => getComputedStyle(one).transform), /^matrix\(-1/);
    for (const lang of ["ar", ""]) {
      await page.goto(address("ledger", lang));
      const overlaps = await page.$$eval("figure.fig > svg", (charts) => charts.flatMap((chart) => {
        const bars = [...chart.querySelectorAll("rect.bar, rect.top")].map((one) => one.getBoundingClientRect());
        return [...chart.querySelectorAll("text")].filter((one) => {
          const box = one.getBoundingClientRect();
          return bars.some((bar) => box.left < bar.right - 2 && bar.left < box.right - 2 && box.top < bar.bottom - 4 && bar.top < box.bottom - 4);
        }).map((one) => one.textContent);
      }));
      assert.deepEqual(overlaps, [], `labels lie on bars (${lang || "en"})`);
    }
    await context.close();
  });

  await check("one changes the language in its own script, and stays on the page", async () => {
    const { context, page } = await watched(browser);
    await page.goto(address("title", ""));
    const other = page.locator(".langs a[hreflang=ar]");
    assert.match(await other.textContent(), /^[\u0600-\u06ff]+$/);
    assert.equal(await other.getAttribute("lang"), "ar");
    await other.click();
    assert.equal(page.url(), address("title", "ar"));
    assert.equal(await page.getAttribute("html", "lang"), "ar");
    assert.equal(await page.locator(".langs a[aria-current]").getAttribute("hreflang"), "ar");
    await page.locator(".langs a", { hasText: "English" }).first().click();
    assert.equal(page.url(), address("title", ""));
    await context.close();
  });

  await check("every word comes from the files of words, and longer ones have room", async () => {
    const problems = [], { context, page } = await watched(browser, { reducedMotion: "reduce" });
    const known = { [shop.site]: content(shop.root), [house.site]: content(house.root) };
    // What a followed node says of itself is its own.
    const others = readdirSync(demo.folder).map((node) => path.join(demo.folder, node)).filter((root) => existsSync(path.join(root, "node.toml")));
    const followed = others.map(content).join(" ");
    for (const type of everywhere) {
      await page.goto(address(type, PSEUDO));
      for (const piece of await page.evaluate(PIECES)) {
        const left = piece.split(/[^A-Za-z '’-]+/).map(simple).filter((one) => one.length > 2);
        for (const one of left) {
          const own = known[pick(type).site].includes(one) || (["followed", "everywhere", "node", "elsewhere"].includes(type) && followed.includes(one)) || OF_NO_LANGUAGE.some((word) => word.includes(one));
          if (!own) problems.push(`${type}: “${one}” is in no file of words`);
        }
      }
      if (/⟦/.test(await page.content())) problems.push(`${type}: a word is missing`);
      for (const viewport of [NARROW, PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        const over = await page.evaluate(OVER);
        if (over > 0) problems.push(`${type}: scrolls sideways by ${over} px at ${viewport.width}`);
        for (const cut of await page.evaluate(CUT)) problems.push(`${type} at ${viewport.width}: cut off: ${cut}`);
        if (viewport === PHONE) await page.screenshot({ path: path.join(SCREENSHOTS, `pseudo-${type}.png`) });
      }
    }
    await context.close();
    assert.deepEqual([...new Set(problems)], []);
  });
}
