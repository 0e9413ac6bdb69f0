import { Problem } from './problem';
import { sendFile } from './upload';
import type {
  AddressBookRestored,
  ApiKey,
  AppPassword,
  AuditEntry,
  Broadcast,
  BroadcastDraft,
  BroadcastOutlook,
  BroadcastReceiver,
  ReceiverFile,
  ReceiverList,
  CallRecord,
  Carrier,
  CarrierAccount,
  CarrierCheck,
  ConsentDecision,
  Contact,
  ContactDraft,
  ContactVersion,
  Conversation,
  ConversationChange,
  DeadLetter,
  DeletedContact,
  Draft,
  Device,
  E164,
  Id,
  ImportReport,
  Me,
  Member,
  Message,
  NewApiKey,
  NewAppPassword,
  Note,
  Page,
  PhoneNumber,
  Post,
  ProblemBody,
  QuietHours,
  RegistrationDraft,
  RelayCredentials,
  Role,
  Room,
  ScheduledText,
  SearchHit,
  SearchSettings,
  Template,
  TimelineEntry,
  TreeHead,
  Voicemail,
} from './types';

type Query = Record<string, string | number | null | undefined>;

/** What a first link may ask for: the server says which. */
export interface FirstUse {
  email?: string;
  name?: string;
  password?: string;
}

/** What becomes of people who are there already, and what a CSV file's columns are. */
export interface ImportQuery {
  duplicates: 'merge' | 'skip' | 'add';
  preview: boolean;
  columns?: string[];
}

/** A text as it is handed in; its media are uploads of the same member. */
export interface NewText {
  from: E164;
  to: E164[];
  text: string;
  media?: Id[];
  quiet_hours?: 'send';
}

/** The REST contract, typed. Every call either gives its answer or throws a {@link Problem}. */
export class Api {
  /** Called when the server says that this session is over. */
  onSignedOut: () => void = () => {};

