import { createHmac } from 'node:crypto';
import type { Keys } from '../../../kernel/crypto.ts';

const keyed = (keys: Keys, purpose: string, text: string) =>
  createHmac('sha256', keys.derive(purpose)).update(text).digest();

/** What stands for a person in the published votes of one contest: 16 bytes, another in every contest. */
export const voterOf = (keys: Keys, contestId: string, personId: string): Buffer =>
  keyed(keys, 'contest-voter', `${contestId} ${personId}`).subarray(0, 16);

/** Stands for a device, from the random text of its cookie: 12 bytes. */
export const deviceHash = (keys: Keys, device: string): Buffer =>
  keyed(keys, 'contest-device', device).subarray(0, 12);

/** Stands for the block of addresses (IPv4 /24, IPv6 /48) that a caller's belongs to: 12 bytes. */
export const addressHash = (keys: Keys, address: string): Buffer =>
  keyed(keys, 'contest-address', blockOf(address)).subarray(0, 12);

/** `192.0.2.0/24` of 192.0.2.7, `2001:db8:1::/48` of 2001:db8:1:2::3. */
export function blockOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = ''] = plain.split('::');
  const groups = [...head.split(':').filter((part) => part !== ''), '0', '0', '0'].slice(0, 3);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
}
