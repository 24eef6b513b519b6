// Runs on whatever Node the machine has (20 or newer), before anything is installed: Node built-ins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const marker = join(modules, '.keywave-lock');

if (Number.parseInt(process.versions.node, 10) < 20) {
  stop(`Keywave needs Node 20 or newer to install itself; this is ${process.versions.node}.`);
}

const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const wanted = createHash('sha256').update(lock).digest('hex');

if (readIfThere(marker) !== wanted) {
  if (!isInstalled(JSON.parse(lock).packages)) install();
  writeFileSync(marker, wanted);
}

/**
 * Whether what the lock names is there already because somebody ran npm by hand. npm writes its own list of what it
 * installed last of all, so that list proves a finished run; but `--package-lock-only` writes it too, so each package is asked.
 */
function isInstalled(packages) {
  if (!existsSync(join(modules, '.package-lock.json'))) return false;
  return Object.entries(packages).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const text = readIfThere(join(root, path, 'package.json'));
    // Optional packages depend on the machine.
    return text === undefined ? Boolean(optional || devOptional) : JSON.parse(text).version === version;
  });
}

// Warnings are left out: that an older Node only installs, and never runs, is meant.
function install() {
  console.log(
    existsSync(modules)
      ? 'package-lock.json has changed: installing what it names (npm ci) …'
      : 'First start: installing what package-lock.json names (npm ci, a minute or two) …',
  );
  const { status } = npm([...(isLocked() ? ['install', '--no-save'] : ['ci']), '--loglevel=error']);
  if (status !== 0)
    stop('npm could not install. Its own words are above; delete node_modules and try again.');
}

/** Windows cannot delete a program that is running, and after the first install that is the Node inside node_modules. */
function isLocked() {
  return process.platform === 'win32' && process.execPath.startsWith(modules + sep);
}

/** npm says where its own script is, which spares us the shell that npm.cmd would need on Windows. */
function npm(args) {
  const options = { cwd: root, stdio: 'inherit' };
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) {
    return spawnSync(process.env.npm_node_execpath ?? process.execPath, [script, ...args], options);
  }
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
