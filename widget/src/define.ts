export * from './booker/define.ts';
