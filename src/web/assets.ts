/** Addresses of the built styles, scripts and fonts, from the manifest that Vite wrote. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assets } from './views.ts';

type ManifestEntry = {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
};

const SCRIPT = 'src/web/islands/main.ts';
const STYLES = 'src/web/styles/main.css';

/** Reads the manifest below `clientDir`. Throws when the browser build is missing or lacks an entry. */
export function readAssets(clientDir: string): Assets {
  const manifest = JSON.parse(readFileSync(join(clientDir, 'manifest.json'), 'utf8')) as Record<
    string,
    ManifestEntry
  >;
  const script = manifest[SCRIPT];
  const styles = manifest[STYLES];
  if (script === undefined || styles === undefined)
    throw new Error('the browser build is incomplete; run npm run build');
  const files = [...(styles.assets ?? [])].map((file) => `/${file}`);
  return {
    css: `/${styles.file}`,
    js: `/${script.file}`,
    // Two faces are on every page above the fold; the others load when a style asks for them.
    fonts: files.filter((file) => /latin-(wght|opsz|standard)-normal.*\.woff2$/.test(file)),
    icon: files.find((file) => /icon.*\.svg$/.test(file)) ?? null,
  };
}
