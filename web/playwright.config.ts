import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

// The program under test: built by `cargo xtask test`, or named by hand.
const binary = process.env.SAYSO_BINARY ?? '../target/debug/sayso';
const chromium = process.env.SAYSO_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const port = 7655;
const emptyPort = 7656;
const folder = 'test-results/workspace';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/runs',
  workers: 1,
  timeout: 60_000,
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { executablePath: chromium, args: ['--no-sandbox'] },
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 900 },
  },
  // The second one begins empty: the journey fills it.
  webServer: [serve(port, `"${binary}" add --quiet --model small --workspace ${folder}/${port}.db ../corpus/demo &&`), serve(emptyPort, '')],
});

function serve(port: number, first: string) {
  const file = `${folder}/${port}.db`;
  return {
    command: `mkdir -p ${folder} && rm -f ${file}* && ${first} exec "${binary}" serve --quiet --model small --workspace ${file} --port ${port}`,
    url: `http://127.0.0.1:${port}/api/workspace`,
    timeout: 120_000,
    reuseExistingServer: false,
  };
}
