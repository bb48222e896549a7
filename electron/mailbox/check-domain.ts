/**
 * Asks DNS whether a sending domain's mail is signed and allowed: SPF, DKIM under the selector that a test mail showed, DMARC with its
 * alignment. It says what is wrong and what to do, and never takes silence for a pass.
 */
import { dmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';
import type { MailCalibration } from '../../shared/domain/mail-calibration.ts';
import type { Authentication } from '../../shared/domain/mailbox-world.ts';
import { DnsFault, type Dns } from '../ports/dns.ts';

export interface DomainQuestion {
  readonly dns: Dns;
  /** The domain of the From address. */
  readonly domain: string;
  /** What a self-sent test mail showed; null before one was sent. */
  readonly calibration: MailCalibration | null;
  readonly nowMs: number;
}

export type DomainAnswer =
  | { readonly kind: 'checked'; readonly authentication: Authentication }
  /** DNS could not be asked at all; what was known stays as it was. */
  | { readonly kind: 'offline'; readonly because: string };

type Answer = Authentication['spf'];
interface Part {
  readonly answer: Answer;
  readonly problems: readonly string[];
}

/** An address that no mail server has (RFC 5737): the record is evaluated for its form, not for this sender. */
const NOBODYS_ADDRESS = '192.0.2.1';

export async function checkDomain(question: DomainQuestion): Promise<DomainAnswer> {
  const { calibration, nowMs } = question;
  try {
    const [spfPart, dkimPart, dmarcPart] = await Promise.all([
      checkSpf(question),
      checkDkim(question),
      checkDmarc(question),
    ]);
    return {
      kind: 'checked',
      authentication: {
        checkedAtMs: nowMs,
        simulated: false,
        spf: spfPart.answer,
        dkim: dkimPart.answer,
        dmarc: dmarcPart.answer,
        aligned: dmarcPart.aligned,
        selector: calibration?.signatures[0]?.selector ?? null,
        problems: [...spfPart.problems, ...dkimPart.problems, ...dmarcPart.problems],
      },
    };
  } catch (cause) {
    if (!(cause instanceof DnsFault)) throw cause;
    return {
      kind: 'offline',
      because: `DNS could not be asked (${cause.code}). The last answer stays; it is asked again with the next check.`,
    };
  }
}

/** Records of a name as mailauth asks for them: a name without records throws with Node's own code. */
function resolverOver(dns: Dns): (name: string, type: string) => Promise<string[][] | string[]> {
  return async (name, type) => {
    switch (type) {
      case 'TXT':
      case 'A':
      case 'AAAA':
      case 'MX':
      case 'CNAME':
      case 'PTR':
        return (await dns.resolve(name, type)) as string[][];
      default:
        throw new DnsFault('none', 'ENODATA');
    }
  };
}

async function textsOf(dns: Dns, name: string): Promise<readonly string[]> {
  try {
    const records = await dns.resolve(name, 'TXT');
    return records.map((record) => (Array.isArray(record) ? record.join('') : String(record)));
  } catch (cause) {
    if (cause instanceof DnsFault && cause.kind === 'none') return [];
    throw cause;
  }
}

async function checkSpf({ dns, domain, calibration }: DomainQuestion): Promise<Part> {
  const records = (await textsOf(dns, domain)).filter((text) => /^v=spf1(?: |$)/i.test(text));
  if (records.length === 0)
    return part(
      'missing',
      `${domain} has no SPF record. Whoever runs its DNS adds the TXT record that your mail provider gives.`,
    );
  if (records.length > 1)
    return part('fail', `${domain} has ${records.length} SPF records; receivers then count none. Keep one.`);
  const { status } = await spf({
    sender: `postmaster@${domain}`,
    ip: NOBODYS_ADDRESS,
    helo: domain,
    resolver: resolverOver(dns),
  });
  if (status.result === 'permerror')
    return part('fail', `The SPF record of ${domain} can’t be evaluated: too many look-ups, or an error in it.`);
  if (status.result === 'temperror')
    return part('unknown', `The SPF record of ${domain} could not be read to its end; check again later.`);
  if (status.result === 'pass')
    return part('fail', `The SPF record of ${domain} lets any server send for it. End it with “~all” or “-all”.`);
  switch (calibration?.results?.spf) {
    case 'fail':
      return part(
        'fail',
        `A test mail failed SPF: the record of ${domain} does not name the server that your mail leaves from.`,
      );
    case 'pass':
      return part('pass');
    case 'none':
    case undefined:
      return part(
        'unknown',
        `The SPF record of ${domain} is in order; whether it names your mail server, a test mail to yourself shows.`,
      );
  }
}

async function checkDkim({ dns, domain, calibration }: DomainQuestion): Promise<Part> {
  if (calibration === null)
    return part('unknown', 'Which key your mail is signed with is not known yet: send a test mail to yourself.');
  const [signature] = calibration.signatures;
  if (signature === undefined)
    return part(
      'missing',
      `The test mail was not signed with DKIM. Switch signing on at your mail provider for ${domain}.`,
    );
  const name = `${signature.selector}._domainkey.${signature.domain}`;
  const key = /(?:^|;)\s*p=([^;]*)/.exec((await textsOf(dns, name)).join(''))?.[1]?.replace(/\s/g, '');
  if (key === undefined)
    return part('missing', `There is no DKIM key at ${name}. Publish the one your mail provider gives.`);
  if (key === '') return part('fail', `The DKIM key at ${name} was revoked. Publish a new one and sign with it.`);
  return calibration.results?.dkim === 'fail'
    ? part('fail', `A test mail’s DKIM signature did not hold against the key at ${name}.`)
    : part('pass');
}

async function checkDmarc({
  dns,
  domain,
  calibration,
}: DomainQuestion): Promise<Part & Pick<Authentication, 'aligned'>> {
  const passed = (result: 'pass' | 'fail' | 'none' | undefined) => result === 'pass';
  const result = await dmarc({
    headerFrom: domain,
    // The envelope sender is the From address: what SPF passed for is its domain.
    spfDomains: passed(calibration?.results?.spf) ? [domain] : [],
    dkimDomains: (calibration?.results?.dkim === 'fail' ? [] : (calibration?.signatures ?? [])).map(
      ({ domain: signed }) => ({
        domain: signed,
      }),
    ),
    resolver: resolverOver(dns),
  });
  const status = result === false ? 'permerror' : result.status.result;
  if (status === 'temperror') throw new DnsFault('offline', 'SERVFAIL');
  if (result === false || status === 'none' || status === 'permerror')
    return {
      ...part(
        'missing',
        `${domain} has no DMARC record that holds. Add a TXT record at _dmarc.${domain}, at least “v=DMARC1; p=none”.`,
      ),
      aligned: null,
    };
  // Without a test mail nobody knows what would be aligned.
  if (calibration === null) return { ...part('pass'), aligned: null };
  return status === 'pass'
    ? { ...part('pass'), aligned: true }
    : {
        ...part(
          'pass',
          `Neither SPF nor DKIM of the test mail stands for ${domain} itself (DMARC alignment). Sign with d=${domain}.`,
        ),
        aligned: false,
      };
}

function part(answer: Answer, ...problems: readonly string[]): Part {
  return { answer, problems };
}
