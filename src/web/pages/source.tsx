/** One source: what is known of it, its text in passages, and which pages rely on which words of it. */
import { counted, formatSize, shorten } from '../amounts.ts';
import { ExternalLink } from '../components/external-link.tsx';
import { type Fact, FactList } from '../components/fact-list.tsx';
import { Glyph, MarkSprite } from '../components/mark.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { SignalList } from '../components/signal.tsx';
import { SourceChecks } from '../components/source-checks.tsx';
import { ConfidenceBadge, StatusBadge } from '../components/status-badge.tsx';
import { Day, Minute, NotKnown } from '../components/when.tsx';
import { type CitedSpan, type CutPassage, cutPassages } from '../cut-passages.ts';
import { Layout } from '../layout.tsx';
import {
  passageAnchor,
  passageHref,
  passageStartAnchor,
  placeQuery,
  quotationAnchor,
  referenceAnchor,
  sentenceAnchor,
  signalAnchor,
} from '../places.ts';
import type { CitingItem, Frame, SourceView } from '../views.ts';
import { type Mark, QUOTATION_WORDS, SENTENCE_WORDS, TIER_WORDS } from '../wording.ts';

/** Words that are cited or were found are marked in the text and lead to the sentence they bear on. */
export function SourcePage({ view, frame }: { view: SourceView; frame: Frame }) {
  const title = view.facts.title ?? view.facts.url ?? `Source ${view.id}`;
  return (
    <Layout
      frame={frame}
      title={title}
      printLine={`Regatlas · ${title} · sha256 ${view.snapshot.sha256.slice(0, 16)}`}
    >
      <MarkSprite />
      <div class="page">
        <PageTitle trail={[['/sources', 'Sources']]} title={title} />
        <SourceFactList view={view} />
        <SourceChecks url={view.facts.url} checks={view.checks} />
        <CitedBy view={view} />
        <BearsOn view={view} />
        <Signals view={view} />
        <SourceText view={view} />
      </div>
    </Layout>
  );
}

function SourceText({ view }: { view: SourceView }) {
  const { extracted } = view;
  const signals = view.signals.map(
    ({ signal: { id, position } }): SignalSpan => ({ signal: id, ...position }),
  );
  const shown = [...view.citations, ...signals].filter((item) => isShown(view, item));
  const passages = cutPassages(extracted.text, view.passages, shown);
  return (
    <section class="part" aria-labelledby="text-title">
      <h2 id="text-title">Text</h2>
      <p class="lead">
        As read out of the snapshot by {extracted.extractor} {extracted.extractorVersion}, in{' '}
        {counted(view.passagesCount, 'passage')}.
        {shown.length > 0 && ' Words that are cited, that the check found or that are a signal are marked.'}
        {view.pages > 1 && ` This is page ${view.page} of ${view.pages}; the snapshot holds the whole.`}
      </p>
      {extracted.text.trim() === '' && <p class="empty">No text could be read out of the snapshot.</p>}
      <div class="source-text" lang={view.facts.language ?? undefined}>
        {passages.map((passage, index) => (
          <Passage passage={passage} previousPage={passages[index - 1]?.page ?? null} />
        ))}
      </div>
      <Pager
        path={`/sources/${view.id}`}
        query={{}}
        page={view.page}
        pageSize={1}
        total={view.pages}
        of="text"
      />
    </section>
  );
}

/** Whether the cited words stand on this page of the text. */
function isShown({ passages }: SourceView, item: CitedSpan): boolean {
  const [first, last] = [passages[0], passages.at(-1)];
  if (first === undefined || last === undefined) return true;
  return item.start < last.end && item.end > first.start;
}

function SourceFactList({ view }: { view: SourceView }) {
  const { facts, snapshot, extracted } = view;
  const rows: Fact[] = [
    ['Publisher', facts.publisher ?? <NotKnown />],
    ['Author', facts.author ?? <NotKnown />],
    ['Published', <Day at={facts.publishedOn} />],
    ['Kind of source', facts.tier === 'unknown' ? <NotKnown /> : TIER_WORDS[facts.tier]],
    ['Address', facts.url === null ? <NotKnown /> : <ExternalLink url={facts.url} />],
    ['Language', facts.language ?? <NotKnown />],
    ['About', <About view={view} />],
    ['Captured', <Minute at={snapshot.capturedAt} />],
    ['Captured from', snapshot.capturedFrom],
    ['Media type', snapshot.mediaType],
    ['Size', formatSize(snapshot.size)],
    ['Text read by', `${extracted.extractor} ${extracted.extractorVersion}`],
    ['SHA-256 of the bytes', <code class="hash">{snapshot.sha256}</code>],
    ['SHA-256 of the text', <code class="hash">{view.textSha256}</code>],
  ];
  return <FactList facts={rows} kind="source-facts" />;
}

function About({ view }: { view: SourceView }) {
  if (view.jurisdictions.length === 0) return <>no jurisdiction recognised</>;
  return (
    <>
      {view.jurisdictions.map(({ jurisdiction, basis, mentions }, index) => (
        <>
          {index > 0 && ', '}
          <a href={`/jurisdictions/${jurisdiction.code}`}>{jurisdiction.everydayName}</a> (
          {basis === 'declared' ? 'as declared' : counted(mentions, 'mention')})
        </>
      ))}
    </>
  );
}

function verdictOf(item: CitingItem): { mark: Mark; words: string } {
  const table: Readonly<Record<string, { mark: Mark; words: string }>> = {
    ...SENTENCE_WORDS,
    ...QUOTATION_WORDS,
  };
  return table[item.verdict] ?? { mark: 'cannot', words: item.verdict };
}

