/**
 * What somebody signed in may do with a version: only the actions that their role has in its stage, each with what it
 * will do. Plain forms; whoever sends one is asked again by the use-case, so nothing here is a guard.
 */
import { describeOverridable, findCountingApproval } from '#domain/gate.ts';
import { actorOf } from '#domain/person.ts';
import type { StageAction, StageRule } from '#domain/workflow.ts';
import { formatDay } from '../dates.ts';
import type { AnalysisView, StagePanel as Panel, PanelBar } from '../views.ts';
import { versionPath } from './cite-box.tsx';

type Props = { readonly view: AnalysisView; readonly panel: Panel };

const TITLES: Readonly<Record<StageAction, string>> = {
  submit: 'Submit for review',
  return: 'Return to Draft',
  approve: 'Approve',
  publish: 'Publish',
  withdraw: 'Withdraw',
};

/** Nothing for readers. */
export function StagePanel({ view }: { view: AnalysisView }) {
  const panel = view.stagePanel;
  if (panel === null) return null;
  const props = { view, panel };
  const rules = panel.allowed.filter((rule) => isOffered(rule, panel));
  return (
    <section class="stage-panel" id="stage" aria-label="Stage of this version">
      <h2>
        Stage: {view.version.stage}
        {view.standing.author !== null && <span class="help"> made by {view.standing.author}</span>}
      </h2>
      {panel.draft !== null && (
        <p class="problem" role="alert">
          {panel.draft.problem}
        </p>
      )}
      <Approvals {...props} />
      {view.version.stage !== 'Live' && isOpen(view) && <Bars {...props} />}
      <div class="stage-actions">
        {rules.map((rule) => (
          <ActionForm {...props} rule={rule} />
        ))}
        {ownApproval(panel) && isOpen(view) && <TakeBackForm {...props} />}
      </div>
      {rules.length === 0 && <p class="empty">{nothingWords(view, panel)}</p>}
    </section>
  );
}

function isOpen({ version }: AnalysisView): boolean {
  return version.stage !== 'Archived' && version.stage !== 'Withdrawn';
}

/** Nobody approves what they wrote, or approves twice; before the gate is open there is nothing to press. */
function isOffered({ action, from }: StageRule, panel: Panel): boolean {
  if (action === 'publish') return panel.bars.every(({ overridable }) => overridable);
  if (action !== 'approve') return true;
  return panel.author !== actorOf(panel.viewer) && (from === 'Live' || !ownApproval(panel));
}

function ownApproval({ approvals, viewer }: Panel): boolean {
  return approvals.some(({ person }) => person === viewer.id);
}

function nothingWords({ version }: AnalysisView, { viewer }: Panel): string {
  if (version.stage === 'Archived' || version.stage === 'Withdrawn') {
    return `${version.stage} is final. What is to change is made as a new version.`;
  }
  return `There is nothing that somebody with the role ${viewer.role} can do here now.`;
}

function Approvals({ panel }: Props) {
  const { approvals, author } = panel;
  const counting = findCountingApproval({ approvals, author })?.review;
  if (approvals.length === 0) return null;
  return (
    <>
      <h3>Approvals of exactly this version</h3>
      <ul class="stage-list">
        {approvals.map(({ review, name, role, submittedAt }) => (
          <li>
            <a href={`#review-${review}`}>{name}</a>
            {role === null ? ', without an account' : `, ${role}`}, {formatDay(submittedAt)}
            {review === counting && ' · counts for publication'}
          </li>
        ))}
      </ul>
    </>
  );
}

function Bars({ view, panel }: Props) {
  const isDraft = view.version.stage === 'Draft';
  const bars = panel.bars.filter(({ code }) => !(isDraft && code === 'not-in-review'));
  return (
    <>
      <h3>
        {isDraft ? 'What would stand in the way of publication' : 'What stands in the way of publication'}
      </h3>
      {bars.length === 0 ? (
        <p class="help">Nothing: the gate is open.</p>
      ) : (
        <ul class="stage-list">
          {bars.map((bar) => (
            <BarLine bar={bar} isOwn={panel.author === actorOf(panel.viewer)} />
          ))}
        </ul>
      )}
    </>
  );
}

