import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { LaunchFault } from '../../lib/launch/fault.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of the Chromium that runs the browser tests; installs Debian's when we may (root, apt-get there).
 * @returns {string}
 * @throws {LaunchFault} naming the remedy
 */
export function chromium() {
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const packages = ['chromium', 'fonts-noto-cjk'];
    for (const args of [
      ['update', '-q'],
      ['install', '-qy', '--no-install-recommends', ...packages],
    ]) {
      spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }
  const now = installed();
  if (now) return now;
  throw new LaunchFault(
    '浏览器测试需要 Chromium：请执行 sudo apt-get install chromium fonts-noto-cjk，或用 CHROMIUM 指定其路径。',
    'The browser tests need Chromium: sudo apt-get install chromium fonts-noto-cjk, or name its path in CHROMIUM.',
  );
}

function installed() {
  return [process.env.CHROMIUM ?? '', ...places].find((place) => place !== '' && fs.existsSync(place));
}
