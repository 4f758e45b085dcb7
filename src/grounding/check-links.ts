/**
 * Every link of a page, classified by its spelling and matched with stored copies. Links stand in the text of the
 * units, in the report's list, beside laws and in the reference list; each is reported once per place it stands in.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { PageUnit } from '#domain/page-text.ts';
import type { LinkCheck } from '#domain/verification.ts';
import { canonicalPlaceUrl, canonicalUrl } from './canonical-url.ts';
import { classifyUrl } from './classify-url.ts';
import { findUrls } from './find-urls.ts';
import type { Block } from './read-blocks.ts';
import { resolveSource } from './resolve-source.ts';
import type { SourceText } from './source-text.ts';

/** A unit with its blocks, as `readBlocks(unit.text, unit.format)` gives them. */
export type UnitBlocks = { readonly unit: PageUnit; readonly blocks: readonly Block[] };

/**
 * Links in page order: those of the units, then of laws (`law/0`) and of the reference list (`source/<ref>`), whose
 * keys stand in `unit`. The same address is given once per unit. `source` is an index into `sources`.
 */
export function checkLinks(
  content: AnalysisContent,
  units: readonly UnitBlocks[],
  sources: readonly SourceText[],
): LinkCheck[] {
  const links: LinkCheck[] = [];
  const seen = new Set<string>();
  const resolved = new Map<string, number | null>();
  for (const { unit, url } of [...unitUrls(content, units), ...contentUrls(content)]) {
    const canonical = canonicalUrl(url);
    const key = `${unit}\n${canonical ?? url}`;
    if (seen.has(key)) continue;
    seen.add(key);
    // With its place: two articles of one law are two sources.
    const address = canonicalPlaceUrl(url) ?? canonical ?? url;
    const known = resolved.get(address);
    const source = known === undefined ? resolveSource({ url }, sources).index : known;
    resolved.set(address, source);
    links.push({ url, canonical, class: classifyUrl(url), source, unit });
  }
  return links;
}

type Found = { readonly unit: string; readonly url: string };

function unitUrls(content: AnalysisContent, units: readonly UnitBlocks[]): Found[] {
  const listed = new Map<string, readonly string[]>(
    (content.report?.links ?? []).map((link, index) => [`report/link/${index}`, link.urls] as const),
  );
  return units.flatMap(({ unit, blocks }) => {
    const inBlocks = blocks.flatMap((block) => [
      ...block.marks.flatMap((mark) => (mark.href === undefined ? [] : [mark.href])),
      ...findUrls(block.text).map(({ url }) => url),
    ]);
    const inTargets = unit.format === 'markdown' ? markdownTargets(unit.text) : [];
    return [...inBlocks, ...inTargets, ...(listed.get(unit.key) ?? [])].map((url) => ({
      unit: unit.key,
      url,
    }));
  });
}

/** Link targets that the blocks leave out: other schemes than those kept, and those that stay in the text as written. */
function markdownTargets(text: string): string[] {
  return [...text.matchAll(/\]\(\s*<?([a-z][a-z0-9+.-]*:[^\s>)]+)/gi)]
    .map((match) => match[1] ?? '')
    .filter((url) => !/^(?:https?|mailto|javascript|vbscript|file|data):/i.test(url));
}

function contentUrls(content: AnalysisContent): Found[] {
  const laws = content.laws.map(({ url }, index) => ({ unit: `law/${index}`, url }));
  const cited = content.sources.map(({ ref, url }) => ({ unit: `source/${ref}`, url }));
  return [...laws, ...cited].flatMap(({ unit, url }) => (url === null ? [] : [{ unit, url: url.trim() }]));
}
