import { strings } from '../strings';
import type { AuditEntry } from './types';

const words = strings.audit;

/** An entry as a sentence: who, what, to whom or what. An action that this page does not know is shown by its word. */
export function sentence(entry: AuditEntry, nameOf: (id: string) => string | undefined): string {
  const who = entry.actor ? (entry.actor.name ?? nameOf(entry.actor.member_id) ?? words.former) : undefined;
  const label = words.actions[entry.action as keyof typeof words.actions] ?? entry.action;
  const subject = entry.subject_id ? nameOf(entry.subject_id) : undefined;
  const { name, number, role, carrier, account, method, count, format, day, key, decision } = entry.detail;
  const about = [
    name ?? subject,
    number,
    role,
    carrier,
    account,
    method && words.methods[method as keyof typeof words.methods],
    decision && words.decisions[decision as keyof typeof words.decisions],
    count && words.count(count),
    format,
    day,
    key,
  ].filter((part): part is string => part !== undefined && part !== '' && part !== who);
  return `${who ?? words.unknown}: ${label}${about.length > 0 ? ` (${about.join(', ')})` : ''}`;
}
