// Eval results: figures, charts, and the steps behind them.
import assert from 'node:assert/strict';
import { openEval, openPage } from '../steps.mjs';

export async function charts_and_tables({ browser, desk, shots }) {
  const { page, end } = await openPage(browser, desk);
  await openEval(page);
  assert.match(await page.locator('.tiles').textContent(), /Fidelity0\.\d{3}.*Right\d/s);
  for (const name of [
    'Histogram of scores',
    'Share right by stated confidence',
    /fidelity for the surest/,
  ])
    assert.equal(await page.getByRole('group', { name }).count(), 1);
  const bars = page.locator('svg a');
  assert.ok((await bars.count()) > 8);
  assert.match(await bars.first().getAttribute('aria-label'), /step.* with a score of/);
  await page.getByText('As a table').first().click();
  assert.equal(await page.locator('figure').first().locator('tbody tr').count(), 20);
  await page.getByText('As a table').first().click();
  await page.screenshot({ path: `${shots}/eval.png` });
  await page.screenshot({ path: `${shots}/eval-whole.png`, fullPage: true });
  await end();
}

export async function drill_down_to_predicted_beside_recorded({ browser, desk, shots }) {
  const { page, end } = await openPage(browser, desk);
  await openEval(page);
  const first = page.locator('.results li').first();
  assert.equal(await first.locator('.score').textContent(), '0.000');
  await first.locator('summary').click();
  const pair = first.locator('.pair');
  await pair.waitFor();
  assert.deepEqual(
    await pair
      .locator('.caption')
      .allTextContents()
      .then((all) => all.map((each) => each.replace(/error$/, ''))),
    ['Predicted', 'Recorded'],
  );
  assert.ok((await pair.locator('ins, del').count()) > 0, 'differences are marked');
  await first.scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${shots}/drill-down.png` });
  await end();
}

export async function charts_lead_to_their_steps({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await openEval(page);
  const bar = page.locator('svg[aria-label="Histogram of scores"] a').last();
  const [, count] = /^([\d,]+) steps?/.exec(await bar.getAttribute('aria-label'));
  await bar.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Steps ${count} steps` }).waitFor();
  await page.getByRole('link', { name: 'Steps of nearest' }).click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.results .source')].every(
      (each) => each.textContent === 'nearest',
    ),
  );
  await page.getByLabel('Tool', { exact: true }).selectOption('search_direct_flight');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.results b')].every(
      (each) => each.textContent === 'search_direct_flight',
    ),
  );
  assert.match(page.url(), /source=nearest.*tool=search_direct_flight/);
  await page.reload();
  await page.getByRole('heading', { name: 'Steps' }).waitFor();
  assert.equal(await page.getByLabel('Tool', { exact: true }).inputValue(), 'search_direct_flight');
  await end();
}

export async function more_steps_are_paged({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await openEval(page);
  assert.equal(await page.locator('.results li').count(), 25);
  await page.getByRole('button', { name: /Show more/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('.results li').length === 50);
  await end();
}
