/** What base research came to: the draft and what it rests on first, then the sources, then everything that was left out. */
import type { Brief, BriefSource, LeftOut } from '#domain/brief.ts';
import { LEFT_OUT_REASONS } from '#domain/brief.ts';
import { SOURCE_TIERS } from '#domain/source.ts';
import type { BaseResearchOutput } from '#domain/step-output.ts';
import { counted, grouped } from '../amounts.ts';
import { LEFT_OUT_WORDS } from '../run-words.ts';
import { TIER_WORDS } from '../wording.ts';
import { ExternalLink } from './external-link.tsx';
import { CheckFigures, PassageQuotes, Repairs, Rest, RunFindings } from './run-evidence.tsx';
import { Day } from './when.tsx';

const MOST_OF_GROUP = 50;
const MOST_QUERIES = 100;

/** See the module comment. */
export function ResearchOutcome({ output }: { output: BaseResearchOutput }) {
  const { brief, page, check } = output;
  return (
    <>
      <p class="lead">{describeBrief(brief)}</p>
      {check !== null && <CheckFigures check={check} />}
      {page !== null && page.rationale.length > 0 && (
        <>
          <h3>How the status was read</h3>
          <ol class="prose rationale">
            {page.rationale.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ol>
        </>
      )}
      {page !== null && page.statusStatements.length > 0 && (
        <details class="run-fold" id="status-passages">
          <summary>The passages that state the status</summary>
          <PassageQuotes brief={brief} ids={unique(page.statusStatements.flatMap((one) => one.passages))} />
        </details>
      )}
      <RunFindings findings={output.findings} brief={brief} id="research-told" />
      <Repairs repairs={output.repairs} id="research-repairs" />
      <SourcesUsed brief={brief} />
      <ConsideredLeftOut leftOut={brief.leftOut} />
      <Queries brief={brief} />
    </>
  );
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** `4 sources (2 law, 2 news) with 31 passages; 12 were considered and left out.` */
export function describeBrief(brief: Brief): string {
  const tiers = SOURCE_TIERS.map((tier) => {
    const n = brief.sources.filter((source) => source.tier === tier).length;
    return n === 0 ? '' : `${n} ${tier === 'unknown' ? 'of unknown kind' : TIER_WORDS[tier]}`;
  }).filter((words) => words !== '');
  if (brief.sources.length === 0) {
    return `No stored source speaks of it; ${counted(brief.leftOut.length, 'document')} ${brief.leftOut.length === 1 ? 'was' : 'were'} considered and left out.`;
  }
  const left =
    brief.leftOut.length === 0
      ? ''
      : `; ${grouped(brief.leftOut.length)} ${brief.leftOut.length === 1 ? 'was' : 'were'} considered and left out`;
  return `${counted(brief.sources.length, 'source')} (${tiers.join(', ')}) with ${counted(brief.passages.length, 'passage')}${left}.`;
}

function SourcesUsed({ brief }: { brief: Brief }) {
  if (brief.sources.length === 0) return null;
  return (
    <>
      <h3>Sources used</h3>
      <div class="table-wrap">
        <table class="stack run-sources">
          <caption class="vh">Sources used, by rank</caption>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Who speaks</th>
              <th scope="col">Published</th>
              <th scope="col">Why it is here</th>
            </tr>
          </thead>
          <tbody>
            {brief.sources.map((source) => (
              <SourceLine source={source} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function SourceLine({ source }: { source: BriefSource }) {
  return (
    <tr>
      <th scope="row">
        [{source.ref}]{' '}
        <a href={`/sources/${source.source}`}>
          {source.title ?? source.url ?? source.fileName ?? `Source ${source.source}`}
        </a>
        <span class="row-sub">
          {source.publisher ?? 'publisher not known'}
          {source.copies.length > 0 &&
            ` · ${counted(source.copies.length, 'copy', 'copies')} of it stored as well`}
        </span>
      </th>
      <td data-label="Who speaks">{TIER_WORDS[source.tier]}</td>
      <td data-label="Published">
        <Day at={source.publishedOn} />
      </td>
      <td data-label="Why">
        {source.reasons.join(' ')}
        <span class="row-sub">found by {foundByWords(source.foundBy)}</span>
      </td>
    </tr>
  );
}

function foundByWords(foundBy: string): string {
  if (foundBy === 'corpus') return 'searching what is stored';
  if (foundBy === 'given') return 'its address, which was given';
  return foundBy === 'sitemap' ? 'a sitemap that was given' : foundBy;
}

/** Everything that was looked at and not used, by reason; hundreds of them stay folded. */
function ConsideredLeftOut({ leftOut }: { leftOut: readonly LeftOut[] }) {
  if (leftOut.length === 0) return null;
  return (
    <>
      <h3>Considered and left out</h3>
      {LEFT_OUT_REASONS.map((reason) => {
        const members = leftOut.filter((one) => one.reason === reason);
        if (members.length === 0) return null;
        return (
          <details class="run-fold" id={`left-out-${reason}`}>
            <summary>
              {LEFT_OUT_WORDS[reason]} <span class="times">{grouped(members.length)}</span>
            </summary>
            <ul class="findings">
              {members.slice(0, MOST_OF_GROUP).map((one) => (
                <li>
                  <p>
                    <LeftOutName leftOut={one} /> {one.words}
                  </p>
                </li>
              ))}
            </ul>
            <Rest total={members.length} one="document" most={MOST_OF_GROUP} />
          </details>
        );
      })}
    </>
  );
}

function LeftOutName({ leftOut: { source, title, url } }: { leftOut: LeftOut }) {
  if (source !== null) return <a href={`/sources/${source}`}>{title ?? url ?? `Source ${source}`}</a>;
  if (url !== null) return <ExternalLink url={url}>{title ?? url}</ExternalLink>;
  return <strong>{title ?? 'A document without a title'}</strong>;
}

function Queries({ brief }: { brief: Brief }) {
  if (brief.queries.length === 0) return null;
  return (
    <details class="run-fold" id="queries">
      <summary>{counted(brief.queries.length, 'query', 'queries')} put to find them</summary>
      <ul class="plain query-list">
        {brief.queries.slice(0, MOST_QUERIES).map(({ service, text, results }) => (
          <li>
            <code>{text}</code>{' '}
            <span class="quiet">
              {service === 'corpus' ? 'what is stored' : service}: {counted(results, 'result')}
            </span>
          </li>
        ))}
      </ul>
      <Rest total={brief.queries.length} one="query" many="queries" most={MOST_QUERIES} />
    </details>
  );
}
