/** Opens an address in the person's browser, through the main process; says so where it can't. */
import { call } from '../../bridge.ts';
import { notify } from '../../commands/notify.ts';

export function openLink(url: string): void {
  call('link.open', { url })
    .then((result) => {
      if (!result.ok) notify({ id: 'blocked', kind: 'problem', text: `Not opened: ${result.error.message}` });
      else if (result.value.kind === 'no') {
        notify({ id: 'blocked', kind: 'blocked', text: `Not opened: ${result.value.because}` });
      }
    })
    .catch(reportError);
}
