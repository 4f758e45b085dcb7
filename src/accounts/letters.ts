/** The letters that accounts are about, as plain text. Each says why it came and what to do if it came by mistake. */

/** A letter without its reader. */
export type Letter = { readonly subject: string; readonly body: string };

/** To somebody who was given an account, or asked for one. */
export function invitationLetter(link: string, days: number): Letter {
  return {
    subject: 'Your Regatlas account',
    body: [
      'An account was made for this address on Regatlas:',
      '',
      `  ${link}`,
      '',
      `Open the link within ${days} days and choose a password; it works once.`,
      'If you did not expect this letter, do nothing: without the link nobody can use the account.',
    ].join('\n'),
  };
}

/** To somebody who forgot their password, or signs up a second time. */
export function resetLetter(link: string, hours: number): Letter {
  return {
    subject: 'A new password for Regatlas',
    body: [
      'Somebody, probably you, asked for a new password for this address on Regatlas:',
      '',
      `  ${link}`,
      '',
      `Open the link within ${hours} hours and choose one; it works once. Other browsers are signed out then.`,
      'If it was not you, do nothing: your password stays as it is.',
    ].join('\n'),
  };
}

/** To somebody whose password was just changed. */
export function passwordChangedLetter(publicUrl: string): Letter {
  return {
    subject: 'Your Regatlas password was changed',
    body: [
      `The password of your account on ${publicUrl} was just changed, and other browsers were signed out.`,
      '',
      'If it was not you, ask for a new password at once:',
      '',
      `  ${publicUrl}/reset`,
    ].join('\n'),
  };
}
