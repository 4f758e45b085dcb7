/** Real addresses for the patterns of the access table: every parameter stands for something that is there. */
import type { AccessRule } from '#http/access.ts';
import type { AttackedSite, Inhabitant } from './attacked-site.ts';

/** The address that a rule is about; `of` is whose things its parameters name. Throws for a parameter nobody thought of. */
export function fillPattern(site: AttackedSite, rule: Pick<AccessRule, 'path'>, of: Inhabitant): string {
  return rule.path.replace(/:([a-zA-Z0-9]+)/g, (_, name: string) => {
    const value = findValue(site, rule.path, name, of);
    if (value === undefined) throw new Error(`nothing stands for :${name} of ${rule.path}`);
    return value;
  });
}

function findValue(site: AttackedSite, path: string, name: string, of: Inhabitant): string | undefined {
  if (path.startsWith('/drafts/') && name === 'id') return of.draft ?? site.people.analyst.draft ?? undefined;
  if (path.startsWith('/admin/people/') && name === 'id') return site.people.contributor.id;
  if (path.startsWith('/reviews/') && name === 'id') return site.review;
  if (path.startsWith('/runs/') || path.startsWith('/batches/')) return valueOfRuns(site, path, name);
  if (path === '/sources/:id') return '1';
  if (path === '/analyses/:file') return '7.json';
  if (path.endsWith('/compare/:before/:file')) return name === 'file' ? '1.json' : valueOfName(site, name);
  return valueOfName(site, name);
}

function valueOfRuns(site: AttackedSite, path: string, name: string): string | undefined {
  if (name !== 'file') return { number: '1', step: 'base-research', id: site.exchange }[name];
  return path.includes('/exchanges/') ? 'response.txt' : '1.json';
}

function valueOfName(site: AttackedSite, name: string): string | undefined {
  const values: Readonly<Record<string, string>> = {
    number: '7',
    version: '1',
    before: '1',
    after: '1',
    format: 'report.json',
    sha256: site.snapshot,
    code: 'KP',
    key: 'Test_Status',
    token: site.unsubscribe('contributor'),
  };
  return values[name];
}
