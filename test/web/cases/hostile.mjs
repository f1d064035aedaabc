// Texts that want to be markup stay texts; long ones are cut.
import assert from 'node:assert/strict';
import { hostile } from '../desk.mjs';
import {
  assertFits,
  callTool,
  openEval,
  openPage,
  startSession,
  steps,
  waitForSteps,
} from '../steps.mjs';

async function assertUnharmed(page) {
  assert.equal(await page.locator('main img, nav img, main script, nav script').count(), 0);
  assert.doesNotMatch(await page.title(), /^owned/);
}

export async function markup_of_traces_is_text({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await page.goto(`${desk.url}/#/models/hostile`);
  for (const tool of await page.locator('.tools summary').all()) await tool.click();
  await assertUnharmed(page);
  await startSession(page, desk, 'hostile', `Look around ${hostile}`);
  await page.getByLabel('Tool', { exact: true }).selectOption('look');
  await page.locator('.examples button').first().click();
  await page.getByRole('button', { name: 'Take the step' }).click();
  await waitForSteps(page, 1);
  assert.ok((await steps(page).first().locator('.text pre').textContent()).includes(hostile));
  await callTool(page, `tool ${hostile}`, {});
  await waitForSteps(page, 2);
  for (const step of await steps(page).all()) {
    await step.getByText(/^Evidence/).click();
    await step.getByRole('button', { name: 'Show the recorded step' }).click();
    await step.getByRole('button', { name: 'Earlier' }).waitFor();
  }
  await assertUnharmed(page);
  await assertFits(page);
  await openEval(page, 'hostile');
  await page.locator('.results summary').first().click();
  await page.locator('.pair').waitFor();
  await assertUnharmed(page);
  await end();
}

export async function long_observations_are_cut({ browser, desk, shots }) {
  const { page, end } = await openPage(browser, desk);
  await startSession(page, desk, 'hostile');
  await page.getByLabel('Tool', { exact: true }).selectOption('list');
  await page.locator('.examples button').first().click();
  await page.getByRole('button', { name: 'Take the step' }).click();
  await waitForSteps(page, 1);
  const text = steps(page).first().locator('.text pre');
  const cut = await text.textContent();
  assert.match(cut, /^line 0 .*characters hidden.*line 399 of a long listing$/s);
  assert.doesNotMatch(cut, /line 200 /);
  await page.screenshot({ path: `${shots}/long.png` });
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.match(await text.textContent(), /line 200 /);
  await end();
}
