import { spawnSync } from 'node:child_process';
import { fail, step, tools } from './setup.js';

// The first has no window to draw: it takes three fifths of the processor's time.
const known = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable'
];
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * A Chromium that starts: CHROMIUM_PATH, else Playwright's own, else the system's.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const { chromium } = await import('@playwright/test');
  return [chromium.executablePath(), ...known, onMac].map(locate).find(Boolean);
}

/** Its full path, when it is there and its libraries are: it can tell its version. */
function locate(program) {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  if (program.includes('/') || program.includes('\\')) return program;
  return spawnSync('which', [program], { encoding: 'utf8' }).stdout?.trim() || undefined;
}

/** Finds Chromium, or installs it by the means that this machine has. */
export async function ensureChromium() {
  let path = await findChromium();
  if (!path && process.getuid?.() === 0 && exists('apt-get')) {
    step('Installing Chromium with apt-get', () => {
      spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'] });
      const install = ['install', '-y', '-q', '--no-install-recommends'];
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      for (const name of ['chromium-headless-shell', 'chromium']) {
        const stdio = ['ignore', 'ignore', 'inherit'];
        if (spawnSync('apt-get', [...install, name], { stdio, env }).status === 0) break;
      }
    });
    path = await findChromium();
  }
  if (!path) {
    step('Downloading Chromium with Playwright', () =>
      spawnSync(process.execPath, [tools.playwright, 'install', 'chromium'], { stdio: 'inherit' })
    );
    path = await findChromium();
  }
  if (!path) {
    fail('The browser tests need Chromium: install the package "chromium", or set CHROMIUM_PATH.');
  }
  process.env.CHROMIUM_PATH = path;
}

function exists(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
