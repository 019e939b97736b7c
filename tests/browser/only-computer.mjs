import { launch, tally } from "/work/wt/deploy/tests/browser/harness.mjs";
import { computer } from "/work/wt/deploy/tests/browser/computer.mjs";
const browser = await launch();
await computer(browser);
await browser.close();
process.exit(tally() ? 0 : 1);
