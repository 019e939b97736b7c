// Making a site: `stead watch` in an open page, photos, and the pocket catalogue on a phone.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { crc32, deflateSync } from "node:zlib";
import { check, PHONE, ROOT, SCREENSHOTS, temporary, watched } from "./harness.mjs";

const PROGRAM = path.join(ROOT, "target/debug/stead");

/** A photo of coloured noise as PNG: large enough to be scaled. */
function png(width, height) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let i = 0, seed = 7; i < rows.length; i++) {
    seed = (seed * 48271) % 2147483647;
    rows[i] = i % (width * 3 + 1) === 0 ? 0 : 90 + (seed % 90);
  }
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]), out = Buffer.alloc(8 + data.length + 4);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), 8 + data.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const text = chunk("tEXt", Buffer.from("Author\0Mira Okafor"));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), text, chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function makeNode() {
  const root = path.join(temporary(), "node");
  execFileSync(PROGRAM, ["init", root, "--name", "Oak Street", "--lang", "en"], { stdio: "ignore" });
  const write = (file, content) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  write("places/shelf-a.toml", "name = \"Shelf A\"\nkind = \"shelf\"\n");
  write("media/drill.png", png(1900, 1200));
  const thing = (slug, name, code, more = "") => write(`catalog/${slug.slice(0, 2)}/${slug}.md`,
    `+++\nname = "${name}"\nsummary = "Good for a day."\n${more}\n[[units]]\ncode = "${code}"\nhome_place = "shelf-a"\n+++\n\nTwo gears.\n`);
  thing("drill", "Cordless drill", "7K3-QP2J", "images = [\"media/drill.png\"]\n");
  thing("ladder", "Extension ladder", "M1X-04TH", "other_names = [\"Échelle\"]\n");
  return { root, drill: path.join(root, "catalog/dr/drill.md") };
}

async function startWatch(root) {
  const child = spawn(PROGRAM, ["-C", root, "watch", "--port", "0", "--json"], { stdio: ["ignore", "pipe", "pipe"] });
  process.on("exit", () => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) return { child, url: JSON.parse(line).url };
  throw new Error("`stead watch` did not start");
}

