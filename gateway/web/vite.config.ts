import { defineConfig } from 'vitest/config';

declare const process: { env: Record<string, string | undefined> };

// The gateway that `npm run dev` talks to; its certificate is its own local CA's.
const gateway = process.env['TANDEM_DEV_GATEWAY'] ?? 'https://localhost:8443';

export default defineConfig({
  base: '/',
  build: {
    target: 'es2022',
    // light-dark() stays as it is written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: '../target/classes/web',
    emptyOutDir: true,
    // Everything is same-origin and preloaded by the one entry: no polyfill, which would be an inline script.
    modulePreload: { polyfill: false },
    // Data URLs are for images only under the page's Content-Security-Policy.
    assetsInlineLimit: 0,
    // What counts is what is loaded: at most 150 kB, compressed.
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: {
      '/api': { target: gateway, secure: false, ws: true, changeOrigin: true, headers: { origin: gateway } },
      '/status': { target: gateway, secure: false, changeOrigin: true },
    },
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
