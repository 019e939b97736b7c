// A demonstration of our own: three nodes in a temporary folder and the kiosk of the first.

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT, temporary } from "./harness.mjs";

// A debug build on two busy cores plays two years for three nodes in about four minutes.
const LONGEST = 900_000;

export async function startDemo() {
  const folder = path.join(temporary(), "demo");
  const program = path.join(ROOT, "target/debug/stead");
  const child = spawn(program, ["demo", folder, "--json"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => { said += data; });
  process.on("exit", () => child.kill("SIGKILL"));
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST);
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("{")) continue;
    clearTimeout(timer);
    return { folder, child, notes: JSON.parse(line), said: () => said };
  }
  clearTimeout(timer);
  throw new Error(`the demonstration did not start:\n${said}`);
}

/** Ctrl-C, as a person would; resolves with the exit code. */
export async function stopDemo({ child }) {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  child.kill("SIGINT");
  return (await ended)[0];
}
