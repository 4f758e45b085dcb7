/** The button that begins or ends watching what a page is about; for signed-in people only, usable without scripts. */
import type { WatchState } from '../notice-views.ts';
import { ButtonForm } from './form-field.tsx';

/** Nothing for a reader without an account. */
export function WatchButton({ watch, name }: { watch: WatchState | null | undefined; name: string }) {
  if (watch === null || watch === undefined) return null;
  const { kind, key, isWatching } = watch;
  const label = `${isWatching ? 'Stop watching' : 'Watch'} ${name}`;
  return (
    <ButtonForm action="/watches" fields={{ kind, key, watch: isWatching ? 'no' : 'yes' }} label={label}>
      {isWatching ? 'Stop watching' : 'Watch'}
    </ButtonForm>
  );
}
