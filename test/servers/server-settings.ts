/** The settings of the test's own Postfix and Dovecot, as text; everything they touch lies in one folder. It writes no file and starts nothing. */
import { join } from 'node:path';
import { POSTFIX_DAEMONS } from './why-no-servers.ts';

export interface Account {
  readonly address: string;
  readonly password: string;
  /** What it sends is filed into its Sent folder, as mailbox providers do. */
  readonly filesSent?: boolean;
  /** A mailbox with room for so much, and no more. */
  readonly roomBytes?: number;
}

export interface ServerPlan {
  readonly dir: string;
  /** Clear text, for this machine. */
  readonly smtpPort: number;
  /** STARTTLS and a password. */
  readonly submissionPort: number;
  readonly imapPort: number;
  readonly accounts: readonly Account[];
  /** Where the server of `FAR_DOMAIN` listens; null where nobody writes there. */
  readonly farPort: number | null;
}

/** The unprivileged owner of all mail. It needs no name. */
export const MAIL_USER = 61_234;
export const HOST_NAME = 'mx.test';
/** A domain of somebody else: Postfix hands its mail on over SMTP, and reports what that server refuses. */
export const FAR_DOMAIN = 'far.example';

export const placesIn = (dir: string) => ({
  postfix: join(dir, 'postfix'),
  queue: join(dir, 'queue'),
  postfixData: join(dir, 'postfix-data'),
  postfixLog: join(dir, 'postfix.log'),
  dovecot: join(dir, 'dovecot'),
  /** Dovecot's sockets. Its settings must lie elsewhere: it puts a link of their name here. */
  dovecotRun: join(dir, 'run'),
  dovecotState: join(dir, 'dovecot-state'),
  dovecotLog: join(dir, 'dovecot.log'),
  mail: join(dir, 'mail'),
  key: join(dir, 'key.pem'),
  certificate: join(dir, 'certificate.pem'),
});

/** Every domain is ours and every address known to Postfix: Dovecot says who exists, so that unknown ones bounce as in the world outside. */
export function postfixMain({ dir, accounts, farPort }: ServerPlan): string {
  const places = placesIn(dir);
  const filing = accounts.flatMap(({ address, filesSent }) => {
    const at = address.lastIndexOf('@');
    return filesSent === true ? [`{${address}=${address.slice(0, at)}+Sent${address.slice(at)}}`] : [];
  });
  const settings: Record<string, string> = {
    compatibility_level: '3.6',
    queue_directory: places.queue,
    data_directory: places.postfixData,
    command_directory: '/usr/sbin',
    daemon_directory: POSTFIX_DAEMONS,
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: places.postfixLog,
    maillog_file_prefixes: dir,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: HOST_NAME,
    mydestination: '',
    alias_maps: '',
    alias_database: '',
    local_recipient_maps: '',
    mynetworks: '127.0.0.1/32',
    recipient_delimiter: '+',
    virtual_mailbox_domains: 'static:ok',
    virtual_mailbox_maps: 'static:ok',
    virtual_transport: `lmtp:unix:${join(places.dovecotRun, 'lmtp')}`,
    sender_bcc_maps: filing.length === 0 ? '' : `inline:{ ${filing.join(' ')} }`,
    smtpd_recipient_restrictions: `check_recipient_access regexp:${join(places.postfix, 'refusals')}, permit`,
    transport_maps: farPort === null ? '' : `inline:{ {${FAR_DOMAIN}=smtp:[127.0.0.1]:${farPort}} }`,
    // Refuses a message with a line feed of its own, from this machine too.
    smtpd_forbid_bare_newline: 'reject',
    smtpd_forbid_bare_newline_exclusions: '',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: join(places.dovecotRun, 'auth-smtp'),
    smtpd_tls_cert_file: places.certificate,
    smtpd_tls_key_file: places.key,
    smtpd_tls_auth_only: 'yes',
    queue_run_delay: '2s',
    minimal_backoff_time: '2s',
    maximal_backoff_time: '4s',
  };
  return lines(settings);
}

/** Recipients that the server refuses before it takes the message: for good, and for now. */
export const POSTFIX_REFUSALS = [
  '/@refused-[a-z0-9-]*\\.example$/ 550 5.1.1 no such user',
  '/@busy-[a-z0-9-]*\\.example$/ 450 4.2.1 mailbox busy',
  '',
].join('\n');

export function postfixMaster({ smtpPort, submissionPort }: ServerPlan): string {
  const submission = [
    'smtpd_tls_security_level=encrypt',
    'smtpd_sasl_auth_enable=yes',
    'smtpd_client_restrictions=permit_sasl_authenticated,reject',
    'smtpd_relay_restrictions=permit_sasl_authenticated,reject',
  ];
  return [
    `127.0.0.1:${smtpPort} inet n - n - - smtpd`,
    `127.0.0.1:${submissionPort} inet n - n - - smtpd`,
    ...submission.map((option) => `  -o ${option}`),
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'lmtp unix - - n - - lmtp',
    'smtp unix - - n - - smtp',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'proxymap unix - - n - - proxymap',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
}

export function dovecotConf({ dir, imapPort }: ServerPlan): string {
  const places = placesIn(dir);
  const users = join(places.dovecot, 'users');
  return `
base_dir = ${places.dovecotRun}
state_dir = ${places.dovecotState}
instance_name = countersign-test
log_path = ${places.dovecotLog}
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <${places.certificate}
ssl_key = <${places.key}
disable_plaintext_auth = no
first_valid_uid = ${MAIL_USER}
mail_location = maildir:~/Maildir
# The machine does not lose power in a test; it is the desk that is killed.
mail_fsync = never
mail_max_userip_connections = 200
recipient_delimiter = +
lmtp_save_to_detail_mailbox = yes
lda_mailbox_autocreate = yes
mail_plugins = quota
quota_full_tempfail = no
plugin {
  quota = maildir:room
}
passdb {
  driver = passwd-file
  args = username_format=%u ${users}
}
userdb {
  driver = passwd-file
  args = username_format=%u ${users}
  default_fields = uid=${MAIL_USER} gid=${MAIL_USER} home=${places.mail}/%d/%n
}
service imap-login {
  service_count = 0
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  unix_listener lmtp {
    user = postfix
    mode = 0600
  }
}
service auth {
  unix_listener auth-smtp {
    user = postfix
    mode = 0600
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
}
`.trimStart();
}

/** Who exists. Dovecot reads the file again when it changes. */
export function dovecotUsers(accounts: readonly Account[]): string {
  return accounts
    .map(({ address, password, roomBytes }) => {
      const extra = roomBytes === undefined ? '' : `userdb_quota_rule=*:bytes=${roomBytes}`;
      return `${address}:{PLAIN}${password}::::::${extra}\n`;
    })
    .join('');
}

function lines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}
