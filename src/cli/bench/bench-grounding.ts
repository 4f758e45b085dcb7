/** `regatlas bench grounding FILE.json`: provider answers with what their resolution must give. */
import * as z from 'zod';
import { offsetMap } from '#grounding/offsets.ts';
import { resolveGrounding } from '#grounding/provider/resolve-grounding.ts';
import { type BenchKind, perSecond } from './bench-kind.ts';
import { readJsonDocument } from './read-records.ts';

const rangeSchema = z.tuple([z.number(), z.number()]);

const supportSchema = z.object({
  status: z.string(),
  sources: z.array(z.number()),
  utf16: rangeSchema.optional(),
  byte: rangeSchema.optional(),
  text: z.string().optional(),
  dangling: z.array(z.number()).optional(),
  distinctUris: z.number().optional(),
  distinctDomains: z.number().optional(),
});

const caseSchema = z.object({
  id: z.string(),
  parts: z.array(z.string()),
  grounding: z.unknown(),
  expect: z.object({ supports: z.array(supportSchema), diagnostics: z.array(z.string()) }),
});

const fileSchema = z.object({ cases: z.array(caseSchema).min(1) });

type Case = z.infer<typeof caseSchema>;
type ExpectedSupport = z.infer<typeof supportSchema>;

/** See the module comment. */
export const benchGrounding: BenchKind = {
  name: 'grounding',
  expects: 'FILE.json with cases of {id, parts, grounding, expect}',
  run: async (path, context) => {
    const { cases } = await readJsonDocument(path, fileSchema, context);
    const before = process.cpuUsage();
    const items = cases.map((each) => {
      const differences = compareCase(each);
      return { id: each.id, passed: differences.length === 0, differences };
    });
    const passed = items.filter((item) => item.passed).length;
    return {
      metrics: {
        n: items.length,
        passed,
        failed: items.length - passed,
        perSecond: perSecond(items.length, process.cpuUsage(before)),
      },
      items,
    };
  },
};

/** What differs from the expectation, each as a sentence; none when the case passes. */
function compareCase({ parts, grounding, expect }: Case): string[] {
  const check = resolveGrounding(JSON.stringify(grounding), parts);
  const differences: string[] = [];
  const compare = (what: string, got: unknown, wanted: unknown) => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      differences.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
  };
  compare('diagnostics', [...check.diagnostics].sort(), [...expect.diagnostics].sort());
  compare('number of supports', check.supports.length, expect.supports.length);
  const text = parts.join('');
  expect.supports.forEach((wanted, index) => {
    const support = check.supports[index];
    if (support === undefined) return;
    const at = `support ${index} `;
    compare(`${at}status`, support.state, wanted.status.replace('_', '-'));
    compare(`${at}sources`, support.chunks, wanted.sources);
    if (wanted.dangling !== undefined) compare(`${at}dangling`, support.dangling, wanted.dangling);
    if (wanted.text !== undefined) compare(`${at}text`, support.text, wanted.text);
    compareWhole(check, wanted, (what, got, expected) => compare(`${at}${what}`, got, expected));
    compareSpan(support.span, text, wanted, (what, got, expected) => compare(`${at}${what}`, got, expected));
  });
  return differences;
}

type Compare = (what: string, got: unknown, wanted: unknown) => void;

function compareWhole(
  check: { distinctUrls: number; distinctDomains: number },
  wanted: ExpectedSupport,
  compare: Compare,
): void {
  if (wanted.distinctUris !== undefined) compare('distinct URIs', check.distinctUrls, wanted.distinctUris);
  if (wanted.distinctDomains !== undefined)
    compare('distinct domains', check.distinctDomains, wanted.distinctDomains);
}

function compareSpan(
  span: { start: number; end: number } | null,
  text: string,
  wanted: ExpectedSupport,
  compare: Compare,
): void {
  if (wanted.utf16 === undefined && wanted.byte === undefined) return;
  if (span === null) {
    compare('span', null, wanted.utf16 ?? wanted.byte);
    return;
  }
  const offsets = offsetMap(text);
  const units = [offsets.toUtf16(span.start), offsets.toUtf16(span.end)];
  if (wanted.utf16 !== undefined) compare('UTF-16 offsets', units, wanted.utf16);
  if (wanted.byte !== undefined)
    compare(
      'byte offsets',
      units.map((unit) => Buffer.byteLength(text.slice(0, unit))),
      wanted.byte,
    );
}