function placeHref(item: CitingItem): string {
  const page = `/analyses/${item.analysis}`;
  if (item.place === null) return `${page}#${referenceAnchor(item.words)}`;
  const anchor = item.kind === 'quotation' ? quotationAnchor(item.place) : sentenceAnchor(item.place);
  return `${page}${placeQuery(item.place)}#${anchor}`;
}

function CitedBy({ view }: { view: SourceView }) {
  const cited = view.citations.filter((item) => item.kind !== 'found');
  return (
    <section class="part" aria-labelledby="cited-title">
      <h2 id="cited-title">Cited by</h2>
      {cited.length === 0 && (
        <p class="empty">
          Cited nowhere: no page quotes or cites this source. Pages about the same jurisdiction are still held
          against it.
        </p>
      )}
      <CitingAnalyses items={cited} view={view} />
    </section>
  );
}

function BearsOn({ view }: { view: SourceView }) {
  const found = view.citations.filter((item) => item.kind === 'found');
  if (found.length === 0) return null;
  return (
    <section class="part" aria-labelledby="found-title">
      <h2 id="found-title">May bear on</h2>
      <p class="empty">Sentences that do not cite this source, but whose words the check found in it.</p>
      <CitingAnalyses items={found} view={view} />
    </section>
  );
}

function Signals({ view }: { view: SourceView }) {
  const { signals, signalsCount } = view;
  return (
    <section class="part" aria-labelledby="signals-title">
      <h2 id="signals-title">Signals</h2>
      {signals.length === 0 ? (
        <p class="empty">
          No statement about the status of anything in the codebook was recognised in this source.
        </p>
      ) : (
        <p class="lead">
          What this source says of the status of something, {counted(signalsCount, 'signal')}
          {signalsCount > signals.length && `, of which the first ${signals.length} are shown`}. It changes no
          status by itself.
        </p>
      )}
      <SignalList items={signals} showsSource={false} />
    </section>
  );
}

function CitingAnalyses({ items, view }: { items: readonly CitingItem[]; view: SourceView }) {
  const analyses = Map.groupBy(items, (item) => item.analysis);
  return (
    <>
      {[...analyses.values()].map((group) => (
        <CitingAnalysis items={group} view={view} />
      ))}
    </>
  );
}

function CitingAnalysis({ items, view }: { items: readonly CitingItem[]; view: SourceView }) {
  const first = items[0];
  if (first === undefined) return null;
  return (
    <div class="citing">
      <p class="citing-head">
        <a href={`/analyses/${first.analysis}`}>
          {first.jurisdiction.everydayName} · {first.topic.title}
        </a>{' '}
        <span class="row-sub">
          #{first.analysis}, version {first.version}
        </span>
        <StatusBadge topic={first.topic} status={first.status} evidenceState={first.evidenceState} />
        <ConfidenceBadge level={first.confidenceLevel} figure={null} />
      </p>
      <ul class="plain">
        {items.map((item) => {
          const { mark, words } = verdictOf(item);
          return (
            <li>
              <Glyph mark={mark} /> {item.kind === 'found' ? 'sentence' : item.kind} {words}:{' '}
              <a href={placeHref(item)}>{wordsOf(item)}</a> ·{' '}
              <a href={passageOf(view, item)}>
                passage<span class="vh"> at character {item.start}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function passageOf(view: SourceView, item: CitingItem): string {
  const { start, end } = item;
  return isShown(view, item) ? `#${passageAnchor(start, end)}` : passageHref(view.id, start, end);
}

const SHORT = 110;

function wordsOf(item: CitingItem): string {
  return item.kind === 'reference' ? `[${item.words}]` : `“${shorten(item.words, SHORT)}”`;
}

function Passage({
  passage,
  previousPage,
}: {
  passage: CutPassage<CitingItem | SignalSpan>;
  previousPage: number | null;
}) {
  return (
    <>
      {passage.page !== null && passage.page !== previousPage && (
        <h3 class="page-number">Page {passage.page}</h3>
      )}
      <p id={passageStartAnchor(passage.start)}>
        {passage.pieces.map((piece) => {
          const anchors = new Set(piece.begins.map((item) => passageAnchor(item.start, item.end)));
          return (
            <>
              {[...anchors].map((id) => (
                <span id={id} class="anchor" />
              ))}
              {piece.within.length === 0 ? piece.text : <mark class="cited-words">{piece.text}</mark>}
              <CitingMarks items={piece.ends.filter(isCiting)} />
              <SignalMarks items={piece.ends.filter(isSignal)} />
            </>
          );
        })}
      </p>
    </>
  );
}

/** Where a signal stands in the text; code points. */
type SignalSpan = { readonly signal: number; readonly start: number; readonly end: number };

function isSignal(item: CitingItem | SignalSpan): item is SignalSpan {
  return 'signal' in item;
}

function isCiting(item: CitingItem | SignalSpan): item is CitingItem {
  return !isSignal(item);
}

function SignalMarks({ items }: { items: readonly SignalSpan[] }) {
  return (
    <>
      {items.map((item) => (
        <a class="cited-mark" href={`#${signalAnchor(item.signal)}`}>
          signal
        </a>
      ))}
    </>
  );
}

/** Behind cited words, the pages that rely on them: one mark per page and verdict. */
function CitingMarks({ items }: { items: readonly CitingItem[] }) {
  const distinct = new Map(items.map((item) => [`${item.analysis} ${verdictOf(item).mark}`, item]));
  return (
    <>
      {[...distinct.values()].map((item) => (
        <a class="cited-mark" href={placeHref(item)}>
          <Glyph mark={verdictOf(item).mark} />
          <span class="vh">cited by </span>#{item.analysis}
        </a>
      ))}
    </>
  );
}
