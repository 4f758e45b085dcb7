import { defineConfig } from 'vite';

// Two builds of one program: `client` for what the browser loads, `server` for everything Node runs.
export default defineConfig(({ mode }) =>
  mode === 'server'
    ? {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        build: {
          ssr: 'src/main/cli.ts',
          outDir: 'dist/server',
          target: 'node24',
          minify: false,
          sourcemap: true,
          rollupOptions: { output: { entryFileNames: 'cli.js' } },
        },
      }
    : {
        publicDir: false,
        build: {
          outDir: 'dist/client',
          manifest: 'manifest.json',
          assetsDir: 'assets',
          assetsInlineLimit: 0,
          rollupOptions: { input: ['src/web/islands/main.ts', 'src/web/styles/main.css'] },
        },
      },
);
