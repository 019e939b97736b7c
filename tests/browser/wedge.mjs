// A barcode scanner is a keyboard: it presses the keys of an American one, whatever layout the
// system has. What the browser then reports is the key's place (`code`) and the layout's letter (`key`).

import assert from "node:assert/strict";
import { check, watched } from "./harness.mjs";

const FRENCH = { KeyA: "q", KeyQ: "a", KeyZ: "w", KeyW: "z", KeyM: ",", Semicolon: "m", Minus: ")", Slash: "!", Period: ":" };
const FRENCH_DIGITS = "à&é\"'(-è_ç";
const GERMAN = { KeyY: "z", KeyZ: "y", Minus: "ß", Slash: "-", Semicolon: "ö" };
const PLACES = { "-": "Minus", "/": "Slash", ".": "Period", ":": "Semicolon", " ": "Space" };

/** The physical key of a character on an American keyboard, and whether it is shifted. */
function place(character) {
  if (/[a-z]/i.test(character)) return [`Key${character.toUpperCase()}`, /[A-Z]/.test(character)];
  if (/\d/.test(character)) return [`Digit${character}`, false];
  return [PLACES[character], character === ":"];
}

function letter(layout, code, shift, character) {
  if (layout === "american") return character;
  if (layout === "french" && code.startsWith("Digit")) return shift ? character : FRENCH_DIGITS[Number(character)];
  const found = (layout === "french" ? FRENCH : GERMAN)[code];
  return found ? (shift ? found.toUpperCase() : found) : character;
}

/** Presses the keys as a scanner does: fast, without a focus, with Enter at the end. */
async function wedge(page, layout, text) {
  const cdp = await page.context().newCDPSession(page);
  const press = async (code, key, text, modifiers) => {
    await cdp.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", code, key, text, modifiers });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", code, key, modifiers });
  };
  for (const character of text) {
    const [code, shift] = place(character);
    const key = letter(layout, code, shift, character);
    await press(code, key, key, shift ? 8 : 0);
  }
  const arrived = page.waitForEvent("load");
  await press("Enter", "Enter", "\r", 0);
  await arrived;
  await cdp.detach();
}

export async function scanning(browser, demo, code) {
  const { url, nodes: [{ member }] } = demo.notes;
  for (const layout of ["american", "french", "german"]) {
    for (const payload of [code, `http://KIOSK.LOCAL/I/${code}`]) {
      await check(`a scan of ${payload.length > 10 ? "a label's address" : "a bare code"} is understood on a keyboard set to ${layout}`, async () => {
        const { context, page } = await watched(browser);
        await page.goto(`${url}kiosk`);
        await wedge(page, layout, payload);
        const body = await page.content();
        assert.ok(body.includes(code) || body.includes(`${code.slice(0, 3)}-${code.slice(3)}`), `${page.url()} does not show ${code}`);
        await context.close();
      });
    }
    await check(`a card signs in on a keyboard set to ${layout}`, async () => {
      const { context, page } = await watched(browser);
      await page.goto(`${url}kiosk`);
      await wedge(page, layout, member.card);
      assert.equal(await page.locator("body[data-idle]").count(), 1, page.url());
      await context.close();
    });
  }
  await check("a code with one wrong symbol is not taken for a thing", async () => {
    const { context, page } = await watched(browser);
    await page.goto(`${url}kiosk/scan`);
    const wrong = (code[0] === "7" ? "8" : "7") + code.slice(1);
    await page.fill("#typed", wrong);
    await page.click("main form button.go");
    assert.equal(await page.locator('form[action="/kiosk/lend"]').count(), 0);
    assert.equal(await page.locator(".basket li").count(), 0);
    await context.close();
  });
}
