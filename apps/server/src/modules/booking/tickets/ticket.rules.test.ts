import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { newTicketCode, readTicketCode } from './ticket-code.ts';
import { signTicket, verifyTicket } from './ticket-token.ts';

const key = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');

const claims = fc.record(
  {
    palaceId: fc.uuid(),
    ticketId: fc.uuid(),
    sessionId: fc.uuid(),
    ordinal: fc.integer({ min: 0, max: 5 }),
    notAfter: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((seconds) => new Date(seconds * 1000)),
  },
  { noNullPrototype: true },
);

test('a signed ticket says what it was signed with, in at most 180 characters', () => {
  fc.assert(
    fc.property(claims, (ticket) => {
      const token = signTicket(ticket, key);
      assert.ok(token.length <= 180, `${token.length} characters`);
      assert.match(token, /^[\w-]+$/);
      assert.deepEqual(verifyTicket(token, key), { genuine: true, claims: ticket });
    }),
    { numRuns: 50 },
  );
});

test('a ticket of another key is forged', () => {
  fc.assert(
    fc.property(claims, (ticket) => {
      assert.deepEqual(verifyTicket(signTicket(ticket, other), key), {
        genuine: false,
        why: 'forged',
      });
    }),
    { numRuns: 20 },
  );
});

test('a door that knows only the public half finds the signature right', () => {
  fc.assert(
    fc.property(claims, (ticket) => {
      const bytes = Buffer.from(signTicket(ticket, key), 'base64url');
      const signed = Buffer.concat([Buffer.from('wengong ticket\0'), bytes.subarray(0, -64)]);
      assert.ok(verify(null, signed, key.publicKey, bytes.subarray(-64)));
    }),
    { numRuns: 20 },
  );
});

test('a ticket with any character changed is refused', () => {
  const token = signTicket(
    {
      palaceId: '0190a000-0000-7000-8000-000000000001',
      ticketId: '0190a000-0000-7000-8000-000000000002',
      sessionId: '0190a000-0000-7000-8000-000000000003',
      ordinal: 0,
      notAfter: new Date(1_800_000_000_000),
    },
    key,
  );
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let at = 0; at < token.length; at += 1) {
    const next = alphabet[(alphabet.indexOf(token.charAt(at)) + 1) % 64] ?? '';
    const altered = token.slice(0, at) + next + token.slice(at + 1);
    assert.equal(verifyTicket(altered, key).genuine, false, `character ${at}`);
  }
});

test('a truncated, padded or made-up ticket is refused without an error', () => {
  fc.assert(
    fc.property(claims, fc.nat(170), (ticket, length) => {
      const token = signTicket(ticket, key);
      fc.pre(length < token.length);
      assert.equal(verifyTicket(token.slice(0, length), key).genuine, false);
    }),
    { numRuns: 30 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      assert.equal(verifyTicket(text, key).genuine, false);
    }),
  );
  const token = signTicket(fc.sample(claims, 1)[0] as never, key);
  assert.equal(verifyTicket(`${token}=`, key).genuine, false);
  assert.equal(verifyTicket(`${token}AA`, key).genuine, false);
});

test('a typed code is read whatever its case, hyphens and look-alikes', () => {
  for (let count = 0; count < 200; count += 1) {
    const code = newTicketCode();
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/);
    const typed = `${code.slice(0, 4)}-${code.slice(4)}`
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    assert.equal(readTicketCode(` ${typed} `), code);
  }
});

test('one wrong character, or two swapped, make no code', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  // 0 and Z are 31 apart, which the check character cannot see.
  const differ = (a: string, b: string) => a !== b && !(/[0Z]/.test(a) && /[0Z]/.test(b));
  fc.assert(
    fc.property(fc.nat(6), fc.nat(31), (at, letter) => {
      const code = newTicketCode();
      const wrong = alphabet.charAt(letter);
      fc.pre(differ(wrong, code.charAt(at)));
      assert.equal(readTicketCode(code.slice(0, at) + wrong + code.slice(at + 1)), null);
    }),
  );
  fc.assert(
    fc.property(fc.nat(5), (at) => {
      const code = newTicketCode();
      const [a, b] = [code.charAt(at), code.charAt(at + 1)];
      fc.pre(differ(a, b));
      assert.equal(readTicketCode(code.slice(0, at) + b + a + code.slice(at + 2)), null);
    }),
  );
});

test('anything typed is read without an error', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const code = readTicketCode(text);
      assert.ok(code === null || /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code));
    }),
  );
});
