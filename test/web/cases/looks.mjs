// Light, dark and on a phone: screenshots, contrast, names, width.
import {
  assertAccessible,
  assertFits,
  callTool,
  openEval,
  openPage,
  startSession,
  steps,
  waitForSteps,
} from '../steps.mjs';

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

/** Every view, each handed to `look` with its name. */
async function everyView(page, desk, look) {
  await page.locator('.tiles').first().waitFor();
  await look('home');
  await page.goto(`${desk.url}/#/models/airline`);
  await page.locator('.tools summary').nth(2).click();
  await look('model');
  await startSession(page, desk);
  await look('new-session');
  await callTool(page, 'get_user_details', { user_id: 'mia_rossi_9638' });
  await waitForSteps(page, 1);
  await callTool(page, 'search_direct_flight', {
    origin: 'PAL',
    destination: 'KES',
    date: '2030-06-15',
  });
  await waitForSteps(page, 2);
  await steps(page)
    .first()
    .getByText(/^Evidence/)
    .click();
  await steps(page).first().getByRole('button', { name: 'Show the recorded step' }).first().click();
  await page.getByText('Earlier').first().waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await look('session');
  await page.goto(`${desk.url}/#/`);
  await page.locator('.tiles').first().waitFor();
  if (await page.locator('#menu').isVisible()) {
    await page.locator('#menu').click();
    await look('menu');
  }
  await openEval(page);
  await page.locator('.results summary').nth(1).click();
  await page.locator('.pair').first().waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await look('eval');
}

async function lookAt({ browser, desk, axe, shots }, name, options) {
  const { page, end } = await openPage(browser, desk, options);
  await everyView(page, desk, async (view) => {
    await page.screenshot({ path: `${shots}/${name}-${view}.png` });
    await page.screenshot({ path: `${shots}/${name}-${view}-whole.png`, fullPage: true });
    await assertFits(page);
    await assertAccessible(page, axe, `${name} ${view}`);
  });
  if (!options.isMobile) {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.screenshot({ path: `${shots}/${name}-shortcuts.png` });
    await assertAccessible(page, axe, `${name} shortcuts`);
  }
  await end();
}

export const light = (world) => lookAt(world, 'light', { colorScheme: 'light' });
export const dark = (world) => lookAt(world, 'dark', { colorScheme: 'dark' });
export const on_a_phone = (world) => lookAt(world, 'phone', { ...phone, colorScheme: 'light' });
export const on_a_phone_at_night = (world) =>
  lookAt(world, 'phone-dark', { ...phone, colorScheme: 'dark' });
