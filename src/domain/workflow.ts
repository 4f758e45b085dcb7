/**
 * The stages of a version, the actions that move it, and who may take them. One table; the store repeats the moves as
 * a constraint. Every version starts as a Draft, whatever the page it came from called itself.
 */
import { holdsRole, type Role } from './person.ts';

/** Stages in the order a version passes through them. */
export const STAGES = ['Draft', 'In review', 'Live', 'Archived', 'Withdrawn'] as const;

/** See {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** The stage of every new version. */
export const FIRST_STAGE: Stage = 'Draft';

/** What people do with a version. `approve` moves nothing: it is what the gate asks for, and later it renews. */
export const STAGE_ACTIONS = ['submit', 'return', 'approve', 'publish', 'withdraw'] as const;

/** See {@link STAGE_ACTIONS}. */
export type StageAction = (typeof STAGE_ACTIONS)[number];

/** One row of the table: from this stage the action leads there, for this role and above. */
export type StageRule = {
  readonly action: StageAction;
  readonly from: Stage;
  readonly to: Stage;
  readonly least: Role;
  /** The reason is kept and shown with the move. */
  readonly needsReason: boolean;
};

/** All that may be done. Archived and Withdrawn are final; a Live version is archived by the one that follows it. */
export const STAGE_RULES: readonly StageRule[] = [
  { action: 'submit', from: 'Draft', to: 'In review', least: 'analyst', needsReason: false },
  { action: 'withdraw', from: 'Draft', to: 'Withdrawn', least: 'analyst', needsReason: true },
  { action: 'return', from: 'In review', to: 'Draft', least: 'analyst', needsReason: true },
  { action: 'approve', from: 'In review', to: 'In review', least: 'editor', needsReason: false },
  { action: 'publish', from: 'In review', to: 'Live', least: 'editor', needsReason: false },
  { action: 'withdraw', from: 'In review', to: 'Withdrawn', least: 'analyst', needsReason: true },
  { action: 'approve', from: 'Live', to: 'Live', least: 'editor', needsReason: false },
  { action: 'withdraw', from: 'Live', to: 'Withdrawn', least: 'editor', needsReason: true },
];

/** From each stage, where a version may go, by an action or by being superseded. */
export const STAGE_MOVES: Readonly<Record<Stage, readonly Stage[]>> = {
  Draft: ['In review', 'Withdrawn'],
  'In review': ['Draft', 'Live', 'Withdrawn'],
  Live: ['Archived', 'Withdrawn'],
  Archived: [],
  Withdrawn: [],
};

/** What becomes of an action: its rule, or why it is refused. */
export type StageDecision =
  | { readonly rule: StageRule }
  | { readonly refused: 'stage' }
  | { readonly refused: 'role'; readonly least: Role };

/** Looks the action up. The stage is judged before the role, as no role could do what the stage does not allow. */
export function decideAction(action: StageAction, stage: Stage, role: Role): StageDecision {
  const rule = STAGE_RULES.find((one) => one.action === action && one.from === stage);
  if (rule === undefined) return { refused: 'stage' };
  return holdsRole(role, rule.least) ? { rule } : { refused: 'role', least: rule.least };
}

/** The rules that a role may follow from a stage, in the order of the table. */
export function listAllowed(stage: Stage, role: Role): StageRule[] {
  return STAGE_RULES.filter((rule) => rule.from === stage && holdsRole(role, rule.least));
}
