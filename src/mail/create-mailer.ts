/** The way out for letters: an SMTP server. Nothing else in the program talks to one. */
import { createTransport } from 'nodemailer';

/** A letter as it is handed over. `id` is the same when it is tried again, so that a reader's program knows it. */
export type MailMessage = {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** Headers beside those that every letter has. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Hands a letter over; throws an error whose message says why it was not taken. */
export type Mailer = (message: MailMessage) => Promise<void>;

const TIMEOUT_MS = 20_000;

/** A mailer for `smtp://` or `smtps://` with user and password in it; letters are plain text from this sender. */
export function createMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, {
    from,
    // Nothing of a letter is read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^\w.-]/g, '') ?? 'localhost';
  return async ({ id, recipient, subject, body, headers }) => {
    const sent = transport.sendMail({
      to: { name: '', address: recipient },
      subject,
      text: body,
      messageId: `<${id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the mail server did not answer in time')), TIMEOUT_MS);
    });
    try {
      await Promise.race([sent, late]);
    } catch (error) {
      throw isRefusedLogin(error) ? new Error('the mail server refused our name and password') : error;
    } finally {
      clearTimeout(timer);
    }
  };
}

// Some servers repeat what they were sent, and what they say is kept beside the letter.
function isRefusedLogin(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAUTH';
}
