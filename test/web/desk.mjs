// Models, eval results and a server for the tests.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** What a trace that wants to run in the page would hold. */
export const hostile =
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
const long = Array.from({ length: 400 }, (_, line) => `line ${line} of a long listing`).join('\n');

const span = (trace, at, attributes, failed) =>
  JSON.stringify({
    traceId: `${trace}`.padStart(32, '0'),
    spanId: `${trace}${at}`.padStart(16, '0'),
    name: 'chat',
    startTimeUnixNano: `${2 * at}`,
    endTimeUnixNano: `${2 * at + 1}`,
    status: { code: failed ? 2 : 1 },
    attributes: Object.entries(attributes).map(([key, value]) => ({
      key,
      value: { stringValue: value },
    })),
  });

const toolSpan = (trace, at, name, args, result) =>
  span(trace, at, {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': name,
    'gen_ai.tool.call.arguments': JSON.stringify(args),
    'gen_ai.tool.message': result,
    'gen_ai.prompt': `Look around ${hostile}`,
  });

/** Traces whose texts are markup, or long. */
function hostileTraces(file) {
  const lines = [];
  for (let trace = 1; trace <= 24; ++trace) {
    lines.push(
      toolSpan(trace, 0, 'look', { at: hostile, depth: 2, deep: trace % 2 === 0 }, hostile),
    );
    lines.push(toolSpan(trace, 1, `tool ${hostile}`, {}, `{"html": ${JSON.stringify(hostile)}}`));
    lines.push(toolSpan(trace, 2, 'list', { options: { all: true } }, long));
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** Builds what is served, once: models `airline` and `hostile`, and an eval of each. */
export function prepare(wmh, folder) {
  const root = join(folder, 'root');
  const done = join(root, 'done');
  if (existsSync(done)) return root;
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const run = (...args) =>
    execFileSync(wmh, [...args, '--quiet'], {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const traces = join(root, 'hostile.otel.jsonl');
  hostileTraces(traces);
  run('build', '--name', 'airline', '--root', root, 'examples/tau-bench/traces.otel.jsonl');
  run('build', '--name', 'hostile', '--root', root, traces);
  const suite = join(root, 'hostile.toml');
  writeFileSync(
    suite,
    `title = ${JSON.stringify(`Hostile ${hostile}`)}\nfiles = [${JSON.stringify(traces)}]\ntrain_split = 0.6\n`,
  );
  run('eval', 'run', '--results-root', join(root, 'evals'), suite);
  run(
    'eval',
    'run',
    '--results-root',
    join(root, 'evals'),
    'examples/tau-bench/evals/default.toml',
  );
  writeFileSync(done, '');
  return root;
}

/** Starts `wmh serve` on a free port; gives {url, stop}. */
export async function serve(wmh, root, ...more) {
  const args = [
    'serve',
    '--json',
    '--root',
    root,
    '--port',
    '0',
    '--sessions',
    'memory:',
    '--threads',
    '2',
    '--drain-seconds',
    '1',
    ...more,
  ];
  const server = spawn(wmh, args, { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (bytes) => {
      text += bytes;
      const found = /"url":\s*"([^"]+)"/.exec(text);
      if (found) resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`wmh serve ended with ${code}: ${text}`)));
  });
  const stop = () => (server.kill('SIGTERM'), ended);
  return { url, stop };
}
