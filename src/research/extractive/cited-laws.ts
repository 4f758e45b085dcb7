/** Which of the instruments that were read stand in the table of the page, with the articles that it quotes for its status. */
import type { LandmarkLaw } from '#domain/analysis.ts';
import type { DraftedPage } from '#domain/drafted-page.ts';
import type { Material } from '../analyst.ts';
import type { FoundLaw } from './read-laws.ts';
import type { ReadSource, SourceSentence } from './read-sentences.ts';

/** All passages of the sources that the page quotes from. */
export function passagesFrom(
  { statusStatements, sections, headings }: Pick<DraftedPage, 'statusStatements' | 'sections' | 'headings'>,
  { brief }: Material,
): ReadonlySet<string> {
  const ids = [...sections, ...headings].flatMap(({ statements }) => statements);
  const own = new Set([...statusStatements, ...ids].flatMap(({ passages }) => passages));
  const refs = new Set(brief.passages.filter(({ id }) => own.has(id)).map(({ ref }) => ref));
  return new Set(brief.passages.filter(({ ref }) => refs.has(ref)).map(({ id }) => id));
}

/** A law's own text, an act that states the status, or an instrument that is named where the page quotes from. */
export function isTold({ own, passages }: FoundLaw, sources: readonly ReadSource[]): boolean {
  const told = new Set(
    sources.flatMap(({ sentences, source }) => {
      const isLaw = source.tier === 'law' && sentences.length > 0;
      return isLaw || sentences.some(({ nearness }) => nearness === 'states') ? [source.ref] : [];
    }),
  );
  const from = sources.flatMap(({ lines, source }) =>
    lines.filter(({ passage }) => passages.includes(passage.id)).map(() => source.ref),
  );
  return (own.length === 0 ? from : own).some((ref) => told.has(ref));
}

/** With the articles that state the status; of its passages those of sources that the page quotes from, if there are. */
export function withArticles(
  { law, own, passages }: FoundLaw,
  status: readonly SourceSentence[],
  quoted: ReadonlySet<string>,
): { law: LandmarkLaw; passages: string[] } {
  const articles = status.flatMap(({ source, article }) =>
    own.includes(source.ref) && article !== null && !article.startsWith('point') ? [article] : [],
  );
  const used = passages.filter((id) => quoted.has(id));
  return {
    law: { ...law, article: listArticles([...new Set(articles)]) },
    passages: used.length > 0 ? used : passages.slice(0, 1),
  };
}

/** `Article 3`, `Articles 33(1) and 34(1)`; null for none. */
function listArticles(articles: readonly string[]): string | null {
  const [first, ...others] = articles;
  if (first === undefined) return null;
  const kind = /^\S+/.exec(first)?.[0] ?? '';
  const capital = kind.charAt(0).toUpperCase() + kind.slice(1);
  if (others.length === 0) return `${capital}${first.slice(kind.length)}`;
  const numbers = articles.map((each) => (each.startsWith(`${kind} `) ? each.slice(kind.length + 1) : each));
  return `${capital}s ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
