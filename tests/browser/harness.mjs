// What all browser tests share: counting what passed, the browser, and folders that go away.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const SCREENSHOTS = path.join(ROOT, "target/screenshots");

// No sandbox: CI runs as root. The rest keeps the browser from calling anybody.
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

let passed = 0;
const failures = [];

/** Runs one check; `name` is a sentence about behaviour. A failed one does not stop the others. */
export async function check(name, work) {
  const from = Date.now();
  try {
    await work();
    passed += 1;
    console.log(`  ok      ${name} (${Date.now() - from} ms)`);
  } catch (error) {
    failures.push(name);
    console.log(`  FAILED  ${name}\n${String(error?.stack ?? error).replace(/^/gm, "          ")}`);
  }
}

/** Prints the closing line; true if nothing failed. */
export function tally() {
  for (const name of failures) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0;
}

export function which(...names) {
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch { /* the next name */ }
  }
  throw new Error(`none of these is installed: ${names.join(", ")}`);
}

/** A browser, with these flags besides. */
export function launch(flags = []) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const executablePath = which("chromium", "chromium-browser", "google-chrome");
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags], timeout: 60_000 });
}

/** A folder of our own, removed at the end of the process. */
export function temporary() {
  const folder = mkdtempSync(path.join(tmpdir(), "stead-browser-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A page that notes what the console complains of and which addresses it asks for. */
export async function watched(browser, options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on("console", (line) => {
    if (["error", "warning"].includes(line.type())) complaints.push(`${page.url()}: ${line.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => requests.push(request.url()));
  return { context, page, complaints, requests };
}

/** Lets a label's page stay where it leads on at once, so that it can be looked at. */
export function stay(page) {
  return page.route(/\/I\/[^/]+\/(index\.html)?$/, async (route) => {
    const body = readFileSync(fileURLToPath(route.request().url()), "utf8").replace(/<meta http-equiv="refresh"[^>]*>/, "");
    await route.fulfill({ body, contentType: "text/html; charset=utf-8" });
  });
}

const KINDS = {
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

/** A web host for a folder, which packs texts where asked to; `sent` notes path and bytes of each answer. */
export function serve(folder, { packs = false, sent = [] } = {}) {
  const server = createServer((request, response) => {
    const asked = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    const found = asked.startsWith(folder) && statSync(asked, { throwIfNoEntry: false })?.isFile();
    const file = found ? asked : path.join(folder, "404.html");
    if (!found && !statSync(file, { throwIfNoEntry: false })) return response.writeHead(404).end();
    // No character set: scripts take the page's.
    const kind = KINDS[path.extname(file)], plain = readFileSync(file), bytes = packs && kind ? gzipSync(plain) : plain;
    sent.push([path.relative(folder, file), bytes.length]);
    response.writeHead(found ? 200 : 404, { ...(kind && { "content-type": kind }), ...(packs && kind && { "content-encoding": "gzip" }) });
    return response.end(bytes);
  });
  return new Promise((done) => { server.listen(0, "127.0.0.1", () => done(server)); });
}
