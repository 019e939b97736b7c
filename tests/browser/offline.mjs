// Reading without a connection: a site on https keeps what was read, and shows what is new as soon as it is
// there again.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import path from "node:path";
import { check, launch, serve, temporary, watched } from "./harness.mjs";

const KINDS = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".webmanifest": "application/manifest+json" };

/** A host with a certificate of its own making. */
function host(folder) {
  const keys = temporary(), key = path.join(keys, "key.pem"), cert = path.join(keys, "cert.pem");
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert], { stdio: "ignore" });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const asked = path.join(folder, decodeURIComponent(new URL(request.url, "https://x").pathname));
    const file = statSync(asked, { throwIfNoEntry: false })?.isFile() ? asked : undefined;
    response.writeHead(file ? 200 : 404, { "content-type": KINDS[path.extname(asked)] ?? "application/octet-stream", "cache-control": "no-cache" });
    response.end(file && readFileSync(file));
  });
  return new Promise((done) => { server.listen(0, "localhost", () => done(server)); });
}

export async function offline(demo) {
  const site = path.join(demo.folder, "sites", demo.notes.nodes[0].node), folder = path.join(temporary(), "site");
  // What one visit reads is enough: some pages and everything that stands around them.
  for (const part of ["index.html", "sw.js", "manifest.webmanifest", "assets", "about", "visit", "find/index.html", "catalog/index.html"]) {
    cpSync(path.join(site, part), path.join(folder, part), { recursive: true });
  }
  const server = await host(folder), base = `https://localhost:${server.address().port}/`;
  // A worker is only taken from a host whose certificate the browser believes.
  const browser = await launch(["--ignore-certificate-errors"]);
  const { context, page } = await watched(browser, { ignoreHTTPSErrors: true });
  const title = () => page.locator("h1").first().innerText();

  await check("over https the site keeps itself: its worker is registered and takes over", async () => {
    await page.goto(`${base}index.html`);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(scope, base);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  });
  await check("without a connection, pages that were read open, and so do those that everybody needs", async () => {
    await page.goto(`${base}about/index.html`);
    const read = await title();
    await context.setOffline(true);
    await page.goto(`${base}about/index.html`);
    assert.equal(await title(), read);
    assert.ok(await page.evaluate(() => document.styleSheets.length >= 2 && [...document.styleSheets].every((one) => one.cssRules.length)), "with its style");
    await page.goto(`${base}catalog/index.html`);
    assert.ok((await title()).length > 2, "never opened before, kept all the same");
    await assert.rejects(page.goto(`${base}people/index.html`), /ERR_/, "what was never read is honestly not there");
    await context.setOffline(false);
  });
  await check("what is new on the host reaches a reader whose browser kept the old page", async () => {
    const file = path.join(folder, "about/index.html");
    writeFileSync(file, readFileSync(file, "utf8").replace(/<h1[^>]*>[^<]*/, "<h1>Newly written"));
    await page.goto(`${base}about/index.html`);
    assert.equal(await title(), "Newly written");
    await context.setOffline(true);
    await page.goto(`${base}about/index.html`);
    assert.equal(await title(), "Newly written", "and the copy that is kept is the new one");
    await context.setOffline(false);
  });
  await check("over plain http there is no worker", async () => {
    const plain = await watched(browser);
    const open = await serve(folder);
    await plain.page.goto(`http://127.0.0.1:${open.address().port}/about/index.html`);
    await plain.page.waitForLoadState("networkidle");
    assert.equal(await plain.page.evaluate(async () => (await navigator.serviceWorker?.getRegistrations())?.length ?? 0), 0);
    await plain.context.close();
    open.close();
  });
  await context.close();
  await browser.close();
  server.closeAllConnections();
  server.close();
}
