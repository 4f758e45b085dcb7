/**
 * The words that decide what a legal sentence means. Two texts that agree in everything else but differ in one of
 * these do not say the same. Forms of one word share one value; opposites never do.
 */

/** What a critical token is about. */
export type CriticalKind =
  | 'number'
  | 'date'
  | 'currency'
  | 'unit'
  | 'negation'
  | 'modal'
  | 'quantifier'
  | 'exception'
  | 'temporal'
  | 'reference'
  | 'name'
  | 'comparison'
  | 'status'
  | 'role'
  | 'polarity';

/** A word or fixed phrase, with the value all its forms share. */
export type CriticalPhrase = {
  readonly words: readonly string[];
  readonly kind: CriticalKind;
  readonly values: readonly string[];
};

/** `value: form, form`; a lone form is its own value; `value+value: form` counts as both. */
const TABLE: Readonly<Partial<Record<CriticalKind, string>>> = {
  negation: `not; no; never; neither; nor; none: none, no one, nobody, nothing; without; hardly; nowhere;
    no longer; fail: fail, fails, failed, failing, failure; lack: lack, lacks, lacked, lacking; absent: absent, absence`,
  modal: `shall; must; may; should; will; can; might; would; could; ought;
    required: required, requires, require, requiring, requirement, requirements; obliged: obliged, obligated, obligation, obligations;
    mandatory; optional; voluntary; entitled; intends: intends, intend, intended; plans: plans, planned, plan`,
  quantifier: `all; any; each; every; some; many; few; several; most; both; either; only; solely; exclusively;
    whole: whole, entire; half; anyone: anyone, anybody; everyone: everyone, everybody; someone: someone, somebody; anything;
    everything; something; partly: partly, partially; fully: fully, wholly, entirely; always; sometimes; often;
    rarely: rarely, seldom; usually; generally; majority; minority; single; multiple; another; other; first; second;
    third; last; next; previous; per`,
  comparison: `at least; at most; more than; less than; fewer than; greater than; no more than: no more than, not more than;
    no less than: no less than, not less than; up to; exceed: exceeds, exceed, exceeding, exceeded; below; above; under;
    over; maximum; minimum; equal: equal, equals; more; less; fewer; higher; lower; greater; smaller; larger; better;
    worse; approximately: approximately, about, roughly; exactly; lowest; highest; least`,
  exception: `unless; except: except, excepting; exception: exception, exceptions; provided that; other than; subject to;
    notwithstanding; if; despite; however; although: although, though; but; save for; excluding; including;
    exempt: exempt, exempts, exempted, exemption, exemptions; whether; and/or; or; and; in addition to; instead of;
    regardless of: regardless of, irrespective of; otherwise; because`,
  temporal: `before; after; until: until, till; within; since; during; prior: prior to, prior; following; upon; when;
    while; immediately; promptly; from; by; no later than: no later than, not later than; not earlier than;
    earlier; later; now; already; yet; still; former: former, formerly; current: current, currently; annual: annual, annually;
    monthly; weekly; daily; quarterly; once; twice; perpetual: perpetual, perpetually; temporary: temporary, temporarily;
    permanent: permanent, permanently; indefinite: indefinite, indefinitely; subsequent: subsequent, subsequently`,
  unit: `day: day, days; week: week, weeks; month: month, months; year: year, years; hour: hour, hours;
    minute: minute, minutes; percent: percent, per cent, %; basis point: basis point, basis points; kg: kg, kilogram, kilograms;
    km: km, kilometre, kilometres, kilometer, kilometers; metre: metre, metres, meter, meters; tonne: tonne, tonnes, ton, tons;
    business; calendar; working; gram: gram, grams; mg; ml; mm; cm; litre: litre, litres, liter, liters; mile: mile, miles;
    kw; mw: mw, megawatt, megawatts; kwh; °; ×; +; =; <; >; ≤; ≥; ±`,
  currency: `usd: usd, us$; eur: eur, €, euro, euros; gbp: gbp, £; $: $, dollar, dollars; pound: pound, pounds;
    jpy: jpy, ¥, yen; cny: cny, rmb, yuan, renminbi; chf; won: won, krw; inr: inr, rupee, rupees, ₹; aud; cad; hkd; sgd;
    cent: cent, cents; ruble: rub, ruble, rubles, rouble, roubles; naira; peso: peso, pesos; franc: franc, francs`,
  status: `in force: in force, into force; proposed: proposed, proposal, proposals, proposes, propose; draft: draft, drafts; enacted: enacted, enacts, enact;
    repealed: repealed, repeal, repeals; amended: amended, amends, amend, amendment, amendments; alleged: alleged, allegedly, alleges; pending; adopted: adopted, adopts, adopt; rejected: rejected, rejects, reject;
    suspended: suspended, suspends, suspend, suspension; final; interim; provisional; effective; expired: expired, expires, expire, expiry;
    confirmed: confirmed, confirms, confirm; denied: denied, denies, deny`,
};

