/** Was this mail written by a machine in answer to another (RFC 3834)? An out-of-office is neither a reply nor a suppression. */
import type { ArrivedMail } from './arrived-mail.ts';

/** `X-Auto-Response-Suppress` only asks others not to answer by machine; it says nothing about this mail. */
export function isAutoReply(mail: ArrivedMail): boolean {
  const keyword = mail
    .header('auto-submitted')
    ?.replace(/\([^)]*\)/g, '')
    .split(';')[0]
    ?.trim()
    .toLowerCase();
  if (keyword !== undefined && keyword !== '' && keyword !== 'no') return true;
  return mail.header('return-path')?.replace(/\s/g, '') === '<>';
}
