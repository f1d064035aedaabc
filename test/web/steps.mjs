// What tests do on the page, and what they expect of every page.
import assert from 'node:assert/strict';

const patience = Number(process.env.WMH_PATIENCE ?? 30) * 1000;

/** Opens the page; whatever it writes to the console as an error fails the test at its end. */
export async function openPage(browser, desk, options = {}) {
  const { expected = [], path = '', ...context } = options;
  const opened = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...context });
  opened.setDefaultTimeout(patience);
  const page = await opened.newPage();
  const problems = [];
  const note = (text) => expected.some((each) => each.test(text)) || problems.push(text);
  page.on(
    'console',
    (message) => ['error', 'warning'].includes(message.type()) && note(message.text()),
  );
  page.on('pageerror', (problem) => note(String(problem)));
  page.on(
    'request',
    (request) => request.url().startsWith(desk.url) || note(`asked elsewhere: ${request.url()}`),
  );
  await page.goto(desk.url + path);
  return { page, end: async () => (await opened.close(), assert.deepEqual(problems, [])) };
}

export async function startSession(page, desk, model = 'airline', task = '') {
  await page.goto(`${desk.url}/#/models/${model}`);
  if (task) await page.getByLabel('Task').fill(task);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
}

/** The steps that are shown, newest first. */
export const steps = (page) => page.locator('.timeline > li');

export async function waitForSteps(page, count) {
  await page.waitForFunction(
    (wanted) => document.querySelectorAll('.timeline > li').length === wanted,
    count,
  );
}

export async function callTool(page, tool, fields) {
  await page.getByLabel('Tool', { exact: true }).selectOption(tool);
  for (const [name, value] of Object.entries(fields))
    await page.getByLabel(name, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Take the step' }).click();
}

/** From the list on the left, by a part of its name. */
export async function openEval(page, name = 'tau-bench') {
  await page.locator('#nav a[href^="#/evals/"]', { hasText: name }).click();
  await page.getByRole('heading', { name: 'Steps' }).waitFor();
  await page.locator('.results li').first().waitFor();
}

/** Nothing reaches beyond the right edge. */
export async function assertFits(page) {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    innerWidth,
  ]);
  assert.ok(content <= window, `the page is ${content} px wide in a window of ${window} px`);
}

/** Contrast, names, roles and structure, by the rules of axe. */
export async function assertAccessible(page, axe, what) {
  // Its own evaluation: the page's policy would not let it load a script.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  const told = found.violations.map(
    (each) =>
      `${each.id}: ${each.help}\n${each.nodes
        .slice(0, 3)
        .map((node) => `  ${node.html}\n  ${node.failureSummary}`)
        .join('\n')}`,
  );
  assert.deepEqual(told, [], `${what}: ${told.join('\n')}`);
  assert.ok(
    found.passes.some((each) => each.id === 'color-contrast'),
    'contrast was checked',
  );
}
