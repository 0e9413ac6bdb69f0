// The shapes of /api/v1 and /api/v1/realtime, as they travel. Names stay in snake_case: they are the contract's.

export type * from './types/base';
export type * from './types/accounts';
export type * from './types/carriers';
export type * from './types/texts';
export type * from './types/team';
export type * from './types/broadcasts';
export type * from './types/calls';
export type * from './types/contacts';
export type * from './types/realtime';
