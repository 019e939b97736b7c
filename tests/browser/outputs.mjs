// What leaves a node that has lent for two years: pages, a stick, an archive, the pocket catalogue, labels.
// Every byte of it is searched for the people who borrowed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { check, ROOT, temporary } from "./harness.mjs";

const PROGRAM = path.join(ROOT, "target/debug/stead");

const filesOf = (folder) => readdirSync(folder, { recursive: true }).map((file) => path.join(folder, file)).filter((file) => statSync(file).isFile());

/** The files inside an archive: name → bytes (PKWARE APPNOTE, §4.3.12). */
function unzip(file) {
  const bytes = readFileSync(file), found = [];
  let at = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  at = bytes.readUInt32LE(at + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, packed, name, extra, note, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const content = bytes.subarray(data, data + packed);
    found.push([bytes.subarray(at + 46, at + 46 + name).toString(), method === 0 ? content : inflateRawSync(content)]);
    at += 46 + name + extra + note;
  }
  return found;
}

/** The pages and records inside the packed files of a stick. */
function unpack(file) {
  const packed = readFileSync(file, "utf8").match(/^P\(\d+,(.*)\);\n$/s);
  return packed ? Object.entries(JSON.parse(packed[1])).map(([name, base64]) => [name, inflateRawSync(Buffer.from(base64, "base64"))]) : [];
}

/** What a PDF says, where a program to read it is installed. */
function said(pdf) {
  try {
    return execFileSync("pdftotext", [pdf, "-"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log("  skipped: pdftotext is not installed, so the text of labels is not read");
    return "";
  }
}

/** Those who borrowed and did not ask to be named anywhere. */
function borrowers(root) {
  const members = JSON.parse(execFileSync(PROGRAM, ["-C", root, "member", "list", "--json"], { encoding: "utf8" }));
  const records = filesOf(root).filter((file) => /\.(md|toml)$/.test(file) && !file.includes(`${path.sep}.git${path.sep}`))
    .map((file) => readFileSync(file, "utf8")).join("\n");
  return members.map((member) => member.name).filter((name) => !records.includes(name));
}

/** The sealed references of loans: nobody outside can open them, and they stay inside all the same. */
function sealed(root) {
  const lines = filesOf(path.join(root, "feeds")).map((file) => readFileSync(file, "utf8")).join("\n");
  return [...lines.matchAll(/"patron":"([^"]+)"/g)].map((found) => found[1]);
}

export async function outputs(demo) {
  const { node } = demo.notes.nodes[1], root = path.join(demo.folder, node), out = temporary();
  const to = (name) => path.join(out, name);

  await check("whoever borrowed in two years is named in nothing that leaves the node", () => {
    const stead = (...args) => execFileSync(PROGRAM, ["-C", root, ...args], { stdio: "pipe" });
    stead("build", "-q", "--out", to("web"), "--zip", to("site.zip"), "--pocket", to("pocket.html"));
    stead("build", "-q", "--profile", "usb", "--out", to("usb"));
    stead("labels", "--copies", "1", "--out", to("labels.pdf"));
    const whole = (file) => [path.relative(out, file), readFileSync(file)];
    const all = [
      ...filesOf(to("web")).map(whole), ...filesOf(to("usb")).map(whole), whole(to("pocket.html")), whole(to("labels.pdf")),
      ["the labels' text", Buffer.from(said(to("labels.pdf")))],
      ...unzip(to("site.zip")), ...filesOf(to("usb")).filter((file) => file.endsWith(".js")).flatMap(unpack),
    ];
    const names = borrowers(root), references = sealed(root);
    assert.ok(names.length >= 10 && references.length > 500 && all.length > 2000, `${names.length} names, ${references.length} loans, ${all.length} files`);
    // One reference begins like no other text; a set of their beginnings finds each of them in one pass.
    const starts = new Set(references.map((one) => one.slice(0, 12)));
    const told = [];
    for (const [name, bytes] of all) {
      const text = bytes.toString("latin1"), words = bytes.toString("utf8");
      for (const person of names) if (words.includes(person)) told.push(`${name}: ${person}`);
      for (const [token] of text.matchAll(/[A-Za-z0-9+/=_-]{20,}/g)) if (starts.has(token.slice(0, 12))) told.push(`${name}: ${token}`);
    }
    assert.deepEqual(told, []);
    return Promise.resolve();
  });
}
