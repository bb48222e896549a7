/** The mail on the Sent screen is read from its bytes. */
import { expect, test } from 'vitest';
import { readMail } from '../../../renderer/screens/sent/read-mail.ts';

test('headers and text are read, encoded words and quoted-printable included', async () => {
  const mail = await readMail(
    [
      'From: Sam Osei <sam@ourco.example>',
      'To: dana@northwind.example',
      'Subject: =?utf-8?Q?Malm=C3=B6_and_your_backlog?=',
      'Message-ID: <1@ourco.example>',
      'List-Unsubscribe: <mailto:opt-out@ourco.example>',
      'X-Other: not shown',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Hi =E2=80=93 a soft=',
      ' break.',
    ].join('\r\n'),
  );
  expect(mail?.headers).toEqual([
    { name: 'From', value: 'Sam Osei <sam@ourco.example>' },
    { name: 'To', value: 'dana@northwind.example' },
    { name: 'Subject', value: 'Malmö and your backlog' },
    { name: 'Message-ID', value: '<1@ourco.example>' },
    { name: 'List-Unsubscribe', value: '<mailto:opt-out@ourco.example>' },
  ]);
  expect(mail?.text.trim()).toBe('Hi – a soft break.');
});

test('markup in a text is text', async () => {
  const mail = await readMail('Subject: a\r\nContent-Type: text/plain\r\n\r\n<img src=x onerror=alert(1)>');
  expect(mail?.text.trim()).toBe('<img src=x onerror=alert(1)>');
});
