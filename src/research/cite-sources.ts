/**
 * The reference list of a drafted page: only sources that something on the page rests on, numbered anew in the order of
 * their rank, each with its snapshot and the words relied on first.
 */
import type { CitedSource } from '#domain/analysis.ts';
import type { BriefPassage, BriefSource } from '#domain/brief.ts';
import type { DraftedPage, Statement } from '#domain/drafted-page.ts';
import type { SourceText } from '#domain/source.ts';
import type { OriginPassage } from '#domain/step-output.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { describePassage } from '#grounding/selectors.ts';
import type { Material } from './analyst.ts';

/** A source that the page uses; `mark` is its number on the page. */
export type UsedSource = { readonly source: BriefSource; readonly mark: string };

/** Looks passages up, and knows how their sources are marked. */
export type Citations = {
  readonly used: readonly UsedSource[];
  /** The passage with this id. Throws `RangeError` for an id that the brief does not have. */
  readonly passage: (id: string) => BriefPassage;
  /** ` [1] [3]`: the marks of what a statement rests on, by rank. */
  readonly marksOf: (passages: readonly string[]) => string;
  /** The stretches a statement rests on: its quotation where it quotes, else its passages. */
  readonly stretchesOf: (statement: Statement) => OriginPassage[];
  readonly list: () => CitedSource[];
};

/** See {@link Citations}. */
export function citeSources({ brief, texts }: Material, page: DraftedPage): Citations {
  const passages = new Map(brief.passages.map((each) => [each.id, each]));
  const passage = (id: string): BriefPassage => {
    const found = passages.get(id);
    if (found === undefined) throw new RangeError(`The brief has no passage ${id}.`);
    return found;
  };
  const statements = statementsOf(page);
  const ids = [...statements.flatMap((each) => each.passages), ...page.laws.flatMap((law) => law.passages)];
  const refs = new Set(ids.map((id) => passage(id).ref));
  const used = brief.sources
    .filter(({ ref }) => refs.has(ref))
    .map((source, index): UsedSource => ({ source, mark: String(index + 1) }));
  const hashOf = new Map(used.map(({ source }) => [source.ref, source.sha256]));
  return {
    used,
    passage,
    marksOf: (those) => {
      const own = new Set(those.map((id) => passage(id).ref));
      return used
        .filter(({ source }) => own.has(source.ref))
        .map(({ mark }) => ` [${mark}]`)
        .join('');
    },
    stretchesOf: ({ quotation, passages: ids }) => {
      const whole = ids.filter((id) => id !== quotation?.passage).map(passage);
      const quoted = quotation === null ? null : locate(passage(quotation.passage), quotation.exact);
      return [...(quoted === null ? [] : [quoted]), ...whole].map(({ ref, start, end }) => ({
        sha256: hashOf.get(ref) ?? '',
        start,
        end,
      }));
    },
    list: () => used.map((each) => listed(each, statements, passage, texts.get(each.source.ref))),
  };
}

/** All statements of a page in the order in which a reader meets them first. */
export function statementsOf(page: DraftedPage): Statement[] {
  return [page.statusStatements, ...page.sections.map((each) => each.statements)]
    .concat(page.headings.map((each) => each.statements))
    .flat();
}

type Stretch = Pick<BriefPassage, 'ref' | 'start' | 'end'>;

/** The quoted words inside their passage; the passage where they do not stand in it to the letter. */
function locate(passage: BriefPassage, exact: string): Stretch {
  const at = passage.text.indexOf(exact);
  if (at === -1) return passage;
  const offsets = offsetMap(passage.text);
  const start = passage.start + offsets.toCodePoint(at);
  return { ref: passage.ref, start, end: passage.start + offsets.toCodePoint(at + exact.length) };
}

function listed(
  { source, mark }: UsedSource,
  statements: readonly Statement[],
  passage: Citations['passage'],
  text: SourceText | undefined,
): CitedSource {
  const { title, publisher, url, publishedOn, sha256 } = source;
  const first = statements.find(
    ({ quotation }) => quotation !== null && passage(quotation.passage).ref === source.ref,
  )?.quotation;
  const stretch = first === undefined || first === null ? null : locate(passage(first.passage), first.exact);
  return {
    ...{ ref: mark, title, publisher, url, publishedOn, snapshot: sha256 },
    quote: stretch === null || text === undefined ? null : selectorOf(text.text, stretch),
    note: null,
  };
}

function selectorOf(text: string, { start, end }: Stretch): CitedSource['quote'] {
  const offsets = offsetMap(text);
  return describePassage(text, offsets.toUtf16(start), offsets.toUtf16(end), offsets).quote;
}
