/** The parts that forms are made of: a labelled field, the problem with what was sent, a form that is one button. */
import type { ComponentChildren } from 'preact';

/** A labelled field of one line. `help` is read with it. */
export function TextField(props: {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  value?: string;
  help?: string;
  autocomplete?: string;
  maxLength?: number;
  minLength?: number;
  /** Tells apart fields of the same name in several forms of a page. */
  form?: string;
}) {
  const id = `${props.form ?? 'f'}-${props.name}`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.help !== undefined && (
        <p class="help" id={`${id}-help`}>
          {props.help}
        </p>
      )}
      <input
        // The types of JSX want one kind at a time; what differs between them is not used here.
        type={(props.type ?? 'text') as 'text'}
        id={id}
        name={props.name}
        value={props.value}
        required
        maxLength={props.maxLength}
        minLength={props.minLength}
        autocomplete={props.autocomplete ?? 'off'}
        autocapitalize={props.type === undefined ? undefined : 'none'}
        aria-describedby={props.help === undefined ? undefined : `${id}-help`}
      />
    </div>
  );
}

/** Both fields of a password that is chosen. */
export function NewPasswordFields(props: { least: number; most: number; form?: string }) {
  const shared = {
    type: 'password',
    autocomplete: 'new-password',
    minLength: props.least,
    maxLength: props.most,
  } as const;
  const form = props.form === undefined ? {} : { form: props.form };
  return (
    <>
      <TextField
        {...shared}
        {...form}
        name="password"
        label="New password"
        help={`At least ${props.least} characters. A few words that do not belong together are good.`}
      />
      <TextField {...shared} {...form} name="again" label="The same password again" />
    </>
  );
}

/** What is wrong with what was sent; nothing while nothing is. */
export function FormProblem({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <p class="problem" role="alert">
      {problem}
    </p>
  );
}

/** A form that is one button. `fields` are sent with it, `label` says what it acts on where the button does not. */
export function ButtonForm(props: {
  action: string;
  fields?: Readonly<Record<string, string>>;
  label?: string;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action={props.action} class="button-form">
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="button" aria-label={props.label}>
        {props.children}
      </button>
    </form>
  );
}
