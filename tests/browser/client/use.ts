// What somebody else's program does with a client that a generator made from the description: an evening
// at a desk, typed from end to end. Compiled with `strict`, so a wrong description is an error before
// anything runs.

import assert from "node:assert/strict";
import {
  cancelHold, getDescription, getLoan, getMe, getNode, getTitle, getTitleDays, lend, listHolds, listLoans,
  listTitles, placeHold, readLabel, renewLoan, reportDamage, takeBack, undo,
} from "./api/index.js";
import type { LentLine, Problem } from "./api/index.js";
import { client } from "./api/client.gen.js";

const { KIOSK, MEMBER_KEY, OTHER_KEY, UNIT } = process.env as Record<string, string>;
client.setConfig({ baseUrl: new URL("/api/v1", KIOSK).href });
const member = { auth: () => MEMBER_KEY };
const other = { auth: () => OTHER_KEY };

/** The answer, or the problem as an error. */
function done<T>(result: { data?: T; error?: unknown }): NonNullable<T> {
  assert.equal(result.error, undefined, JSON.stringify(result.error));
  assert.ok(result.data !== undefined && result.data !== null);
  return result.data as NonNullable<T>;
}

/** The problem, which there has to be. */
function refused(result: { error?: Problem; response?: Response }): Problem {
  assert.ok(result.error, "refused");
  assert.equal(result.error.status, result.response?.status);
  assert.ok(result.error.detail.length > 10, result.error.detail);
  return result.error;
}

assert.equal(done(await getNode()).name, "Oak");
assert.ok(done(await getDescription()));

// Lists come in pages: `next` of one is the `cursor` of the following.
const slugs: string[] = [];
for (let cursor: string | undefined; ;) {
  const page = done(await listTitles({ query: { limit: 2, cursor } }));
  slugs.push(...page.items.map((title) => title.slug));
  if (!page.next) break;
  cursor = page.next;
}
assert.deepEqual(slugs.sort(), ["drill", "ladder", "saw", "tent", "vice"]);
assert.equal(done(await listTitles({ query: { q: "dril" } })).items[0]?.slug, "drill");
const title = done(await getTitle({ path: { slug: "drill" } }));
assert.equal(title.units[0]?.code, UNIT);
assert.equal(done(await readLabel({ path: { text: UNIT } })).unit, UNIT);
assert.equal(done(await getTitleDays({ path: { slug: "tent" }, query: { days: 3 } })).length, 3);

// Without a key, and with one that may less.
assert.equal(refused(await getMe()).code, "E-KEY");
assert.equal(done(await getMe({ ...member })).name, "Ana");

// The same key for the same request: one loan, one answer.
const headers = { "Idempotency-Key": "an evening" };
const lent: LentLine = done(await lend({ ...member, headers, body: { unit: UNIT } }));
assert.deepEqual(done(await lend({ ...member, headers, body: { unit: UNIT } })), lent);
const out = refused(await lend({ ...other, body: { unit: UNIT } }));
assert.equal(out.status, 409);
assert.equal(done(await getLoan({ ...member, path: { loan: lent.loan } })).unit, UNIT);
assert.equal(done(await listLoans({ ...member })).items.length, 1);
assert.equal(refused(await getLoan({ ...other, path: { loan: lent.loan } })).status, 404);

// Somebody waits, so it cannot be kept longer; they give up, and it comes back.
const hold = done(await placeHold({ ...other, body: { title: "drill" } }));
assert.ok(refused(await renewLoan({ ...member, path: { loan: lent.loan } })).detail);
assert.equal(done(await listHolds({ ...other })).items.length, 1);
done(await cancelHold({ ...other, path: { hold: hold.hold } }));
const back = done(await takeBack({ ...member, body: { unit: UNIT, condition: "good" } }));
assert.equal(back.destination, "home");
done(await undo({ ...member, body: { event: back.event } }));
assert.equal(done(await takeBack({ ...member, body: { unit: UNIT } })).loan, lent.loan);
done(await reportDamage({ ...member, body: { unit: UNIT, condition: "damaged", note: "The chuck wobbles." } }));
console.log("the evening is over");
