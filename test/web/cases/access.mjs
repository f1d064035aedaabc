// Keys, headers, and what a browser may do with the page.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callTool, openPage, startSession, waitForSteps } from '../steps.mjs';

const secret = 'a-secret-of-the-tests';

export async function a_key_is_asked_for({ browser, desk, axe, shots }) {
  const file = join(desk.folder, 'keys.txt');
  writeFileSync(file, `tests:${secret}\n`);
  const server = await desk.serve('--api-key-file', file);
  const keyed = { ...desk, url: server.url };
  const { page, end } = await openPage(browser, keyed, { expected: [/status of 401/] });
  const key = page.getByLabel('Key', { exact: true });
  await key.fill('this-one-is-not-right');
  await page.screenshot({ path: `${shots}/key.png` });
  await key.press('Enter');
  await page.getByText('The key was refused.').waitFor();
  await key.fill(secret);
  await key.press('Enter');
  await page
    .locator('#nav')
    .getByRole('link', { name: /airline/ })
    .waitFor();
  await startSession(page, keyed);
  await callTool(page, 'list_all_airports', {});
  await waitForSteps(page, 1);
  await page.reload();
  await waitForSteps(page, 1);
  assert.equal(await page.getByRole('dialog').count(), 0, 'the key is kept for the tab');
  assert.ok(axe);
  await end();
  await server.stop();
}

export async function without_a_key_nothing_is_refused_first({ browser, desk }) {
  const file = join(desk.folder, 'keys.txt');
  writeFileSync(file, `tests:${secret}\n`);
  const server = await desk.serve('--api-key-file', file);
  const { page, end } = await openPage(browser, { ...desk, url: server.url });
  await page.getByLabel('Key', { exact: true }).fill(secret);
  await page.keyboard.press('Enter');
  await page
    .locator('#nav')
    .getByRole('link', { name: /airline/ })
    .waitFor();
  await end();
  await server.stop();
}

export async function headers_and_paths({ desk }) {
  const page = await fetch(`${desk.url}/`);
  assert.match(page.headers.get('content-type'), /^text\/html; charset=utf-8/);
  const policy = page.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'; script-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  const again = await fetch(`${desk.url}/`, {
    headers: { 'If-None-Match': page.headers.get('etag') },
  });
  assert.equal(again.status, 304);
  const types = {
    'main.js': 'text/javascript',
    'style.css': 'text/css',
    'favicon.svg': 'image/svg+xml',
  };
  for (const [name, type] of Object.entries(types))
    assert.ok(
      (await fetch(`${desk.url}/assets/${name}`)).headers.get('content-type').startsWith(type),
      name,
    );
  for (const path of [
    '/assets/none.js',
    '/assets/..%2fmain.js',
    '/evals/..%2f..%2froot%2fdone',
    '/evals/none',
    '/evals/none/steps',
  ])
    assert.equal((await fetch(desk.url + path)).status, 404, path);
  const { evals } = await (await fetch(`${desk.url}/evals`)).json();
  const one = `${desk.url}/evals/${evals[0].id}`;
  assert.equal((await fetch(`${one}/steps?order=sideways`)).status, 400);
  assert.equal((await fetch(`${one}/steps?score_from=much`)).status, 400);
  assert.equal((await fetch(`${one}/steps/99999`)).status, 404);
  assert.equal(
    (await (await fetch(`${one}/steps?limit=1000000`)).json()).steps.length <= 200,
    true,
  );
  assert.equal((await fetch(`${desk.url}/world_models/airline/steps/-1`)).status, 404);
  assert.equal((await fetch(`${desk.url}/world_models/airline/steps/999999`)).status, 404);
  assert.equal((await fetch(`${desk.url}/world_models/none/tools`)).status, 404);
}
