// The scripts of the search as they are shipped, made from themes/scripts/. `npm run minify` writes
// them to themes/default/assets/; the browser tests compare.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const THEMES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../themes");
export const SOURCES = path.join(THEMES, "scripts"), SHIPPED = path.join(THEMES, "default/assets");

/** name → the script as it must be shipped. */
export function minified() {
  const names = readdirSync(SOURCES).filter((name) => name.endsWith(".js")).sort();
  return new Map(names.map((name) => {
    const banner = `/* Commonstead, AGPL-3.0-or-later. Readable: themes/scripts/${name} */\n`;
    const { code } = transformSync(readFileSync(path.join(SOURCES, name), "utf8"), { minify: true, charset: "utf8", target: "es2020" });
    return [name, banner + code];
  }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, code] of minified()) {
    writeFileSync(path.join(SHIPPED, name), code);
    console.log(`${name}: ${Buffer.byteLength(code)} bytes`);
  }
}