function BarLine({ bar, isOwn }: { bar: PanelBar; isOwn: boolean }) {
  return (
    <li>
      {bar.message}{' '}
      {bar.links.map(({ href, words }, index) => (
        <>
          {index > 0 && ', '}
          <a href={href}>{words}</a>
        </>
      ))}
      {bar.code === 'not-approved' && isOwn && (
        <span class="help">You made this version, so it takes somebody else.</span>
      )}
      {bar.overridable && <span class="help"> An editor may override this with a reason.</span>}
    </li>
  );
}

function ActionForm({ view, panel, rule }: Props & { rule: StageRule }) {
  const draft = panel.draft?.action === rule.action ? panel.draft : null;
  const overridden = rule.action === 'publish' ? describeOverridable(panel.bars) : '';
  const title = rule.action === 'approve' && rule.from === 'Live' ? 'Approve again' : TITLES[rule.action];
  const reason = reasonField(rule, overridden);
  return (
    <details class="stage-action" open={draft !== null}>
      <summary class="button">{overridden === '' ? title : 'Publish all the same'}</summary>
      <form
        class="form"
        method="post"
        action={`${versionPath(view.number, view.version.number)}/stage#stage`}
      >
        <input type="hidden" name="action" value={rule.action} />
        <input type="hidden" name="content" value={view.version.hash} />
        {overridden !== '' && <input type="hidden" name="overridden" value={overridden} />}
        <p class="help">{effectWords(view, rule)}</p>
        {reason !== null && (
          <div class="field">
            <label for={`stage-${rule.action}`}>{reason.label}</label>
            <textarea
              id={`stage-${rule.action}`}
              name="reason"
              rows={3}
              maxLength={2000}
              required={reason.required}
              value={draft?.reason}
            />
          </div>
        )}
        <button type="submit" class="button primary">
          {overridden === '' ? title : 'Override and publish'}
        </button>
      </form>
    </details>
  );
}

function TakeBackForm({ view, panel }: Props) {
  const draft = panel.draft?.action === 'take-back' ? panel.draft : null;
  return (
    <details class="stage-action" open={draft !== null}>
      <summary class="button">Take back my approval</summary>
      <form
        class="form"
        method="post"
        action={`${versionPath(view.number, view.version.number)}/stage#stage`}
      >
        <input type="hidden" name="action" value="take-back" />
        <input type="hidden" name="content" value={view.version.hash} />
        <p class="help">It stays in the list of reviews with your reason, and counts for nothing any more.</p>
        <div class="field">
          <label for="stage-take-back">Reason</label>
          <textarea
            id="stage-take-back"
            name="reason"
            rows={3}
            maxLength={2000}
            required
            value={draft?.reason}
          />
        </div>
        <button type="submit" class="button primary">
          Take it back
        </button>
      </form>
    </details>
  );
}

function reasonField(rule: StageRule, overridden: string): { label: string; required: boolean } | null {
  if (overridden !== '') return { label: 'Why it goes live all the same; readers see this', required: true };
  if (rule.action === 'approve') return { label: 'What you looked at (optional)', required: false };
  return rule.needsReason ? { label: 'Reason', required: true } : null;
}

function effectWords({ version, standing }: AnalysisView, { action, from }: StageRule): string {
  switch (action) {
    case 'submit':
      return 'It goes to review. Editors can then approve and publish it as it stands.';
    case 'return':
      return 'It becomes a Draft again. The reason is kept and shown with the move.';
    case 'approve':
      return from === 'Live'
        ? 'You have looked again and it is still right. The next review is reckoned from today.'
        : `You stand, with your name, behind exactly version ${version.number} as it is.`;
    case 'publish':
      return standing.live === null
        ? 'It is checked against what is stored now, and readers see it as the published page from then on.'
        : `It is checked against what is stored now and takes the place of #${standing.live.analysis} version ${standing.live.version}, which goes to the archive.`;
    case 'withdraw':
      return from === 'Live'
        ? 'It is no longer the published page. This cannot be undone; readers see who withdrew it and why.'
        : 'It will never be published. This cannot be undone; the reason is kept and shown.';
  }
}
