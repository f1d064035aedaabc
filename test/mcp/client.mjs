// client.mjs stdio WMH ROOT | http SERVER MODEL_DIR | cancel WMH ROOT
// The official client against a world model of tau-bench. Exits with 0 when all went as it should.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';

const user = { name: 'get_user_details', arguments: { user_id: 'mia_rossi_9638' } };

async function connect(transport) {
  const client = new Client({ name: 'wmh-test', version: '1' });
  await client.connect(transport);
  assert.equal(client.getServerVersion().name, 'wmh');
  return client;
}

function stdio(wmh, root, args = [], env = {}) {
  return new StdioClientTransport({
    command: wmh,
    args: ['mcp', '--root', root, '--name', 'airline', ...args],
    env: { ...process.env, ...env },
    stderr: 'inherit',
  });
}

async function listsTools(client) {
  const { tools } = await client.listTools();
  const names = tools.map((tool) => tool.name);
  assert.ok(names.includes('get_user_details') && names.includes('say'), names.join());
  assert.ok(!names.includes('get_user'), 'a tool that never answered is offered');
  const schema = tools.find((tool) => tool.name === 'update_reservation_flights').inputSchema;
  assert.deepEqual(schema.properties.cabin, { type: 'string', enum: ['basic_economy', 'business', 'economy'] });
  assert.deepEqual(schema.properties.reservation_id, { type: 'string' });
  assert.ok(schema.required.includes('cabin'));
  console.log(`${tools.length} tools`);
}

async function callsTwenty(client) {
  const actions = [
    user,
    { name: 'list_all_airports', arguments: {} },
    { name: 'say', arguments: { message: 'Hello, how can I help you?' } },
    { name: 'get_reservation_details', arguments: { reservation_id: '9AWPVY' } },
  ];
  const begin = performance.now();
  for (let i = 0; i < 20; i++) {
    const result = await client.callTool(actions[i % actions.length]);
    assert.equal(result.content[0].type, 'text');
    assert.ok(result.content[0].text.length > 0);
    assert.ok(['recorded', 'nearest', 'unknown'].includes(result._meta['wmh/source']));
  }
  console.log(`20 calls in ${(performance.now() - begin).toFixed(0)} ms`);
  const several = await Promise.all(Array.from({ length: 10 }, () => client.callTool(user)));
  assert.equal(new Set(several.map((result) => result.content[0].text)).size, 1);
}

async function handlesErrors(client) {
  const refused = await client.callTool({ name: 'get_user_details', arguments: { user_id: ['mia_rossi_9638'] } });
  assert.equal(refused.isError, true, JSON.stringify(refused));
  assert.equal(refused._meta['wmh/failure'], undefined);
  await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }),
    (error) => error instanceof McpError && error.code === ErrorCode.InvalidParams);
  await assert.rejects(client.listResources(), (error) => error instanceof McpError || error instanceof Error);
}

/// The call may have been answered before: what counts is that the session goes on.
async function survivesCancelledCall(client) {
  for (let i = 0; i < 10; i++) {
    const controller = new AbortController();
    const call = client.callTool(user, undefined, { signal: controller.signal });
    controller.abort('the test says so');
    await assert.rejects(call);
  }
  const result = await client.callTool(user);
  assert.ok(!result.isError);
  await client.ping();
}

async function checkAll(client) {
  await listsTools(client);
  await callsTwenty(client);
  await handlesErrors(client);
  await survivesCancelledCall(client);
}

async function checkHttp(program, model) {
  const server = spawn(program, [model], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [port] = await once(createInterface({ input: server.stdout }), 'line');
    const url = new URL(`http://127.0.0.1:${port}/mcp`);
    const transport = new StreamableHTTPClientTransport(url);
    const client = await connect(transport);
    assert.match(transport.sessionId, /^[0-9a-f]{32}$/);
    const other = new StreamableHTTPClientTransport(url);
    const second = await connect(other);
    assert.notEqual(other.sessionId, transport.sessionId);
    await checkAll(client);
    await second.callTool(user);
    const gone = transport.sessionId;
    await transport.terminateSession();
    await client.close();
    await second.close();
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'mcp-session-id': gone },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    });
    assert.equal(answer.status, 404);
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
}

/// A language model that does not answer before the call is cancelled, and refuses the next one.
async function checkCancel(wmh, models) {
  // What is spent leaves a record, which goes here.
  const root = mkdtempSync(join(tmpdir(), 'wmh-mcp-'));
  symlinkSync(resolve(models, 'models'), join(root, 'models'));
  let asked, left;
  const wasAsked = new Promise((done) => { asked = done; });
  const wasLeft = new Promise((done) => { left = done; });
  let requests = 0;
  const service = createServer((request, response) => {
    if (++requests === 1) {
      response.on('close', left);
      request.resume().on('end', asked);
    } else {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'not today', type: 'invalid_request_error' } }));
    }
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const provider = ['--provider', 'openai', '--model', 'any', '--base-url', `http://127.0.0.1:${service.address().port}/v1`];
  const client = await connect(stdio(wmh, root, provider, { OPENAI_API_KEY: 'none', WMH_PROVIDER: '' }));
  const unseen = { name: 'get_user_details', arguments: { user_id: 'nobody_0000' } };
  const controller = new AbortController();
  const call = client.callTool(unseen, undefined, { signal: controller.signal });
  const rejected = assert.rejects(call);
  await wasAsked;
  controller.abort('the test says so');
  await rejected;
  await wasLeft;
  const refused = await client.callTool(unseen);
  assert.equal(refused.isError, true);
  assert.ok(refused._meta['wmh/failure'], JSON.stringify(refused));
  const recorded = await client.callTool(user);
  assert.equal(recorded._meta['wmh/source'], 'recorded');
  await client.close();
  service.closeAllConnections();
  service.close();
  rmSync(root, { recursive: true });
}

const [mode, program, folder] = process.argv.slice(2);
if (mode === 'http') {
  await checkHttp(program, folder);
} else if (mode === 'cancel') {
  await checkCancel(program, folder);
} else {
  const client = await connect(stdio(program, folder));
  await checkAll(client);
  await client.close();
}
console.log(`${mode}: ok`);
