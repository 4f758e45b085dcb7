/** What blended synthesis came to: the version, what stays open, and where each sentence of it was taken from. */
import type { SentenceOrigin, SynthesisOutput } from '#domain/step-output.ts';
import { counted, grouped } from '../amounts.ts';
import { unitLabel } from '../find-place.ts';
import { writeDays } from '../write-days.ts';
import {
  CheckFigures,
  type PassagePlaces,
  PassageSource,
  Repairs,
  Rest,
  RunFindings,
} from './run-evidence.tsx';

const MOST_SENTENCES = 200;
const OPEN_SHOWN = 5;

/** See the module comment. */
export function SynthesisOutcome(props: PassagePlaces & { output: SynthesisOutput }) {
  const { output } = props;
  return (
    <>
      <p class="lead">{describeOrigins(output.origins)}</p>
      <CheckFigures check={output.check} />
      <OpenPoints open={output.open} />
      <RunFindings findings={output.findings} brief={props.brief} id="synthesis-told" />
      <Repairs repairs={output.repairs} id="synthesis-repairs" />
      <Lineage {...props} />
    </>
  );
}

/** The first of them; a page that says much else leaves many open, which are folded. */
function OpenPoints({ open }: { open: readonly string[] }) {
  if (open.length === 0) return null;
  const rest = open.slice(OPEN_SHOWN);
  return (
    <>
      <h3>What stays open for a person to decide</h3>
      <ul class="prose open-points">
        {open.slice(0, OPEN_SHOWN).map((sentence) => (
          <li>{writeDays(sentence)}</li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details class="run-fold" id="open-rest">
          <summary>{counted(rest.length, 'more open point')}</summary>
          <ul class="prose open-points">
            {rest.slice(0, MOST_SENTENCES).map((sentence) => (
              <li>{writeDays(sentence)}</li>
            ))}
          </ul>
          <Rest total={rest.length} one="open point" most={MOST_SENTENCES} />
        </details>
      )}
    </>
  );
}

function describeOrigins(origins: readonly SentenceOrigin[]): string {
  const groups = new Map<string, number>();
  for (const { from } of origins) groups.set(fromWords(from), (groups.get(fromWords(from)) ?? 0) + 1);
  if (groups.size === 0) return 'Nothing was taken over from another text.';
  const parts = [...groups].map(([words, n]) => `${grouped(n)} from ${words}`);
  return `${counted(origins.length, 'sentence')}: ${parts.join(', ')}.`;
}

function fromWords(from: SentenceOrigin['from']): string {
  if (from.kind === 'draft') return 'this run’s draft';
  return from.kind === 'version' ? `version ${from.number} of #${from.analysis}` : `run ${from.run}`;
}

function Lineage(props: PassagePlaces & { output: SynthesisOutput }) {
  const { origins, content } = props.output;
  if (origins.length === 0) return null;
  return (
    <details class="run-fold" id="lineage">
      <summary>Where each sentence comes from</summary>
      <div class="table-wrap">
        <table class="stack lineage">
          <caption class="vh">Sentences with their origin</caption>
          <thead>
            <tr>
              <th scope="col">Sentence</th>
              <th scope="col">Taken from</th>
              <th scope="col">Rests on</th>
            </tr>
          </thead>
          <tbody>
            {origins.slice(0, MOST_SENTENCES).map((origin) => (
              <tr>
                <th scope="row">
                  {origin.text}
                  <span class="row-sub">{unitLabel(origin.unit, content)}</span>
                </th>
                <td data-label="Taken from">
                  <From from={origin.from} />
                  {origin.why !== null && <span class="row-sub">{origin.why}</span>}
                </td>
                <td data-label="Rests on">
                  {origin.passages.length === 0
                    ? 'no passage of its own'
                    : origin.passages.map(({ sha256, start }, index) => (
                        <>
                          {index > 0 && ', '}
                          <PassageSource {...props} sha256={sha256} start={start} />
                        </>
                      ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Rest total={origins.length} one="sentence" most={MOST_SENTENCES} />
    </details>
  );
}

function From({ from }: { from: SentenceOrigin['from'] }) {
  if (from.kind === 'draft') return <>{fromWords(from)}</>;
  const href =
    from.kind === 'run' ? `/runs/${from.run}` : `/analyses/${from.analysis}/versions/${from.number}`;
  return <a href={href}>{fromWords(from)}</a>;
}
