// Opens the HTML report in headless Chromium as an editor would: filters, opens a claim, goes back; with the keyboard
// alone, without the script, on paper, in light and dark. Usage: report.mjs REPORT.html CHROMIUM [FOLDER for pictures]

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Node looks for packages beside this file; they are kept in the build folder.
const { chromium } = createRequire(resolve(process.cwd(), "package.json"))("playwright-core");
const [, , report, executablePath, pictures] = process.argv;
const address = pathToFileURL(resolve(report)).href;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let pages = 0;

async function opened(options, hash = "") {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => faults.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) faults.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  const done = async (picture) => {
    if (pictures && picture) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${picture}.png`, fullPage: true });
    }
    assert.deepEqual(faults, []);
    await page.close();
    pages += 1;
  };
  return { page, done };
}

const shown = (page) => page.locator(".card:visible");

for (const colorScheme of ["light", "dark"]) {
  const { page, done } = await opened({ colorScheme });
  const total = await page.locator(".card").count();
  assert.equal(await page.locator("#count").textContent(), `${total} claims`);
  assert.equal(await shown(page).count(), 0);

  // Filter: without the disputed ones, their words are plain and cannot be chosen.
  const disputed = await page.locator(".card[data-status=disputed]").count();
  assert.ok(disputed > 0);
  await page.locator(".filters [data-status=disputed]").click();
  assert.equal(await page.locator("#count").textContent(), `${total - disputed} of ${total} claims`);
  assert.equal(await page.locator("article .badge.disputed:visible").count(), 0);
  await page.locator(".filters [data-status=disputed]").click();

  // By source, from the matrix: the first of its claims opens.
  await page.locator(".matrix tbody tr:first-child td:last-child button").click();
  const source = await page.locator("#source").inputValue();
  assert.equal(await page.locator("article .badge:visible").count(), await page.locator(`.card[data-source="${source}"]`).count());
  assert.equal(await shown(page).getAttribute("data-source"), source);
  await page.locator("#all").click();
  assert.equal(await page.locator("article .badge:visible").count(), total);

  // Open two claims, and go back and forth between them.
  await page.locator("article .badge.disputed").first().click();
  const first = await shown(page).getAttribute("data-number");
  assert.match(await shown(page).textContent(), /Refutes/);
  await page.locator("article .words.confirmed").first().click();
  assert.equal(await shown(page).getAttribute("data-status"), "confirmed");
  await page.goBack();
  assert.equal(await shown(page).getAttribute("data-number"), first);
  await page.goForward();
  assert.equal(await shown(page).getAttribute("data-status"), "confirmed");
  await page.goBack();
  await shown(page).locator("summary").click();
  assert.ok(await shown(page).locator(".history").isVisible());

  // Words that two claims share open the shorter; the longer one's card still marks them.
  const both = page.locator('article .words[data-claims*=" "]').first();
  const [inner, outer] = (await both.getAttribute("data-claims")).split(" ");
  await both.click();
  assert.equal(await shown(page).getAttribute("data-number"), inner);
  await page.locator(`article .badge[data-claims="${outer}"]`).click();
  assert.ok(await both.evaluate((element) => element.classList.contains("open")));
  await shown(page).locator(".close").click();
  assert.equal(await shown(page).count(), 0);
  await page.locator(`article .badge[data-claims="${outer}"]`).click();
  await done(colorScheme);
}

{
  // With the keyboard alone.
  const { page, done } = await opened({});
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.locator("article .badge").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await shown(page).getAttribute("data-number"), "1");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H3");
  await page.keyboard.press("j");
  assert.equal(await shown(page).getAttribute("data-number"), "2");
  await page.keyboard.press("k");
  assert.equal(await shown(page).getAttribute("data-number"), "1");
  await page.keyboard.press("Escape");
  assert.equal(await shown(page).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.claims), "1");
  await done();
}

{
  // From an address that names a claim, on a small screen.
  const { page, done } = await opened({ viewport: { width: 390, height: 800 } });
  const id = await page.locator("article .badge.disputed").first().getAttribute("href");
  await done();
  const small = await opened({ viewport: { width: 390, height: 800 } }, id);
  assert.equal(await shown(small.page).count(), 1);
  const wide = await small.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide} pixels wide`);
  await small.done("phone");
}

{
  // Without the script, a claim's link shows its card, and no filter stands there that would do nothing.
  const { page, done } = await opened({ javaScriptEnabled: false });
  assert.ok(!(await page.locator(".filters").isVisible()));
  await page.locator("article .badge").nth(1).click();
  assert.equal(await shown(page).getAttribute("data-number"), "2");
  await done();
}

{
  // On paper every claim has its card.
  const { page, done } = await opened({ colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  assert.equal(await shown(page).count(), await page.locator(".card").count());
  assert.ok(!(await page.locator(".filters").isVisible()));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  if (pictures) await page.pdf({ path: `${pictures}/print.pdf`, format: "A4", printBackground: true });
  await done("print");
}

await browser.close();
console.log(`ok      report, opened ${pages} times`);
