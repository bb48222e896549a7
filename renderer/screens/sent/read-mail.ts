/** Reads the bytes of a mail into what a person reads: headers that matter, and the text. It never renders HTML. */
import PostalMime from 'postal-mime';

export interface ReadMail {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
}

/** In the order they are shown; the rest is in the raw view. */
const SHOWN = [
  'From',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
];

/** Null where the bytes are not a mail that can be read; the raw view still shows them. */
export async function readMail(raw: string): Promise<ReadMail | null> {
  try {
    const mail = await PostalMime.parse(raw);
    const headers = SHOWN.flatMap((name) => {
      const found = mail.headers.find((header) => header.key === name.toLowerCase());
      return found === undefined
        ? []
        : [{ name, value: name === 'Subject' ? (mail.subject ?? found.value) : found.value }];
    });
    return { headers, text: mail.text ?? '' };
  } catch {
    return null;
  }
}