/** Words on the same line exclude one another; each keeps its own value. `~` marks a verb, given with all forms. */
const OPPOSITES = `
  permit~ prohibit~ | allow~ forbid~ | include~ exclude~ | grant~ revoke~ | increase~ decrease~ reduce~ | accept~ refuse~
  approve~ disapprove~ | authorise~ authorize~ | ban~ bar~ | restrict~ | enable~ disable~ | begin~ end~ | start~ stop~
  buy~ sell~ | lend~ borrow~ | import~ export~ | appoint~ dismiss~ | disclose~ conceal~ | retain~ destroy~ return~
  terminate~ continue~ renew~ | comply~ breach~ violate~ | open~ close~ | publish~ withdraw~ | encourage~ discourage~
  lawful unlawful | legal illegal | valid invalid void | public private | domestic foreign | direct indirect
  directly indirectly | liable | written oral | express implied | expressly implicitly | exclusive non-exclusive nonexclusive
  confidential | reasonable unreasonable | authorised unauthorised | authorized unauthorized | licensed unlicensed
  regulated unregulated | registered unregistered | taxable | national international | federal state local | internal external
  able unable | possible impossible | necessary unnecessary | material immaterial | binding | revocable irrevocable
  known unknown | limited unlimited | mutual unilateral | prohibition permission | high low | rise fall | positive negative`;

const ROLES = `
  disclosing receiving | licensor licensee | buyer seller purchaser vendor | employer employee | lessor lessee | landlord tenant
  lender borrower | assignor assignee | grantor grantee | mortgagor mortgagee | payer payor payee | plaintiff defendant
  claimant respondent | appellant appellee | creditor debtor | principal agent | guarantor beneficiary | trustee settlor
  issuer holder | supplier customer | provider user | transferor transferee | franchisor franchisee | consignor consignee
  bailor bailee | donor donee | indemnitor indemnitee | insurer insured | discloser recipient | company individual
  party parties | parent subsidiary | retail wholesale institutional | natural`;

/** Every word and phrase, keyed by its first word, longest phrase first. */
export const CRITICAL_PHRASES: ReadonlyMap<string, readonly CriticalPhrase[]> = buildPhrases();

function buildPhrases(): Map<string, CriticalPhrase[]> {
  const byFirst = new Map<string, CriticalPhrase[]>();
  const add = (form: string, kind: CriticalKind, values: readonly string[]) => {
    const words = form.split(' ');
    const known = byFirst.get(words[0] ?? '') ?? [];
    if (known.some((phrase) => phrase.words.join(' ') === form)) return;
    known.push({ words, kind, values });
    byFirst.set(words[0] ?? '', known);
  };
  for (const [kind, list] of Object.entries(TABLE) as [CriticalKind, string][]) {
    for (const entry of list.split(';')) {
      const [value = '', forms = value] = entry.split(':').map((part) => part.replace(/\s+/g, ' ').trim());
      for (const form of forms.split(',')) add(form.trim(), kind, [value]);
    }
  }
  for (const word of listed(ROLES)) {
    for (const form of [word, `${word}s`]) add(form, 'role', [word]);
  }
  for (const word of listed(OPPOSITES)) {
    const base = word.replace('~', '');
    for (const form of word.endsWith('~') ? verbForms(base) : [base]) add(form, 'polarity', [base]);
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  return byFirst;
}

function listed(table: string): string[] {
  return table.split(/[\s|]+/).filter((word) => word !== '');
}

/** Regular forms; a doubled consonant is offered as well, since a form that does not exist does no harm. */
function verbForms(base: string): string[] {
  const irregular: Readonly<Record<string, string>> = {
    buy: 'bought',
    sell: 'sold',
    lend: 'lent',
    begin: 'began begun beginning',
    forbid: 'forbade forbidden forbidding',
    withdraw: 'withdrew withdrawn',
  };
  const stem = base.replace(/e$/, '');
  const last = base.at(-1) ?? '';
  const forms = [
    base,
    `${base}s`,
    `${base}es`,
    `${stem}ed`,
    `${stem}ing`,
    `${base}${last}ed`,
    `${base}${last}ing`,
  ];
  if (base.endsWith('y')) forms.push(`${base.slice(0, -1)}ies`, `${base.slice(0, -1)}ied`);
  return [...forms, ...(irregular[base]?.split(' ') ?? [])];
}
