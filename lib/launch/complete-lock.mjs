// `npm run lock`: after a change of dependencies. A registry mirror that holds the packages of some platforms only makes npm
// leave the others out of the lock file, and `npm ci` then refuses that file everywhere. Named here with their exact version
// they are skipped on machines they are not for, and found by npm on the others.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const systems = [
  'darwin',
  'linux',
  'win32',
  'android',
  'freebsd',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32'];

spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--loglevel=error'], {
  stdio: 'inherit',
});
const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
const added = {};
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${place}/node_modules/${name}`]) continue;
    added[`node_modules/${name}`] = platformPackage(name, version);
  }
}
const packages = Object.entries({ ...lock.packages, ...added }).filter(([, entry]) => !entry.extraneous);
packages.sort(([a], [b]) => (a < b ? -1 : 1));
fs.writeFileSync(
  'package-lock.json',
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
);
console.log(`${Object.keys(added).length} packages of other platforms named`);

/**
 * @param {string} name e.g. @next/swc-darwin-arm64
 * @param {string} version exact
 */
function platformPackage(name, version) {
  const words = name.split(/[-/]/);
  const os =
    systems.find((system) => words.includes(system)) ?? (words.includes('windows') ? 'win32' : undefined);
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os && !cpu)
    throw new Error(`${name}@${version} is optional, missing, and of no platform: add it by hand`);
  return { version, ...(cpu && { cpu: [cpu] }), optional: true, ...(os && { os: [os] }) };
}
