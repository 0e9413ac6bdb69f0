// What Maven calls: `node maven.mjs build <stamp folder>` and `node maven.mjs test <stamp folder>`.
// Installs, builds and tests the page, each only when what it depends on has changed since it last succeeded.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const [task, stampFolder] = process.argv.slice(2);
const nodeNeeded = 20;

if (Number(process.versions.node.split('.')[0]) < nodeNeeded) {
  fail(`Node ${nodeNeeded} or newer builds the page; this is ${process.versions.node}. ` +
    'Install a newer one, or leave the page out with -Dweb.skip.');
}
mkdirSync(stampFolder, { recursive: true });
install();
if (task === 'build') {
  once('build', ['run', 'build', '--silent'], existsSync(join(stampFolder, 'classes/web/index.html')));
} else if (task === 'test') {
  if (process.env.WEB_SKIP_TESTS !== 'true') once('test', ['run', 'test', '--silent'], true);
} else {
  fail(`Unknown task ${task}: build or test.`);
}

function install() {
  const modules = join(root, 'node_modules');
  const stamp = join(modules, '.tandem-install');
  const wanted = digest(['package.json', 'package-lock.json', '.npmrc']) + process.versions.node;
  if (read(stamp) === wanted) return;
  npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The page\'s packages could not be installed.');
  writeFileSync(stamp, wanted);
}

function once(name, args, outputStands) {
  const stamp = join(stampFolder, `web.${name}`);
  const wanted = digest([...files('src'), ...files('public'), ...files('test'), 'index.html', 'package-lock.json',
    'package.json', 'tsconfig.json', 'vite.config.ts', 'maven.mjs']);
  if (outputStands && read(stamp) === wanted) return;
  rmSync(stamp, { force: true });
  npm(args, `The page's ${name} failed.`);
  writeFileSync(stamp, wanted);
}

function npm(args, message) {
  // npm is a script on Windows, which only a shell starts there; the arguments are this file's own.
  const run = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.error) fail(`npm could not be started (${run.error.code}). Install Node.js ${nodeNeeded} with npm, or use -Dweb.skip.`);
  if (run.status !== 0) fail(message);
}

function digest(names) {
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update('\0').update(readFileSync(join(root, name))).update('\0');
  return hash.digest('hex');
}

function files(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
