/** Entry of the script of all pages. Every page can be read and used without it. */
import { offerCopying } from './copy-text.ts';
import { linkReading } from './reading.ts';
import { takeByKey } from './take-by-key.ts';

linkReading(document);
offerCopying(document);
takeByKey(document);