  constructor(
    readonly base: string,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  signIn = (body: { email: string; password: string } | ({ link_token: string } & FirstUse)) =>
    this.#send<Pick<Me, 'member' | 'workspace' | 'device'>>('POST', '/sessions', { ...body, device_name: deviceName() });
  signOut = () => this.#send<void>('DELETE', '/sessions/current');

  me = () => this.#read<Me>('/me');
  rename = (name: string) => this.#send<unknown>('PATCH', '/me', { name });
  devices = () => this.#read<Page<Device>>('/devices', { limit: 100 });
  removeDevice = (id: Id) => this.#send<void>('DELETE', `/devices/${id}`);

  apiKeys = () => this.#read<Page<ApiKey>>('/api-keys');
  makeApiKey = (name: string) => this.#send<NewApiKey>('POST', '/api-keys', { name });
  revokeApiKey = (id: Id) => this.#send<void>('DELETE', `/api-keys/${id}`);

  appPasswords = () => this.#read<Page<AppPassword>>('/app-passwords');
  makeAppPassword = (name: string) => this.#send<NewAppPassword>('POST', '/app-passwords', { name });
  revokeAppPassword = (id: Id) => this.#send<void>('DELETE', `/app-passwords/${id}`);

  members = (cursor?: string | null) => this.#read<Page<Member>>('/members', { cursor, limit: 100 });
  invite = (member: { email: string; name: string; role: Role }) =>
    this.#send<{ member: Member; sign_in_link: string }>('POST', '/members', member);

  numbers = () => this.#read<Page<PhoneNumber>>('/numbers', { limit: 100 });
  addNumber = (number: { e164: E164; name: string; carrier_account_id: Id }) =>
    this.#send<PhoneNumber>('POST', '/numbers', number);
  registerNumber = (id: Id, registration: RegistrationDraft) =>
    this.#send<PhoneNumber>('PUT', `/numbers/${id}/registration`, registration);
  hostNumber = (id: Id, carrier_account_ids: readonly Id[]) =>
    this.#send<PhoneNumber>('PUT', `/numbers/${id}/carrier-accounts`, { carrier_account_ids });
  carrierAccounts = () => this.#read<Page<CarrierAccount>>('/carrier-accounts', { limit: 100 });
  carriers = () => this.#read<Page<Carrier>>('/carriers');
  /** The carrier's name and the values of its fields. */
  addCarrierAccount = (account: Readonly<Record<string, string>>, key: string) =>
    this.#send<CarrierAccount>('POST', '/carrier-accounts', account, key);
  checkCarrierAccount = (id: Id) => this.#send<CarrierCheck>('POST', `/carrier-accounts/${id}/check`, {});
  removeCarrierAccount = (id: Id) => this.#send<void>('DELETE', `/carrier-accounts/${id}`);

  conversations = (cursor?: string | null, wanted: Query = {}) =>
    this.#read<Page<Conversation>>('/conversations', { ...wanted, cursor, limit: 100 });
  conversation = (id: Id) => this.#read<Conversation>(`/conversations/${id}`);
  changeConversation = (id: Id, change: ConversationChange) =>
    this.#send<Conversation>('PATCH', `/conversations/${id}`, change);
  markRead = (id: Id, throughSeq: number) =>
    this.#send<Conversation>('POST', `/conversations/${id}/read`, { through_seq: throughSeq });
  decideConsent = (id: Id, decision: ConsentDecision, key: string) =>
    this.#send<Conversation>('POST', `/conversations/${id}/consent`, decision, key);
  timeline = (conversation: Id, cursor?: string | null) =>
    this.#read<Page<TimelineEntry>>(`/conversations/${conversation}/timeline`, { cursor, limit: 50 });
  writeNote = (conversation: Id, note: { text: string; mentions: Id[] }, key: string) =>
    this.#send<Note>('POST', `/conversations/${conversation}/notes`, note, key);
  changeNote = (id: Id, note: { text: string; mentions: Id[] }) => this.#send<Note>('PATCH', `/notes/${id}`, note);
  deleteNote = (id: Id) => this.#send<Note>('DELETE', `/notes/${id}`);
  /** The key makes a repeat safe: the same key is the same message. */
  sendMessage = (message: NewText & { hold_seconds?: number }, key: string) =>
    this.#send<Message>('POST', '/messages', message, key);
  cancelMessage = (id: Id) => this.#send<Message>('POST', `/messages/${id}/cancel`, {});

  deadLetters = (cursor?: string | null) => this.#read<Page<DeadLetter>>('/dead-letters', { cursor, limit: 50 });
  retryDeadLetter = (id: Id) => this.#send<Message>('POST', `/dead-letters/${id}/retry`, { quiet_hours: 'send' });
  dismissDeadLetter = (id: Id) => this.#send<void>('DELETE', `/dead-letters/${id}`);

  broadcasts = (cursor?: string | null) => this.#read<Page<Broadcast>>('/broadcasts', { cursor, limit: 50 });
  broadcast = (id: Id) => this.#read<Broadcast>(`/broadcasts/${id}`);
  broadcastReceivers = (id: Id, cursor?: string | null) =>
    this.#read<Page<BroadcastReceiver>>(`/broadcasts/${id}/receivers`, { cursor, limit: 100 });
  previewBroadcast = (draft: BroadcastDraft) => this.#send<BroadcastOutlook>('POST', '/broadcasts/preview', draft);
  beginBroadcast = (draft: BroadcastDraft, key: string) => this.#send<Broadcast>('POST', '/broadcasts', draft, key);
  receiverLists = () => this.#read<Page<ReceiverList>>('/receiver-lists');
  receiverList = (id: Id) => this.#read<ReceiverList & { numbers: E164[] }>(`/receiver-lists/${id}`);
  makeReceiverList = (list: { name: string; numbers: readonly E164[] }, key: string) =>
    this.#send<ReceiverList>('POST', '/receiver-lists', list, key);
  changeReceiverList = (id: Id, change: { name?: string; numbers?: readonly E164[] }) =>
    this.#send<ReceiverList>('PATCH', `/receiver-lists/${id}`, change);
  deleteReceiverList = (id: Id) => this.#send<void>('DELETE', `/receiver-lists/${id}`);
  readReceivers = (file: Blob, from: E164, column?: number) => {
    const wanted = new URLSearchParams({ from, ...(column !== undefined && { column: String(column) }) });
    const headers = { 'Content-Type': 'text/csv', 'Idempotency-Key': crypto.randomUUID() };
    return this.#call<ReceiverFile>(`/receiver-lists/read?${wanted}`, { method: 'POST', headers, body: file });
  };
  scheduleBroadcast = (id: Id, begins_at: string) => this.#send<Broadcast>('PATCH', `/broadcasts/${id}`, { begins_at });
  changeBroadcast = (id: Id, deed: 'pause' | 'resume' | 'cancel') =>
    this.#send<Broadcast>('POST', `/broadcasts/${id}/${deed}`, {});

  quietHours = () => this.#read<QuietHours>('/quiet-hours');
  changeQuietHours = (change: Partial<QuietHours>) => this.#send<QuietHours>('PATCH', '/quiet-hours', change);

  scheduledTexts = (conversation: Id) =>
    this.#read<Page<ScheduledText>>('/scheduled-texts', { conversation_id: conversation });
  scheduleText = (draft: { from: E164; to: E164[]; text: string; send_at: string; unless_reply: boolean }, key: string) =>
    this.#send<ScheduledText>('POST', '/scheduled-texts', draft, key);
  changeScheduledText = (id: Id, change: Partial<Pick<ScheduledText, 'text' | 'send_at' | 'unless_reply'>>) =>
    this.#send<ScheduledText>('PATCH', `/scheduled-texts/${id}`, change);
  cancelScheduledText = (id: Id) => this.#send<void>('DELETE', `/scheduled-texts/${id}`);
  sendScheduledText = (id: Id) => this.#send<Message>('POST', `/scheduled-texts/${id}/send`, {});

  drafts = () => this.#read<Page<Draft>>('/drafts');
  saveDraft = (kind: Draft['kind'], place: Id, text: string) =>
    this.#send<Draft>(
      'PUT',
      { text: `/conversations/${place}/draft`, note: `/conversations/${place}/note-draft`, post: `/rooms/${place}/draft` }[kind],
      { text },
    );
  templates = () => this.#read<Page<Template>>('/templates');
  makeTemplate = (template: { name: string; text: string }, key: string) =>
    this.#send<Template>('POST', '/templates', template, key);
  changeTemplate = (id: Id, template: { name: string; text: string }) =>
    this.#send<Template>('PATCH', `/templates/${id}`, template);
  deleteTemplate = (id: Id) => this.#send<void>('DELETE', `/templates/${id}`);
  rooms = (cursor?: string | null) => this.#read<Page<Room>>('/rooms', { cursor, limit: 100 });
  room = (id: Id) => this.#read<Room>(`/rooms/${id}`);
  makeRoom = (room: { kind: Room['kind']; name?: string; open?: boolean; member_ids: Id[] }, key: string) =>
    this.#send<Room>('POST', '/rooms', room, key);
  renameRoom = (id: Id, name: string) => this.#send<Room>('PATCH', `/rooms/${id}`, { name });
  joinRoom = (id: Id) => this.#send<Room>('POST', `/rooms/${id}/join`, {});
  leaveRoom = (id: Id) => this.#send<Room>('POST', `/rooms/${id}/leave`, {});
  letIn = (id: Id, members: Id[]) => this.#send<Room>('POST', `/rooms/${id}/members`, { member_ids: members });
  readRoom = (id: Id, throughSeq: number) => this.#send<Room>('POST', `/rooms/${id}/read`, { through_seq: throughSeq });
  posts = (room: Id, cursor?: string | null) => this.#read<Page<Post>>(`/rooms/${room}/posts`, { cursor, limit: 50 });
  say = (room: Id, text: string, key: string) => this.#send<Post>('POST', `/rooms/${room}/posts`, { text }, key);
  changePost = (id: Id, text: string) => this.#send<Post>('PATCH', `/posts/${id}`, { text });
  deletePost = (id: Id) => this.#send<Post>('DELETE', `/posts/${id}`);

