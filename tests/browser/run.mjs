// All browser tests, in order; the last line is "N passed, M failed".

import { check, launch, tally } from "./harness.mjs";
import { startDemo, stopDemo } from "./demo.mjs";
import { kiosk } from "./kiosk.mjs";
import { scanning } from "./wedge.mjs";
import { site } from "./site.mjs";
import { search } from "./search.mjs";
import { pages } from "./pages.mjs";
import { printing } from "./print.mjs";
import { languages } from "./languages.mjs";
import { outputs } from "./outputs.mjs";
import { offline } from "./offline.mjs";
import { build } from "./build.mjs";
import { looks } from "./looks.mjs";
import { steward } from "./steward.mjs";
import { flows } from "./flows.mjs";
import { evening } from "./evening.mjs";
import { between } from "./between.mjs";
import { region } from "./region.mjs";
import { civic } from "./civic.mjs";
import { client } from "./client.mjs";
import { desk } from "./desk.mjs";
import { computer } from "./computer.mjs";
import assert from "node:assert/strict";

let demo;
let browser;
await check("a demonstration starts and says where its kiosk is", async () => {
  demo = await startDemo();
  assert.match(demo.notes.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
});
await check("Chromium starts", async () => {
  browser = await launch();
});
if (browser) await build(browser);
if (browser) await evening(browser);
if (browser) await between(browser);
if (browser) await civic(browser);
if (browser) await computer(browser);
await client();
if (demo && browser) {
  const thing = await kiosk(browser, demo);
  if (thing) await scanning(browser, demo, thing.code);
  await site(browser, demo);
  await search(browser, demo);
  await pages(browser, demo);
  await printing(browser, demo);
  await region(browser, demo);
  await looks(browser, demo, thing);
  await languages(browser, demo);
  await outputs(demo);
  await offline(demo);
  const registered = await steward(browser, demo);
  if (registered) await flows(browser, demo, registered);
  if (registered && thing) await desk(browser, demo, thing, registered);
  await check("Ctrl-C ends the kiosk without an error", async () => {
    assert.equal(await stopDemo(demo), 0, demo.said());
  });
}
await browser?.close();
process.exit(tally() ? 0 : 1);
