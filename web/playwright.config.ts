import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

// The program under test: built by `cargo xtask test`, or named by hand.
const binary = process.env.SAYSO_BINARY ?? '../target/debug/sayso';
const chromium = process.env.SAYSO_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const port = 7655;
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
  webServer: {
    command: `rm -rf ${folder} && mkdir -p ${folder} && "${binary}" add --quiet --model small --workspace ${folder}/demo.db ../corpus/demo && exec "${binary}" serve --quiet --model small --workspace ${folder}/demo.db --port ${port}`,
    url: `http://127.0.0.1:${port}/api/workspace`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
