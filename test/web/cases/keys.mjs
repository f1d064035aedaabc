// Everything without a pointer.
import assert from 'node:assert/strict';
import { openPage, steps, waitForSteps } from '../steps.mjs';

/** Presses Tab until what has the focus fits. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 80; ++presses) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement: node } = document;
      return (
        node.getAttribute('aria-label') ??
        node.labels?.[0]?.textContent ??
        node.textContent
      ).trim();
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never led to ${name}`);
}

async function assertFocusShows(page) {
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, 'none', 'what has the focus shows it');
}

export async function a_session_by_keys_alone({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await page.locator('#nav a').first().waitFor();
  await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => document.activeElement.textContent),
    'Skip to the content',
  );
  await tabTo(page, /^airline/);
  await assertFocusShows(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Start a session' }).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('Rebook a flight');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'main');
  await page.keyboard.press('t');
  await page.keyboard.type('get_user_details');
  await tabTo(page, /^user_id/);
  await page.keyboard.type('mia_rossi_9638');
  await page.keyboard.press('Enter');
  await waitForSteps(page, 1);
  await tabTo(page, /^Take the step/);
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains('step')), true);
  await assertFocusShows(page);
  await page.keyboard.press('e');
  await tabTo(page, /^Show the recorded step/);
  await page.keyboard.press('Enter');
  await steps(page).first().getByText('Answered').waitFor();
  await page.keyboard.press('m');
  await page.keyboard.type('Thanks, anything else?');
  await page.keyboard.press('Enter');
  await waitForSteps(page, 2);
  await end();
}

export async function the_list_of_shortcuts({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await page.locator('#nav a').first().waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
  await page.getByLabel('Keys without Ctrl are shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  assert.equal(await page.evaluate(() => document.activeElement.closest('nav')), null);
  await page.locator('#shortcuts').click();
  await page.getByLabel('Keys without Ctrl are shortcuts').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  assert.equal(await page.evaluate(() => document.activeElement.closest('nav')?.id), 'nav');
  await end();
}
