import type { TestPerson } from '../../../apps/server/src/testkit/person.ts';
import { type Answer, codeOf, succeeded } from '../client.ts';
import type { SessionOf } from '../history.ts';
import type { Operation, Turn } from './operation.ts';

interface Member {
  readonly bookingId: string;
  readonly isMe: boolean;
  readonly status: string;
}

/** Somebody has seats set apart for a team, often two at the same moment, mostly in the same session. */
export const leadTeam: Operation = {
  name: 'lead-team',
  weight: 4,
  async run(turn) {
    const { world, client, history, random } = turn;
    const leader = random.pick(world.workers);
    if (leader === undefined) return;
    // Where everybody wants to be there is seldom room for a team.
    const place = random.pick(world.places);
    const other = random.chance(0.7) ? place : random.pick(world.places);
    const places = random.chance(0.5) ? [place, other] : [place];
    const seats = places.length > 1 ? 2 : random.whole(2, 4);
    await Promise.all(
      places.map(async (place) => {
        if (place === undefined) return;
        const { palaceId, sessionId } = place;
        const answer = await client.write({
          method: 'POST',
          path: `/palaces/${palaceId}/sessions/${sessionId}/teams`,
          cookie: leader.cookie,
          body: { label: '一班', seats, joinMyself: random.chance(0.5) },
        });
        if (!succeeded(answer)) return history.refused('lead-team', codeOf(answer));
        history.done('lead-team');
        const { id, path } = answer.body;
        noteMembers(turn, answer, place, leader);
        history.teams.add({ id: String(id), token: tokenIn(String(path)), palaceId, sessionId, leader });
      }),
    );
  },
};

const tokenIn = (path: string): string => path.split('/').at(-1) ?? '';

/** What the leader's own answer says of the seat they took themselves. */
function noteMembers({ history }: Turn, answer: Answer, session: SessionOf, leader: TestPerson): void {
  for (const member of (answer.body.members ?? []) as Member[]) {
    if (member.isMe) history.told(member.bookingId, session, leader, 1, member.status);
  }
}

/** Several take seats of a team by its link at once; often fewer are left. */
export const takeTeamSeats: Operation = {
  name: 'join-team',
  weight: 3,
  async run({ world, client, history, random }) {
    const team = history.teams.pick(random);
    if (team === undefined) return history.refused('join-team', 'no team');
    const workers = Array.from({ length: random.whole(1, 4) }, () => random.pick(world.workers));
    await Promise.all(
      [...new Set(workers)].map(async (worker) => {
        if (worker === undefined) return;
        const path = `/me/team-invitations/${team.token}/join`;
        const answer = await client.write({ method: 'POST', path, cookie: worker.cookie });
        if (!succeeded(answer)) return history.refused('join-team', codeOf(answer));
        history.done('join-team');
        history.told(String(answer.body.bookingId), team, worker, 1, 'confirmed');
      }),
    );
  },
};

/** The leader takes somebody off the list, or gives back what nobody has taken. */
export const leaveTeam: Operation = {
  name: 'change-team',
  weight: 1.5,
  async run(turn) {
    const { client, history, random } = turn;
    const team = history.teams.pick(random);
    if (team === undefined) return;
    const { cookie } = team.leader;
    const path = `/me/teams/${team.id}`;
    if (random.chance(0.6)) {
      const answer = await client.write({ method: 'POST', path: `${path}/give-back`, cookie });
      history.teams.delete(team);
      if (succeeded(answer)) history.done('give-back-team');
      else history.refused('give-back-team', codeOf(answer));
      return;
    }
    const seen = await client.read({ method: 'GET', path, cookie });
    const member = random.pick((seen.body.members ?? []) as Member[]);
    const booking = history.bookings.get(member?.bookingId ?? '');
    if (member === undefined || booking === undefined) return;
    const answer = await client.write({
      method: 'POST',
      path: `${path}/members/${member.bookingId}/remove`,
      cookie,
    });
    if (!succeeded(answer)) return history.refused('remove-from-team', codeOf(answer));
    history.done('remove-from-team');
    history.over(booking, 'cancelled');
  },
};
