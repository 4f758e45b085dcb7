/**
 * Words that say nearly the same, and words that say the opposite, by stem. Own knowledge of the language of law,
 * regulators and reports: short, general, and no thesaurus. Kin count less than the word itself.
 */
import { contentStems } from '../support-profile.ts';

/** Words of one line may stand for one another. */
const KIN = `
disclose reveal share divulge communicate provide furnish release disseminate transmit
destroy delete erase dispose discard
return surrender
retain keep hold preserve
copy duplicate reproduce reproduction replicate
verbal verbally oral orally spoken speech
written writing
employee staff personnel worker officer director
representative agent employee officer director adviser advisor consultant contractor
consultant adviser advisor attorney lawyer accountant auditor professional
third-party outsider
mark label designate identify legend stamp
expressly explicitly clearly conspicuously
notify inform notice advise tell
require compel oblige mandate order
law statute legislation regulation act rule
judicial court subpoena
independently separately
develop create create design devise
acquire obtain receive get
solicit recruit entice induce
hire employ engage recruit
terminate end expire expiration cease
survive continue remain
grant confer give award
licence permit authorisation right
exist existence fact
negotiate discuss negotiation discussion
technical scientific technological
purpose aim goal objective
use utilise utilize employ apply usage
reverse disassemble decompile
engineer decompile disassemble
prohibit ban forbid bar outlaw
allow permit let authorise authorize enable
buy purchase acquire
sell vend
start begin commence launch open
stop halt cease discontinue
increase rise grow raise growth
decrease fall decline reduce drop lower diminish
show demonstrate indicate reveal find suggest
help assist aid support
cause lead result produce trigger induce
study research trial investigation
author write writer wrote
release publish issue launch
win award victory
die death dead pass
kill murder
bear birth native
child kid son daughter
movie film picture
song single track
company firm corporation business enterprise
country nation state
city town
money fund cash
big large huge great
small little tiny
important significant key crucial essential vital
main primary principal chief major
near close adjacent
famous renowned notable well-known
doctor physician
illness disease disorder condition
drug medicine medication
cancer tumor tumour carcinoma
car vehicle automobile
job work employment position
pay payment remuneration salary wage
fine penalty sanction
crypto bitcoin coin token digital virtual
exchange platform
bank lender
regulator authority watchdog supervisor commission
government state administration cabinet
minister ministry
approve authorise authorize endorse
reject refuse deny decline
protect safeguard secure
risk danger hazard threat
rule regulation requirement
register enrol record
pupil student learner
teach education educate
build construct construction erect
replace substitute succeed
join enter
leave depart quit
believe think consider
say state tell announce declare
join merge unite
locate situate base
found establish create set
name call title
play perform
lead head direct
area region zone
whole entire total
also additionally
usually typically generally commonly often
quick rapid fast
begin start
need require necessity
try attempt seek
problem issue difficulty
method approach technique way
part portion component
kind type sort
people person individual
woman female
man male
user customer client consumer
price cost value
`;

/** Words left of the bar say the opposite of those right of it. */
const OPPOSITES = `
increase rise grow raise enhance promote improve high activate elevate upregulate stimulate gain accelerate more great | decrease fall decline reduce drop lower diminish impair inhibit suppress low deactivate downregulate attenuate loss decelerate less poor weak
allow permit authorise authorize legal lawful | prohibit ban forbid bar outlaw illegal unlawful restrict
accept approve grant agree | reject refuse deny decline disapprove revoke
include inclusive | exclude exclusive except
begin start open launch commence | end stop close cease terminate
survive continue remain | terminate expire cease lapse
retain keep | destroy return surrender delete
win victory | lose defeat loss
alive | dead
support back | oppose
prevent block inhibit | cause induce promote trigger
old elder | young
early former first | late latter last
true correct valid | false incorrect invalid
public | private confidential
domestic national internal | foreign international external
import | export
male man | female woman
north | south
east | west
mandatory compulsory | optional voluntary
direct | indirect
sensitive | resistant insensitive
necessary essential | unnecessary dispensable
`;

const kin = new Map<string, Set<string>>();
const opposites = new Map<string, Set<string>>();

for (const line of lines(KIN)) relate(kin, stemsOf(line), stemsOf(line));
for (const line of lines(OPPOSITES)) {
  const [left = [], right = []] = line.split('|').map(stemsOf);
  relate(opposites, left, right);
  relate(opposites, right, left);
}

const NONE: ReadonlySet<string> = new Set();

/** Stems that may stand for this one. */
export function kinOf(stem: string): ReadonlySet<string> {
  return kin.get(stem) ?? NONE;
}

/** Stems that say the opposite. */
export function oppositesOf(stem: string): ReadonlySet<string> {
  return opposites.get(stem) ?? NONE;
}

const DENYING = /^(?:in|im|un|non|dis|ir|il|anti)-?(?=\p{L}{4})/u;

/** True when a text has the opposite of the word, by the table or by a denying first syllable, and not the word. */
export function isTurned(stem: string, held: ReadonlySet<string>): boolean {
  if (held.has(stem)) return false;
  if (!oppositesOf(stem).isDisjointFrom(held)) return true;
  if (held.has(stem.replace(DENYING, ''))) return true;
  return ['in', 'un', 'non', 'dis', 'im'].some((syllable) => held.has(`${syllable}${stem}`));
}

function lines(table: string): string[] {
  return table.split('\n').filter((line) => line.trim() !== '');
}

function stemsOf(line: string): string[] {
  return contentStems(line);
}

function relate(table: Map<string, Set<string>>, from: readonly string[], to: readonly string[]): void {
  for (const stem of from) {
    const known = table.get(stem) ?? new Set<string>();
    for (const other of to) if (other !== stem) known.add(other);
    table.set(stem, known);
  }
}
