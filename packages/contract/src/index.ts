export * from './identity.ts';
export * from './network.ts';
export * from './notice.ts';
export * from './route.ts';
export * from './shapes.ts';
