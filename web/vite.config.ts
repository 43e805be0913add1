import { defineConfig } from 'vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';

const api = process.env.SAYSO_API ?? 'http://127.0.0.1:7600';

// The build is embedded in the binary, so nothing may refer to another address,
// and nothing may be inlined as a data script (the content security policy forbids it).
export default defineConfig({
  plugins: [svelte()],
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() stays as written: lowered, it would be worked out once on the root, and /parts could not show both themes.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  server: {
    proxy: {
      '/api': {
        target: api,
        changeOrigin: true,
        configure: (proxy) =>
          // The server takes writes from its own page only. The page that is being worked on stands in for it;
          // a page from anywhere else keeps its Origin and is refused as ever.
          proxy.on('proxyReq', (ask, from) => {
            if (from.headers.origin === `http://${from.headers.host}`) ask.setHeader('origin', api);
          }),
      },
    },
  },
});
