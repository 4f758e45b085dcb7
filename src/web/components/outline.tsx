/** The summary points: numbered headings, nested points under each, and the evidence of all of them beside it. */
import type { AnalysisContent, OutlineNode } from '#domain/analysis.ts';
import { outlineText } from '#domain/page-text.ts';
import { unitAnchor } from '../places.ts';
import type { EvidencePlan, PlannedBlock } from '../plan-evidence.ts';
import { EvidenceNotes, type NoteContext } from './evidence-note.tsx';
import { Row } from './judged-blocks.tsx';
import { JudgedText } from './judged-text.tsx';

/** `isWhole`: the text stands on one page. `isHere`: whether a heading with its points stands on this one. */
type Shared = {
  plan: EvidencePlan;
  context: NoteContext;
  isWhole: boolean;
  isHere: (unit: string) => boolean;
};

/** The whole outline. */
export function Outline({
  outline,
  continued,
  ...shared
}: Shared & { outline: NonNullable<AnalysisContent['outline']>; continued: boolean }) {
  return (
    <>
      {outline.title !== null && !continued && (
        <Row>
          <p class="outline-title">{outline.title}</p>
        </Row>
      )}
      {outline.overallStatus !== null && !continued && (
        <Row>
          <p>
            The page states as overall status: <strong>{outline.overallStatus}</strong>
          </p>
        </Row>
      )}
      {outline.headings.map(
        (heading, index) =>
          shared.isHere(`outline/${index}`) && (
            <OutlineHeading heading={heading} unit={`outline/${index}`} {...shared} />
          ),
      )}
    </>
  );
}

function OutlineHeading({ heading, unit, ...shared }: Shared & { heading: OutlineNode; unit: string }) {
  const { plan, context } = shared;
  const notes = plan.rowsOf.get(unit)?.flatMap((row) => row.notes) ?? [];
  return (
    <Row notes={<EvidenceNotes notes={notes} context={context} />}>
      <h3 id={unitAnchor(unit)} class="numbered">
        {heading.number !== null && <span class="numeral">{heading.number}.</span>}{' '}
        {plan.blocksOf.has(unit) ? (
          <UnitText unit={unit} node={heading} {...shared} />
        ) : (
          `${outlineText(heading)} (continued)`
        )}
      </h3>
      {heading.children.length === 0 ? (
        <p class="empty">Nothing under this heading.</p>
      ) : (
        <Points nodes={heading.children} unit={unit} {...shared} />
      )}
    </Row>
  );
}

function Points({ nodes, unit, ...shared }: Shared & { nodes: readonly OutlineNode[]; unit: string }) {
  return (
    <ul>
      {nodes.map((node, index) => {
        const key = `${unit}/${index}`;
        if (!isNodeHere(node, key, shared)) return null;
        return (
          <li id={unitAnchor(key)}>
            <UnitText unit={key} node={node} {...shared} />
            {node.children.length > 0 && <Points nodes={node.children} unit={key} {...shared} />}
          </li>
        );
      })}
    </ul>
  );
}

/** On a page of several, only points of which something stands there. */
function isNodeHere(node: OutlineNode, unit: string, shared: Pick<Shared, 'plan' | 'isWhole'>): boolean {
  if (shared.isWhole || shared.plan.blocksOf.has(unit)) return true;
  return node.children.some((child, index) => isNodeHere(child, `${unit}/${index}`, shared));
}

function UnitText({ unit, node, plan, context }: Shared & { unit: string; node: OutlineNode }) {
  const blocks = plan.blocksOf.get(unit) ?? [];
  return (
    <>
      {blocks.map((planned, index) => (
        <>
          {index > 0 && ' '}
          <JudgedText planned={index === 0 ? withLabel(planned, node.label) : planned} links={context} />
        </>
      ))}
    </>
  );
}

/** The words before the colon stand out. Only when the text does begin with them, as Markdown may have moved marks. */
function withLabel(planned: PlannedBlock, label: string | null): PlannedBlock {
  const { block } = planned;
  if (label === null || !block.text.startsWith(`${label}:`)) return planned;
  const strong = { start: 0, end: label.length + 1, type: 'strong' } as const;
  return { ...planned, block: { ...block, marks: [strong, ...block.marks] } };
}
