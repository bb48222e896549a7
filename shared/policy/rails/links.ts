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
      } else if (isPixel(link.url)) {
        ask(`${host} serves an image that tells when the mail is opened.`, 'Take it out: opens are not tracked.', link);
      } else if (SHORTENERS.has(host)) {
        ask(`${host} hides where the link goes.`, 'Use the address it leads to.', link);
      } else if (link.shown !== null && !sameSite(link.shown, host)) {
        ask(`The link shows ${link.shown} but goes to ${host}.`, 'Let text and target name the same place.', link);
      }
      const tracking = trackingIn(link.url);
      if (tracking !== null && link.kind === 'link') {
        ask(`The link to ${host} carries “${tracking}”, which follows the reader.`, 'Cut the address before it.', link);
      }
    }
    return findings;
  },
};

/** Names of query parameters by which campaigns and mail tools recognise who clicked. */
const TRACKING =
  /[?&;#]((?:utm_[a-z]+|gclid|fbclid|msclkid|dclid|yclid|twclid|li_fat_id|mc_[ce]id|_hs(?:enc|mi|q)|hsa_[a-z]+|hsctatracking|mkt_tok|vero_id|_ke|oly_(?:anon|enc)_id|trk|trackid|tracking_id|wickedid|sc_cid|elq[a-z]*|_bta_[a-z]+|ml_subscriber\w*))=/iu;

const trackingIn = (url: string) => TRACKING.exec(url)?.[1] ?? null;

/** Addresses that end in an image, or in the usual path of an open counter. */
const isPixel = (url: string) =>
  /\.(?:gif|png|jpe?g|webp|bmp|svg)(?:[?#]|$)|\/(?:open|pixel|track(?:ing)?|beacon|o)\/[^/?#]{12,}(?:[?#]|$)/iu.test(
    url,
  );

function sameSite(shown: string, host: string): boolean {
  return shown === host || host.endsWith(`.${shown}`) || shown.endsWith(`.${host}`);
}
