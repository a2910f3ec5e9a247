import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './src/bin/chromium.js';

// this file is read by every worker: the first, which starts the app, chooses the port (a free
// one, so that two runs do not meet) and makes the data folder
process.env.E2E_PORT ||= String(await freePort());
const origin = `http://localhost:${process.env.E2E_PORT}`;

if (!process.env.E2E_DATA_DIR) {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-e2e-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL's own account must get in
  process.env.E2E_DATA_DIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** Tests run on the desktop; tagged @phone on the phone instead, tagged @both on both. */
export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  retries: 0,
  timeout: 120_000, // machines differ: a slow one is not a failure
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  use: {
    baseURL: origin,
    // A colour on its way to another one has the contrast of neither.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure', // a trace more than doubles the time: ask with --trace on
    launchOptions: { executablePath: await findChromium() }
  },
  projects: [
    {
      name: 'desktop',
      grepInvert: /@phone/,
      use: { browserName: 'chromium', viewport: { width: 1280, height: 800 } }
    },
    {
      name: 'phone',
      grep: /@phone|@both/,
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } }
    }
  ],
  webServer: {
    command: 'node src/bin/start.js',
    url: `${origin}/healthz`,
    timeout: 300_000,
    stdout: process.env.CI ? 'pipe' : 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: {
      DATABASE_URL: '',
      DATA_DIR: process.env.E2E_DATA_DIR,
      PORT: process.env.E2E_PORT,
      ORIGIN: origin
    }
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
