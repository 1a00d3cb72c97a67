import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit({
      // Built beside the folder that a server may be serving from; `tools/web-build.ts` swaps them when done.
      adapter: adapter({ out: process.env.WENGONG_WEB_OUT ?? 'build' }),
      // Every page's own CSS fits in its HTML: one round trip less before the first paint.
      inlineStyleThreshold: 64_000,
      // Portal pages register it themselves from a script file, so that they need no inline script.
      serviceWorker: { register: false },
      csp: {
        // Hashes, not nonces: an anonymous page stays the same bytes and may be cached.
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self', 'wasm-unsafe-eval'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:', 'https:'],
          'media-src': ['self', 'blob:', 'https:'],
          'connect-src': ['self'],
          'worker-src': ['self', 'blob:'],
          'manifest-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['self'],
        },
      },
    }),
  ],
  // The contract is TypeScript source of this workspace and is compiled in with the pages; the rest is small.
  ssr: { noExternal: ['@wengong/ballot', '@wengong/contract', 'uqr', '@internationalized/date'] },
  build: { target: ['chrome99', 'safari15.4', 'firefox97'] },
  server: { host: '127.0.0.1' },
});
