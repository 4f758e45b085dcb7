/** The audit trail for administrators, with its filters. */
import { Hono } from 'hono';
import { isAppError } from '#domain/errors.ts';
import { loadTrail } from '../load/load-trail.ts';
import type { PageContext } from '../page-context.ts';
import { TrailPage } from '../pages/trail.tsx';
import { describeProblem } from '../private-form.ts';
import { readWord } from '../read-query.ts';
import type { Show } from '../show-page.ts';

/** `/admin/audit`, with the filters as parameters. A day that is none is told, not passed over. */
export function createAuditRoutes(_context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/admin/audit', (request) => {
    const before = request.req.query('before') ?? '';
    const query = {
      actor: readWord(request, 'actor'),
      action: readWord(request, 'action'),
      subject: readWord(request, 'subject'),
      since: readWord(request, 'since'),
      until: readWord(request, 'until'),
      before: /^[1-9]\d{0,8}$/.test(before) ? Number(before) : null,
    };
    return show(request, { key: '/admin/audit', keep: false }, async (tx, frame) => {
      try {
        return <TrailPage view={await loadTrail(tx, query)} frame={frame} />;
      } catch (error) {
        if (!isAppError(error, 'invalid-input')) throw error;
        const all = await loadTrail(tx, { ...query, since: '', until: '' });
        const view = { ...all, query, events: [], older: null, problem: describeProblem(error) };
        return <TrailPage view={view} frame={frame} />;
      }
    });
  });
  return routes;
}
