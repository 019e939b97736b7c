// The description of the API, judged by others: a validator of OpenAPI, a generator of clients, the
// TypeScript compiler; and a program that works with nothing but what was generated (client/use.ts).

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ROOT, check, temporary } from "./harness.mjs";

const STEAD = path.join(ROOT, "target/debug/stead");
const HERE = path.dirname(fileURLToPath(import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);

/** A node with five things and two members, each with a key, and its kiosk. */
async function start() {
  const folder = path.join(temporary(), "node");
  const stead = (...args) => execFileSync(STEAD, ["-C", folder, ...args], { encoding: "utf8", stdio: "pipe" });
  execFileSync(STEAD, ["init", folder, "--name", "Oak", "--timezone", "UTC"], { stdio: "pipe" });
  for (const name of ["Drill", "Ladder", "Saw", "Tent", "Vice"]) stead("new", "tool", name);
  const key = (name, ...scopes) => {
    const { member } = JSON.parse(stead("member", "add", "--name", name, "--json"));
    const made = stead("token", "add", "a program", "--member", member, ...scopes.flatMap((s) => ["--scope", s]), "--json");
    return JSON.parse(made).text;
  };
  const keys = [key("Ana", "read", "borrow"), key("Ben", "read", "borrow")];
  stead("commit", "-m", "furnish");
  const child = spawn(STEAD, ["-C", folder, "kiosk", "--bind", "127.0.0.1:0", "--near", "none", "--json"],
    { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("{")) return { child, keys, url: JSON.parse(line).url };
  }
  throw new Error("the kiosk did not start");
}

/** A folder with the generated client beside the program that uses it, and the compiler's words for both. */
function furnish(description) {
  const folder = path.join(temporary(), "client");
  mkdirSync(folder);
  symlinkSync(path.join(HERE, "node_modules"), path.join(folder, "node_modules"));
  cpSync(path.join(HERE, "client/use.ts"), path.join(folder, "use.ts"));
  writeFileSync(path.join(folder, "openapi.json"), description);
  writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }');
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({
    compilerOptions: {
      strict: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext", outDir: "made",
      types: ["node"], lib: ["es2022", "dom", "dom.iterable"], skipLibCheck: true,
    },
    files: ["use.ts"],
  }));
  return folder;
}

export async function client() {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.log(`  skipped: the generator of clients needs Node 20.19, here is ${process.versions.node}`);
    return;
  }
  const kiosk = await start();
  let folder;
  await check("a validator that is not ours finds the description of the API right", async () => {
    const { Validator } = await import("@seriousme/openapi-schema-validator");
    const description = await (await fetch(new URL("/api/v1/openapi.json", kiosk.url))).text();
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(description));
    assert.ok(result.valid, JSON.stringify(result.errors));
    assert.equal(validator.version, "3.1");
    folder = furnish(description);
  });
  await check("a client that a generator makes from the description lends, waits, returns and takes back", async () => {
    const { createClient } = await import("@hey-api/openapi-ts");
    await createClient({
      input: path.join(folder, "openapi.json"),
      output: { path: path.join(folder, "api"), module: { extension: ".js" } },
      plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
      logs: { level: "silent" },
    });
    const run = (file, env = {}) => {
      try {
        return execFileSync(process.execPath, file, { cwd: folder, encoding: "utf8", stdio: "pipe", env: { ...process.env, ...env } });
      } catch (error) {
        throw new Error(`${error.stdout}\n${error.stderr}`);
      }
    };
    run([path.join(HERE, "node_modules/typescript/bin/tsc"), "-p", "."]);
    const sdk = readFileSync(path.join(folder, "api/sdk.gen.ts"), "utf8");
    assert.ok(sdk.match(/^export const/gm).length > 120, "every operation has a function");
    const [MEMBER_KEY, OTHER_KEY] = kiosk.keys;
    const titles = await (await fetch(new URL("/api/v1/titles/drill", kiosk.url))).json();
    const said = run(["made/use.js"], { KIOSK: kiosk.url, MEMBER_KEY, OTHER_KEY, UNIT: titles.units[0].code });
    assert.match(said, /the evening is over/);
  });
  kiosk.child.kill("SIGINT");
}