export async function build(browser) {
  const node = makeNode();
  const { child, url } = await startWatch(node.root);
  const good = readFileSync(node.drill, "utf8");

  await check("an open page follows when its file is saved, and others stay as they are", async () => {
    const { context, page, complaints } = await watched(browser);
    const other = await context.newPage();
    await other.goto(`${url}ledger/index.html`);
    await other.evaluate(() => { window.untouched = true; });
    await page.goto(`${url}catalog/drill/`);
    assert.match(await page.locator("h1").innerText(), /Cordless drill/);
    writeFileSync(node.drill, good.replace("Cordless drill", "Drill driver"));
    await page.getByRole("heading", { name: "Drill driver", level: 1 }).waitFor();
    assert.equal(await other.evaluate(() => window.untouched), true);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  await check("what is wrong is told in the page with its line, above the last good page", async () => {
    const { context, page } = await watched(browser);
    await page.goto(`${url}catalog/drill/`);
    writeFileSync(node.drill, good.replace("summary =", "kind = \"tol\"\nsummary ="));
    const box = page.getByRole("alert");
    await box.getByText("catalog/dr/drill.md:3").waitFor();
    assert.match(await box.locator("pre").innerText(), /\^\^\^\^\^/);
    assert.ok(await page.getByRole("heading", { name: "Drill driver", level: 1 }).isVisible());
    await page.screenshot({ path: path.join(SCREENSHOTS, "watch-problem.png") });
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "detached" });
    writeFileSync(node.drill, good);
    await page.getByRole("heading", { name: "Cordless drill", level: 1 }).waitFor();
    assert.equal(await box.count(), 0);
    await context.close();
  });

  await check("photos come in two sizes, with their measures and without who took them", async () => {
    const { context, page, complaints } = await watched(browser, { viewport: PHONE });
    await page.goto(`${url}catalog/drill/`);
    const image = page.locator(".shot img");
    const shown = await image.evaluate(async (img) => {
      await img.decode();
      return { width: img.getAttribute("width"), set: img.srcset, natural: img.naturalWidth, current: img.currentSrc };
    });
    assert.equal(shown.width, "1600");
    assert.match(shown.set, /480w, .* 1600w/);
    assert.ok(shown.natural > 0);
    const bytes = Buffer.from(await (await context.request.get(shown.current)).body());
    assert.ok(!bytes.includes("Mira"), "the photo names its author");
    assert.ok(bytes.length < statSync(path.join(node.root, "media/drill.png")).size);
    await page.goto(`${url}catalog/index.html`);
    assert.equal(await page.locator(".thing img").first().getAttribute("loading"), "lazy");
    assert.deepEqual(complaints, []);
    await context.close();
  });
  child.kill("SIGTERM");

  await check("packed for a stick, the same pages open from few files", async () => {
    const folder = path.join(temporary(), "stick");
    execFileSync(PROGRAM, ["-C", node.root, "build", "-q", "--profile", "usb", "--out", folder], { stdio: "ignore" });
    assert.ok(!existsSync(path.join(folder, "catalog/drill")), "the page is packed");
    const { context, page, complaints } = await watched(browser, { viewport: PHONE });
    const open = (file) => page.goto(`${pathToFileURL(folder).href}/${file}`);
    const heading = (name) => page.getByRole("heading", { name, level: 1 }).waitFor();
    await open("catalog/index.html");
    await page.locator(".thing a", { hasText: "Cordless drill" }).first().click();
    await heading("Cordless drill");
    assert.match(page.url(), /page\.html#catalog\/drill\/index\.html$/);
    assert.match(await page.title(), /Cordless drill/);
    await page.waitForFunction(() => {
      const image = document.querySelector(".shot img");
      return image && image.src.startsWith("data:image/jpeg") && image.naturalWidth > 0;
    });
    await page.screenshot({ path: path.join(SCREENSHOTS, "packed-phone.png") });
    await page.getByRole("link", { name: "Shelf A" }).first().click();
    await heading("Shelf A");
    await page.goBack();
    await heading("Cordless drill");
    await open("find/index.html");
    await page.locator("#q").fill("ladder");
    await page.locator("#results a", { hasText: "ladder" }).first().click();
    await heading("Extension ladder");
    await open("page.html#I/7K3QP2J/index.html");
    await page.locator("main a[href*='catalog/drill']").first().click();
    await heading("Cordless drill");
    assert.deepEqual(complaints, []);
    await context.close();
  });

  await check("the pocket catalogue is one file that a phone finds things in", async () => {
    const alone = mkdtempSync(path.join(temporary(), "downloads-"));
    execFileSync(PROGRAM, ["-C", node.root, "build", "-q", "--pocket", path.join(alone, "made.html")], { stdio: "ignore" });
    const file = path.join(alone, "catalogue.html");
    copyFileSync(path.join(alone, "made.html"), file);
    for (const colorScheme of ["light", "dark"]) {
      const { context, page, complaints, requests } = await watched(browser, { viewport: PHONE, colorScheme });
      await page.goto(pathToFileURL(file).href);
      const things = page.locator(".things > li:not([hidden])");
      assert.equal(await things.count(), 2);
      await page.screenshot({ path: path.join(SCREENSHOTS, `pocket-${colorScheme}.png`) });
      const ask = page.getByRole("searchbox");
      for (const [words, found] of [["dril", "Cordless drill"], ["echelle", "Extension ladder"], ["laddre", "Extension ladder"], ["7k3-qp2j", "Cordless drill"]]) {
        await ask.fill(words);
        assert.equal(await things.count(), 1, words);
        assert.ok((await things.textContent()).includes(found), words);
      }
      await ask.fill("xylophone");
      assert.equal(await things.count(), 0);
      assert.match(await page.getByRole("status").innerText(), /Nothing found/);
      await ask.fill("drill");
      await things.locator("summary").click();
      assert.ok(await things.getByText("Two gears.").isVisible());
      assert.ok(await page.locator(".things img").first().evaluate((img) => img.decode().then(() => img.naturalWidth === 144)));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, "nothing sticks out to the side");
      assert.deepEqual(complaints, []);
      assert.deepEqual(requests.filter((request) => !request.startsWith("data:")).length, 1);
      await context.close();
    }
  });
}
