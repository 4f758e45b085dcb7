/** The frame of every page: head, skip link, navigation, main content and the footer that says what this is not. */
import type { ComponentChildren } from 'preact';
import { AccountMenu } from './components/account-menu.tsx';
import type { Frame } from './views.ts';

const NAVIGATION = [
  ['/analyses', 'Analyses'],
  ['/jurisdictions', 'Jurisdictions'],
  ['/topics', 'Topics'],
  ['/sources', 'Sources'],
  ['/search', 'Search'],
  ['/signals', 'Signals'],
  ['/methodology', 'Methodology'],
] as const;

/**
 * `printLine` is repeated at the top of each printed page: what, which version, which day. `alternates` are media types
 * and addresses of the same for programs.
 */
export function Layout(props: {
  frame: Frame;
  title: string;
  description?: string;
  printLine?: string;
  alternates?: readonly (readonly [type: string, href: string])[];
  children: ComponentChildren;
}) {
  const { frame, title } = props;
  return (
    <html lang="en">
      <Head frame={frame} title={title} description={props.description} alternates={props.alternates ?? []} />
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <SiteHead frame={frame} />
        <p class="print-head">{props.printLine ?? `Regatlas · ${title}`}</p>
        <main id="main" tabIndex={-1}>
          {props.children}
        </main>
        <footer class="site-foot">
          <p>
            <strong>No legal advice.</strong> Regatlas shows what stored sources say and how far each sentence
            was checked against them. It does not replace a lawyer.
          </p>
          <p class="colophon">
            Regatlas {frame.appVersion} · <a href="/methodology">How every figure is computed</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

function SiteHead({ frame }: { frame: Frame }) {
  const { path } = frame;
  return (
    <header class="site-head">
      <a class="site-name" href="/">
        Regatlas
      </a>
      <nav aria-label="Main">
        <ul>
          {NAVIGATION.map(([entry, name]) => (
            <li>
              <a href={entry} aria-current={currentEntry(path, entry)}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <AccountMenu viewer={frame.viewer} path={path} unread={frame.unread ?? 0} />
    </header>
  );
}

function Head(props: {
  frame: Frame;
  title: string;
  description: string | undefined;
  alternates: readonly (readonly [type: string, href: string])[];
}) {
  const { assets } = props.frame;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{props.title === 'Regatlas' ? 'Regatlas' : `${props.title} · Regatlas`}</title>
      {props.description !== undefined && <meta name="description" content={props.description} />}
      <meta name="color-scheme" content="light dark" />
      {assets.fonts.map((font) => (
        <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assets.css} />
      {assets.icon !== null && <link rel="icon" href={assets.icon} type="image/svg+xml" />}
      {props.alternates.map(([type, href]) => (
        <link rel="alternate" type={type} href={href} />
      ))}
      <script type="module" src={assets.js} />
    </head>
  );
}

function currentEntry(path: string, entry: string): 'page' | 'true' | undefined {
  if (path === entry) return 'page';
  return path.startsWith(`${entry}/`) ? 'true' : undefined;
}
