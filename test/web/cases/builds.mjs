// Builds, as a server that makes some would tell of them.
import assert from 'node:assert/strict';
import { openPage } from '../steps.mjs';

const build = { build_id: 'b1', name: 'desk', status: 'running', error: null, events: [] };
const stream = [
  ': keep alive\n\n',
  'id: 0\ndata: {"event": "started"}\n\n',
  'id: 1\ndata: {"event": "ingest", "bytes": 10, "bytes_total": 40}\n\n',
  'id: 2\ndata: {"event": "failed", "error": "<b>no steps</b>"}\n\n',
].join('');

const json = (route, body) => route.fulfill({ json: body });

export async function progress_is_followed({ browser, desk, shots }) {
  const { page, end } = await openPage(browser, desk);
  await page.route('**/assets/server.json', (route) => json(route, { keys: false, builds: true }));
  await page.route('**/world_models/builds', (route) => json(route, { builds: [build] }));
  await page.route('**/world_models/builds/b1/events', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: stream }),
  );
  let asked = 0;
  await page.route('**/world_models/builds/b1', (route) =>
    json(route, { ...build, status: asked++ === 0 ? 'running' : 'succeeded' }),
  );
  await page.reload();
  await page.locator('#nav').getByRole('link', { name: /desk/ }).click();
  await page.locator('.badge', { hasText: 'succeeded' }).waitFor();
  assert.deepEqual(await page.locator('.log li').allTextContents(), [
    'started',
    'ingest: 10 of 40 bytes',
    'failed: <b>no steps</b>',
  ]);
  await page.screenshot({ path: `${shots}/build.png` });
  await end();
}

export async function without_builds_there_is_no_section({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await page.locator('#nav a').first().waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Builds' }).count(), 0);
  await end();
}
