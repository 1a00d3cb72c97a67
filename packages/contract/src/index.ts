export * from './network.ts';
export * from './route.ts';
export * from './shapes.ts';
