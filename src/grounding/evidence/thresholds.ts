/** From which chance on the combiner's answer counts, the same for every kind of evidence. */

/** Chance of support from which evidence bears a claim. Training weighs both answers alike, so that this is one half. */
export const SUPPORTED_FROM = 0.5;
/** Chance of support from which evidence bears a part of it. */
export const PART_FROM = 0.3;
/** Chance of contradiction from which evidence speaks against a claim; the labels keep their natural shares. */
export const CONTRADICTED_FROM = 0.38;
