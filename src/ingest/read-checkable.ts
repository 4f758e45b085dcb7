/** Any file that `regatlas check` takes, read into one content: a report, an analysis page, or an export of ours. */
import { AppError } from '#domain/errors.ts';
import { addGrounding } from './grounding-beside.ts';
import { readPageText } from './read-page-text.ts';
import { assertKnownTerms, parseExport } from './read-regatlas-json.ts';
import { type CheckableReport, type ReportOptions, readCheckableReport } from './read-report.ts';
import { recogniseFile } from './recognise-file.ts';

/**
 * The content to check, of an export its last version. Throws AppErrors as the readers of each kind do, and
 * `invalid-input` for a provider's JSON alone, which has no page to check.
 */
export function readCheckable(text: string, options: ReportOptions): CheckableReport {
  const { file } = options;
  const kind = recogniseFile(text, file);
  switch (kind) {
    case 'report':
      return readCheckableReport(text, options);
    case 'page-text': {
      const page = readPageText(text, options);
      return { ...page, content: (options.grounding ?? []).reduce(addGrounding, page.content) };
    }
    case 'regatlas-json': {
      const parsed = parseExport(text, file);
      assertKnownTerms(parsed, options);
      const [first, ...others] = parsed.versions;
      const latest = others.reduce((a, b) => (a !== undefined && b.number < a.number ? a : b), first);
      if (latest === undefined)
        throw new AppError('invalid-input', 'There is no version in the file.', { place: { file } });
      return { content: latest.content, findings: latest.importFindings };
    }
    case 'provider-json':
      throw new AppError(
        'invalid-input',
        'This is the answer of a provider without the report it belongs to.',
        {
          place: { file },
          remedy: 'Check the report x.md, with this file beside it under the name x.grounding.json.',
        },
      );
  }
}
