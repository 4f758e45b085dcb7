/**
 * Abbreviations of regulatory and legal writing, by what a full stop behind them means. The lists hold lower-case
 * forms without the last full stop; English is known best, then German, French and Spanish.
 */

/** What an abbreviation usually introduces or ends; `null` for an ordinary word. */
export type AbbreviationKind =
  /** `e.g.`, `cf.`, `bzw.`: something always follows. */
  | 'connector'
  /** `Dr.`, `Hon.`: a name follows. */
  | 'title'
  /** `St.`, `Gov.`: a name follows nearly always. */
  | 'name'
  /** `Art.`, `para.`: a number follows. */
  | 'reference'
  /** `U.S.C.`, `Fed.`: part of the name of a collection of law; a number or another abbreviation follows. */
  | 'collection'
  /** `Ltd.`, `GmbH`: the end of a company's name. */
  | 'company'
  /** `Jan.`, `Mon.`: a day or year follows, or nothing. */
  | 'date'
  /** `etc.`, `p.m.`, `ibid.`: nothing needs to follow. */
  | 'final';

const LISTS: Readonly<Record<AbbreviationKind, string>> = {
  connector: `e.g eg i.e ie cf viz vs v ca approx esp incl excl resp c.f bzw vgl z.b d.h sog gem ggf inkl zzgl evtl
    u.u i.v.m i.s.d i.d.f p.ex c.-à-d bijv d.w.z p.ej т.е см iur jur rer oec habil publ i.a`,
  title: `mr mrs ms dr drs prof hon messrs mme mlle mm sra srta dña sr rt mgr डॉ श्री श्रीमती पं प्रो`,
  name: `st mt ft gov sen rep gen col capt lt sgt maj adm amb pres rev supt cmdr fr ste d dom intl natl dept assoc univ mgmt hldgs`,
  reference: `art arts sec secs sect sects para paras par pars pt pts ch chs chap cap caps cl cls reg regs dir dirs
    sched scheds sch fig figs tab vol vols ed eds pp p pg no nos nr nrs n nn fn rn rz abs ziff lit buchst kap núm num
    pág págs párr apdo lett ss s r rr sub-s sub-ss sub-para sub-paras sub-cl subs subsec subpara subpt subch ann annex
    div tit ord bk exh doc rec recs ver al anm aufl hs ust pkt poz ст п пп гл ч рис стр l.d reg.s apt o rs tk kr notif
    tel fax ext az anh tz cat circ decl ordin proc appl beschl urt ref refs ser suppl annot prop lib q qq bull str cons
    explan instr memo pos unterabs uabs teilz randnr arr décr alin chap disp apart secc fracc párrs lín odst čl bet exp`,
  collection: `u.s.c c.f.r fed stat stats supp cir ct dist pub s.i o.j oj j.o bgbl abl rgbl d.lgs d.l d.p.r dz f.2d f.3d
    f.supp app cal super bankr int'l nat'l dep't admin crim civ const comm ass'n comm'n n.y l.r w.l.r a.c q.b k.b e.c.r
    s.c.r s.ct cong sess res pub.l fed.reg gaz govt s.r.o legis rul ops del mass minn wis ill tex fla ariz inst instr treas fin bus ins penal evid educ agric`,
  company: `ltd inc co corp plc llc kg kgaa ohg sarl llp lp gmbh s.a s.a.s s.p.a n.v b.v s.r.l s.l pty pte bhd sdn bros a.s a.g
    l.l.c l.l.p l.p k.k mfg cie ges mbh ltda oao ooo`,
  date: `jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun janv févr avr
    juil déc okt dez ene abr ago dic`,
  final: `etc al a.m p.m ibid id cit jr esq ph.d m.d ll.m ll.b j.d b.a m.a b.sc m.sc q.c k.c usw ff f u.a o.ä m.w.n
    sq hrs hr min yr yrs mos a.d b.c c.e b.c.e т.д др руб`,
};

/** Words that are also ordinary English words; written small and without a number behind, they are those. */
const ORDINARY = setOf(
  `art arts fig figs no app tab par doc ed sect item rec recs reg ann annex bk cap caps al bet pos exp prop ref str cat
  lib memo proc bull disp apart tel fax ext mass ill del ops cal arr min sess const ver fin bus ins penal`,
);

const ORDINARY_DATES = setOf('sat sun mar wed jan may fri mon');

const KIND_OF: ReadonlyMap<string, AbbreviationKind> = new Map(
  (Object.entries(LISTS) as [AbbreviationKind, string][]).flatMap(([kind, list]) =>
    [...setOf(list)].map((word): [string, AbbreviationKind] => [word, kind]),
  ),
);

/** The kind of a word as written, without its last full stop; undefined for an ordinary word. */
export function abbreviationKind(word: string): AbbreviationKind | undefined {
  const lower = word.toLowerCase();
  const kind = KIND_OF.get(lower);
  // `sat.` and `sun.` are words, `Sat.` is a day.
  return kind === 'date' && ORDINARY_DATES.has(word) ? undefined : kind;
}

/** True for an abbreviation written as the ordinary word that it also is, such as `art` or `no`. */
export function isOrdinaryWord(word: string): boolean {
  return ORDINARY.has(word);
}

/** Words of a list separated by white space. */
export function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}
