/**
 * Whether two spellings are one word with a slip of the scanner or the hand in it. The danger is a slip that makes
 * another word ("insured" and "injured"), so everything that looks like a second real word, an inflection or a name
 * is refused: to call a true slip an alteration costs a second look, the reverse hides a changed meaning.
 */
import { stemmer } from 'stemmer';
import { isCriticalWord } from './critical-tokens.ts';
import { editDistance } from './edit-distance.ts';
import type { PreparedSource } from './prepared-source.ts';

const MIN_LENGTH = 5;
/** A longer critical word stays itself with a letter wrong; a short one ("shall", "never") must be exact. */
const MIN_CRITICAL = 6;
/** Capitalised words shorter than this are too often names that differ by one letter. */
const MIN_CAPITALISED = 7;
const FREQUENT = 3;

/** Real words that lie one letter or one swap from another real word. */
const CONFUSABLE = new Set(
  `adapt adapted adopt adopted adept affect affected effect effected allusion illusion delusion elusion angel angle
  appraise apprise assent ascent absent breach broach breech bridal bridle canvas canvass casual causal casually
  causally censor censer sensor censure cession session collision collusion coarse course complement compliment
  complementary complimentary concept content contest context contend county country count court counsel council console
  consul corporal corporate credible creditable currant current currently decent descent dissent deduction reduction seduction deference
  difference defuse diffuse deposit deposition disposition detention retention detain retain detained retained device
  devise discreet discrete duality quality elicit illicit eminent imminent immanent emission omission remission ensure
  insure assure ensured insured assured injured secured estate state exalt exult except accept exempt expand expend
  expanded expended formally formerly formal former format found round sound bound hound founded funded gaol goal
  guarantee guaranty immoral immortal immoral moral amoral imply employ impose expose oppose suppose ingenious ingenuous
  instance instant interment internment interstate intrastate intestate issue tissue joint point judicial judicious later latter
  lease least leased leases legal regal lessen lesson lesser lessor lessee liable libel loose lose losses bosses
  marital martial mediate meditate modem modern moral morale motion notion nation ration option action auction
  ordinance ordnance parity party patty payee payer perfect prefect perpetrate perpetuate persecute prosecute personal
  personnel physical fiscal practice practise precede proceed preceding proceeding prescribe proscribe prescribed
  proscribed prescription proscription present prevent presented prevented presenting preventing principal principle
  private pirate privation production reduction profit prophet proposal disposal proposed purposed proposes purposes provision
  prevision revision division property properly prosperity quiet quite realty reality reality recover recovered recent
  regent resent relay delay reply apply rental mental dental requite require reserve deserve preserve reverse reversed
  reserved preserved deserved reservation preservation resolve revolve dissolve resolved revolved resume presume
  review preview reveal repeal appeal appear revoke invoke evoke provoke revoked invoked right sight light night
  might eight fight sanction section selection election ejection rejection injection objection session statue statute
  status statutes statues stationary stationery stature suit suite summary summery taxes axes taxed faxed taxing
  taking making tenant tenet tender render lender sender vendor fender gender trail trial trails trials united untied
  unit until veracity voracity voracious veracious waive wave waiver wavier wavered waived waved weather whether
  whither writ write written bitten where there these those their three threw through thorough though thought taught
  tough trust thrust truth trusted twist treat threat trade grade traded graded trading grading holder bolder folder
  older order border broader broker broken bonded bounded funds finds bonds bands banks ranks tanks bank banking
  ranking backing lacking packing market marked markets stock stick stack sticks stocks price prize prices prizes
  share shore shale shares shape sharp cash crash clash class glass claim clam claims calm charge change charged
  changed charges changes chance check cheek cease crease lease please cause clause pause because clear clean dear
  close chose those crime prime grime crude crime debt doubt draft craft drift draw drawn dawn duty dusty early
  nearly yearly clearly fairly equity entry entity identity facility faculty fault vault false fine fined find fire
  hire firm form from farm first forth fourth forty forum fraud freed grand grant grants giant group groups growth
  house horse hours human humane import impart improper imports incur inure income inform infirm inter infer judge
  nudge large barge merge emerge merger meager minor manor minors miners miner mining fining money honey monetary monitory month
  mouth months mouths order older other offer officer offers outer owner over parent patent patents parents patient part park port
  power tower lower place plane plant plate please policy police polices policies pound round power prove
  probe proven raise rises rise arise range rate rating rates dates date gates region reason religion report resort
  retort import export exports expert experts rights role rule rules roles ruled ruler sale safe same scale scope slope
  seller teller sellers cellar serve server severe several sever shall small stall shell sell site size cite cited sited seized
  state stage stake strike stripe strip table cable tables fable able test text rest term team terms teams title
  tithe total torts costs posts lists lots trace track tract trust usage sage user used valid avoid value valve
  venue revenue view vote note void wages pages waste taste world would word work worth worthy wrong throng
  casualty causality desert dessert diary dairy eligible legible illegible ineligible exercise excise exorcise
  institute constitute substitute destitute institution constitution substitution restitution destitution prostitution
  prohibition inhibition exhibition transaction transition transmission translation registrar register registry regulate relegate
  regulated relegated remit permit submit commit omit emit emitted omitted remitted permitted committed committee
  conform confirm conformed confirmed confirmation conformation conversation conservation conversion conservative conservation
  disburse disperse dispense disposed disclosed disposal disposals corporation cooperation operation operative
  importation exportation deportation evaluation valuation devaluation inflation deflation installation instillation
  intention attention invention intervention infection inflection injection observance observation
  prospective perspective prescriptive proscriptive respectively respectfully revolution resolution evolution
  sensitive sensible superintend tribunal tribute attribute contribute distribute vacation vocation location allocation
  variable viable liability viability visible divisible invisible immigration emigration migration emigrate immigrate
  liable reliable deliverable explicit implicit explicitly implicitly inclusive exclusive extensive intensive
  interact intersect interred inferred deferred referred preferred differed conferred transferred
  official officious optional notional national rational rationed notions oration duration curation creation cremation
  relation elation dilation delegation relegation allegation litigation mitigation obligation abrogation derogation
  arrogation surrogation persuasion pervasion evasion invasion erosion corrosion accusation acquisition inquisition
  requisition deposition imposition exposition apposition opposition proposition preposition supposition
  woman women become became arise arose uphold upheld withhold withheld withdraw withdrew choose write wrote`.split(
    /\s+/,
  ),
);
/** Single letters whose loss, gain or exchange at the end of a word makes another form of it. */
const ENDINGS = /^[sdrnytelgm']?$/;
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/[1|]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/ii/g, 'u'],
];

