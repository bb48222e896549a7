/** Looks into the embedded CRM's file, or writes a suppression into it, as any other program could: it knows the tables and nothing of ours. */
import { DatabaseSync } from 'node:sqlite';

const [what, file, value] = process.argv.slice(2);
const crm = new DatabaseSync(file, { timeout: 5_000, readOnly: what !== 'suppress' });

function outcomeOf(email) {
  const contact = crm.prepare('SELECT * FROM contacts WHERE lower(email) = lower(?)').get(email);
  return {
    lifecycleStage: contact.lifecycle_stage,
    sourceTag: contact.source_tag,
    activities: crm
      .prepare(
        'SELECT channel, direction, subject, source, outcome, message_id, package_id FROM activities WHERE contact_id = ? ORDER BY at_ms',
      )
      .all(contact.id),
    packages: crm.prepare('SELECT id, state FROM packages WHERE contact_id = ?').all(contact.id),
  };
}

function suppress(email) {
  crm
    .prepare(
      "INSERT INTO suppressions (id, scope, value, reason, source, evidence, at_ms, by_whom, expires_at_ms) VALUES (?, 'global', ?, 'unsubscribe', 'opt-out page', 'asked on the opt-out page', ?, 'opt-out page', NULL)",
    )
    .run(`sup-outside-${Date.now()}`, email.toLowerCase(), Date.now());
  return { suppressed: email };
}

process.stdout.write(JSON.stringify(what === 'suppress' ? suppress(value) : outcomeOf(value)));
crm.close();
