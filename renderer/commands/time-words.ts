/** Says a time in the words of a toast. */

const FORMAT = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** Such as `Tue 09:12`, in this computer's time zone. */
export function dayAndTime(atMs: number): string {
  return FORMAT.format(atMs).replace(',', '');
}
