/** Few links, each saying where it goes: no shortener, no pixel, no text that names another place. */
import type { Finding } from '../../domain/finding.ts';
import { findLinks, hostOf, type Link } from '../find-links.ts';
import { finding, type Rail } from '../rail.ts';

const SHORTENERS = new Set(
  (
    'bit.ly bitly.com tinyurl.com t.co goo.gl ow.ly buff.ly is.gd v.gd rebrand.ly cutt.ly shorturl.at t.ly tiny.cc lnkd.in ' +
    'rb.gy s.id bl.ink short.io soo.gd clck.ru qr.ae adf.ly trib.al dlvr.it fb.me amzn.to youtu.be hubs.ly hubs.li snip.ly'
  ).split(' '),
);

export const linksRail: Rail = {
  code: 'links',
  title: 'Links',
  kinds: ['first-touch', 'follow-up'],
  owner: 'marketing',
  approver: 'revops',
  evaluate({ body, policy }) {
    const links = findLinks(body);
    const findings: Finding[] = [];
    const ask = (evidence: string, clears: string, link: Link | undefined) =>
      findings.push(
        finding(
          'links',
          'ask',
          { evidence, clears },
          link === undefined ? {} : { target: { field: 'body', start: link.start, end: link.end } },
        ),
      );
    const max = policy.limits.linksMax;
    const counted = links.filter((link) => link.kind === 'link');
    if (counted.length > max) {
      ask(
        `${counted.length} links; the limit is ${max}.`,
        `Take out ${counted.length - max} of the links.`,
        counted[max],
      );
    }
    for (const link of links) {
      const host = hostOf(link.url);
      if (link.kind === 'image') {
        ask('There is an image or tracking pixel in the text.', 'Take it out: it reads as bulk mail.', link);
      } else if (SHORTENERS.has(host)) {
        ask(`${host} hides where the link goes.`, 'Use the address it leads to.', link);
      } else if (link.shown !== null && !sameSite(link.shown, host)) {
        ask(`The link shows ${link.shown} but goes to ${host}.`, 'Let text and target name the same place.', link);
      }
    }
    return findings;
  },
};

function sameSite(shown: string, host: string): boolean {
  return shown === host || host.endsWith(`.${shown}`) || shown.endsWith(`.${host}`);
}