  upload = sendFile(this.base);
  removeUpload = (id: Id) => this.#send<void>('DELETE', `/attachments/${id}`);
  thumbnail = (id: Id) => `${this.base}/api/v1/attachments/${id}/thumbnail`;
  attachment = (id: Id) => `${this.base}/api/v1/attachments/${id}`;

  calls = (cursor?: string | null) => this.#read<Page<CallRecord>>('/calls', { cursor });
  voicemails = (cursor?: string | null) => this.#read<Page<Voicemail>>('/voicemails', { cursor });
  voicemail = (id: Id) => this.#read<Voicemail>(`/voicemails/${id}`);
  markHeard = (id: Id, heard: boolean) => this.#send<unknown>('PATCH', `/voicemails/${id}`, { heard });
  deleteVoicemail = (id: Id) => this.#send<void>('DELETE', `/voicemails/${id}`);
  voicemailAudio = (id: Id) => `${this.base}/api/v1/voicemails/${id}/audio`;

  contacts = (cursor?: string | null) => this.#read<Page<Contact>>('/contacts', { cursor, limit: 100 });
  addContact = (contact: ContactDraft) => this.#send<Contact>('POST', '/contacts', contact);
  /** With the ETag of what was read, a change that crosses another's is refused. */
  changeContact = (id: Id, contact: Partial<ContactDraft>, etag?: string) =>
    this.#send<Contact>('PATCH', `/contacts/${id}`, contact, undefined, etag);
  deleteContact = (id: Id) => this.#send<void>('DELETE', `/contacts/${id}`);

