import { defineConfig } from 'vite';

/** Where `scripts/build.ts` builds before it puts the result in place of `dist`. */
export const OUT_DIR = 'dist-next';

// Two builds of one program: `client` for what the browser loads, `server` for everything Node runs.
export default defineConfig(({ mode }) =>
  mode === 'server'
    ? {
        // Not left to the mode: any mode but Vite's own `production` would bring Preact's development build.
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
        build: {
          ssr: true,
          outDir: `${OUT_DIR}/server`,
          target: 'node24',
          minify: false,
          sourcemap: true,
          rollupOptions: {
            // The thread that verifies long pages is started by its file name, beside the program.
            input: { cli: 'src/main/cli.ts', 'verify-thread': 'src/main/verify-thread.ts' },
            output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
          },
        },
      }
    : {
        publicDir: false,
        build: {
          outDir: `${OUT_DIR}/client`,
          manifest: 'manifest.json',
          assetsDir: 'assets',
          assetsInlineLimit: 0,
          rollupOptions: { input: ['src/web/islands/main.ts', 'src/web/styles/main.css'] },
        },
      },
);
