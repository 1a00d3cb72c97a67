import type { Module } from '../../kernel/module.ts';
import { noticeJobs } from './notice.jobs.ts';
import { noticePersonalData } from './notice.personal-data.ts';
import { noticeRoutes } from './notice.routes.ts';
import { noticeSubscriptions } from './notice.subscriptions.ts';

export const noticeModule: Module = {
  name: 'notice',
  routes: noticeRoutes,
  subscriptions: noticeSubscriptions,
  jobs: noticeJobs,
  personalData: noticePersonalData,
};
