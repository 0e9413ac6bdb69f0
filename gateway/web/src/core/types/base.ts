// What the others are made of, and how answers are paged and refused.

export type Id = string;
export type Time = string;
export type E164 = string;

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: { field: string; detail: string }[];
  send_at?: Time;
}
