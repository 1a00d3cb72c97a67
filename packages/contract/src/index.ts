export * from './identity.ts';
export * from './network.ts';
export * from './notice.ts';
export * from './programme.ts';
export * from './programme-console.ts';
export * from './route.ts';
export * from './shapes.ts';
export * from './venue.ts';
