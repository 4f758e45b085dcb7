/** The lossless export of an analysis and the stored bytes of a source, for whoever wants to check without us. */
import { Hono } from 'hono';
import { AppError } from '#domain/errors.ts';
import { exportAnalysis } from '#publish/export-analysis.ts';
import { exportReport } from '#publish/export-report.ts';
import { FORMAT_MEDIA_TYPES, REPORT_FORMATS, type ReportFormat } from '#publish/report-formats.ts';
import type { Store } from '#store/connect.ts';
import { getSnapshotBytes } from '#store/sources.ts';
import { sendText } from './send-text.ts';

const FORMAT = `:format{(?:${REPORT_FORMATS.join('|')})\\.json}`;

/**
 * Routes `/analyses/462.json`, `/analyses/462/report.json`, `/analyses/462/versions/2/annotations.json` and alike,
 * and `/snapshots/<sha256>`.
 */
export function createExportRoutes(store: Store): Hono {
  const routes = new Hono();
  routes.get('/analyses/:file{[0-9]{1,9}\\.json}', async (context) => {
    const number = Number.parseInt(context.req.param('file'), 10);
    const text = await store.read((tx) => exportAnalysis(tx, number));
    return sendText(context, text, `regatlas-${number}.json`, FORMAT_MEDIA_TYPES.report);
  });
  routes.on(
    'GET',
    [
      `/analyses/:number{[0-9]{1,9}}/${FORMAT}`,
      `/analyses/:number{[0-9]{1,9}}/versions/:version{[0-9]{1,9}}/${FORMAT}`,
    ],
    async (context) => {
      const number = Number(context.req.param('number'));
      const named = context.req.param('version');
      const version = named === undefined ? undefined : Number(named);
      const format = (context.req.param('format') ?? '').slice(0, -'.json'.length) as ReportFormat;
      const text = await store.read((tx) => exportReport(tx, { number, version, format }));
      return sendText(context, text, `regatlas-${number}-${format}.json`, FORMAT_MEDIA_TYPES[format]);
    },
  );
  routes.get('/snapshots/:sha256', async (context) => {
    const sha256 = context.req.param('sha256');
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new AppError('not-found', 'That is not the hash of a snapshot.');
    const { bytes } = await store.read((tx) => getSnapshotBytes(tx, sha256));
    // Bytes from outside are handed over, never shown: no browser may run them under our name.
    return context.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${sha256}"`,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
  return routes;
}