/**
 * True when `page` is `source` with one letter changed, dropped, added or two swapped, or one pair of letters read
 * as another of the same shape, and is not a word of its own. Both as written; neither holds white space.
 */
export function isLetterSlip(page: string, source: string, held: PreparedSource): boolean {
  const wrong = page.toLowerCase();
  const right = source.toLowerCase();
  if (Math.min(wrong.length, right.length) < MIN_LENGTH) return false;
  // A digit for a letter of the same shape makes no word, so nothing can be meant but the source's.
  if (/^\p{L}+[015]+\p{L}*$/u.test(wrong) && shape(wrong) === shape(right)) return true;
  if (/\p{N}/u.test(wrong + right) || isCriticalWord(wrong)) return false;
  if (isCriticalWord(right) && right.length < MIN_CRITICAL) return false;
  if (!isOneSlip(wrong, right) || CONFUSABLE.has(wrong)) return false;
  if (changesForm(wrong, right)) return false;
  if (held.index().idOf(wrong) !== undefined) return false;
  const stem = stemmer(wrong);
  if (stem !== stemmer(right) && held.stems().has(stem)) return false;
  return !/^\p{Lu}/u.test(source) || isCommonWord(right, held);
}

function isOneSlip(wrong: string, right: string): boolean {
  if (Math.abs(wrong.length - right.length) <= 1 && editDistance(wrong, right) === 1) return true;
  return shape(wrong) === shape(right);
}

function shape(word: string): string {
  return SHAPES.reduce((text, [from, to]) => text.replace(from, to), word);
}

/** An inflection or a prefix: the same word with another grammar, or its opposite. */
function changesForm(wrong: string, right: string): boolean {
  const shared = sharedStart(wrong, right);
  const restWrong = wrong.slice(shared);
  const restRight = right.slice(shared);
  if (restWrong.length <= 1 && restRight.length <= 1)
    return ENDINGS.test(restWrong) && ENDINGS.test(restRight);
  // The first letter dropped or added: "moral" and "amoral".
  return wrong.slice(1) === right || right.slice(1) === wrong
    ? /^[aeiu]/.test(wrong.length > right.length ? wrong : right)
    : false;
}

function sharedStart(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/** A capitalised word that is no proper name: English endings, or written often in this source. */
function isCommonWord(word: string, held: PreparedSource): boolean {
  if (word.length < MIN_CAPITALISED) return false;
  if (
    /(?:tion|sion|ment|ing|ity|ance|ence|ness|ship|ial|ical|ive|ory|ary|ous|ble|ies|tions|ments|ities|ives|ees|ers|ed|ly)$/.test(
      word,
    )
  )
    return true;
  const id = held.index().idOf(word);
  return id !== undefined && held.index().positionsOf(id).length >= FREQUENT;
}
