// A session from its start to its end.
import assert from 'node:assert/strict';
import { callTool, openPage, startSession, steps, waitForSteps } from '../steps.mjs';

export async function form_json_and_message({ browser, desk, shots }) {
  const { page, end } = await openPage(browser, desk);
  await startSession(page, desk);
  await callTool(page, 'get_user_details', { user_id: 'mia_rossi_9638' });
  await waitForSteps(page, 1);
  const first = steps(page).first();
  assert.match(await first.textContent(), /#0.*get_user_details.*recorded/s);
  assert.match(await first.getByRole('meter').getAttribute('aria-valuenow'), /^(0\.\d+|1)$/);
  assert.match(
    await page.locator('#live').textContent(),
    /Step 0, get_user_details: recorded, confidence/,
  );

  await page.getByText('JSON', { exact: true }).click();
  const json = page.getByLabel('Action');
  assert.deepEqual(JSON.parse(await json.inputValue()), {
    kind: 'tool_call',
    name: 'get_user_details',
    arguments: { user_id: 'mia_rossi_9638' },
  });
  await json.fill(
    '{"kind": "tool_call", "name": "get_reservation_details", "arguments": {"reservation_id": "9AWPVY"}}',
  );
  await json.press('Control+Enter');
  await waitForSteps(page, 2);

  await page.getByText('Say', { exact: true }).click();
  await page.getByLabel('Message', { exact: true }).fill('Hello, how can I help you?');
  await page.getByLabel('Message', { exact: true }).press('Enter');
  await waitForSteps(page, 3);
  assert.match(await steps(page).first().textContent(), /#2 says.*Hello, how can I help you\?/s);
  await page.screenshot({ path: `${shots}/session.png` });

  const usage = page.locator('details', { hasText: 'Usage and cost' });
  assert.match(await usage.textContent(), /steps3/);
  assert.match(
    await page.locator('details', { hasText: 'State and scratchpad' }).textContent(),
    /scratchpad/i,
  );
  await end();
}

export async function recorded_arguments_fill_the_form({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await startSession(page, desk);
  await page.getByLabel('Tool', { exact: true }).selectOption('search_direct_flight');
  const example = page.locator('.examples button').first();
  const given = JSON.parse(await example.textContent());
  await example.click();
  for (const [name, value] of Object.entries(given))
    assert.equal(await page.getByLabel(name, { exact: true }).inputValue(), value);
  await page.getByLabel(Object.keys(given)[0], { exact: true }).press('Enter');
  await waitForSteps(page, 1);
  assert.match(await steps(page).first().textContent(), /recorded/);
  await end();
}

export async function evidence_leads_to_the_recorded_step({ browser, desk, shots }) {
  const { page, end } = await openPage(browser, desk);
  await startSession(page, desk);
  await callTool(page, 'get_user_details', { user_id: 'mia_rossi_9638' });
  await waitForSteps(page, 1);
  const step = steps(page).first();
  await step.getByText(/^Evidence/).click();
  assert.match(await step.locator('.evidence').textContent(), /trace[0-9a-f]{32}step\d+/);
  await step.getByRole('button', { name: 'Show the recorded step' }).click();
  const recording = step.getByRole('region', { name: 'Recorded step', exact: true });
  await recording.getByText('Earlier').waitFor();
  assert.match(await recording.textContent(), /get_user_details.*Answered.*Recorded/s);
  await page.screenshot({ path: `${shots}/evidence.png` });
  const shown = await recording.locator('b').first().textContent();
  await recording.getByRole('button', { name: 'Later' }).click();
  await page.waitForFunction(
    (before) => document.querySelector('.recording b').textContent !== before,
    shown,
  );
  await recording.getByRole('button', { name: 'Back to the evidence' }).click();
  await recording.getByText('Answered').waitFor();
  await end();
}

export async function steps_of_others_appear({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await startSession(page, desk);
  const session = page.url().split('/').at(-1);
  const answer = await fetch(`${desk.url}/world_models/airline/sessions/${session}/step`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      action: { kind: 'tool_call', name: 'list_all_airports', arguments: {} },
    }),
  });
  assert.equal(answer.status, 200);
  await waitForSteps(page, 1);
  await page.reload();
  await waitForSteps(page, 1);
  assert.match(await page.locator('.panel', { hasText: 'Usage' }).textContent(), /steps1/);
  await end();
}

export async function errors_are_shown({ browser, desk }) {
  const { page, end } = await openPage(browser, desk, {
    expected: [/status of (404|422|501|400|409)/],
  });
  await startSession(page, desk);
  await page.getByText('JSON', { exact: true }).click();
  await page.getByLabel('Action').fill('{"kind": ');
  await page.getByRole('button', { name: 'Take the step' }).click();
  assert.match(await page.locator('.act').getByRole('alert').textContent(), /JSON/);
  await page.getByLabel('Action').fill('{"kind": "dance"}');
  await page.getByRole('button', { name: 'Take the step' }).click();
  await page.waitForFunction(() => /kind/.test(document.querySelector('.act .alert').textContent));
  await page.getByRole('button', { name: 'Score' }).click();
  await page.locator('.view > div > .alert').waitFor();
  await page.goto(`${desk.url}/#/models/airline/sessions/none`);
  await page.getByText('no session none').waitFor();
  await page.goto(`${desk.url}/#/models/nobody`);
  await page.getByText('No world model nobody').waitFor();
  await end();
}

export async function fork_and_end({ browser, desk }) {
  const { page, end } = await openPage(browser, desk);
  await startSession(page, desk);
  await callTool(page, 'list_all_airports', {});
  await waitForSteps(page, 1);
  await callTool(page, 'get_user_details', { user_id: 'mia_rossi_9638' });
  await waitForSteps(page, 2);
  const before = page.url();
  await page.getByRole('button', { name: 'Fork after step 0' }).click();
  await page.waitForURL((url) => url.href !== before);
  await waitForSteps(page, 1);
  await page.getByRole('button', { name: 'End the session' }).click();
  await page.getByRole('heading', { name: 'Start a session' }).waitFor();
  await page.getByRole('link', { name: before.split('/').at(-1).slice(0, 8) }).click();
  await waitForSteps(page, 2);
  await end();
}
