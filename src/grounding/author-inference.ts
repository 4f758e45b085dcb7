/**
 * The author's own conclusion or opinion, which no source needs to bear: "In our view …", "This suggests that …". The
 * door is narrow, because a claim must not slip out of checking behind a "therefore": a sentence that states a figure,
 * a date, words of others, a legal status, a duty or a name of law is a claim, whatever it begins with.
 */

/** An opinion that the author owns to. */
const OWN_VIEW =
  /^(?:(?:overall|in sum|on balance|taken together|therefore|thus|hence|accordingly),?\s)?(?:in (?:our|my|the author['’]s|the authors['’]) (?:view|opinion|judge?ment|assessment|estimation)\b|(?:we|i) (?:believe|think|conclude|infer|consider|expect|suspect|assume|judge|assess|would argue|find it)\b|(?:our|my) (?:view|opinion|assessment|conclusion|reading|judge?ment|impression) is\b|it is (?:our|my) (?:view|opinion|assessment|conclusion)\b)/i;
/** A conclusion from what was said before. */
const CONCLUSION =
  /^(?:(?:overall|in sum|on balance|taken together|therefore|thus|hence|accordingly),?\s)?(?:this|these|that|all this|such \w+|the (?:above|foregoing)|these \w+|this \w+) (?:suggests?|implies|imply|indicates?|hints?|points?)\s(?:at\s|to\s|that\s|towards?\s)|^it (?:can|may) (?:therefore |thus )?be (?:inferred|concluded|assumed) that\b|^it (?:seems|appears)(?: therefore| thus)? (?:likely|probable|plausible|reasonable)\b/i;
/** With a mark of conclusion in front, a guess. */
const GUESS =
  /^(?:therefore|thus|hence|accordingly|overall|in sum|on balance|taken together|consequently),?\s.{0,160}\b(?:likely|probably|presumably|may well|seems?|appears?|suggests?)\b/i;
/** What can be looked up, so that a source has to bear it. */
const CHECKABLE =
  /\p{N}|[“”"«»„]|\[[^\]]|\b(?:ban(?:s|ned|ning)?|bar(?:s|red)|forb(?:id|ids|idden|ade)|prohibit\w*|legal\w*|illegal\w*|unlawful\w*|lawful\w*|crime|criminal\w*|offences?|offenses?|licen[cs]\w*|permit\w*|permissible|allow\w*|require\w*|required|must|shall|oblig\w*|mandat\w*|exempt\w*|tax\w*|regulat(?:ed|es)|unregulated|authori[sz]ed|register(?:s|ed)?|enacted|adopted|repealed|amended|issued|published|announced|approved|launched|in force|penalt\w*|fine[sd]?|sanction\w*|tender|acts?|laws?|decrees?|bills?|statutes?|directives?|regulations?|court\w*|according to|said|stated)\b/iu;

/** True for a conclusion or opinion of the author that states nothing a source could be asked for. */
export function isInference(text: string): boolean {
  if (!OWN_VIEW.test(text) && !CONCLUSION.test(text) && !GUESS.test(text)) return false;
  return !CHECKABLE.test(text) && !hasInnerName(text);
}

/** A capitalised word behind the first: somebody or something is named, and what is said of it can be looked up. */
function hasInnerName(text: string): boolean {
  return /\s\p{Lu}\p{L}+/u.test(text.replace(/\bI\b/g, 'i'));
}
