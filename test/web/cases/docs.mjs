// The page that shows the API: every operation, and requests that are sent from it.
import assert from 'node:assert/strict';
import { assertAccessible, assertFits, openPage } from '../steps.mjs';

async function openDocs(browser, desk, options) {
  const opened = await openPage(browser, desk, { path: '/docs', ...options });
  await opened.page.locator('details').first().waitFor();
  return opened;
}

/** The panel of an operation, opened. */
async function panelOf(page, method, path) {
  const panel = page.locator(`details[data-find^="${method} ${path} "]`);
  await panel.locator('summary').click();
  return panel;
}

async function send(panel) {
  await panel.getByRole('button', { name: 'Send' }).click();
  const output = panel.locator('output');
  await output.getByText(/^\d{3} /).waitFor();
  await panel.getByRole('button', { name: 'Send' }).waitFor();
  const [head, ...body] = (await output.textContent()).split('\n');
  return { status: Number(head.split(' ')[0]), id: head.split(' ')[1], body: body.join('\n') };
}

export async function every_operation_is_there({ browser, desk }) {
  const { page, end } = await openDocs(browser, desk);
  const { paths } = await (await fetch(`${desk.url}/openapi.json`)).json();
  const wanted = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => method !== 'parameters')
      .map((method) => `${method} ${path}`),
  );
  const shown = await page
    .locator('details[data-find]')
    .evaluateAll((panels) => panels.map((panel) => panel.dataset.find));
  for (const each of wanted)
    assert.ok(
      shown.some((text) => text.startsWith(`${each.toLowerCase()} `)),
      `${each} has no panel`,
    );
  assert.equal(shown.length, wanted.length);
  for (const summary of await page.locator('summary').all()) await summary.click();
  assert.equal(await page.locator('details:not([open])').count(), 0);
  await assertFits(page);
  await end();
}

export async function a_session_is_played_from_it({ browser, desk }) {
  const { page, end } = await openDocs(browser, desk);
  const opening = await panelOf(page, 'post', '/world_models/{name}/sessions');
  await opening.locator('input[name=name]').fill('airline');
  await opening.locator('textarea').fill('{"task": "list the airports"}');
  const opened = await send(opening);
  assert.equal(opened.status, 200, opened.body);
  assert.match(opened.id, /\w/);
  const stepping = await panelOf(page, 'post', '/world_models/{name}/sessions/{session}/step');
  const { session_id } = JSON.parse(opened.body);
  assert.equal(await stepping.locator('input[name=session]').inputValue(), session_id);
  await stepping.locator('input[name=name]').fill('airline');
  await stepping
    .locator('textarea')
    .fill('{"action": {"kind": "tool_call", "name": "list_all_airports", "arguments": {}}}');
  assert.match(await stepping.locator('code', { hasText: /^curl/ }).textContent(), /\/step' -H /);
  const stepped = await send(stepping);
  assert.equal(stepped.status, 200, stepped.body);
  assert.equal(JSON.parse(stepped.body).source, 'recorded');
  await end();
}

export async function operations_are_found_by_name({ browser, desk }) {
  const { page, end } = await openDocs(browser, desk);
  const visible = () => page.locator('details:visible').count();
  const all = await visible();
  await page.keyboard.press('/');
  await page.keyboard.type('fork');
  const some = await visible();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await end();
}

async function lookAt({ browser, desk, axe, shots }, name, options) {
  const { page, end } = await openDocs(browser, desk, options);
  await page.screenshot({ path: `${shots}/docs-${name}.png` });
  const panel = await panelOf(page, 'post', '/world_models/{name}/sessions/{session}/step');
  await panel.scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${shots}/docs-${name}-open.png` });
  await assertFits(page);
  await assertAccessible(page, axe, `docs ${name}`);
  await end();
}

export const light = (world) => lookAt(world, 'light', { colorScheme: 'light' });
export const dark = (world) => lookAt(world, 'dark', { colorScheme: 'dark' });
export const on_a_phone = (world) =>
  lookAt(world, 'phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