  contactHistory = (id: Id, cursor?: string | null) =>
    this.#read<Page<ContactVersion>>(`/contacts/${id}/history`, { cursor, limit: 50 });
  deletedContacts = (cursor?: string | null) =>
    this.#read<Page<DeletedContact>>('/contacts/deleted', { cursor, limit: 50 });
  restoreContact = (id: Id, version: number) => this.#send<Contact>('POST', `/contacts/${id}/restore`, { version });
  restoreContacts = (at: string) => this.#send<AddressBookRestored>('POST', '/contacts/restore', { at });
  contactPhoto = (id: Id, photo: Id) => `${this.base}/api/v1/contacts/${id}/photo?of=${photo}`;
  setContactPhoto = (id: Id, photo: Blob) =>
    this.#call<Contact>(`/contacts/${id}/photo`, { method: 'PUT', headers: { 'Content-Type': photo.type }, body: photo });
  removeContactPhoto = (id: Id) => this.#send<Contact>('DELETE', `/contacts/${id}/photo`);
  contactsExport = (version: '3.0' | '4.0') => `${this.base}/api/v1/contacts/export?version=${version}`;
  importContacts = (file: Blob, type: 'text/vcard' | 'text/csv', query: ImportQuery) => {
    const wanted = new URLSearchParams({ duplicates: query.duplicates, preview: String(query.preview) });
    if (query.columns) wanted.set('columns', query.columns.join(','));
    const headers = { 'Content-Type': type, 'Idempotency-Key': crypto.randomUUID() };
    return this.#call<ImportReport>(`/contacts/import?${wanted}`, { method: 'POST', headers, body: file });
  };
  search = (q: string, cursor?: string | null) => this.#read<Page<SearchHit>>('/search', { q, cursor, limit: 30 });

  searchSettings = () => this.#read<SearchSettings>('/search/settings');
  switchSearch = (enabled: boolean) => this.#send<SearchSettings>('PATCH', '/search/settings', { enabled });

  audit = (filter: { actor?: string; action?: string; from?: string; until?: string }, cursor?: string | null) =>
    this.#read<Page<AuditEntry>>('/audit', {
      ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')),
      cursor,
    });
  auditHead = () => this.#read<TreeHead>('/audit/head');
  auditHeads = () => everyPage((cursor) => this.#read<Page<TreeHead>>('/audit/heads', { cursor, limit: 100 }));

  relayCredentials = () => this.#read<RelayCredentials>('/relay-credentials');

  #read<T>(path: string, query: Query = {}): Promise<T> {
    const wanted = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]));
    const suffix = wanted.length === 0 ? '' : `?${new URLSearchParams(wanted)}`;
    return this.#call<T>(path + suffix, { method: 'GET' });
  }

  #send<T>(
    method: string,
    path: string,
    body?: object,
    key: string = crypto.randomUUID(),
    etag?: string,
  ): Promise<T> {
    const headers: Record<string, string> = {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method === 'POST') headers['Idempotency-Key'] = key;
    if (etag) headers['If-Match'] = etag;
    // What was put off until the page goes away must outlive it.
    const keepalive = method === 'DELETE' || path.endsWith('draft');
    return this.#call<T>(path, { method, headers, keepalive, ...(body && { body: JSON.stringify(body) }) });
  }

  async #call<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response;
    let text: string;
    try {
      response = await this.fetcher(`${this.base}/api/v1${path}`, { credentials: 'same-origin', ...init });
      text = await response.text();
    } catch {
      throw Problem.unreachable();
    }
    const body = parsed(text);
    if (response.ok) return body as T;
    if (response.status === 401 && !path.startsWith('/sessions')) this.onSignedOut();
    throw Problem.from(body as ProblemBody | undefined, response.status);
  }
}

/** Reads every page of a list, up to a limit that no screen reaches. */
export async function everyPage<T>(read: (cursor: string | null) => Promise<Page<T>>, most = 2000): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read(cursor);
    all.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null && all.length < most);
  return all;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function deviceName(): string {
  const agent = navigator.userAgent;
  const browser =
    /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrome\//.test(agent) ? 'Chrome' : 'Safari';
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Mac OS/.test(agent)
        ? 'macOS'
        : /Windows/.test(agent)
          ? 'Windows'
          : 'Linux';
  return `${browser}, ${system}`;
}
