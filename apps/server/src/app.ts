import type { FastifyInstance } from 'fastify';
import type { BaseDeps, Deps } from './kernel/deps.ts';
import { installApiDocs } from './kernel/http/api-docs.ts';
import { bindRoute } from './kernel/http/bind.ts';
import { installOperations } from './kernel/http/operations.ts';
import { installProblems } from './kernel/http/problems.ts';
import { createServer } from './kernel/http/server.ts';
import type { Module, RouteBinding } from './kernel/module.ts';
import { Bus } from './kernel/outbox.ts';
import { createStorage } from './kernel/storage/create-storage.ts';
import { bookingModule, createDeviceResolver } from './modules/booking/index.ts';
import { contestModule } from './modules/contest/index.ts';
import { createIdentity } from './modules/identity/index.ts';
import { lectureModule } from './modules/lecture/index.ts';
import { mediaModule, mountMedia } from './modules/media/index.ts';
import { moderationModule } from './modules/moderation/index.ts';
import { createHierarchy, networkModule } from './modules/network/index.ts';
import { noticeModule } from './modules/notice/index.ts';
import { programmeModule } from './modules/programme/index.ts';
import { statisticsModule } from './modules/statistics/index.ts';
import { venueModule } from './modules/venue/index.ts';
import { mountPages } from './pages/mount.ts';

export interface App {
  readonly server: FastifyInstance;
  readonly deps: Deps;
  readonly routes: readonly RouteBinding[];
  readonly modules: readonly Module[];
}

/** Parts that an app can do without. */
export interface AppParts {
  /** Serves the built pages too. Tests of the API ask for none, and read none. */
  readonly pages: boolean;
}

/**
 * Builds the app as a value: no port, no timers. Tests inject requests into `server`; `main.ts` listens.
 * Closing `server` closes nothing else: whoever opened the database closes it.
 */
export async function buildApp(base: BaseDeps, { pages }: AppParts = { pages: true }): Promise<App> {
  const identity = createIdentity(base);
  const modules: readonly Module[] = [
    identity.module,
    networkModule,
    venueModule,
    programmeModule,
    bookingModule,
    moderationModule,
    mediaModule,
    contestModule,
    lectureModule,
    noticeModule,
    statisticsModule,
  ];
  const deps: Deps = {
    ...base,
    bus: new Bus(
      base.clock,
      modules.flatMap((each) => each.subscriptions ?? []),
    ),
    resolveActor: identity.resolveActor,
    resolveDevice: createDeviceResolver(base),
    hierarchy: createHierarchy(base.db),
    storage: createStorage(base.config),
    personalData: modules.flatMap((each) =>
      each.personalData === undefined ? [] : [{ ...each.personalData, module: each.name }],
    ),
    reviewed: modules.flatMap((each) => each.reviewed ?? []),
    countedElsewhere: modules.flatMap((each) => each.countedElsewhere ?? []),
  };
  const routes = modules.flatMap((each) => each.routes);
  const server = await createServer(base);
  installProblems(server, Object.assign({}, ...modules.map((each) => each.constraints ?? {})));
  installOperations(server, deps);
  for (const binding of routes) bindRoute(server, binding, deps);
  await mountMedia(server, deps);
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  installApiDocs(server);
  if (pages) await mountPages(server, deps);
  return { server, deps, routes, modules };
}
