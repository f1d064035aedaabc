// Tests of the console page in Chromium: run.mjs WMH CHROMIUM FOLDER [CASE]. Screenshots go to FOLDER/shots.
// Ends with 77, which CTest takes for "skipped", where packages cannot be had.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare, serve } from './desk.mjs';

const [wmh, chromium, folder, only] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function install() {
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(here, name), join(folder, name));
  const installed = () => readFileSync(join(folder, 'node_modules', 'installed'), 'utf8');
  const wanted = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  try {
    if (installed() === wanted) return;
  } catch {
    // Nothing is there yet.
  }
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: 'inherit',
    });
  } catch {
    console.error(
      'SKIPPED: npm cannot install playwright-core and axe-core; the console page is not tested',
    );
    process.exit(77);
  }
  copyFileSync(join(folder, 'package-lock.json'), join(folder, 'node_modules', 'installed'));
}

/** A browser with a profile of its own, which goes away with it. */
async function startBrowser() {
  const { chromium: launcher } = createRequire(join(folder, 'package.json'))('playwright-core');
  const browser = await launcher.launch({ executablePath: chromium, headless: true, args: flags });
  return browser;
}

async function runCases(desk, browser) {
  const axe = readFileSync(join(folder, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  const world = { browser, desk, axe, shots: join(folder, 'shots') };
  mkdirSync(world.shots, { recursive: true });
  let failed = 0;
  for (const file of ['session', 'evals', 'builds', 'looks', 'keys', 'access', 'hostile', 'docs']) {
    for (const [name, run] of Object.entries(await import(`./cases/${file}.mjs`))) {
      if (only && !`${file}/${name}`.includes(only)) continue;
      try {
        await run(world);
        console.log(`ok      ${file}/${name}`);
      } catch (problem) {
        ++failed;
        console.log(`FAILED  ${file}/${name}\n${problem.stack}`);
      }
    }
  }
  return failed;
}

mkdirSync(folder, { recursive: true });
install();
const root = prepare(wmh, folder);
const server = await serve(wmh, root);
const desk = { url: server.url, serve: (...more) => serve(wmh, root, ...more), folder };
const browser = await startBrowser();
const failed = await runCases(desk, browser).finally(() =>
  Promise.all([browser.close(), server.stop()]),
);
process.exitCode = failed > 0 ? 1 : 0;
