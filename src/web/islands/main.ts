/** Entry of the script of all pages. Every page can be read and used without it. */
import { takeSelections } from './citing.ts';
import { offerCopying } from './copy-text.ts';
import { helpWriting } from './editor.ts';
import { offerPasskeys } from './passkeys.ts';
import { linkReading } from './reading.ts';
import { followRun } from './run-progress.ts';
import { takeByKey } from './take-by-key.ts';

linkReading(document);
offerCopying(document);
takeByKey(document);
offerPasskeys(document);
helpWriting(document);
takeSelections(document);
followRun(document);
