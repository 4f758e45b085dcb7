/** Who is signed in, and where that leads: in the head of every page, usable without scripts. */
import { holdsRole, type Role, type Viewer } from '#domain/person.ts';
import { grouped } from '../amounts.ts';

type Entry = readonly [href: string, name: string, least: Role];

const ENTRIES: readonly Entry[] = [
  ['/reviews', 'Review queue', 'contributor'],
  ['/drafts', 'Drafts', 'analyst'],
  ['/runs', 'Runs', 'analyst'],
  ['/notices', 'Notices', 'contributor'],
  ['/account', 'Account', 'contributor'],
  ['/admin/people', 'People', 'admin'],
  ['/admin/audit', 'Audit trail', 'admin'],
  ['/admin/outbox', 'Outbox', 'admin'],
];

/** Without a viewer the way to sign in, which leads back to this page. */
export function AccountMenu(props: { viewer: Viewer | null; path: string; unread: number }) {
  const { viewer, path, unread } = props;
  if (viewer === null) {
    const isEntry = ['/sign-in', '/sign-up', '/reset', '/set-up'].some((entry) => path.startsWith(entry));
    const then = isEntry || path === '/' ? '' : `?then=${encodeURIComponent(path)}`;
    return (
      <p class="account-menu">
        <a href={`/sign-in${then}`} rel="nofollow" aria-current={path === '/sign-in' ? 'page' : undefined}>
          Sign in
        </a>
      </p>
    );
  }
  return (
    <details class="account-menu">
      <summary>
        <span class="account-name">{viewer.name}</span>
        {unread > 0 && (
          <span class="unread-count" title={`${grouped(unread)} unread`}>
            {grouped(unread)}
            <span class="vh"> unread</span>
          </span>
        )}
      </summary>
      <nav aria-label="Account">
        <p class="account-role">Role: {viewer.role}</p>
        <ul>
          {ENTRIES.filter(([, , least]) => holdsRole(viewer.role, least)).map(([href, name]) => (
            <li>
              <a href={href} aria-current={path === href ? 'page' : undefined}>
                {name}
                {href === '/notices' && unread > 0 && ` (${grouped(unread)})`}
              </a>
            </li>
          ))}
        </ul>
        <form method="post" action="/sign-out">
          <button type="submit" class="button">
            Sign out
          </button>
        </form>
      </nav>
    </details>
  );
}
