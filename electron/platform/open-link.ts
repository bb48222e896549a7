/** Opens an address in the person's own browser where Electron can't; must never pass one through a shell, nor anything but http and https. */
import { spawn } from 'node:child_process';

export function linkOpener(platform: NodeJS.Platform, run: typeof spawn = spawn): (url: string) => Promise<void> {
  return (url) => {
    const { protocol, href } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:')
      return Promise.reject(new Error('only http and https addresses are opened'));
    const [program, args] = openerOf(platform, href);
    return new Promise((resolve, reject) => {
      const opener = run(program, args, { stdio: 'ignore', detached: true, shell: false });
      opener.once('error', reject);
      opener.once('spawn', () => {
        opener.unref();
        resolve();
      });
    });
  };
}

function openerOf(platform: NodeJS.Platform, href: string): readonly [string, string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [href]];
    case 'win32':
      return ['rundll32', ['url.dll,FileProtocolHandler', href]];
    default:
      return ['xdg-open', [href]];
  }
}
